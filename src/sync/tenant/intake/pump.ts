/**
 * Chooses the jobs to wake now: due ones, the most urgent lane first, then the oldest, never more
 * in flight than a window. An unfinished job without a valid lease is woken again even if its queue
 * message was lost: the object owns the job, and a message only wakes it.
 */
import { type Lane, LANES } from "../../../domain/jobs/job.ts";
import * as jobs from "../jobs/jobs.ts";
import { firstDue, notNamedBy, ofEachLane, RANK, RANKS, READY } from "../jobs/ready.ts";
import { memoryOf } from "../storage/memory.ts";
import { all, count } from "../storage/sql.ts";

/** Wake-ups in flight per tenant, at most. */
export const WINDOW = 20;
/** After this time an unanswered wake-up counts as lost. */
export const LOST_MS = 30_000;

/** Whether the lease of any running job has ended. */
export const hasEndedLease = (sql: SqlStorage, now: number): boolean =>
  [...jobs.running(sql).values()].some(({ leaseUntil }) => leaseUntil <= now);

/** Queues the jobs whose lease has ended, as their runner died. They are due at once. */
export function reclaim(sql: SqlStorage, now: number): void {
  for (const [id, { leaseUntil }] of jobs.running(sql))
    if (leaseUntil <= now && jobs.byId(sql, id)?.status === "running")
      jobs.update(sql, id, { status: "queued", lease_until: null, due: now, woken_at: null }, now);
}

const ALL_LANES = null;

/** Counts jobs that run or were woken recently, of all lanes or of one. */
function jobsInFlight(sql: SqlStorage, now: number, lane: string | null): number {
  const running = [...jobs.running(sql).values()].filter(
    (job) => job.leaseUntil > now && (lane === null || job.lane === lane),
  );
  const woken = [...memoryOf(sql).woken].filter(
    ([id, at]) => at > now - LOST_MS && (lane === null || jobs.byId(sql, id)?.lane === lane),
  );
  return running.length + woken.length;
}

export const inFlight = (sql: SqlStorage, now: number): number => jobsInFlight(sql, now, ALL_LANES);

/** At most this many jobs wait for a slot while throttled; the gate would refuse more. */
const MAX_AT_GATE = 2;

const WAITING_AT_GATE = `SELECT count(*) AS n
  FROM jobs
  WHERE over = 0
    AND wait = 'rate'
    AND ${RANK} IN (${RANKS.join(", ")})
    AND due > ?`;

/** Returns how many more jobs may be woken. `pressed`: the tenant waits for turns at the gate. */
export function mayWake(sql: SqlStorage, now: number, pressed: boolean): number {
  const free = WINDOW - inFlight(sql, now);
  if (!pressed) return free;
  return Math.min(free, MAX_AT_GATE - count(sql, WAITING_AT_GATE, now));
}

const OVERDUE = `SELECT count(*) AS n
  FROM (SELECT 1 FROM jobs WHERE ${READY} AND ${RANK} = +? AND due <= ? LIMIT ${WINDOW})`;

/** Counts the lane's jobs that are due and not started, up to one window. */
export function overdueCount(sql: SqlStorage, lane: Lane, now: number): number {
  // Usually none is due in any lane, which is cached until a job changes.
  const isNoneDue = memoryOf(sql).woken.size === 0 && (firstDue(sql, []) ?? Infinity) > now;
  return isNoneDue ? 0 : count(sql, OVERDUE, LANES.indexOf(lane), now);
}

/** Back-fills use at most this much of the window, so that a live order always finds room. */
export const BACKFILL_WINDOW = 10;

const backfillsInFlight = (sql: SqlStorage, now: number): number =>
  jobsInFlight(sql, now, "back-fill");

/**
 * Lane by lane and limited: of ten thousand waiting jobs, only a few rows are read.
 *
 * Trap: SQLite reads the value of a bare parameter in LIMIT while it prepares, and prepares the
 * statement again each time one is bound: 400 µs instead of 2. A sum is no bare parameter.
 */
const NEXT = `SELECT id, lane FROM (${ofEachLane(
  (ready) =>
    `SELECT id, lane
     FROM jobs
     WHERE ${ready} AND due <= ?1 AND ${notNamedBy("?2")}
     ORDER BY due, id
     LIMIT ?3 + 0`,
)}) LIMIT ?3 + 0`;

/** Returns the ids of jobs that were woken recently and aren't woken again yet. */
const recentlyWoken = (sql: SqlStorage, now: number): string[] =>
  [...memoryOf(sql).woken].filter(([, at]) => at > now - LOST_MS).map(([id]) => id);

/** Picks the jobs to wake, and marks them as woken. */
export function pickJobsToWake(sql: SqlStorage, now: number, most: number): string[] {
  const excludedIds = recentlyWoken(sql, now);
  // Cached until a job changes.
  if (most <= 0 || (firstDue(sql, excludedIds) ?? Infinity) > now) return [];
  const due = all<{ id: string; lane: string }>(sql, NEXT, now, JSON.stringify(excludedIds), most);
  const urgent = due.filter((row) => row.lane !== "back-fill").map((row) => row.id);
  const backfills =
    due.length === urgent.length
      ? []
      : due
          .filter((row) => row.lane === "back-fill")
          .slice(0, Math.max(0, BACKFILL_WINDOW - backfillsInFlight(sql, now)));
  return wake(sql, [...urgent, ...backfills.map((row) => row.id)], now);
}

function wake(sql: SqlStorage, due: string[], now: number): string[] {
  for (const id of due) memoryOf(sql).woken.set(id, now);
  return due;
}

/** Marks a job as woken for a caller that may run it; if it doesn't, the job is woken again. */
export const markWoken = (sql: SqlStorage, id: string, now: number): void =>
  void memoryOf(sql).woken.set(id, now);

/** Unmarks jobs whose wake-ups couldn't be sent, so that they are picked again. */
export function unmarkWoken(sql: SqlStorage, ids: readonly string[]): void {
  for (const id of ids) memoryOf(sql).woken.delete(id);
}

/** Returns when the next job must be woken or reclaimed; `null`: none. */
export function nextWakeAt(sql: SqlStorage, now: number): number | null {
  const { woken } = memoryOf(sql);
  const due = firstDue(sql, [...woken.keys()]);
  const lost = [...woken].flatMap(([id, at]) => {
    const job = jobs.byId(sql, id);
    return job === null || job.due === null ? [] : [Math.max(job.due, at + LOST_MS)];
  });
  const leases = [...jobs.running(sql).values()].map(({ leaseUntil }) => leaseUntil);
  const instants = [...(due == null ? [] : [due]), ...lost, ...leases];
  if (instants.length === 0) return null;
  const next = Math.min(...instants);
  // The window is full: due jobs wait for one to finish, and the alarm checks again soon.
  return next <= now ? now + 1_000 : next;
}
