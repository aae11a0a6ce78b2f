/** Undoing a back-fill: what the run booked is taken back by jobs of the orders. */
import { message } from "../../../messages/message.ts";
import type { CallResult } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { count, raw, run } from "../storage/sql.ts";
import { active, byId, underWay } from "./backfill-rows.ts";
import { planSaleWithRefunds } from "./sale-with-refunds.ts";

const planned = (sql: SqlStorage, id: string): number =>
  count(sql)`
    SELECT count(*) AS n FROM backfill_orders WHERE backfill = ${id} AND state = 'undo-planned'`;

/**
 * Undoes what this run made, as far as it still exists and nobody continued with it. Answers how
 * many documents are to go; what became of each stands in the run's list.
 */
export function undo(context: TenantContext, id: string): CallResult<{ documents: number }> {
  const { sql } = context;
  const backfill = byId(sql, id);
  if (backfill === null || backfill.of === null)
    return refusal("not-found", message("refusals.noSuchRealBackfill"));
  const other = active(sql);
  if (other !== null) return underWay(other);
  // A reversal is live too, but no document of the order; and a run that attached a file or
  // registered money made no document.
  const made = `EXISTS (
      SELECT 1
      FROM operations p
      JOIN documents d ON d.key = p.key
      WHERE p.key = backfill_orders.key
        AND p.job_id = backfill_orders.job_id
        AND p.kind IN ('order.create', 'draft.create', 'voucher.create')
        AND p.state IN ('done', 'compared')
        AND d.state = 'live'
        AND d.role <> 'voucher-reversal'
    )`;
  run(sql)`
    UPDATE backfill_orders
    SET state = 'undo-planned', verdict = NULL, undo_job = NULL, ended_at = NULL
    WHERE backfill = ${id} AND state IN ('done', 'undone') AND ${raw(made)}`;
  if (planned(sql, id) === 0) return refusal("nothing-to-undo", message("refusals.nothingToUndo"));
  planSaleWithRefunds(context, id);
  // What is kept with its sale, or its credit, isn't undone.
  const documents = planned(sql, id);
  run(sql)`UPDATE backfills SET state = 'undoing', ended_at = NULL WHERE id = ${id}`;
  context.wake();
  return { ok: true, documents };
}
