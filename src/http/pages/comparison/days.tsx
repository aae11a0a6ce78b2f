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
import { useFormat, useMessages, useStates } from "../frame/use-messages.ts";
import { Cell, Stack } from "../parts/table.tsx";
import { Badge } from "../parts/ui.tsx";
import type { States, Word } from "../../words/state-text.ts";
import { Empty } from "../parts/empty.tsx";

const counted = (states: States, state: ReconciledState, count: number): Word =>
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
  const { t } = useMessages();
  return (
    <Stack
      label={t("comparison.days")}
      columns={[
        t("comparison.day"),
        t("comparison.orders"),
        { name: t("comparison.shop"), figure: true },
        { name: t("comparison.ledger"), figure: true },
        { name: t("comparison.difference"), figure: true },
        { name: t("comparison.found"), figure: true },
      ]}
    >
      <tbody>
        {days.toReversed().map((day) => (
          <Day day={day} href={hrefOf?.(day.day) ?? null} />
        ))}
      </tbody>
    </Stack>
  );
};

const Day = ({ day, href }: { day: DayView; href: string | null }) => {
  const { t } = useMessages();
  const format = useFormat();
  const states = useStates();
  const { gross } = day.totals;
  return (
    <tr>
      <th scope="row">
        {href === null ? (
          <time datetime={day.day}>{format.day(day.day)}</time>
        ) : (
          <a href={href}>
            <time datetime={day.day}>{format.day(day.day)}</time>
          </a>
        )}
      </th>
      <Cell of={t("comparison.orders")}>
        <ul class="chips">
          {STATES.filter((state) => day.states[state] > 0).map((state) => (
            <li>
              <Badge word={counted(states, state, day.states[state])} />
            </li>
          ))}
        </ul>
      </Cell>
      <Cell of={t("comparison.shop")} figure>
        {gross.map(({ currency, source }) => (
          <div>
            {format.amount(source)} {currency}
          </div>
        ))}
      </Cell>
      <Cell of={t("comparison.ledger")} figure>
        {gross.map(({ currency, ledger }) => (
          <div>
            {format.amount(ledger)} {currency}
          </div>
        ))}
      </Cell>
      <Cell of={t("comparison.difference")} figure>
        {gross.map(({ currency, source, ledger }) => (
          <div>
            <Difference source={source} ledger={ledger} currency={currency} />
          </div>
        ))}
        <Parts parts={day.totals.parts} />
      </Cell>
      <Cell of={t("comparison.found")} figure>
        {day.findings === 0 ? "–" : <span class="misses">{format.figure(day.findings)}</span>}
      </Cell>
    </tr>
  );
};

type DifferenceProps = {
  readonly source: string;
  readonly ledger: string;
  readonly currency: string | null;
};

export const Difference = ({ source, ledger, currency }: DifferenceProps) => {
  const format = useFormat();
  return same(source, ledger) ? (
    <span class="fits">=</span>
  ) : (
    <span class="misses">{format.money(amount(dec(ledger).minus(dec(source))), currency)}</span>
  );
};

/** The parts of a difference with their amounts. Of VAT alone, it is shown with the rates. */
export const Parts = ({ parts }: { parts: readonly Part[] }) => {
  const { t } = useMessages();
  const format = useFormat();
  return (
    <>
      {parts
        .filter(({ gross }) => !same(gross, "0"))
        .map(({ name, currency, gross }) => (
          <div class="meta">
            {t(`comparison.parts.${name}`)}: {format.amount(gross)} {currency}
          </div>
        ))}
    </>
  );
};

export const Rates = ({
  days,
  unfolded = false,
}: {
  days: readonly DayView[];
  /** On paper nothing is folded. */
  unfolded?: boolean;
}) => {
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
  const { t } = useMessages();
  const format = useFormat();
  const names = {
    shopNet: t("comparison.shopNet"),
    ledgerNet: t("comparison.ledgerNet"),
    shopVat: t("comparison.shopVat"),
    ledgerVat: t("comparison.ledgerVat"),
    net: t("comparison.netDifference"),
    vat: t("comparison.vatDifference"),
    made: t("comparison.made"),
  };
  const { made, ...figures } = names;
  return (
    <Stack
      label={title}
      kind="small"
      columns={[
        t("comparison.rate"),
        ...Object.values(figures).map((name) => ({ name, figure: true })),
        made,
      ]}
    >
      <tbody>
        {rates.map(({ currency, rate, source, ledger, lines }) => (
          <tr>
            <th scope="row">
              {rate === null ? t("comparison.unknownRate") : format.percent(rate)}
              {named ? `, ${currency}` : ""}
            </th>
            <Cell of={names.shopNet} figure>
              {format.money(source.net, currency)}
            </Cell>
            <Cell of={names.ledgerNet} figure>
              {format.money(ledger.net, currency)}
            </Cell>
            <Cell of={names.shopVat} figure>
              {format.money(source.vat, currency)}
            </Cell>
            <Cell of={names.ledgerVat} figure>
              {format.money(ledger.vat, currency)}
            </Cell>
            <Cell of={names.net} figure>
              <Difference source={source.net} ledger={ledger.net} currency={currency} />
            </Cell>
            <Cell of={names.vat} figure>
              <Difference source={source.vat} ledger={ledger.vat} currency={currency} />
            </Cell>
            <Cell of={made}>
              {lines.map(({ name, net, vat }) => (
                <div>
                  {t("comparison.partOfRate", {
                    part: t(`comparison.parts.${name}`),
                    net: format.money(net, currency),
                    vat: format.money(vat, currency),
                  })}
                </div>
              ))}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
