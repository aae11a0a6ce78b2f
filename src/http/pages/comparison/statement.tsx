/**
 * What the shop expects, the parts of the difference, and what the ledger has: one table per
 * currency, which adds up line by line.
 */
import { same } from "../../../domain/money.ts";
import { type CurrencyStatement, statementOf } from "../../../monitor/reconciliation/statement.ts";
import type { Messages } from "../../../messages/index.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import type { Reconciliation } from "../../usecases/ledger/reconciliation.ts";
import { inCurrency } from "../parts/table.tsx";
import { useAllowed } from "../forms/post-form.tsx";
import { Notice, Wide, When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { isRounding, NoDays } from "./days.tsx";
import type { Format } from "../../words/format.ts";

/** Days in their order, each range by its ends. */
export const daysText = (ranges: readonly Range[], t: Messages["t"], format: Format): string =>
  ranges
    .map(({ from, to }) =>
      from === to
        ? format.day(from)
        : t("comparison.daysFromTo", { from: format.day(from), to: format.day(to) }),
    )
    .join(", ");

/** Days that no reconciliation has compared; nothing where there are none. */
export const NotCompared = ({ days }: { readonly days: readonly Range[] }) => {
  const { t, format } = useMessages();
  return days.length === 0 ? null : (
    <Notice
      tone="warn"
      text={t("comparison.daysNotCompared", { days: daysText(days, t, format) })}
    />
  );
};

type StatementProps = {
  readonly described: Pick<Reconciliation, "days" | "notCompared" | "isAnyCompared">;
  /** Each line leads to what it comes from, further down. */
  readonly linked: boolean;
};

export const Statement = ({ described, linked }: StatementProps) => {
  const { days, notCompared, isAnyCompared } = described;
  const { t } = useMessages();
  const { currencies } = statementOf(days);
  if (!isAnyCompared && currencies.length === 0) return <NoDays linked={linked} />;
  return (
    <>
      <NotCompared days={notCompared} />
      {currencies.length === 0 ? <p>{t("comparison.nothingInDays")}</p> : null}
      {currencies.map((one) => (
        <OfCurrency one={one} linked={linked} whole={notCompared.length === 0} />
      ))}
    </>
  );
};

type OfCurrencyProps = {
  readonly one: CurrencyStatement;
  readonly linked: boolean;
  /** All days were compared: only then is no difference good news. */
  readonly whole: boolean;
};

const OfCurrency = ({ one, linked, whole }: OfCurrencyProps) => {
  const { t, format } = useMessages();
  const { currency, orders, source, ledger, difference, lines } = one;
  const title = t("comparison.statement.of", { currency });
  const lineName = (name: (typeof lines)[number]["name"], count: number | undefined): string => {
    const kind = t(`comparison.parts.${name}`);
    return count === undefined ? kind : t("comparison.kindOf", { kind, count });
  };
  return (
    <Wide label={title}>
      <table class="statement">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("comparison.statement.what")}</th>
            <th scope="col" class="figure">
              {inCurrency(t("comparison.statement.amount"), currency)}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("comparison.statement.shop", { count: orders })}</th>
            <td class="figure">{format.amount(source, currency)}</td>
          </tr>
          {lines.map(({ name, gross, orders: count }) => (
            <tr>
              <th scope="row" class="part">
                {linked && name !== "unnamed" ? (
                  <a href={`#part-${name}`}>{lineName(name, count)}</a>
                ) : (
                  lineName(name, count)
                )}
              </th>
              <td class="figure">{format.amount(gross, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("comparison.ledger")}</th>
            <td class="figure">{format.amount(ledger, currency)}</td>
          </tr>
          <tr>
            <th scope="row">{t("comparison.difference")}</th>
            <td class="figure">
              {same(difference, "0") ? (
                <span class={whole ? "fits" : undefined}>
                  {format.amount(difference, currency)}
                </span>
              ) : (
                <span class={isRounding(lines) ? undefined : "misses"}>
                  {format.amount(difference, currency)}
                </span>
              )}
            </td>
          </tr>
        </tfoot>
      </table>
    </Wide>
  );
};

type RunProps = { readonly run: Reconciliation["run"] };

/** Which days were reconciled last, and when. */
export const RunTold = ({ run }: RunProps) => {
  const { t, rich, format } = useMessages();
  const ask = useAllowed();
  if (run === null)
    return <>{t(ask("POST", "") ? "comparison.never" : "comparison.neverToRead")}</>;
  const [from, to] = [format.day(run.from), format.day(run.to)];
  if (run.endedAt !== null) {
    const when = <When at={run.endedAt} />;
    return <>{rich("comparison.last", { from, to, when })}</>;
  }
  const when = <When at={run.startedAt} />;
  return <>{rich(run.stopped ? "comparison.stopped" : "comparison.running", { from, to, when })}</>;
};
