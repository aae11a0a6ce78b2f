/**
 * Orders that are blocked because their day's voucher was deleted in the ledger run again once the
 * day is booked again, by us or by a person: edits on hold, payments that need a person, and
 * credits of these orders. Only orders that a run found blocked are listed, so there are few.
 */
import { dayKey, orderKey } from "../../../domain/ids.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { all } from "../storage/sql.ts";
import * as intake from "./intake.ts";

/** Runs these orders again. `key`: of the day's job. `type`: the event that their jobs get. */
export function resumeAfterDay(context: TenantContext, key: string, type: string): void {
  const held = all<{ key: string }>(context.sql)`
    SELECT o.key AS key
    FROM open_orders o
    WHERE EXISTS (
      SELECT 1
      FROM jobs j, json_each(j.reasons) r
      JOIN day_members m ON m.key = CASE r.value ->> 'code'
        WHEN 'day-voucher-gone' THEN o.key
        WHEN 'credit-original-not-here' THEN ${orderKey("")} || (r.value -> 'params' ->> 'order')
          END
      WHERE j.id = (SELECT n.id FROM jobs n WHERE n.key = o.key ORDER BY n.id DESC LIMIT 1)
        AND j.outcome IN ('held', 'needs-attention')
          AND m.voucher = ${key.slice(dayKey("").length)}
    )`;
  for (const { key: order } of held)
    intake.enqueue(context, { key: order, flow: "orders", type, lane: "back-fill" });
}
