/** Adds up sums by hour within spans. */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { OutcomeSum, Span } from "../../contract/index.ts";

type HourSum = Omit<OutcomeSum, "at" | "flow"> & { readonly hour: number };

/**
 * Returns the orders' sums of each span, by outcome and currency. Amounts are in whole millionths.
 * `at`: the index of the span.
 */
export const sumsWithin = (
  spans: readonly Span[],
  sums: readonly HourSum[],
): readonly OutcomeSum[] =>
  spans.flatMap(({ from, to }, at) => {
    const within = sums.filter(({ hour }) => hour >= from / HOUR_MS && hour < to / HOUR_MS);
    const groups = Map.groupBy(within, ({ outcome, currency }) => `${outcome} ${currency}`);
    return [...groups.values()].map((group) => ({
      at,
      flow: "orders",
      outcome: group[0]?.outcome ?? "",
      currency: group[0]?.currency ?? "",
      n: group.reduce((sum, { n }) => sum + n, 0),
      gross: total(group.map(({ gross }) => gross)),
      vat: total(group.map(({ vat }) => vat)),
    }));
  });

const total = (amounts: readonly string[]): string =>
  String(amounts.reduce((sum, one) => sum + BigInt(one), 0n));
