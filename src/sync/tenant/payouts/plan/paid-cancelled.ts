/**
 * What a payout pays for orders of which nothing is charged any more: they were cancelled, or
 * changed to nothing. Booked, it leaves them below zero until a refund comes in a later payout.
 */
import { amount, dec } from "../../../../domain/money.ts";
import { CLEARED } from "../../../../domain/payouts/lines.ts";
import type { Matched } from "../../../../flows/payouts/match.ts";
import type { PaidCancelledOrder } from "../../../contract/payouts.ts";

const MAX_ORDERS = 100;

/** Adds these lines to what the lines before them paid, by order: a refund takes off again. */
export function paidCancelled(
  before: readonly PaidCancelledOrder[],
  found: readonly Matched[],
): readonly PaidCancelledOrder[] {
  const paid = new Map(before.map((one) => [one.key, one]));
  for (const { line, match } of found) {
    if (match === null || !CLEARED.has(line.kind)) continue;
    const { key, label, gross } = match.target;
    if (gross === null || !dec(gross).eq(0)) continue;
    const known = paid.get(key);
    if (known === undefined && paid.size >= MAX_ORDERS) continue;
    paid.set(key, {
      at: known?.at ?? line.at,
      key,
      order: label,
      gross: amount(dec(known?.gross ?? "0").plus(line.gross)),
    });
  }
  return [...paid.values()];
}

/** Those that are paid more than is paid back. */
export const stillPaid = (
  paid: readonly PaidCancelledOrder[] = [],
): readonly PaidCancelledOrder[] => paid.filter(({ gross }) => dec(gross).gt(0));
