/**
 * How many payouts need somebody before they can be approved. The count is kept: every page asks,
 * and to count them takes a plan of each.
 */
import { tokenHash } from "../../../store/secrets.ts";
import type { ListedPayout } from "../../contract/payouts.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { type CountedPayouts, memoryOf } from "../storage/memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { numbersAreKnown } from "./order-numbers.ts";
import { basisOf } from "./plan/current.ts";
import * as store from "./payout-store.ts";
import * as plans from "./plan/store.ts";

/** Jobs end all the time: a count from before one ended is made again after this time. */
const AGAIN_MS = 600_000;

const KEPT = "payouts-to-see";

/** What a count is made from. */
type CountedFrom = Pick<CountedPayouts, "of" | "basis">;

/** A new object begins with the stored one. */
function keptIn(sql: SqlStorage): CountedPayouts | null {
  const memory = memoryOf(sql);
  const text = memory.payoutsToSee === null ? meta.get(sql, KEPT) : null;
  if (text !== null) memory.payoutsToSee = storedJson<CountedPayouts>(text);
  return memory.payoutsToSee;
}

/** Read before the payouts are planned: what changes meanwhile is counted the next time. */
export async function countedFrom(sql: SqlStorage): Promise<CountedFrom> {
  const basis = basisOf(sql);
  const of = JSON.stringify([
    basis?.settings,
    numbersAreKnown(sql),
    store
      .newest(sql, 0)
      .map(({ id, digest, persons, approved, differs_at: differs }) => [
        id,
        digest,
        persons,
        approved,
        differs,
      ]),
    plans.newestPlans(sql),
  ]);
  return { of: await tokenHash(of), basis: basis?.all ?? "" };
}

/** The kept count; `undefined`: it is to be made again. */
export function cachedCount(
  { sql, now }: TenantContext,
  { of, basis }: CountedFrom,
): number | null | undefined {
  const kept = keptIn(sql);
  if (kept === null || kept.of !== of) return undefined;
  return kept.basis === basis || now() - kept.at < AGAIN_MS ? kept.count : undefined;
}

/** One that was approved waits in its job, which is told as every job is. */
const needsSomebody = ({ job, voucher, held }: ListedPayout): boolean =>
  job === null && (voucher === null ? held === true : !voucher.compared);

/** Keeps the count of the newest payouts, as their list was just made. Looking writes nothing. */
export const cacheCount = (
  { sql, now }: TenantContext,
  from: CountedFrom,
  listed: readonly ListedPayout[],
): void => keep(sql, { ...from, at: now(), count: listed.filter(needsSomebody).length });

/** They can't be planned now: the last count stands, and no page tries again at once. */
export const cacheFault = ({ sql, now }: TenantContext, from: CountedFrom): void =>
  keep(sql, { ...from, at: now(), count: keptIn(sql)?.count ?? null });

const keep = (sql: SqlStorage, counted: CountedPayouts): void => {
  memoryOf(sql).payoutsToSee = counted;
};

/** Stores the count for the next object, and returns it. */
export function stored(sql: SqlStorage): number | null {
  const kept = keptIn(sql);
  if (kept !== null) meta.set(sql, KEPT, JSON.stringify(kept));
  return kept?.count ?? null;
}
