/**
 * The sums of one day, per currency and VAT rate: what is due according to the shop, what stands in
 * the ledger, and of what the difference is made. Pure, one order after the other.
 */
import type { Decimal } from "../../domain/money.ts";
import {
  add,
  addParts,
  type Balance,
  withOrderCount,
  type Figures,
  type Part,
  type RateFigures,
} from "./balance.ts";
import { type ReconciledState, STATES } from "./facts.ts";

export type Side = { readonly net: Decimal; readonly vat: Decimal };

type RateSums = {
  readonly currency: string;
  /** A fraction; `null`: orders whose rates one side doesn't show. */
  readonly rate: Decimal | null;
  readonly source: Side;
  readonly ledger: Side;
};

/** `orders`: those with a due amount. */
type CurrencySums = {
  readonly currency: string;
  readonly orders: number;
  readonly source: Decimal;
  readonly ledger: Decimal;
  /** Orders whose VAT the ledger has in no row of its own: in `gross`, not in `rates`. */
  readonly withoutVat?: number;
};

export type DaySums = {
  readonly orders: number;
  /** `missing`: booked by what is remembered, while the ledger has no document any more. */
  readonly states: Readonly<Record<ReconciledState, number> & { readonly missing?: number }>;
  readonly totals: {
    readonly gross: readonly CurrencySums[];
    readonly rates: readonly RateSums[];
    /** The ledger's sums less the shop's, by name. */
    readonly parts: readonly Part[];
  };
};

type DayOrder = { readonly state: ReconciledState; readonly balance: Balance | null };

/** `strangers`: documents of the day with our marker that no order is known for. */
export function dayOf(orders: Iterable<DayOrder>, strangers: readonly Part[] = []): DaySums {
  const states = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<
    ReconciledState,
    number
  >;
  const counts = new Map<string, { orders: number; withoutVat: number }>();
  // Added up as they come: a day may have more orders than are to be held at once.
  let sums: Sums = { due: [], stands: strangers, parts: withOrderCount(strangers) };
  let count = 0;
  let missing = 0;
  for (const { state, balance } of orders) {
    count += 1;
    if (state === "booked" && balance?.parts.some(({ name }) => name === "missing") === true)
      missing += 1;
    else states[state] += 1;
    if (balance === null) continue;
    const { due, stands, parts, withoutVat } = balance;
    sums = {
      due: add([...sums.due, ...due]),
      stands: add([...sums.stands, ...stands]),
      parts: addParts([...sums.parts, ...withOrderCount(parts)]),
    };
    for (const { currency } of due) {
      const before = counts.get(currency) ?? { orders: 0, withoutVat: 0 };
      counts.set(currency, {
        orders: before.orders + 1,
        withoutVat: before.withoutVat + (withoutVat ? 1 : 0),
      });
    }
  }
  const due = add(sums.due);
  const stands = add(sums.stands);
  const currencies = [...new Set([...due, ...stands].map(({ currency }) => currency))].sort(
    (a, b) => a.localeCompare(b),
  );
  const of = (side: readonly Figures[], currency: string): Figures =>
    side.find((one) => one.currency === currency) ?? { currency, gross: "0.00", rates: [] };
  return {
    orders: count,
    states: missing === 0 ? states : { ...states, missing },
    totals: {
      gross: currencies.map((currency): CurrencySums => {
        const { orders: many = 0, withoutVat = 0 } = counts.get(currency) ?? {};
        return {
          currency,
          orders: many,
          source: of(due, currency).gross,
          ledger: of(stands, currency).gross,
          ...(withoutVat === 0 ? {} : { withoutVat }),
        };
      }),
      rates: currencies.flatMap((currency) =>
        bothSides(currency, of(due, currency).rates, of(stands, currency).rates),
      ),
      parts: addParts(sums.parts),
    },
  };
}

type Sums = {
  readonly due: readonly Figures[];
  readonly stands: readonly Figures[];
  readonly parts: readonly Part[];
};

function bothSides(
  currency: string,
  due: readonly RateFigures[],
  stands: readonly RateFigures[],
): readonly RateSums[] {
  const at = (side: readonly RateFigures[], rate: Decimal | null): Side => {
    const found = side.find((one) => one.rate === rate);
    return found === undefined ? { net: "0.00", vat: "0.00" } : { net: found.net, vat: found.vat };
  };
  const [both] = add([{ currency, gross: "0.00", rates: [...due, ...stands] }]);
  return (both?.rates ?? []).map(({ rate }) => ({
    currency,
    rate,
    source: at(due, rate),
    ledger: at(stands, rate),
  }));
}
