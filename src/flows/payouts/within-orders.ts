/**
 * No order is paid, or paid back, by a payout with more than it comes to: sales and refunds of one
 * order are taken together, so that parts of it, and a refund beside its sale, stay as they are.
 * What is too much isn't of that order. Pure.
 */
import { dec, type Decimal } from "../../domain/money.ts";
import { CLEARED } from "../../domain/payouts/lines.ts";
import type { Matched, Target } from "./match.ts";

/** What lines pay of orders, in cents of the order's currency: below zero it is paid back. */
export type PaidOf = ReadonlyMap<string, number>;

type Sized = { readonly index: number; readonly cents: number; readonly byPerson: boolean };

const centsOf = (figure: Decimal): number => Number(dec(figure).times(100).toFixed(0));

/** All that was ever booked of an order counts, as one that was made smaller was paid before. */
export const mostOf = ({ gross, booked = "0" }: Pick<Target, "gross" | "booked">): number | null =>
  gross === null ? null : Math.max(Math.abs(centsOf(gross)), Math.abs(centsOf(booked)));

/** `null`: nobody can say what it is in the order's currency. */
function sizeOf({ line, match }: Matched, currency: string): number | null {
  if (match === null || !CLEARED.has(line.kind) || match.target.gross === null) return null;
  const paid = line.paid?.currency ?? currency;
  if (match.target.currency !== null && match.target.currency !== paid) return null;
  const cents = Math.abs(centsOf(line.paid?.amount ?? line.gross));
  return dec(line.gross).lt(0) ? -cents : cents;
}

/**
 * `before`: what other lines of the payout pay, by the order's key. Of too much the lines that a
 * person gave an order go first, and of these and others the last one.
 */
export function withinOrders(
  matched: readonly Matched[],
  currency: string,
  before: PaidOf,
): { readonly found: readonly Matched[]; readonly paid: PaidOf } {
  const paid = new Map(before);
  const byOrder = new Map<string, { most: number; lines: Sized[] }>();
  for (const [index, one] of matched.entries()) {
    const cents = sizeOf(one, currency);
    const most = one.match === null ? null : mostOf(one.match.target);
    if (cents === null || most === null || one.match === null) continue;
    const { target, by } = one.match;
    const known = byOrder.get(target.key) ?? { most, lines: [] };
    known.lines.push({ index, cents, byPerson: by === "person" });
    byOrder.set(target.key, known);
  }
  const over = new Set<number>();
  for (const [key, { most, lines }] of byOrder) {
    let total = lines.reduce((sum, { cents }) => sum + cents, before.get(key) ?? 0);
    const last = lines.toSorted(
      (a, b) => Number(b.byPerson) - Number(a.byPerson) || b.index - a.index,
    );
    for (const { index, cents } of last) {
      if (Math.abs(total) <= most) break;
      // A line of the other direction makes it less.
      if (cents > 0 !== total > 0) continue;
      over.add(index);
      total -= cents;
    }
    paid.set(key, total);
  }
  return {
    found: matched.map((one, index) =>
      over.has(index) ? { line: one.line, match: null, why: "paid" } : one,
    ),
    paid,
  };
}
