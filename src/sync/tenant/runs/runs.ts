/**
 * Long runs: a pass over all products, the sweep of all debtors, a run of stock. The flow reports
 * its progress; what it handed in is counted here. A cancelled run starts nothing more, and its
 * watermarks return to their values before it, so that the next turn finds the rest.
 *
 * A run that reads one page and finds nothing leaves no trace; most do.
 */
import { reason } from "../../../domain/reasons/index.ts";
import { GROUP_PREFIX, productKey, PRODUCTS_KEY } from "../../../flows/products/port.ts";
import type { Progress } from "../../../flows/progress.ts";
import { message } from "../../../messages/message.ts";
import type { PendingUpdates, ClaimRef, Fenced } from "../../contract/runs.ts";
import type { CallResult, RunView } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import * as claims from "../claims/claims.ts";
import * as locks from "../claims/locks.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, raw, type Row, run } from "../storage/sql.ts";
import { extend } from "./under-claim.ts";

export type RunRow = {
  id: string;
  key: string;
  flow: RunView["flow"];
  claim: number;
  whole: number;
  state: RunView["state"];
  read: number;
  read_total: number | null;
  before: number;
  found: number;
  written: number | null;
  marks: string;
  pace: string;
  began_at: number;
  ended_at: number | null;
} & Row;

/**
 * By the key of a run: the prefix of its jobs' keys, the events that only it sends, and the memory
 * that holds its progress.
 */
const KINDS: Readonly<
  Record<
    string,
    {
      readonly prefix: string | null;
      readonly types: readonly string[];
      readonly marks: readonly string[];
    }
  >
> = {
  [PRODUCTS_KEY]: {
    prefix: productKey(""),
    types: ["changed", "unmet"],
    marks: ["products-since", "products-basis", "products-pass"],
  },
  "sweep:debtors": {
    prefix: "debtor:",
    types: ["swept"],
    marks: ["debtors-since", "debtors-pass"],
  },
  stock: { prefix: null, types: [], marks: [] },
};

const ACTIVE = "('reading', 'writing', 'cancelling')";
const KEPT = 50;
/** The pace is measured over the last minute. */
const PACE_EVERY_MS = 10_000;
const PACE_LAST = 7;

const activeOf = (sql: SqlStorage, key: string): RunRow | null =>
  first<RunRow>(sql)`SELECT * FROM runs WHERE key = ${key} AND state IN ${raw(ACTIVE)}`;

/** Notes the progress of a long run; fenced when the run was cancelled. */
export function progress(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  reported: Progress,
): { kind: "noted" } | Fenced {
  const { sql } = context;
  const job = claims.holder(sql, ref);
  // Before anything is carried: what the flow remembers from now on belongs to the run.
  const row = job === null ? null : (activeOf(sql, job.key) ?? begun(context, job, reported));
  journal.rememberWrites(
    sql,
    ref.jobId,
    updates.settlements.map(({ opId }) => opId),
  );
  claims.storeUpdates(sql, updates, job, context.now());
  if (job === null) return { kind: "fenced" };
  extend(context, job);
  if (row === null) return { kind: "noted" };
  if (row.state === "cancelling")
    return stopped(context, row) ? { kind: "fenced" } : { kind: "noted" };
  // A later claim of the same job continues the count.
  const claim = jobs.claimOf(ref.jobId, ref.claimNo);
  const before = row.claim === claim ? row.before : row.before + (row.written ?? 0);
  run(sql)`
    UPDATE runs
    SET claim = ${claim}, whole = max(whole, ${reported.whole ? 1 : 0}), read = ${reported.read},
      read_total = ${reported.readTotal},
      found = max(${reported.found}, CASE WHEN written IS NULL THEN found ELSE 0 END),
        written = ${reported.written}, before = ${before}
    WHERE id = ${row.id}`;
  return { kind: "noted" };
}

function begun(context: TenantContext, job: jobs.JobRow, reported: Progress): RunRow | null {
  const { sql } = context;
  const kind = KINDS[job.key];
  if (
    kind === undefined ||
    (reported.found === 0 && reported.read >= (reported.readTotal ?? reported.read))
  )
    return null;
  const id = `r${String(meta.next(sql, "runs")).padStart(6, "0")}`;
  const memory = meta.memory(sql);
  const marks = Object.fromEntries(kind.marks.map((mark) => [mark, memory[mark] ?? null]));
  // Jobs that waited before the run began don't count.
  run(sql)`
    INSERT INTO runs (
      id, key, flow, claim, whole, state, read, before, found, marks, pace, began_at
    )
    VALUES (${id}, ${job.key}, ${job.flow}, ${jobs.claimOf(job.id, job.claim)},
      ${reported.whole ? 1 : 0}, 'reading', 0,
      ${reported.written === null ? Math.max(0, handedIn(sql, kind.prefix) - reported.found) : 0},
      0, ${JSON.stringify(marks)}, '[]', ${context.now()})`;
  run(sql)`
    DELETE FROM runs WHERE id <= (SELECT id FROM runs ORDER BY id DESC LIMIT 1 OFFSET ${KEPT})`;
  return activeOf(sql, job.key);
}

/** Whether jobs of the run are left, asked at every look. */
const waits = (sql: SqlStorage, prefix: string | null): boolean =>
  prefix !== null &&
  first(sql)`
    SELECT 1 AS one
    FROM jobs INDEXED BY jobs_next
    WHERE over = 0 AND key >= ${prefix} AND key < ${after(prefix)}
    LIMIT 1` !== null;

const handedIn = (sql: SqlStorage, prefix: string | null): number =>
  prefix === null
    ? 0
    : count(sql)`
      SELECT count(*) AS n
      FROM jobs INDEXED BY jobs_next
      WHERE over = 0 AND key >= ${prefix} AND key < ${after(prefix)}`;

/** Returns the first text that sorts after all texts with this prefix. */
const after = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

/**
 * Settles runs that are over, and measures the pace of the others. Called at every look of the
 * object; cheap while nothing runs.
 */
export function look(context: TenantContext): void {
  for (const row of cachedAll<RunRow>(context.sql)`
    SELECT * FROM runs WHERE state IN ${raw(ACTIVE)}`)
    context.atomically(() =>
      row.state === "cancelling" ? void stopped(context, row) : advance(context, row),
    );
}

function advance(context: TenantContext, row: RunRow): void {
  const { sql } = context;
  const job = jobs.latestFor(sql, row.key);
  const reading = job !== null && jobs.isOpen(job);
  if (
    !reading &&
    job?.outcome !== "updated" &&
    job?.outcome !== "skipped" &&
    job?.outcome !== "needs-attention"
  )
    return over(context, row, "failed");
  if (!reading && row.state === "reading")
    run(sql)`UPDATE runs SET state = 'writing', pace = '[]' WHERE id = ${row.id}`;
  if (!reading && (row.written !== null || !waits(sql, KINDS[row.key]?.prefix ?? null)))
    return over(context, { ...row, written: row.written === null ? null : row.found }, "done");
  const pace = storedJson<[number, number][]>(row.pace);
  const now = context.now();
  if (now - (pace.at(-1)?.[0] ?? 0) < PACE_EVERY_MS) return;
  const { done } = reading && row.written === null ? { done: row.read } : settled(sql, row);
  run(sql)`
    UPDATE runs SET pace = ${JSON.stringify([...pace, [now, done]].slice(-PACE_LAST))}
    WHERE id = ${row.id}`;
}

function over(context: TenantContext, row: RunRow, state: RunView["state"]): void {
  run(context.sql)`
    UPDATE runs SET state = ${state}, written = ${row.written}, ended_at = ${context.now()}
    WHERE id = ${row.id}`;
}

/** Returns how many items differ, and how many of those are settled. */
export function settled(
  sql: SqlStorage,
  row: RunRow,
): { readonly total: number; readonly done: number } {
  const total = row.before + row.found;
  if (row.written !== null) return { total, done: row.before + row.written };
  const ended = row.ended_at !== null && row.state === "done";
  return {
    total,
    done: ended ? total : Math.max(0, total - handedIn(sql, KINDS[row.key]?.prefix ?? null)),
  };
}

/** Cancels the run: it starts nothing more, and drops unstarted jobs that only it asked for. */
export function cancel(context: TenantContext, id: string): CallResult {
  const { sql } = context;
  const row = first<RunRow>(sql)`SELECT * FROM runs WHERE id = ${id}`;
  if (row === null) return refusal("not-found", message("refusals.noSuchRun"));
  if (row.state !== "reading" && row.state !== "writing")
    return refusal("over", message("refusals.runOver"));
  run(sql)`UPDATE runs SET state = 'cancelling' WHERE id = ${id}`;
  stopped(context, { ...row, state: "cancelling" });
  context.wake();
  return { ok: true };
}

/** Ends what can be ended; false while a write of the run itself is under way. */
function stopped(context: TenantContext, row: RunRow): boolean {
  const { sql } = context;
  const kind = KINDS[row.key];
  const job = jobs.openFor(sql, row.key);
  if (job !== null && !end(context, job)) return false;
  if (kind !== undefined) {
    for (const { job: one, isOwn } of waitingJobs(sql, row)) if (isOwn) end(context, one);
    meta.restore(sql, storedJson<Record<string, string | null>>(row.marks));
  }
  over(context, row, "cancelled");
  return true;
}

/** Returns the waiting jobs that a run handed in, and whether only the run asked for each. */
function waitingJobs(
  sql: SqlStorage,
  row: RunRow,
): readonly { readonly job: jobs.JobRow; readonly isOwn: boolean }[] {
  const { prefix = null, types = [] } = KINDS[row.key] ?? {};
  if (prefix === null) return [];
  return all<jobs.JobRow>(sql)`
    SELECT *
    FROM jobs
    WHERE status IN ('queued', 'waiting') AND id IN (
      SELECT id FROM jobs INDEXED BY jobs_next WHERE over = 0 AND key >= ${prefix}
        AND key < ${after(prefix)}
    )`.map((job) => ({
    job,
    isOwn:
      storedJson<string[]>(job.types).every((type) => types.includes(type)) &&
      !job.key.startsWith(productKey(GROUP_PREFIX)),
  }));
}

/** Whether a write of the job is under way or in doubt. */
const isSent = (sql: SqlStorage, job: jobs.JobRow): boolean =>
  journal.unresolved(sql, job.id, job.key).length > 0;

/** Returns what cancelling would do now; `null`: no such run, or it is over. Changes nothing. */
export function wouldCancel(
  context: TenantContext,
  id: string,
): { readonly row: RunRow; readonly dropped: number; readonly stays: number } | null {
  const { sql } = context;
  const row = first<RunRow>(sql)`SELECT * FROM runs WHERE id = ${id}`;
  if (row === null || (row.state !== "reading" && row.state !== "writing")) return null;
  const waiting = waitingJobs(sql, row);
  const dropped = waiting.filter(({ job, isOwn }) => isOwn && !isSent(sql, job)).length;
  return { row, dropped, stays: waiting.length - dropped };
}

/** A runner that holds the job is fenced at its next call. */
function end(context: TenantContext, job: jobs.JobRow): boolean {
  const { sql } = context;
  if (isSent(sql, job)) return false;
  jobs.update(
    sql,
    job.id,
    {
      status: "done",
      outcome: "skipped",
      wait: null,
      due: null,
      lease_until: null,
      types: "[]",
      reasons: JSON.stringify([reason("run-cancelled")]),
    },
    context.now(),
  );
  locks.releaseAndWake(sql, job.id, context.now());
  return true;
}
