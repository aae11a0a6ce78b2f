/**
 * Orders that were cancelled before a booked payout paid for them, until their money went back or
 * their account is cleared. By the plan with which the payout was booked, and by what the account
 * of its payment method, or what is paid on its invoice, has of the order now.
 */
import type { WatchFacts } from "../../../monitor/watch.ts";
import type { PaidCancelledOrder } from "../../contract/payouts.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { overpaidOutOrders } from "../journal/clearing.ts";
import { retainedOnInvoices } from "../journal/retained-on-invoices.ts";
import type { StoredPayout } from "./payout-store.ts";

const NAMED = 5;

type Lines = Pick<StoredPayout, "counted" | "lines">;

/** Those of a booked payout's cancelled orders whose money didn't go back yet. */
export function filterUnrefunded(
  sql: SqlStorage,
  row: Lines,
  paid: readonly PaidCancelledOrder[],
): readonly PaidCancelledOrder[] {
  const keys = paid.map(({ key }) => key);
  return stillOf(row, paid, isKept(sql, keys));
}

/** On the account of its payment method, or on its invoice. */
function isKept(sql: SqlStorage, keys: readonly string[]): (key: string) => boolean {
  const [below, kept] = [overpaidOutOrders(sql, keys), retainedOnInvoices(sql, keys)];
  return (key) => below.has(key) || kept.has(key);
}

/** Until its lines are counted, the account doesn't show yet what was paid. */
const stillOf = (
  { counted, lines }: Lines,
  paid: readonly PaidCancelledOrder[],
  isStillKept: (key: string) => boolean,
): readonly PaidCancelledOrder[] =>
  counted < lines ? paid : paid.filter(({ key }) => isStillKept(key));

export function unrefundedCancelled({ sql }: TenantContext): WatchFacts["payoutsOfCancelled"] {
  const booked = cachedAll<{ counted: number; lines: number; cancelled: string }>(sql)`
    SELECT y.counted AS counted, y.lines AS lines,
      json_extract(p.body, '$.cancelled') AS cancelled
    FROM payout_plans p INDEXED BY payout_plans_cancelled
    CROSS JOIN payouts y ON y.id = p.payout AND y.approved IS NOT NULL
    CROSS JOIN documents d ON d.key = 'payout:' || p.payout AND d.role = 'payout'
      AND d.state = 'live'
    WHERE p.state = 'made' AND json_extract(p.body, '$.cancelled') IS NOT NULL
    ORDER BY p.at DESC, p.payout`.map((one) => ({
    ...one,
    paid: storedJson<readonly PaidCancelledOrder[]>(one.cancelled),
  }));
  const isStillKept = isKept(
    sql,
    booked.flatMap(({ paid }) => paid.map(({ key }) => key)),
  );
  const open = booked.flatMap((one) => stillOf(one, one.paid, isStillKept));
  const orders = [...new Map(open.map(({ key, order }) => [key, order])).values()];
  return {
    count: orders.length,
    orders: `${orders.slice(0, NAMED).join(", ")}${orders.length > NAMED ? ", …" : ""}`,
  };
}
