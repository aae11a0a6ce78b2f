/**
 * Orders that need attention because their own run couldn't register a payment or refund. If a
 * payout pays their invoice or credit, they run again once it is booked, find nothing left to
 * register, and need no person any more. Orders of the payout's disputes run again as well: a won
 * dispute is no loss any more.
 */
import type { TenantContext } from "../context/tenant-context.ts";
import { all } from "../storage/sql.ts";
import * as intake from "./intake.ts";

const OF_PAYOUT = "payout:";
const PAYOUT_BOOKED = "payout-booked";

/** Runs these orders again. `key`: of the payout's job. */
export function resumeAfterPayout(context: TenantContext, key: string): void {
  const open = all<{ key: string }>(
    context.sql,
    `SELECT o.key AS key
     FROM open_orders o
     WHERE (
         EXISTS (
           SELECT 1 FROM payout_line_ids l
           WHERE l.paid_at IN ('in ' || o.key, 'lost ' || o.key) AND l.payout = ?1
         )
         OR EXISTS (
           SELECT 1 FROM documents d CROSS JOIN payout_line_ids l ON l.paid_at = 'back ' || d.id
           WHERE d.key = o.key AND d.role IN ('credit', 'delta-credit') AND l.payout = ?1
         )
       )
       AND (SELECT j.outcome FROM jobs j WHERE j.key = o.key ORDER BY j.id DESC LIMIT 1)
         = 'needs-attention'`,
    key.slice(OF_PAYOUT.length),
  );
  for (const { key: order } of open)
    intake.enqueue(context, { key: order, flow: "orders", type: PAYOUT_BOOKED, lane: "back-fill" });
}
