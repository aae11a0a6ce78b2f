/**
 * The days that D1 keeps: orders by where they stand, and what is booked on both sides, by currency
 * and by VAT rate.
 */
import { amount, dec, same } from "../../../domain/money.ts";
import { add, addParts, type Part } from "../../../monitor/reconciliation/balance.ts";
import { type OrderState, STATES } from "../../../monitor/reconciliation/facts.ts";
import type { DayView } from "../../usecases/reconciliation.ts";
import { useFormat } from "../use-messages.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge, Wide } from "../ui.tsx";
import { type States, useStates, type Word } from "../words.ts";
import { useMessages } from "../use-messages.ts";

/** A job that is still to end is a status, all else an outcome. */
export const stateWord = (states: States, state: OrderState): Word =>
  state === "waiting" ? states.status(state) : states.outcome(state);

const counted = (states: States, state: OrderState, count: number): Word =>
  states.counted(
    state === "waiting" ? { status: state, outcome: null } : { status: "done", outcome: state },
    count,
  );

export const Days = ({ days }: { days: readonly DayView[] }) => {
  const { t } = useMessages();
  if (days.length === 0) return <p class="empty">{t("comparison.noDays")}</p>;
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
          <Day day={day} />
        ))}
      </tbody>
    </Stack>
  );
};

const Day = ({ day }: { day: DayView }) => {
  const { t } = useMessages();
  const format = useFormat();
  const states = useStates();
  const { gross } = day.totals;
  return (
    <tr>
      <th scope="row">
        <time datetime={day.day}>{format.day(day.day)}</time>
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
        {gross.map(({ source, ledger }) => (
          <div>
            <Difference source={source} ledger={ledger} />
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

export const Difference = ({ source, ledger }: { source: string; ledger: string }) => {
  const format = useFormat();
  return same(source, ledger) ? (
    <span class="fits">=</span>
  ) : (
    <span class="misses">{format.amount(amount(dec(ledger).minus(dec(source))))}</span>
  );
};

/**
 * Of what a difference is made, each with its amount. What differs in VAT alone stands with the
 * rates.
 */
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

type RateSum = {
  readonly currency: string;
  readonly rate: string | null;
  readonly source: string;
  readonly ledger: string;
  readonly parts: readonly { readonly name: Part["name"]; readonly vat: string }[];
};

/** VAT of all these days together: what an accountant holds against the VAT return. */
function vatOf(days: readonly DayView[]): readonly RateSum[] {
  const all = days.flatMap(({ totals }) => totals.rates);
  const side = (of: "source" | "ledger") =>
    add(
      all.map(({ currency, rate, ...sides }) => ({
        currency,
        gross: "0.00",
        rates: [{ rate, ...sides[of] }],
      })),
    );
  const [source, ledger, parts] = [
    side("source"),
    side("ledger"),
    addParts(days.flatMap(({ totals }) => totals.parts)),
  ];
  return source.flatMap(({ currency, rates }) =>
    rates.map(({ rate, vat }): RateSum => {
      const at = (
        figures:
          | { readonly rates: readonly { readonly rate: string | null; readonly vat: string }[] }
          | undefined,
      ): string => figures?.rates.find((one) => one.rate === rate)?.vat ?? "0.00";
      const own = parts
        .filter((part) => part.currency === currency)
        .map((part) => ({ name: part.name, vat: at(part) }))
        .filter((part) => !same(part.vat, "0"));
      return {
        currency,
        rate,
        source: vat,
        ledger: at(ledger.find((one) => one.currency === currency)),
        parts: own,
      };
    }),
  );
}

export const Rates = ({ days }: { days: readonly DayView[] }) => {
  const { t } = useMessages();
  const format = useFormat();
  const rates = vatOf(days);
  const without = days
    .flatMap(({ totals }) => totals.gross)
    .reduce((count, one) => count + (one.withoutVat ?? 0), 0);
  const note =
    without === 0 ? null : <p class="sub">{t("comparison.withoutVat", { count: without })}</p>;
  if (rates.length === 0) return note;
  return (
    <details>
      <summary>{t("comparison.rates")}</summary>
      {note}
      <Wide label={t("comparison.rates")}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{t("comparison.rate")}</th>
              <th scope="col" class="figure">
                {t("comparison.shopVat")}
              </th>
              <th scope="col" class="figure">
                {t("comparison.ledgerVat")}
              </th>
              <th scope="col" class="figure">
                {t("comparison.difference")}
              </th>
              <th scope="col">{t("comparison.made")}</th>
            </tr>
          </thead>
          <tbody>
            {rates.map(({ currency, rate, source, ledger, parts }) => (
              <tr>
                <th scope="row">
                  {rate === null ? t("comparison.unknownRate") : format.percent(rate)}, {currency}
                </th>
                <td class="figure">{format.amount(source)}</td>
                <td class="figure">{format.amount(ledger)}</td>
                <td class="figure">
                  <Difference source={source} ledger={ledger} />
                </td>
                <td>
                  {parts
                    .map(
                      ({ name, vat }) => `${t(`comparison.parts.${name}`)}: ${format.amount(vat)}`,
                    )
                    .join("; ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {rates.every(({ source, ledger }) => same(source, ledger)) ? null : (
        <p class="sub">{t("comparison.ratesDiffer")}</p>
      )}
    </details>
  );
};
