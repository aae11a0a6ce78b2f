/**
 * The sums of one day, both sides, per currency and VAT rate: of the orders that are booked. What isn't booked is counted by
 * its state; its amounts stand on no side, as there is nothing to hold them against. Pure, one order after the other.
 */
import { dec, type Decimal, plain } from "../../domain/money.ts";
import type { OrderSums } from "../../asperion/order-sums.ts";
import type { RateTotals } from "../../domain/sales-order.ts";
import { type OrderState, STATES } from "./facts.ts";
import type { LedgerSums } from "./judge-order.ts";

export type Side = { readonly net: Decimal; readonly vat: Decimal };

export type RateSums = {
  readonly currency: string;
  /** A fraction; `null`: of orders whose rates one side doesn't tell. */
  readonly rate: Decimal | null;
  readonly source: Side;
  readonly ledger: Side;
};

export type CurrencySums = { readonly currency: string; readonly orders: number; readonly source: Decimal; readonly ledger: Decimal; /** Orders whose VAT the ledger has in no row of its own: in `gross`, not in `rates`. */ readonly withoutVat?: number };

export type DaySums = {
  readonly orders: number;
  readonly states: Readonly<Record<OrderState, number>>;
  readonly totals: { readonly gross: readonly CurrencySums[]; readonly rates: readonly RateSums[] };
};

export type DayOrder = { readonly state: OrderState; readonly sums: OrderSums | null; readonly ledger: LedgerSums | null };

export function dayOf(orders: Iterable<DayOrder>): DaySums {
  const states = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<OrderState, number>;
  const gross = new Map<string, CurrencySums>();
  const rates = new Map<string, RateSums>();
  let count = 0;
  for (const { state, sums, ledger } of orders) {
    count += 1;
    states[state] += 1;
    if (state !== "booked" || sums === null || ledger === null) continue;
    const { currency } = sums;
    const before: CurrencySums = gross.get(currency) ?? { currency, orders: 0, source: "0.00", ledger: "0.00" };
    // The shop's sign of credits is its own: it is taken over, so that both sides take back alike.
    const turn = sums.credit && dec(sums.gross).gt(0) !== dec(ledger.gross).gt(0) ? -1 : 1;
    gross.set(currency, { ...before, orders: before.orders + 1, source: plus(before.source, sums.gross, turn), ledger: plus(before.ledger, ledger.gross), ...(ledger.vat === null ? { withoutVat: (before.withoutVat ?? 0) + 1 } : {}) });
    if (ledger.vat === null) continue;
    const known = sums.perRate !== null && ledger.perRate !== null;
    const whole = (vat: Decimal, total: Decimal): RateTotals[] => [{ rate: "", net: dec(total).minus(dec(vat)).toFixed(2), vat }];
    for (const one of known ? sums.perRate : whole(sums.vat, sums.gross)) addTo(rates, currency, one, "source", turn);
    for (const one of known ? ledger.perRate : whole(ledger.vat, ledger.gross)) addTo(rates, currency, one, "ledger", 1);
  }
  const order = (a: { currency: string; rate: Decimal | null }, b: typeof a): number => a.currency.localeCompare(b.currency) || dec(a.rate ?? "9").cmp(dec(b.rate ?? "9"));
  return { orders: count, states, totals: { gross: [...gross.values()].sort((a, b) => a.currency.localeCompare(b.currency)), rates: [...rates.values()].sort(order) } };
}

const plus = (a: Decimal, b: Decimal, turn: 1 | -1 = 1): Decimal => dec(a).plus(dec(b).times(turn)).toFixed(2);

function addTo(rates: Map<string, RateSums>, currency: string, one: RateTotals, side: "source" | "ledger", turn: 1 | -1): void {
  const rate = one.rate === "" ? null : plain(one.rate);
  const id = `${currency} ${rate ?? "-"}`;
  const before = rates.get(id) ?? { currency, rate, source: { net: "0.00", vat: "0.00" }, ledger: { net: "0.00", vat: "0.00" } };
  rates.set(id, { ...before, [side]: { net: plus(before[side].net, one.net, turn), vat: plus(before[side].vat, one.vat, turn) } });
}
