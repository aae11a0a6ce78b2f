/**
 * Locks on the identities of a party. A job gets all of its locks or none, so two orders of one new
 * customer make one customer, and jobs never wait for each other in a cycle. The keys are hashes,
 * so no address is stored in the clear.
 *
 * A lock belongs to a job and not to a lease: while the creation of a customer is in doubt, no
 * other job may search for that customer. A creation without an answer may take effect later. Only
 * its customer number keeps it from being repeated, and another job of the same person would use
 * another number. So the job keeps its locks, even once it has ended, until the creation is
 * answered or can't take effect any more. Likewise the credits of an order stay locked while a
 * credit was sent and may exist: nothing else of that order is credited until a person has settled
 * or skipped that credit.
 */
import { isUnresolved } from "../../../domain/jobs/job.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { all, first, run, type Row } from "../storage/sql.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import type { OperationRow } from "../journal/operation-row.ts";

/** Whether any job waits for a lock or for another key's job. Usually none does. */
export const hasWaiting = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM waiting LIMIT 1") !== null;

const anyHeld = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM locks LIMIT 1") !== null;

/**
 * Locks all keys for a job. If another job holds any of them, none is locked (`false`), and the job
 * is noted as waiting for those. The table `waiting` also has jobs that wait for an order's job; a
 * hash never equals an order's key.
 */
export function acquire(sql: SqlStorage, jobId: string, keys: readonly string[]): boolean {
  const heldByOthers = keys.filter((key) => {
    const holder = holderOf(sql, key);
    return holder !== null && holder !== jobId;
  });
  for (const key of heldByOthers)
    run(sql)`INSERT OR REPLACE INTO waiting (key, job_id) VALUES (${key}, ${jobId})`;
  if (heldByOthers.length > 0) return false;
  for (const key of keys)
    run(sql)`INSERT OR IGNORE INTO locks (key, job_id) VALUES (${key}, ${jobId})`;
  return true;
}

/** Returns the id of the job that holds the lock; `null`: none does. */
export const holderOf = (sql: SqlStorage, key: string): string | null =>
  first<{ job_id: string }>(sql)`SELECT job_id FROM locks WHERE key = ${key}`?.job_id ?? null;

/** The jobs that hold any of the keys. */
const holders = (sql: SqlStorage, keys: readonly string[]): readonly string[] => [
  ...new Set(keys.flatMap((key) => holderOf(sql, key) ?? [])),
];

type ReleaseOptions = {
  /** A query about the job `?1`: the locks stay if it finds a row. */
  readonly unless?: string;
  /** Only these locks. */
  readonly keys?: readonly string[];
  /** Only locks of parties. */
  readonly parties?: boolean;
};

/**
 * Releases a job's locks and returns the jobs that wait for any of them. Only those may be woken: a
 * job that still waits for another key releases the locks that it got, and jobs like it would
 * otherwise wake each other without end.
 */
export function release(
  sql: SqlStorage,
  jobId: string,
  { unless, keys, parties = false }: ReleaseOptions = {},
): readonly string[] {
  if (!anyHeld(sql)) return [];
  const unlessFound = unless === undefined ? "" : ` AND NOT EXISTS (${unless})`;
  const amongKeys = keys === undefined ? "" : " AND key IN (SELECT value FROM json_each(?2))";
  const onlyParties = parties ? " AND key NOT GLOB 'credits *'" : "";
  const released = all<{ key: string }>(
    sql,
    `DELETE FROM locks WHERE job_id = ?1${unlessFound}${amongKeys}${onlyParties} RETURNING key`,
    jobId,
    ...(keys === undefined ? [] : [JSON.stringify(keys)]),
  );
  const waiting = released.flatMap(
    ({ key }) =>
      all<{ job_id: string }>(sql)`DELETE FROM waiting WHERE key = ${key} RETURNING job_id`,
  );
  return [...new Set(waiting.map(({ job_id }) => job_id))];
}

/** Whether the job is noted as waiting for a lock that another job still holds. */
export const isWaiting = (sql: SqlStorage, jobId: string): boolean =>
  first(sql)`SELECT 1 AS one FROM waiting WHERE job_id = ${jobId} LIMIT 1` !== null;

/** Removes the job from the waiting ones: it is over, or one of its locks was released. */
export function clearWaiting(sql: SqlStorage, jobId: string): void {
  if (hasWaiting(sql)) run(sql)`DELETE FROM waiting WHERE job_id = ${jobId}`;
}

/**
 * What is locked: a party, or the credits of an order. An order's write in doubt doesn't block its
 * buyer, but no other job may credit an original while the outcome of a credit is unknown.
 */
type LockScope = "party" | "credits";

/**
 * Locks the keys for a job, all or none; expired locks of other jobs are released first.
 * `settleMs`: the waits before each look-up of a write without an answer. After the last one it
 * can't take effect any more.
 */
export function lock(
  sql: SqlStorage,
  jobId: string,
  keys: readonly string[],
  now: number,
  settleMs: readonly number[],
  scope: LockScope = "party",
): boolean {
  if (acquire(sql, jobId, keys)) return true;
  const requesterKey = jobs.byId(sql, jobId)?.key;
  const expired = holders(sql, keys).filter(
    (holder) => holder !== jobId && isExpired(sql, holder, requesterKey, now, settleMs, scope),
  );
  for (const holder of expired) wake(sql, release(sql, holder, { keys }), now);
  return expired.length > 0 && acquire(sql, jobId, keys);
}

/** Returns the lock's key for an order's credits. Keys of parties are hashes. */
export const creditsLockKey = (original: string): string => `credits ${original}`;

/** Returns the orders whose credits are locked, by the key of the order whose job locked them. */
export const lockedCredits = (sql: SqlStorage): ReadonlyMap<string, readonly string[]> =>
  new Map(
    all<{ key: string; originals: string }>(sql)`
      SELECT j.key AS key,
        json_group_array(substr(l.key, ${creditsLockKey("").length + 1})) AS originals
      FROM locks l JOIN jobs j ON j.id = l.job_id
      WHERE l.key GLOB 'credits *' AND j.flow = 'orders'
      GROUP BY j.key`.map(({ key, originals }) => [key, storedJson<string[]>(originals)]),
  );

const UNANSWERED = `state IN ('sent', 'in-doubt')
  OR state = 'rejected' AND json_extract(failure, '$.kind') IS NOT 'rejected'`;

/**
 * Creations of customers by the job `?1` that have no answer, that weren't found and aren't sent
 * again yet, or that were left to a person. A customer's key is never its job's own (`beside`).
 */
const OPEN_CREATIONS = `
  SELECT state, abort_at
  FROM operations
  WHERE beside = 1 AND job_id = ?1 AND kind = 'customer.create'
    AND (${UNANSWERED} OR state = 'planned' AND repeats > 0)`;

type OpenCreation = Row & Pick<OperationRow, "state" | "abort_at">;

/**
 * Credits and reversals of the key `?1` that were sent and have neither an answer nor a later
 * document: their runner died, or a person is asked about them. Each series of documents counts its
 * own `n`; a draft belongs to the series of its document.
 */
const UNANSWERED_CREDITS = `
  SELECT 1 FROM operations o
  WHERE key = ?1 AND beside = 0 AND (role GLOB '*credit*' OR role = 'voucher-reversal')
  AND kind GLOB '*.create' AND (${UNANSWERED}) AND NOT EXISTS (
    SELECT 1 FROM documents d WHERE d.key = o.key AND d.n >= o.n
    AND d.role || '-draft' IN (o.role, o.role || '-draft')
  )`;

const SETTLED_OUTCOMES: readonly (string | null)[] = [
  "booked",
  "updated",
  "before-start",
  "skipped",
];

/** Orders are off, or the run was cancelled: the open writes weren't looked up. */
const UNDECIDED: ReadonlySet<string> = new Set([
  "flow-off",
  "run-cancelled",
] satisfies readonly ReasonCode[]);

/** Whether no person is asked about the key any more. A skipped order is the person's own task. */
const isSettled = (job: jobs.JobRow): boolean =>
  !jobs.isOpen(job) &&
  SETTLED_OUTCOMES.includes(job.outcome) &&
  !storedJson<Reason[]>(job.reasons).some(({ code }) => UNDECIDED.has(code));

/** Whether a credit or reversal that the key sent may exist unrecorded. */
function hasUnansweredCredit(sql: SqlStorage, key: string): boolean {
  const newest = jobs.latestFor(sql, key);
  if (newest !== null && isSettled(newest)) return false;
  return first(sql, UNANSWERED_CREDITS, key) !== null;
}

/**
 * Releases the job's locks and wakes the jobs that wait for one of them, oldest first. All stay
 * while a customer that the job sent may still come into being. Those of an order's credits stay
 * while the key has an unanswered credit; without one, those that earlier jobs of the key kept are
 * released as well.
 */
export function releaseAndWake(sql: SqlStorage, jobId: string, now: number): void {
  if (!anyHeld(sql)) return;
  const key = jobs.byId(sql, jobId)?.key ?? "";
  const keepsCredits = hasUnansweredCredit(sql, key);
  const woken = release(sql, jobId, { unless: OPEN_CREATIONS, parties: keepsCredits });
  const earlierLocks = keepsCredits
    ? []
    : all<{ key: string; job_id: string }>(sql)`
        SELECT l.key, l.job_id FROM jobs j JOIN locks l ON l.job_id = j.id
        WHERE j.key = ${key} AND j.id <> ${jobId} AND l.key GLOB 'credits *'`;
  const wokenByEarlier = earlierLocks.flatMap((lock) =>
    release(sql, lock.job_id, { keys: [lock.key] }),
  );
  wake(sql, [...woken, ...wokenByEarlier], now);
}

/**
 * Makes the waiting jobs due. A job that was refused a lock and isn't parked yet still runs: it is
 * removed from the waiting ones, and is due at once when it is parked.
 */
function wake(sql: SqlStorage, waiting: readonly string[], now: number): void {
  for (const jobId of waiting) {
    for (const wait of ["party", "key"] as const) jobs.dueFrom(sql, jobId, wait, now);
    if (jobs.byId(sql, jobId)?.status === "running") clearWaiting(sql, jobId);
  }
}

/**
 * Whether a job that doesn't run needs its locks no more: the customers that it sent can't come
 * into being any more, and its reads aren't reused any more. `requesterKey`: of the job that wants
 * the lock; an unanswered credit of the same key doesn't block it.
 */
function isExpired(
  sql: SqlStorage,
  jobId: string,
  requesterKey: string | undefined,
  now: number,
  settleMs: readonly number[],
  scope: LockScope,
): boolean {
  const job = jobs.byId(sql, jobId);
  if (job === null) return true;
  if (job.status === "running") return false;
  if (scope === "credits" && job.key !== requesterKey && hasUnansweredCredit(sql, job.key))
    return false;
  const openCreations = all<OpenCreation>(sql, OPEN_CREATIONS, jobId);
  const unresolved = journal.unresolved(sql, jobId, job.key);
  // The job's next run still has to look up these writes.
  const toLookUp = scope === "credits" ? unresolved : openCreations;
  if (jobs.isOpen(job) && toLookUp.some(isUnresolved)) return false;
  // Its next run reuses reads that were made under its locks, for that long (run/reads.ts).
  const reusedUntil = (job.due ?? 0) + (settleMs.at(-1) ?? 0);
  if (jobs.isOpen(job) && unresolved.length === 0 && now <= reusedUntil) return false;
  return openCreations.every(({ abort_at }) => (abort_at ?? 0) + (settleMs.at(-1) ?? 0) <= now);
}
