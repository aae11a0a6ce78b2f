/**
 * An order in another currency that is paid in parts: each part is rounded alone, so that cents of
 * the order would stay on clearing for ever. The part that settles what is left takes all of it.
 * Pure.
 */
import { type Decimal, fromCents, toCents } from "../../domain/money.ts";
import { CLEARED } from "../../domain/payouts/lines.ts";
import type { Matched } from "./match.ts";
import { bookedAt } from "./sums.ts";

/** More than parts of an order leave by rounding. */
const MOST_CENTS = 5;

/** Cents that may be left of rounding: fewer than the smallest coin of the order's currency. */
const roundingOf = (rate: Decimal): number =>
  Math.max(1, Math.min(MOST_CENTS, Math.floor(Number(rate) / 2)));

/** What is left of orders on clearing, in cents, by place. */
type CentsLeft = ReadonlyMap<string, number>;

/**
 * Gives each line that settles its order but for rounding all that is left of it. `placeOf`: where
 * a line takes its order off; `null`: it takes nothing off clearing. `left` of the answer: what is
 * left once these lines are taken off.
 */
export function withRoundingRest(
  matched: readonly Matched[],
  left: CentsLeft,
  placeOf: (one: Matched) => string | null,
): { readonly found: readonly Matched[]; readonly left: CentsLeft } {
  const still = new Map(left);
  const found = matched.map((one): Matched => {
    const place = isInForeignCurrency(one) ? placeOf(one) : null;
    const open = place === null ? undefined : still.get(place);
    if (one.match === null || place === null || open === undefined) return one;
    const cents = toCents(bookedAt(one));
    const off = Math.abs(open - cents);
    const isLast = off > 0 && open * cents > 0 && off <= roundingOf(one.match.target.rate ?? "0");
    still.set(place, isLast ? 0 : open - cents);
    return isLast ? { ...one, booked: fromCents(open) } : one;
  });
  return { found, left: still };
}

/** Whether its order was booked at a rate, and its line says what was paid of it. */
export const isInForeignCurrency = ({ line, match }: Matched): boolean =>
  CLEARED.has(line.kind) && line.paid !== null && (match?.target.rate ?? null) !== null;
