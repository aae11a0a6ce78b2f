/**
 * Which shops one search asks, a part at a time: the one that it was begun in, then those whose
 * orders are the latest. One that was never connected has nothing to find.
 */
import { lastDaysWithOrders } from "../../../store/activity.ts";
import type { Db } from "../../../store/db.ts";
import { NO_ADMINISTRATION, type TenantRow } from "../../../store/tenants.ts";

/** Shops whose objects one search asks. */
export const SHOPS_ASKED = 20;

export type ShopsAsked = {
  /** Those to ask, or asked before or later: in this order. */
  readonly ranked: readonly TenantRow[];
  readonly asked: readonly TenantRow[];
  /** How many come before those asked. */
  readonly before: number;
  /** Never connected: not to be asked at all. */
  readonly never: readonly TenantRow[];
};

/** `part`: from 1; of so many shops each. Beyond the last it is the last. */
export async function shopsAsked(
  db: Db,
  visible: readonly TenantRow[],
  from: string | null,
  part: number,
): Promise<ShopsAsked> {
  const isNever = (shop: TenantRow): boolean =>
    shop.id !== from && shop.companyId === null && shop.administrationId === NO_ADMINISTRATION;
  const known = visible.filter((shop) => !isNever(shop));
  const ranked = await rankedOf(db, known, from);
  const parts = Math.max(1, Math.ceil(ranked.length / SHOPS_ASKED));
  const before = (Math.min(part, parts) - 1) * SHOPS_ASKED;
  return {
    ranked,
    asked: ranked.slice(before, before + SHOPS_ASKED),
    before,
    never: visible.filter(isNever),
  };
}

async function rankedOf(
  db: Db,
  known: readonly TenantRow[],
  from: string | null,
): Promise<readonly TenantRow[]> {
  // All are asked anyway.
  const days =
    known.length <= SHOPS_ASKED
      ? new Map<string, string>()
      : await lastDaysWithOrders(
          db,
          known.map(({ id }) => id),
        );
  const rankOf = (shop: TenantRow): string =>
    `${shop.id === from ? 1 : 0}${shop.companyId === null ? 0 : 1}${days.get(shop.id) ?? ""}`;
  const ranks = new Map(known.map((shop) => [shop, rankOf(shop)]));
  // By name otherwise, as they come.
  return known.toSorted((one, other) =>
    (ranks.get(other) ?? "").localeCompare(ranks.get(one) ?? ""),
  );
}
