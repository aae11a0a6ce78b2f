/**
 * The days that D1 keeps: orders by where they stand, and what is booked on both sides, by currency
 * and by VAT rate.
 */
import { TO_RANGE } from "./range.ts";
import { amount, dec, same } from "../../../domain/money.ts";
import type { Part } from "../../../monitor/reconciliation/balance.ts";
import { type ReconciledState, STATES } from "../../../monitor/reconciliation/facts.ts";
import { type RateStatement, statementOf } from "../../../monitor/reconciliation/statement.ts";
import type { DayView } from "../../usecases/ledger/reconciliation.ts";
import { useMessages } from "../frame/use-messages.ts";
import { type RecordColumn, Records } from "../parts/table.tsx";
import { Badge } from "../parts/ui.tsx";
import type { States, StateLabel } from "../../words/state-text.ts";
import { Empty } from "../parts/empty.tsx";

const counted = (states: States, state: ReconciledState, count: number): StateLabel =>
  states.counted(
    state === "waiting"
      ? { status: state, outcome: null }
      : { status: "done", outcome: state === "held" ? "needs-attention" : state },
    count,
  );

/** `linked`: with the way to where they are reconciled; not on paper. */
export const NoDays = ({ linked }: { linked: boolean }) => {
  const { t } = useMessages();
  return linked ? (
    <Empty text={t("comparison.noDays")} next={{ ...TO_RANGE, text: t("empty.reconcile") }} />
  ) : (
    <p class="empty">{t("comparison.noDays")}</p>
  );
};

type DaysProps = {
  readonly days: readonly DayView[];
  /** Where a day's orders are; `null`: on paper, where nothing is opened. */
  readonly hrefOf: ((day: string) => string) | null;
};

export const Days = ({ days, hrefOf }: DaysProps) => {
  const { t, format, states } = useMessages();
  const wordsOf = ({ states: counts }: DayView): readonly StateLabel[] => [
    ...STATES.filter((state) => counts[state] > 0).map((state) =>
      counted(states, state, counts[state]),
    ),
    ...(counts.missing === undefined
      ? []
      : [{ tone: "bad" as const, text: t("comparison.gone", { count: counts.missing }) }]),
  ];
  return (
    <Records
      label={t("comparison.days")}
      records={days.toReversed()}
      columns={[
        {
          name: t("comparison.day"),
          cell: ({ day }) => {
            const shown = <time datetime={day}>{format.day(day)}</time>;
            return hrefOf === null ? shown : <a href={hrefOf(day)}>{shown}</a>;
          },
        },
        {
          name: t("comparison.orders"),
          cell: (day) => (
            <ul class="chips">
              {wordsOf(day).map((word) => (
                <li>
                  <Badge word={word} />
                </li>
              ))}
            </ul>
          ),
        },
        ...(["source", "ledger"] as const).map((side): RecordColumn<DayView> => ({
          name: t(side === "source" ? "comparison.shop" : "comparison.ledger"),
          figure: true,
          cell: ({ totals }) =>
            totals.gross.map((one) => <div>{format.money(one[side], one.currency)}</div>),
        })),
        {
          name: t("comparison.difference"),
          figure: true,
          cell: ({ totals: { gross, parts } }) => (
            <>
              {gross.map(({ currency, source, ledger }) => (
                <div>
                  <Difference
                    source={source}
                    ledger={ledger}
                    currency={currency}
                    fine={isRounding(partsIn(parts, currency))}
                  />
                </div>
              ))}
              <Parts parts={parts} />
            </>
          ),
        },
      ]}
    />
  );
};

type DifferenceProps = {
  readonly source: string;
  readonly ledger: string;
  readonly currency: string | null;
  /** Nothing is to be done about it. */
  readonly fine?: boolean;
};

/** Both sides round, or the tolerance allows it: nobody has to act. */
export const isRounding = (parts: readonly { readonly name: string }[]): boolean =>
  parts.length > 0 && parts.every(({ name }) => name === "rounding");

const partsIn = (parts: readonly Part[], currency: string): readonly Part[] =>
  parts.filter((part) => part.currency === currency && !same(part.gross, "0"));

export const Difference = ({ source, ledger, currency, fine = false }: DifferenceProps) => {
  const { format } = useMessages();
  return same(source, ledger) ? (
    <span class="fits">=</span>
  ) : (
    <span class={fine ? undefined : "misses"}>
      {format.money(amount(dec(ledger).minus(dec(source))), currency)}
    </span>
  );
};

/** The parts of a difference with their amounts. Of VAT alone, it is shown with the rates. */
export const Parts = ({ parts }: { parts: readonly Part[] }) => {
  const { t, format } = useMessages();
  return (
    <>
      {parts
        .filter(({ gross }) => !same(gross, "0"))
        .map(({ name, currency, gross }) => (
          <div class="meta">
            {t(`comparison.parts.${name}`)}: {format.money(gross, currency)}
          </div>
        ))}
    </>
  );
};

type RatesProps = {
  readonly days: readonly DayView[];
  /** On paper nothing is folded. */
  readonly unfolded?: boolean;
};

export const Rates = ({ days, unfolded = false }: RatesProps) => {
  const { t } = useMessages();
  const { rates, withoutVat } = statementOf(days);
  const [currency, ...others] = new Set(rates.map((one) => one.currency));
  const only = currency !== undefined && others.length === 0 ? currency : null;
  const title = only === null ? t("comparison.rates") : t("comparison.ratesIn", { currency: only });
  const note =
    withoutVat === 0 ? null : (
      <p class="sub">{t("comparison.withoutVat", { count: withoutVat })}</p>
    );
  if (rates.length === 0) return note;
  const table = (
    <>
      {note}
      <RateTable rates={rates} title={title} named={only === null} />
      {rates.every(agrees) ? null : <p class="sub">{t("comparison.ratesDiffer")}</p>}
    </>
  );
  return unfolded ? (
    <>
      <h3>{title}</h3>
      {table}
    </>
  ) : (
    <details>
      <summary>{title}</summary>
      {table}
    </details>
  );
};

const agrees = ({ source, ledger }: RateStatement): boolean =>
  same(source.net, ledger.net) && same(source.vat, ledger.vat);

type RateTableProps = {
  readonly rates: readonly RateStatement[];
  readonly title: string;
  /** Rates of several currencies, each with its own. */
  readonly named: boolean;
};

const RateTable = ({ rates, title, named }: RateTableProps) => {
  const { t, format } = useMessages();
  const figure = (name: string, of: "net" | "vat", side: "source" | "ledger") => ({
    name,
    figure: true,
    cell: (rate: RateStatement) => format.amount(rate[side][of], rate.currency),
  });
  const difference = (name: string, of: "net" | "vat") => ({
    name,
    figure: true,
    cell: ({ source, ledger, lines }: RateStatement) => (
      <Difference
        source={source[of]}
        ledger={ledger[of]}
        currency={null}
        fine={isRounding(lines.filter((line) => !same(line[of], "0")))}
      />
    ),
  });
  return (
    <Records
      label={title}
      kind="small"
      records={rates}
      columns={[
        {
          name: t("comparison.rate"),
          cell: ({ rate, currency }) => (
            <>
              {rate === null ? t("comparison.unknownRate") : format.percent(rate)}
              {named ? `, ${currency}` : ""}
            </>
          ),
        },
        figure(t("comparison.shopNet"), "net", "source"),
        figure(t("comparison.ledgerNet"), "net", "ledger"),
        figure(t("comparison.shopVat"), "vat", "source"),
        figure(t("comparison.ledgerVat"), "vat", "ledger"),
        difference(t("comparison.netDifference"), "net"),
        difference(t("comparison.vatDifference"), "vat"),
        {
          name: t("comparison.made"),
          cell: ({ lines, currency }) =>
            lines.map(({ name, net, vat }) => (
              <div>
                {t("comparison.partOfRate", {
                  part: t(`comparison.parts.${name}`),
                  net: format.amount(net, currency),
                  vat: format.amount(vat, currency),
                })}
              </div>
            )),
        },
      ]}
    />
  );
};
