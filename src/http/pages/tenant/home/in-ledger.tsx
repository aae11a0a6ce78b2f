/** The amounts in eAccounting of orders of today, this week and this month, as read. */
import { same } from "../../../../domain/money.ts";
import {
  type CurrencyStatement,
  LINE_NAMES,
} from "../../../../monitor/reconciliation/statement.ts";
import type { InLedger, LedgerPeriod } from "../../../usecases/ledger/in-ledger.ts";
import { addressOf } from "../../comparison/range.ts";
import { daysText } from "../../comparison/statement.tsx";
import { Cell, Stack } from "../../parts/table.tsx";
import { useFormat, useMessages } from "../../frame/use-messages.ts";

type LedgerProps = { readonly id: string; readonly ledger: InLedger };

export const LedgerFigures = ({ id, ledger }: LedgerProps) => {
  const { t } = useMessages();
  const format = useFormat();
  const { periods, from, to } = ledger;
  const known = [
    ...new Set(periods.flatMap(({ currencies }) => currencies.map(({ currency }) => currency))),
  ];
  const all = periods.flatMap(({ currencies }) => currencies.flatMap(({ lines }) => lines));
  const rows = [
    {
      name: t("dashboard.booked.due"),
      isPart: false,
      of: ({ source }: CurrencyStatement) => source,
    },
    // What lies between the two sums, line by line: each difference has its name.
    ...LINE_NAMES.filter((name) => all.some((line) => line.name === name)).map((name) => ({
      name: t(`comparison.parts.${name}`),
      isPart: true,
      of: ({ lines }: CurrencyStatement) =>
        lines.find((line) => line.name === name)?.gross ?? "0.00",
    })),
    {
      name: t("dashboard.booked.documents"),
      isPart: false,
      of: (one: CurrencyStatement) => one.ledger,
    },
    {
      name: t("comparison.difference"),
      isPart: false,
      of: (one: CurrencyStatement) => one.difference,
    },
  ];
  return (
    <div id="in-ledger">
      <h3>{t("dashboard.booked.title")}</h3>
      <p class="hint">
        {t("dashboard.booked.lead")}{" "}
        <a href={addressOf(id, { from, to, state: null, cursor: null })}>{t("comparison.title")}</a>
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
            {rows.map(({ name, isPart, of }) => (
              <tr>
                <th scope="row" class={isPart ? "part" : undefined}>
                  {name}
                </th>
                {periods.map((period) => (
                  <Cell of={t(`dashboard.${period.name}`)} figure>
                    <Amounts period={period} known={known} of={of} />
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

type AmountsProps = {
  readonly period: LedgerPeriod;
  /** Currencies of all periods. */
  readonly known: readonly string[];
  readonly of: (one: CurrencyStatement) => string;
};

/** A dash where nobody looked, nothing where somebody looked and there is nothing. */
const Amounts = ({ period: { isCompared, currencies }, known, of }: AmountsProps) => {
  const format = useFormat();
  if (!isCompared) return <>–</>;
  const shown = currencies.filter(({ source, ledger }) => !same(source, "0") || !same(ledger, "0"));
  if (shown.length > 0)
    return (
      <>
        {shown.map((one) => (
          <div>{format.money(of(one), one.currency)}</div>
        ))}
      </>
    );
  if (known.length === 0) return <>{format.money("0.00", null)}</>;
  return (
    <>
      {known.map((currency) => (
        <div>{format.money("0.00", currency)}</div>
      ))}
    </>
  );
};
