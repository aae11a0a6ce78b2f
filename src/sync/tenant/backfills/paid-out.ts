/**
 * A preview of taking back says which orders were paid out: booked payouts took them off the
 * account of their payment method, which is below zero for them once their sale is reversed.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all } from "../storage/sql.ts";

type PaidOut = { readonly job: string; readonly number: string };

/**
 * Payouts of the orders that would be taken back. Payouts' lines are gone through once for all of
 * them: an index by order would cost a row for each line of each payout.
 */
const payoutsOf = (sql: SqlStorage, backfill: string): readonly PaidOut[] =>
  all<PaidOut>(
    sql,
    `SELECT DISTINCT o.job_id AS job, coalesce(d.number, p.payout) AS number
     FROM payout_line_ids l
     CROSS JOIN backfill_orders o ON o.backfill = ? AND o.key = l.key
       AND o.verdict = 'would-remove' AND o.job_id IS NOT NULL
     JOIN payouts p ON p.id = l.payout
     JOIN documents d ON d.key = 'payout:' || p.id AND d.role = 'payout' AND d.state = 'live'
     WHERE l.key IS NOT NULL
     ORDER BY p.day, number`,
    backfill,
  );

/** Adds the reason to the preview's jobs. */
export function tellPaidOut({ sql, now }: TenantContext, backfill: string): void {
  for (const [id, paid] of Map.groupBy(payoutsOf(sql, backfill), ({ job }) => job)) {
    const job = jobs.byId(sql, id);
    if (job === null) continue;
    const payouts = paid.map(({ number }) => number).join(", ");
    const told = reason("undo-paid-out", { payouts, count: paid.length });
    const reasons = [told, ...storedJson<readonly Reason[]>(job.reasons)];
    jobs.update(sql, id, { reasons: JSON.stringify(reasons) }, now());
  }
}
