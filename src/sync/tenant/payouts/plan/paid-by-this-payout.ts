/** What lines of a payout pay of orders, as it is noted while they are counted. */
import type { Matched } from "../../../../flows/payouts/match.ts";
import type { DeductedCents } from "../../../../flows/payouts/settling.ts";
import { NOTHING_PAID, type PaidByOrder } from "../../../../flows/payouts/excess-lines.ts";

type KeptLines = {
  readonly taken: (places: readonly string[]) => DeductedCents;
  readonly take: (taken: DeductedCents) => void;
};

/** Places of what lines pay of an order, among what they take. */
const PLACES = ["money", "disputed", "refunded", "returned", "refundsOn"] as const;
const paidPlace = (part: (typeof PLACES)[number], key: string): string =>
  part === "money" ? `of ${key}` : `${part} ${key}`;

/** What lines of this payout pay of these orders. */
export function paidByThisPayout(kept: KeptLines, keys: readonly string[]): PaidByOrder {
  const taken = kept.taken(keys.flatMap((key) => PLACES.map((part) => paidPlace(part, key))));
  const of = (part: (typeof PLACES)[number], key: string): number =>
    taken.get(paidPlace(part, key)) ?? 0;
  return new Map(
    keys.map((key) => [
      key,
      {
        money: of("money", key),
        disputed: of("disputed", key),
        refunded: of("refunded", key),
        returned: of("returned", key),
        refundsOn: of("refundsOn", key),
      },
    ]),
  );
}

export const paidBefore = (kept: KeptLines, matched: readonly Matched[]): PaidByOrder =>
  paidByThisPayout(kept, [...new Set(matched.flatMap(({ match }) => match?.target.key ?? []))]);

/** Stores what changed since `before`. */
export function storePaidChanges(
  kept: KeptLines,
  paid: PaidByOrder,
  before: PaidByOrder,
  credits: readonly [string, number][],
): void {
  const own = [...paid].flatMap(([key, now]) => {
    const known = before.get(key) ?? NOTHING_PAID;
    return PLACES.flatMap((part): [string, number][] =>
      now[part] === known[part] ? [] : [[paidPlace(part, key), now[part]]],
    );
  });
  const taken = [...own, ...credits];
  if (taken.length > 0) kept.take(new Map(taken));
}
