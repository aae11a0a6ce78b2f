/**
 * A preview of taking back says which orders were paid out: booked payouts took them off the
 * account of their payment method, which is below zero for them once their sale is reversed. What
 * was paid out after the preview was told to nobody: the run leaves such an order.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, raw, run } from "../storage/sql.ts";
import { type BackfillRow, byId } from "./backfill-rows.ts";
import { WITH_SALE } from "./sale-with-refunds.ts";

type PaidOut = { readonly job: string; readonly number: string };

/**
 * Payouts of the orders that would be taken back. Payouts' lines are gone through once for all of
 * them: an index by order would cost a row for each line of each payout.
 */
const payoutsOf = (sql: SqlStorage, backfill: string): readonly PaidOut[] =>
  all<PaidOut>(sql)`
    SELECT DISTINCT o.job_id AS job, coalesce(d.number, p.payout) AS number
    FROM payout_line_ids l
    CROSS JOIN backfill_orders o ON o.backfill = ${backfill} AND o.key = l.key
      AND o.verdict = 'would-remove' AND o.job_id IS NOT NULL
    JOIN payouts p ON p.id = l.payout
    JOIN documents d ON d.key = 'payout:' || p.id AND d.role = 'payout' AND d.state = 'live'
    WHERE l.key IS NOT NULL
    ORDER BY p.day, number`;

/** Adds the reason to the preview's jobs. */
export function reportPaidOut(context: TenantContext, backfill: string): void {
  for (const [job, paid] of Map.groupBy(payoutsOf(context.sql, backfill), (one) => one.job))
    tell(
      context,
      job,
      paid.map(({ number }) => number),
    );
}

/** `numbers`: all payouts of the order. */
function tell({ sql, now }: TenantContext, id: string, numbers: readonly string[]): void {
  const job = jobs.byId(sql, id);
  if (job === null) return;
  const others = reasonsOf(job).filter(({ code }) => code !== "undo-paid-out");
  const told = reason("undo-paid-out", { payouts: numbers.join(BETWEEN), count: numbers.length });
  jobs.update(sql, id, { reasons: JSON.stringify([told, ...others]) }, now());
}

const BETWEEN = ", ";

const reasonsOf = (job: jobs.JobRow | null): readonly Reason[] =>
  job === null ? [] : storedJson<readonly Reason[]>(job.reasons);

/** The payouts that the preview's job of an order told. */
const toldBy = (job: jobs.JobRow | null): readonly string[] =>
  reasonsOf(job).flatMap(({ code, params }) =>
    code === "undo-paid-out" ? String(params["payouts"]).split(BETWEEN) : [],
  );

/**
 * Of a run that takes back: orders whose turn is still to come, and that a payout was booked for
 * since the preview, stay; the preview's job says which payout. A refund whose sale may be gone
 * already follows it in any case.
 */
export function retainPaidOut(context: TenantContext, { id, of }: BackfillRow): void {
  const { sql } = context;
  const dry = of === null ? null : byId(sql, of);
  if (dry === null) return;
  const booked = all<{ id: string; number: string }>(sql)`
    SELECT p.id AS id, coalesce(d.number, p.payout) AS number
    FROM documents d
    JOIN payouts p ON p.id = substr(d.key, length('payout:') + 1)
    WHERE d.key >= 'payout:' AND d.key < 'payout;'
      AND d.role = 'payout' AND d.state = 'live' AND d.updated_at >= ${dry.ended_at ?? 0}
    ORDER BY p.day, number`;
  if (booked.length === 0) return;
  const paid = all<{ key: string; job: string; number: string }>(sql)`
    SELECT DISTINCT o.key AS key, coalesce(t.job_id, t.backfill) AS job,
      b.value ->> 'number' AS number
    FROM payout_line_ids l
    JOIN json_each(${JSON.stringify(booked)}) b ON b.value ->> 'id' = l.payout
    JOIN backfill_orders o ON o.backfill = ${id} AND o.key = l.key
      AND o.state = 'undo-planned' AND o.verdict IS NOT '${raw(WITH_SALE)}'
    JOIN backfill_orders t ON t.backfill = ${dry.id} AND t.key = o.key
    WHERE l.key IS NOT NULL
    ORDER BY b.key`;
  for (const [key, of] of Map.groupBy(paid, (one) => one.key)) {
    const job = of[0]?.job ?? "";
    const told = toldBy(jobs.byId(sql, job));
    const news = of.map(({ number }) => number).filter((number) => !told.includes(number));
    if (news.length === 0) continue;
    tell(context, job, [...told, ...news]);
    run(sql)`
      UPDATE backfill_orders
      SET state = 'undone', verdict = 'remains', undo_job = ${job}, ended_at = ${context.now()}
      WHERE backfill = ${id} AND key = ${key}`;
  }
}
