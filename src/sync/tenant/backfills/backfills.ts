/**
 * Back-fills: past orders that are booked on purpose. A dry run lists a range of days and plans
 * each order. The run takes exactly the orders that the dry run would book, and booked ones to
 * which it would only attach a PDF, with the dry run's settings. Only an order on the list of such
 * a run crosses the start line.
 *
 * Orders are handed in gradually, in the lane of back-fills: the list may be long, few jobs are
 * under way, and the rest can be cancelled at once. What a run booked can be undone: an unbooked
 * document is deleted, a voucher reversed by another one, and a booked invoice stays and is named.
 */
import type { FlowName } from "../../../domain/jobs/job.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { previewedAction } from "../../../domain/jobs/run-preview.ts";
import { markOf } from "../../../domain/orders/preview-token.ts";
import type { Backfill } from "../../../flows/port.ts";
import { message } from "../../../messages/message.ts";
import type { BackfillRequest, CallResult } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import { confirm } from "../jobs/confirmed.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, raw, type Row, run } from "../storage/sql.ts";
import {
  active,
  type BackfillRow,
  type BackfillState,
  byId,
  insert,
  underWay,
} from "./backfill-rows.ts";
import {
  IS_NEXT,
  retainWithSale,
  type RemainingHalf,
  refundsToTakeBack,
  settleSaleWithRefunds,
  remainingHalfVerdict,
} from "./sale-with-refunds.ts";
import { retainPaidOut, reportPaidOut } from "./paid-out.ts";
import { CHANGED, type EndedOrder, settledVerdict } from "./verdicts.ts";

/** Jobs of back-fills under way at once. */
const UNDER_WAY = 40;

/** Begins a dry run, or the run that a dry run was made for. */
export function begin(
  context: TenantContext,
  request: BackfillRequest,
  actor: string,
): CallResult<{ id: string }> {
  const { sql } = context;
  const configuration = meta.configuration(sql);
  if (configuration === null || !configuration.settings.orders.enabled)
    return refusal("flow-off", message("refusals.ordersOff"));
  const other = active(sql);
  if (other !== null) return underWay(other);
  const { from, to, dryRunId } = request;
  if (dryRunId !== null) {
    const dry = byId(sql, dryRunId);
    if (dry === null || dry.of !== null || dry.from_day !== from || dry.to_day !== to)
      return refusal("not-found", message("refusals.noSuchDryRun"));
    if (dry.state !== "done") return refusal("dry-run-not-over", message("refusals.dryRunNotOver"));
    if (dry.settings_version !== configuration.version)
      return refusal("settings-changed", message("refusals.settingsChangedSince"));
    if (first(sql)`SELECT 1 AS one FROM backfills WHERE of = ${dryRunId}` !== null)
      return refusal("dry-run-used", message("refusals.dryRunUsed"));
  }
  const id = insert(context, {
    of: dryRunId,
    from,
    to,
    state: dryRunId === null ? "listing" : "running",
    actor,
    takeBack: null,
  });
  if (dryRunId === null)
    intake.enqueue(context, {
      key: listKey(id),
      flow: "back-fill",
      type: "by-hand",
      lane: "sweep",
    });
  else
    run(sql)`
      INSERT INTO backfill_orders (backfill, key, dated, state)
      SELECT ${id}, key, dated, 'planned'
      FROM backfill_orders
      WHERE backfill = ${dryRunId} AND verdict IN ('would-book', 'would-attach')`;
  context.wake();
  return { ok: true, id };
}

export const listKey = (id: string): string => `back-fill:${id}`;
const dryKey = (id: string, orderKey: string): string =>
  `dry-run:${id}:${orderKey.slice("order:".length)}`;
/**
 * The key whose journal and documents a job works with: a dry run, and the look at a document that
 * is to be linked, see their order's.
 */
export const subjectKey = (key: string): string =>
  previewedAction(key) ??
  (key.startsWith("dry-run:") || key.startsWith("link:")
    ? `order:${key.split(":").at(-1) ?? ""}`
    : key);

/** Answers how many stand on the list by this that didn't before. */
export function addOrders(
  sql: SqlStorage,
  job: jobs.JobRow,
  orders: readonly { key: string; dated: string }[],
): number {
  const backfill = byId(sql, job.key.slice("back-fill:".length));
  if (backfill?.state !== "listing") return 0;
  const put = `INSERT OR IGNORE INTO backfill_orders (backfill, key, dated, state)
     VALUES (?, ?, ?, 'planned')
     RETURNING 1 AS one`;
  return orders.reduce(
    (added, order) => added + all(sql, put, backfill.id, order.key, order.dated).length,
    0,
  );
}

/** Whether any back-fill ever followed a dry run: each claim of an order asks. */
const hasFollowed = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM backfills WHERE of IS NOT NULL LIMIT 1") !== null;

/** Returns the job's part in a back-fill; `null`: none, or one that was cancelled or undone. */
export function contextOf(sql: SqlStorage, job: jobs.JobRow): Backfill | null {
  if (job.flow === "back-fill") {
    const listed = byId(sql, job.key.slice("back-fill:".length));
    return listed === null ? null : { kind: "list", from: listed.from_day, to: listed.to_day };
  }
  // The dry run of taking back works with what taking back would meet.
  if (job.flow === "dry-run") {
    const dry = job.key.split(":")[1] ?? "";
    return takesBack(sql, dry) ? undone(sql, dry, subjectKey(job.key)) : null;
  }
  if (job.flow !== "orders" || !hasFollowed(sql)) return null;
  const row = first<{ state: string; backfill: string } & Confirmed>(sql)`
    SELECT o.state AS state, o.backfill AS backfill, d.verdict AS tried, j.reasons AS told
    FROM backfill_orders o
    JOIN backfills b ON b.id = o.backfill
    LEFT JOIN backfill_orders d ON d.backfill = b.of AND d.key = o.key
    LEFT JOIN jobs j ON j.id = coalesce(d.job_id, b.of)
    WHERE o.key = ${job.key}
      AND b.of IS NOT NULL
      AND (
        o.state = 'undo-open'
        OR (
          o.state IN ('open', 'done')
          AND b.state IN ('running', 'done')
          AND o.verdict IS NOT '${raw(CHANGED)}'
        )
        OR (b.take_back IS NOT NULL AND o.state = 'undone' AND o.verdict = 'removed')
      )
    ORDER BY o.backfill DESC
    LIMIT 1`;
  if (row === null) return null;
  if (row.state === "undone") return { kind: "order", undo: false, takenBack: row.backfill };
  if (row.state === "undo-open") return undone(sql, row.backfill, job.key);
  return { kind: "order", undo: false, ...(row.state === "open" ? confirmedBy(row) : {}) };
}

function undone(sql: SqlStorage, backfill: string, key: string): Backfill {
  const refunds = refundsToTakeBack(sql, backfill, key);
  return { kind: "order", undo: true, ...(refunds === "0.00" ? {} : { refunds }) };
}

/** What the dry run of an order came to. */
type Confirmed = { tried: string | null; told: string | null };

/** Returns what a person confirmed of an order; nothing if its dry run is gone. */
function confirmedBy({ tried, told }: Confirmed): { asShown?: string; standing?: true } {
  const mark = told === null ? "" : markOf(storedJson<Reason[]>(told));
  if (mark === null) return {};
  return { asShown: mark, ...(tried === "would-attach" ? { standing: true } : {}) };
}

const takesBack = (sql: SqlStorage, id: string): boolean =>
  (byId(sql, id)?.take_back ?? null) !== null;

/**
 * Settles what is over and hands in what comes next. Called at every look of the object: cheap
 * while nothing is under way.
 */
export function advance(context: TenantContext): void {
  const { sql } = context;
  const backfill = active(sql);
  if (backfill === null) return;
  for (const row of ended(sql, backfill.id))
    context.atomically(() => settle(context, backfill, row));
  if (backfill.state === "listing") return listed(context, backfill);
  const undoing = backfill.state === "undoing";
  const free =
    UNDER_WAY -
    count(sql)`
      SELECT count(*) AS n
      FROM backfill_orders
      WHERE backfill = ${backfill.id} AND state IN ('open', 'undo-open')`;
  if (undoing) {
    retainPaidOut(context, backfill);
    retainWithSale(context, backfill.id);
  }
  // Taken back, the newest go first, and refunds after their sales.
  const order = undoing ? "dated DESC, key DESC" : "dated, key";
  const next = all<{ key: string }>(
    sql,
    `SELECT key
     FROM backfill_orders
     WHERE backfill = ?1 AND state = ?2 ${undoing ? `AND ${IS_NEXT}` : ""}
     ORDER BY ${order}
     LIMIT ?3`,
    backfill.id,
    undoing ? "undo-planned" : "planned",
    Math.max(0, free),
  );
  for (const { key } of next)
    context.atomically(() => {
      const { job } = intake.enqueue(context, { ...work(backfill, key), lane: "back-fill" });
      run(sql)`
        UPDATE backfill_orders
        SET state = ${undoing ? "undo-open" : "open"},
          ${raw(undoing ? "undo_job" : "job_id")} = ${job.id}
        WHERE backfill = ${backfill.id} AND key = ${key}`;
      // The confirmation stays valid if the order is held.
      const asked = contextOf(sql, job);
      if (asked?.kind === "order" && asked.asShown !== undefined)
        confirm(sql, jobs.byId(sql, job.id) ?? job, asked.asShown);
    });
  if (next.length > 0) context.wake();
  else if (free === UNDER_WAY) {
    if (backfill.of === null && backfill.take_back !== null) {
      settleSaleWithRefunds(context, backfill.id);
      reportPaidOut(context, backfill.id);
    }
    over(context, backfill.id, END_STATES[backfill.state] ?? "done");
  }
}

function work(backfill: BackfillRow, key: string): { key: string; flow: FlowName; type: string } {
  if (backfill.of === null)
    return { key: dryKey(backfill.id, key), flow: "dry-run", type: "dry-run" };
  return { key, flow: "orders", type: backfill.state === "undoing" ? "undo" : "back-fill" };
}

const END_STATES: Readonly<Partial<Record<BackfillState, BackfillState>>> = {
  undoing: "undone",
  cancelling: "cancelled",
};

/** The list is read: from now on its orders are handed in. */
function listed(context: TenantContext, backfill: BackfillRow): void {
  const job = jobs.latestFor(context.sql, listKey(backfill.id));
  if (job === null || jobs.isOpen(job)) return;
  if (job.status === "done" && job.outcome === "updated")
    run(context.sql)`UPDATE backfills SET state = 'running' WHERE id = ${backfill.id}`;
  else over(context, backfill.id, "failed");
  context.wake();
}

function over(context: TenantContext, id: string, state: BackfillState): void {
  run(context.sql)`
    UPDATE backfills SET state = ${state}, ended_at = ${context.now()} WHERE id = ${id}`;
}

type EndedRow = EndedOrder & { key: string; job: string } & Row;

const ended = (sql: SqlStorage, id: string): EndedRow[] =>
  all<EndedRow>(sql)`
    SELECT o.key AS key, o.state AS state, j.id AS job, j.outcome AS outcome,
      j.reasons AS reasons
    FROM backfill_orders o
    JOIN jobs j ON j.id = CASE o.state WHEN 'undo-open' THEN o.undo_job ELSE o.job_id END
    WHERE o.backfill = ${id} AND o.state IN ('open', 'undo-open') AND j.status IN ('done', 'dead')`;

const leftBy = ({ sql }: TenantContext, { key, job, reasons }: EndedRow): RemainingHalf => ({
  key,
  jobId: job,
  isInDoubt:
    storedJson<Reason[]>(reasons).some(({ code }) => code === "in-doubt-needs-person") ||
    journal.unresolved(sql, job, key).length > 0,
});

function settle(context: TenantContext, backfill: BackfillRow, row: EndedRow): void {
  const [state, settled] = settledVerdict(backfill, row);
  const isLeft = row.state === "undo-open" && settled === "remains";
  const verdict = isLeft
    ? remainingHalfVerdict(context, backfill.id, leftBy(context, row))
    : settled;
  run(context.sql)`
    UPDATE backfill_orders
    SET state = ${state}, verdict = ${verdict}, ended_at = ${context.now()}
    WHERE backfill = ${backfill.id} AND key = ${row.key}`;
}

/** Cancels: what hasn't started is dropped; writes under way end normally, and can be undone. */
export function cancel(context: TenantContext, id: string): CallResult {
  const { sql } = context;
  const backfill = byId(sql, id);
  if (backfill === null) return refusal("not-found", message("refusals.noSuchBackfill"));
  if (backfill.state !== "listing" && backfill.state !== "running")
    return refusal("over", message("refusals.backfillOver"));
  const now = context.now();
  const listing = jobs.openFor(sql, listKey(id));
  if (listing !== null) drop(context, listing.id, now);
  run(sql)`
    UPDATE backfill_orders
    SET state = 'done', verdict = 'cancelled'
    WHERE backfill = ${id} AND state = 'planned'`;
  for (const open of all<{ job_id: string }>(sql)`
    SELECT job_id FROM backfill_orders WHERE backfill = ${id} AND state = 'open'`)
    drop(context, open.job_id, now);
  run(sql)`UPDATE backfills SET state = 'cancelling' WHERE id = ${id}`;
  context.wake();
  return { ok: true };
}

/** Drops an unstarted job that only a back-fill asked for; an event that joined it keeps it. */
function drop(context: TenantContext, jobId: string, now: number): void {
  const { sql } = context;
  const job = jobs.byId(sql, jobId);
  if (
    job === null ||
    job.status === "running" ||
    !jobs.isOpen(job) ||
    (job.lane !== "back-fill" && job.flow !== "back-fill") ||
    journal.unresolved(sql, jobId, job.key).length > 0
  )
    return;
  jobs.update(
    sql,
    jobId,
    {
      status: "done",
      outcome: "skipped",
      wait: null,
      due: null,
      reasons: JSON.stringify([reason("back-fill-cancelled")]),
    },
    now,
  );
  claims.wake(sql, job.key, now);
}
