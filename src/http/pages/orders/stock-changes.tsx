/**
 * A run's changes of stock: each figure before and after, and whether the shop was told to track
 * the article's stock. In the list a few of them, the rest folded; in the timeline a table.
 */
import { z } from "zod";
import { isDecimal } from "../../../domain/money.ts";
import type { StockChange } from "../../../domain/goods/stock.ts";
import type { Messages } from "../../../messages/index.ts";
import type { Format } from "../../words/format.ts";
import { Heading } from "../parts/table.tsx";
import { Figure, Wide } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

const SHOWN = 5;

/** `12 → 10`; an empty field has a word of its own. */
export function movedText(
  t: Messages["t"],
  format: Format,
  { from, to, managed }: StockChange,
): string {
  const shown = (figure: string): string => (isDecimal(figure) ? format.amount(figure) : figure);
  const figures =
    to === null
      ? null
      : t("stockChanges.moved", {
          from: from === null ? t("stockChanges.empty") : shown(from),
          to: shown(to),
        });
  const flag = managed ? t("stockChanges.managed") : null;
  return [figures, flag].filter((text) => text !== null).join("; ");
}

export const StockChanges = ({ changes }: { changes: readonly StockChange[] }) => {
  const { t } = useMessages();
  const rest = changes.slice(SHOWN);
  return (
    <>
      <List changes={changes.slice(0, SHOWN)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{t("stockChanges.more", { count: rest.length })}</summary>
          <List changes={rest} />
        </details>
      )}
    </>
  );
};

const List = ({ changes }: { changes: readonly StockChange[] }) => {
  const { t, format } = useMessages();
  return (
    <ul>
      {changes.map((change) => (
        <li>
          <bdi>{change.code}</bdi>: {movedText(t, format, change)}
        </li>
      ))}
    </ul>
  );
};

const difference = z.looseObject({
  code: z.string(),
  current: z.string(),
  target: z.string(),
  unbooked: z.string(),
  manages: z.boolean().default(false),
});
const plan = z.looseObject({
  differences: z.array(difference),
  managed: z.array(z.looseObject({ code: z.string() })).default([]),
});
type StockPlanView = z.infer<typeof plan>;

/** `null`: no plan of stock. */
export const stockPlanView = (title: string, detail: unknown): StockPlanView | null =>
  title === "stock" ? (plan.safeParse(detail).data ?? null) : null;

/** As it is planned: articles with a new figure, then those that only get the flag. */
export const StockPlanTable = ({ described }: { described: StockPlanView }) => {
  const { t } = useMessages();
  const { differences, managed } = described;
  const flagged = new Set(managed.map(({ code }) => code));
  const written = new Set(differences.map(({ code }) => code));
  const alone = managed.filter(({ code }) => !written.has(code));
  if (differences.length === 0 && alone.length === 0) return <p>{t("stockChanges.none")}</p>;
  return (
    <Wide label={t("stockChanges.title")}>
      <table>
        <caption>{t("stockChanges.title")}</caption>
        <thead>
          <tr>
            <Heading name={t("stockChanges.article")} />
            <Heading name={t("stockChanges.from")} figure />
            <Heading name={t("stockChanges.to")} figure />
            <Heading name={t("stockChanges.unbooked")} figure />
            <Heading name={t("stockChanges.keeping")} />
          </tr>
        </thead>
        <tbody>
          {differences.map(({ code, current, target, unbooked, manages }) => (
            <tr>
              <td>
                <bdi>{code}</bdi>
              </td>
              <Figure>{current === "" ? t("stockChanges.empty") : current}</Figure>
              <Figure>{target}</Figure>
              <Figure>{unbooked}</Figure>
              <td>{manages || flagged.has(code) ? t("stockChanges.managed") : null}</td>
            </tr>
          ))}
          {alone.map(({ code }) => (
            <tr>
              <td>
                <bdi>{code}</bdi>
              </td>
              <Figure>{null}</Figure>
              <Figure>{null}</Figure>
              <Figure>{null}</Figure>
              <td>{t("stockChanges.managed")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
