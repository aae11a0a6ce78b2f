/**
 * No order is paid, or paid back, by a payout with more than it comes to: sales and refunds of one
 * order are taken together, so that parts of it, and a refund beside its sale, stay as they are.
 * What is too much isn't of that order. All lines of the payout are counted before any of them is
 * judged. Pure.
 */
import { dec, type Decimal } from "../../domain/money.ts";
import { CLEARED } from "../../domain/payouts/lines.ts";
import type { Matched, Target } from "./match.ts";

/** What lines pay of orders, in cents of the order's currency: below zero it is paid back. */
type PaidOf = ReadonlyMap<string, number>;

const centsOf = (figure: Decimal): number => Number(dec(figure).times(100).toFixed(0));

/** All that was ever booked of an order counts, as one that was made smaller was paid before. */
export const mostOf = ({ gross, booked = "0" }: Pick<Target, "gross" | "booked">): number | null =>
  gross === null ? null : Math.max(Math.abs(centsOf(gross)), Math.abs(centsOf(booked)));

/** Whether so many cents are more than the order comes to. */
export function isTooMuch(target: Target, cents: number): boolean {
  const most = mostOf(target);
  return most !== null && Math.abs(cents) > most;
}

/** `null`: nobody can say what it is in the order's currency. */
function sizeOf({ line, match }: Matched, currency: string): number | null {
  if (match === null || !CLEARED.has(line.kind) || match.target.gross === null) return null;
  const paid = line.paid?.currency ?? currency;
  if (match.target.currency !== null && match.target.currency !== paid) return null;
  const cents = Math.abs(centsOf(line.paid?.amount ?? line.gross));
  return dec(line.gross).lt(0) ? -cents : cents;
}

/** What is paid of the orders of these lines, by these and by those `before`. */
export function paidWith(matched: readonly Matched[], currency: string, before: PaidOf): PaidOf {
  const paid = new Map<string, number>();
  for (const one of matched) {
    const cents = sizeOf(one, currency);
    if (cents === null || one.match === null) continue;
    const { key } = one.match.target;
    paid.set(key, (paid.get(key) ?? before.get(key) ?? 0) + cents);
  }
  return paid;
}

/**
 * Without the lines that are too much of their order, from the last one on. `paid`: by all lines of
 * the payout. `byPerson`: only lines that a person gave their order go, else only the others.
 */
export function withinOrders(
  matched: readonly Matched[],
  currency: string,
  paid: PaidOf,
  byPerson: boolean,
): { readonly found: readonly Matched[]; readonly paid: PaidOf } {
  const left = new Map(paid);
  const found = matched.toReversed().map((one): Matched => {
    const { line, match } = one;
    if (match === null || (match.by === "person") !== byPerson) return one;
    const cents = sizeOf(one, currency);
    const total = left.get(match.target.key) ?? 0;
    // A line of the other direction makes it less.
    if (cents === null || Math.sign(cents) !== Math.sign(total)) return one;
    if (!isTooMuch(match.target, total)) return one;
    left.set(match.target.key, total - cents);
    return { line, match: null, why: "paid" };
  });
  return { found: found.toReversed(), paid: left };
}
