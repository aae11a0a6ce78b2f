/**
 * Vouchers of days and payouts that this run's list of the ledger doesn't have, though they were
 * written within its time. Their jobs look: each reads its voucher alone, and one that was deleted
 * is recorded and told with its way out. Nothing is booked by that.
 */
import { CHECK_VOUCHER } from "../../../domain/jobs/requested-actions.ts";
import { notListedOf } from "../../../monitor/reconciliation/kinds.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import { all, raw } from "../storage/sql.ts";
import type { ReconciliationRun } from "./reconciliation-store.ts";

/** A run's. The others are looked for by the next one. */
const MOST = 50;

/** Called while the run's list is still there. */
export function lookForUnlisted(
  context: TenantContext,
  { done, since, startedAt }: ReconciliationRun,
): void {
  const { sql } = context;
  if (notListedOf(done).includes("voucher")) return;
  const keys = all<{ key: string }>(sql)`
    SELECT d.key AS key
    FROM documents d
    WHERE (d.key >= 'day:' AND d.key < 'day;' OR d.key >= 'payout:' AND d.key < 'payout;')
      AND d.role IN ('day-voucher', 'payout')
      AND d.state = 'live'
      AND NOT EXISTS (
        SELECT 1 FROM reconciliation_documents p WHERE p.kind = 'voucher' AND p.id = d.id
      )
      AND EXISTS (
        SELECT 1 FROM operations o
        WHERE o.key = d.key AND o.role = d.role AND o.n = d.n
          AND o.sent_at BETWEEN ${since} AND ${startedAt}
      )
    ORDER BY d.key
    LIMIT ${raw(MOST)}`.map(({ key }) => key);
  for (const key of keys) {
    const label = jobs.latestFor(sql, key)?.label ?? null;
    const flow = key.startsWith("day:") ? "days" : "payouts";
    const { job } = intake.enqueue(context, { key, flow, type: CHECK_VOUCHER, lane: "sweep" });
    if (label !== null) jobs.update(sql, job.id, { label }, context.now());
  }
  if (keys.length > 0) context.wake();
}
