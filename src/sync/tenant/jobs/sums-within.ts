/** Sums of hours, added up within spans. */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { OutcomeSum, Span } from "../../contract/index.ts";

type HourSum = Omit<OutcomeSum, "at" | "flow"> & { readonly hour: number };

/** Adds up sums of hours of orders within each span, by outcome and currency. */
export const sumsWithin = (
  spans: readonly Span[],
  sums: readonly HourSum[],
): readonly OutcomeSum[] =>
  spans.flatMap(({ from, to }, at) => {
    const within = sums.filter(({ hour }) => hour >= from / HOUR_MS && hour < to / HOUR_MS);
    const alike = Map.groupBy(within, ({ outcome, currency }) => `${outcome} ${currency}`);
    return [...alike.values()].map((of) => ({
      at,
      flow: "orders",
      outcome: of[0]?.outcome ?? "",
      currency: of[0]?.currency ?? "",
      n: of.reduce((sum, { n }) => sum + n, 0),
      gross: total(of.map(({ gross }) => gross)),
      vat: total(of.map(({ vat }) => vat)),
    }));
  });

/** Whole millionths. */
const total = (amounts: readonly string[]): string =>
  String(amounts.reduce((sum, one) => sum + BigInt(one), 0n));
