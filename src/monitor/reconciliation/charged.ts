/** What the shop charged for an order, for the comparison with the ledger. Pure. */
import type { OrderSums } from "../../asperion/order-sums.ts";
import type { OrderCredit } from "../../domain/orders/booked-content.ts";
import { dec, type Decimal, plain, sum } from "../../domain/money.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";

/** With the ledger's sign of credits, and less the credit orders that lower it. */
export const chargedOf = (sums: OrderSums, loweredBy: readonly OrderCredit[]): OrderSums =>
  lowered(signed(sums), loweredBy);

/** Gives a credit the ledger's sign, below zero, whichever sign the shop uses. */
function signed(sums: OrderSums): OrderSums {
  if (!sums.credit || !dec(sums.gross).gt(0)) return sums;
  const minus = (figure: Decimal): Decimal => plain(dec(figure).times(-1));
  return {
    ...sums,
    gross: minus(sums.gross),
    vat: minus(sums.vat),
    perRate:
      sums.perRate?.map(({ rate, net, vat }) => ({ rate, net: minus(net), vat: minus(vat) })) ??
      null,
  };
}

/** An order less the credit orders that lower it. */
function lowered(sums: OrderSums, credits: readonly OrderCredit[]): OrderSums {
  if (credits.length === 0) return sums;
  const lines = credits.flatMap((credit) => credit.lines);
  const minus = (figure: Decimal, off: readonly Decimal[]): Decimal =>
    plain(dec(figure).minus(sum(off)));
  const taken = lines.map(({ vatRate, net, vat }) => ({
    rate: plain(vatRate),
    net: plain(dec(net).times(-1)),
    vat: plain(dec(vat).times(-1)),
  }));
  return {
    ...sums,
    gross: minus(
      sums.gross,
      credits.map(({ gross }) => gross),
    ),
    vat: minus(
      sums.vat,
      lines.map(({ vat }) => vat),
    ),
    perRate: sums.perRate === null ? null : merge([...sums.perRate, ...taken]),
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
