/** What the shop charged for an order, for the comparison with the ledger. Pure. */
import type { OrderSums } from "../../asperion/order-sums.ts";
import type { BookedContent } from "../../domain/orders/booked-content.ts";
import { dec, type Decimal, plain, sum } from "../../domain/money.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";
import type { OrderMemory } from "./facts.ts";

/**
 * With the ledger's sign of credits, and less the credit orders that lower it. Of an order that
 * charges nothing any more, what other credits took back of it is due: they stand below zero, and
 * only the rest of it was taken back beside them.
 */
export const chargedOf = (
  sums: OrderSums,
  { loweredBy = [], takenBack = [] }: Partial<Pick<OrderMemory, "loweredBy" | "takenBack">>,
): OrderSums =>
  chargesNothing(sums)
    ? withContents(
        sums,
        takenBack.filter(({ currency }) => currency === sums.currency),
        1,
      )
    : withContents(withLedgerSign(sums), loweredBy, -1);

/** It was cancelled, or edited to nothing. */
export const chargesNothing = ({ gross, perRate }: OrderSums): boolean =>
  dec(gross).eq(0) && perRate?.length === 0;

/** Gives a credit the ledger's sign, below zero, whichever sign the shop uses. */
export function withLedgerSign(sums: OrderSums): OrderSums {
  const { gross, vat, perRate, was } = sums;
  if (!sums.credit || !dec(was ?? gross).gt(0)) return sums;
  const minus = (figure: Decimal): Decimal => plain(dec(figure).neg());
  return {
    ...sums,
    gross: minus(gross),
    vat: minus(vat),
    perRate:
      perRate?.map((of) => ({ rate: of.rate, net: minus(of.net), vat: minus(of.vat) })) ?? null,
    ...(was === undefined ? {} : { was: minus(was) }),
  };
}

/** The order with what credit orders take back added, or taken off. */
function withContents(
  sums: OrderSums,
  contents: readonly Pick<BookedContent, "gross" | "lines">[],
  sign: 1 | -1,
): OrderSums {
  if (contents.length === 0) return sums;
  const lines = contents.flatMap((content) => content.lines);
  const signedly = (figure: Decimal): Decimal => plain(dec(figure).times(sign));
  const plus = (figure: Decimal, more: readonly Decimal[]): Decimal =>
    plain(sum([figure, ...more.map(signedly)]));
  const rates = lines.map(({ vatRate, net, vat }) => ({
    rate: plain(vatRate),
    net: signedly(net),
    vat: signedly(vat),
  }));
  return {
    ...sums,
    gross: plus(
      sums.gross,
      contents.map(({ gross }) => gross),
    ),
    vat: plus(
      sums.vat,
      lines.map(({ vat }) => vat),
    ),
    perRate: sums.perRate === null ? null : merge([...sums.perRate, ...rates]),
    lines: sums.lines + lines.length,
  };
}

/** Adds up the totals of each rate. */
export function merge(rates: readonly RateTotals[]): readonly RateTotals[] {
  const merged = new Map<string, RateTotals>();
  for (const { rate, net, vat } of rates) {
    const before = merged.get(rate);
    merged.set(rate, {
      rate,
      net: sum([before?.net ?? "0", net]).toFixed(2),
      vat: sum([before?.vat ?? "0", vat]).toFixed(2),
    });
  }
  return [...merged.values()].sort((a, b) => dec(a.rate).cmp(dec(b.rate)));
}
