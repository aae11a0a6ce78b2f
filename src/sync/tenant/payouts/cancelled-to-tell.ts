/**
 * Orders that were cancelled before a booked payout paid for them, until their money went back or
 * their account is cleared. By the plan with which the payout was booked, and by what the account
 * of its payment method has of the order now.
 */
import type { WatchFacts } from "../../../monitor/watch.ts";
import type { PaidCancelled } from "../../contract/payouts.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { belowZeroOf } from "../journal/clearing.ts";
import * as store from "./payout-store.ts";

const NAMED = 5;

/** Those of a booked payout's cancelled orders whose money didn't go back yet. */
export function stillBelow(
  sql: SqlStorage,
  { counted, lines }: Pick<store.StoredPayout, "counted" | "lines">,
  paid: readonly PaidCancelled[],
): readonly PaidCancelled[] {
  // Until its lines are counted, the account doesn't show yet what was paid.
  if (counted < lines) return paid;
  const below = belowZeroOf(
    sql,
    paid.map(({ key }) => key),
  );
  return paid.filter(({ key }) => below.has(key));
}

export function cancelledToTell({ sql }: TenantContext): WatchFacts["payoutsOfCancelled"] {
  const plans = cachedAll<{ payout: string; cancelled: string }>(
    sql,
    `SELECT payout, json_extract(body, '$.cancelled') AS cancelled
     FROM payout_plans
     WHERE state = 'made' AND json_extract(body, '$.cancelled') IS NOT NULL
     ORDER BY at DESC, payout`,
  );
  const open = plans.flatMap(({ payout, cancelled }) => {
    const row = store.byId(sql, payout);
    if (row === null || row.approved === null || !store.hasVoucher(sql, payout)) return [];
    return stillBelow(sql, row, storedJson<readonly PaidCancelled[]>(cancelled));
  });
  const orders = [...new Map(open.map(({ key, order }) => [key, order])).values()];
  return {
    count: orders.length,
    orders: `${orders.slice(0, NAMED).join(", ")}${orders.length > NAMED ? ", …" : ""}`,
  };
}
