/** The amounts in eAccounting of orders of today, this week and this month, as read. */
import type { Child } from "hono/jsx";
import { HOUR_MS } from "../../../../domain/platform/durations.ts";
import { same } from "../../../../domain/money.ts";
import {
  type CurrencyStatement,
  LINE_NAMES,
} from "../../../../monitor/reconciliation/statement.ts";
import type { InLedger, LedgerPeriod } from "../../../usecases/ledger/in-ledger.ts";
import { isRounding } from "../../comparison/days.tsx";
import { addressOf } from "../../comparison/range.ts";
import { daysText, RunTold } from "../../comparison/statement.tsx";
import { Cell, Stack } from "../../parts/table.tsx";
import { When } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";

type LedgerProps = { readonly id: string; readonly ledger: InLedger };

type Row = {
  readonly name: Child;
  /** Of amounts that aren't zero. */
  readonly tone: "misses" | null;
  readonly of: (one: CurrencyStatement) => string;
};

export const LedgerFigures = ({ id, ledger }: LedgerProps) => {
  const { t, format } = useMessages();
  const { periods, from, to } = ledger;
  const known = [
    ...new Set(periods.flatMap(({ currencies }) => currencies.map(({ currency }) => currency))),
  ];
  const all = periods.flatMap(({ currencies }) => currencies.flatMap(({ lines }) => lines));
  const here = addressOf(id, { from, to, state: null, cursor: null });
  const names = LINE_NAMES.filter((name) => all.some((line) => line.name === name));
  const rows: readonly Row[] = [
    { name: t("dashboard.booked.due"), tone: null, of: ({ source }) => source },
    // What lies between the two sums, line by line: each difference has its name.
    ...names.map((name): Row => ({
      name: <a href={`${here}#part-${name}`}>{t(`comparison.parts.${name}`)}</a>,
      tone: isRounding([{ name }]) ? null : "misses",
      of: ({ lines }) => lines.find((line) => line.name === name)?.gross ?? "0.00",
    })),
    { name: t("dashboard.booked.documents"), tone: null, of: ({ ledger }) => ledger },
    // The difference of one kind is that line: it isn't said twice.
    ...(names.length === 1
      ? []
      : [
          {
            name: t("comparison.difference"),
            tone: isRounding(names.map((name) => ({ name }))) ? null : ("misses" as const),
            of: ({ difference }: CurrencyStatement) => difference,
          },
        ]),
  ];
  return (
    <div id="in-ledger">
      <h3>{t("dashboard.booked.title")}</h3>
      <p class="hint">
        {t("dashboard.booked.lead")} <AsOf ledger={ledger} />{" "}
        <a href={here}>{t("comparison.title")}</a>
      </p>
      {periods.some(({ isCompared }) => isCompared) ? (
        <Stack
          label={t("dashboard.booked.title")}
          kind="sums"
          columns={[
            t("attention.amount"),
            ...periods.map(({ name }) => ({ name: t(`dashboard.${name}`), figure: true })),
          ]}
        >
          <tbody>
            {rows.map(({ name, tone, of }) => (
              <tr>
                <th scope="row">{name}</th>
                {periods.map((period) => (
                  <Cell of={t(`dashboard.${period.name}`)} figure>
                    <Amounts period={period} known={known} of={of} tone={tone} />
                  </Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </Stack>
      ) : null}
      {ledger.notCompared.length === 0 ? null : (
        <p>
          {t("dashboard.booked.notCompared", { days: daysText(ledger.notCompared, t, format) })}
        </p>
      )}
    </div>
  );
};

/** When the days of these sums were read: a later run may have read other days. */
const AsOf = ({ ledger: { reconciled, run } }: Pick<LedgerProps, "ledger">) => {
  const { t, rich, format } = useMessages();
  if (reconciled === null) return run === null ? null : <RunTold run={run} />;
  const { first, last } = reconciled;
  // The days of one run are read one after the other. None is older than the first.
  return last - first < HOUR_MS ? (
    <>{rich("dashboard.booked.asOf", { when: <When at={first} /> })}</>
  ) : (
    <>{t("dashboard.booked.asOfDays", { first: format.stamp(first), last: format.stamp(last) })}</>
  );
};

type AmountsProps = {
  readonly period: LedgerPeriod;
  /** Currencies of all periods. */
  readonly known: readonly string[];
} & Pick<Row, "of" | "tone">;

/** A dash where nobody looked, nothing where somebody looked and there is nothing. */
const Amounts = ({ period: { isCompared, currencies }, known, of, tone }: AmountsProps) => {
  const { format } = useMessages();
  if (!isCompared) return <>–</>;
  const shown = currencies.filter(({ source, ledger }) => !same(source, "0") || !same(ledger, "0"));
  if (shown.length > 0)
    return (
      <>
        {shown.map((one) => (
          <div class={tone === null || same(of(one), "0") ? undefined : tone}>
            {format.money(of(one), one.currency)}
          </div>
        ))}
      </>
    );
  const [only = null, ...others] = known;
  return <>{format.money("0.00", others.length === 0 ? only : null)}</>;
};
