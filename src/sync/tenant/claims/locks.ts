/**
 * Locks on the identities of a party, all or none: two orders of one new customer make one
 * customer, and two jobs never wait for each other in a circle. The keys are hashes, so no address
 * is stored in the clear.
 *
 * A lock belongs to a job and not to a lease: while a customer's write is in doubt, no other job
 * may search for that customer. A customer that was sent without an answer may come into being some
 * time later, and only our number keeps that same customer from being made twice: another job of
 * the same person would use another number. So the job's locks stay, even once it has ended, until
 * the customer was answered for or can't come into being any more. Likewise the credits of an order
 * stay locked while a credit of it was sent and nobody knows whether it is there: until a person
 * has said so, or skipped it, nothing else is taken back of that order.
 */
import { isUnresolved } from "../../../domain/jobs/job.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { all, first, run, type Row } from "../storage/sql.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import type { OperationRow } from "../journal/operation-row.ts";

/** Whether any job waits for a lock or another key's job: mostly none does. */
export const hasWaiting = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM waiting LIMIT 1") !== null;

const anyHeld = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM locks LIMIT 1") !== null;

/**
 * Locks the keys for a job. Where one is taken, the job is noted as waiting for it, in the table of
 * jobs that wait for an order's job; a hash never equals an order's key.
 */
export function acquire(sql: SqlStorage, jobId: string, keys: readonly string[]): boolean {
  const taken = keys.filter((key) => {
    const holder = holderOf(sql, key);
    return holder !== null && holder !== jobId;
  });
  for (const key of taken)
    run(sql)`INSERT OR REPLACE INTO waiting (key, job_id) VALUES (${key}, ${jobId})`;
  if (taken.length > 0) return false;
  for (const key of keys)
    run(sql)`INSERT OR IGNORE INTO locks (key, job_id) VALUES (${key}, ${jobId})`;
  return true;
}

/** Returns the id of the job that holds the lock. */
export const holderOf = (sql: SqlStorage, key: string): string | null =>
  first<{ job_id: string }>(sql)`SELECT job_id FROM locks WHERE key = ${key}`?.job_id ?? null;

/** The jobs that hold any of the keys. */
const holders = (sql: SqlStorage, keys: readonly string[]): readonly string[] => [
  ...new Set(keys.flatMap((key) => holderOf(sql, key) ?? [])),
];

type Released = {
  /** A query about the job `?1`: the locks stay where it finds a row. */
  readonly unless?: string;
  /** Only these locks. */
  readonly keys?: readonly string[];
  /** Only locks of parties. */
  readonly parties?: boolean;
};

/**
 * Frees a job's locks and returns the jobs that wait for any of them. Only those are woken: a job
 * that waits for a third key returns what it got before, and would otherwise wake jobs like itself,
 * and be woken by them, without end.
 */
export function release(
  sql: SqlStorage,
  jobId: string,
  { unless, keys, parties = false }: Released = {},
): readonly string[] {
  if (!anyHeld(sql)) return [];
  const stay = unless === undefined ? "" : ` AND NOT EXISTS (${unless})`;
  const among = keys === undefined ? "" : " AND key IN (SELECT value FROM json_each(?2))";
  const only = parties ? `${among} AND key NOT GLOB 'credits *'` : among;
  const held = all<{ key: string }>(
    sql,
    `DELETE FROM locks WHERE job_id = ?1${stay}${only} RETURNING key`,
    jobId,
    ...(keys === undefined ? [] : [JSON.stringify(keys)]),
  );
  const waiting = held.flatMap(
    ({ key }) =>
      all<{ job_id: string }>(sql)`DELETE FROM waiting WHERE key = ${key} RETURNING job_id`,
  );
  return [...new Set(waiting.map(({ job_id }) => job_id))];
}

/** Whether the job is noted as waiting for a lock that somebody still holds. */
export const isWaiting = (sql: SqlStorage, jobId: string): boolean =>
  first(sql)`SELECT 1 AS one FROM waiting WHERE job_id = ${jobId} LIMIT 1` !== null;

/** The job waits for nothing any more: it is over, or one of its locks is free. */
export function clearWaiting(sql: SqlStorage, jobId: string): void {
  if (hasWaiting(sql)) run(sql)`DELETE FROM waiting WHERE job_id = ${jobId}`;
}

/**
 * What is locked: a party, or the credits of an order. A write of an order in doubt keeps nobody
 * from its buyer, but nobody else may take back of an original while the outcome of a credit is
 * open.
 */
type Locked = "party" | "credits";

/**
 * Locks the keys for a job, all or none. `settleMs`: the waits after which a write without an
 * answer is searched for; after the last one it doesn't come true any more.
 */
export function lock(
  sql: SqlStorage,
  jobId: string,
  keys: readonly string[],
  now: number,
  settleMs: readonly number[],
  locked: Locked = "party",
): boolean {
  if (acquire(sql, jobId, keys)) return true;
  const own = jobs.byId(sql, jobId)?.key;
  const expired = holders(sql, keys).filter(
    (holder) => holder !== jobId && isExpired(sql, holder, own, now, settleMs, locked),
  );
  for (const holder of expired) wake(sql, release(sql, holder, { keys }), now);
  return expired.length > 0 && acquire(sql, jobId, keys);
}

/** The lock of an order's credits; the keys of parties are hashes. */
export const creditsLockKey = (original: string): string => `credits ${original}`;

/** The orders whose credits are locked, by the key of the order whose job locked them. */
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
 * Customers that a job sent and that weren't answered for, not found and not sent again yet, or
 * left to a person. A customer's key is never its job's own.
 */
const OPEN_CREATIONS = `
  SELECT state, abort_at
  FROM operations
  WHERE beside = 1 AND job_id = ?1 AND kind = 'customer.create'
    AND (${UNANSWERED} OR state = 'planned' AND repeats > 0)`;

type OpenCreation = Row & Pick<OperationRow, "state" | "abort_at">;

/**
 * Credits and reversals of a key that were sent and have neither an answer nor a document since:
 * runners that died left them, or a person is asked about them. Each series of documents counts its
 * own `n`; a draft is of its document's.
 */
const LEFT_CREDITS = `
  SELECT 1 FROM operations o
  WHERE key = ?1 AND beside = 0 AND (role GLOB '*credit*' OR role = 'voucher-reversal')
  AND kind GLOB '*.create' AND (${UNANSWERED}) AND NOT EXISTS (
    SELECT 1 FROM documents d WHERE d.key = o.key AND d.n >= o.n
    AND d.role || '-draft' IN (o.role, o.role || '-draft')
  )`;

const ENDED_WELL: readonly (string | null)[] = ["booked", "updated", "before-start", "skipped"];

/** Orders are off, or the run was cancelled: nobody looked at what is open. */
const UNDECIDED: ReadonlySet<string> = new Set([
  "flow-off",
  "run-cancelled",
] satisfies readonly ReasonCode[]);

/** Nobody is asked about the key any more. What a person skipped is theirs to see to. */
const isSettled = (job: jobs.JobRow): boolean =>
  !jobs.isOpen(job) &&
  ENDED_WELL.includes(job.outcome) &&
  !storedJson<Reason[]>(job.reasons).some(({ code }) => UNDECIDED.has(code));

function leavesCredit(sql: SqlStorage, key: string): boolean {
  const newest = jobs.latestFor(sql, key);
  if (newest !== null && isSettled(newest)) return false;
  return first(sql, LEFT_CREDITS, key) !== null;
}

/**
 * Gives back the job's locks and wakes those who wait for one of them, oldest first; keeps them
 * while a customer that it sent may still come into being, and those of an order's credits while a
 * credit that its key sent may be there. Without one, those go that earlier jobs of the key kept.
 */
export function releaseAndWake(sql: SqlStorage, jobId: string, now: number): void {
  if (!anyHeld(sql)) return;
  const key = jobs.byId(sql, jobId)?.key ?? "";
  const parties = leavesCredit(sql, key);
  const own = release(sql, jobId, { unless: OPEN_CREATIONS, parties });
  const earlier = parties
    ? []
    : all<{ key: string; job_id: string }>(sql)`
        SELECT l.key, l.job_id FROM jobs j JOIN locks l ON l.job_id = j.id
        WHERE j.key = ${key} AND j.id <> ${jobId} AND l.key GLOB 'credits *'`;
  const freed = earlier.flatMap((lock) => release(sql, lock.job_id, { keys: [lock.key] }));
  wake(sql, [...own, ...freed], now);
}

/**
 * A job that was refused a lock and isn't put down yet can't be woken: it is noted no more, and
 * goes on at once when it is put down.
 */
function wake(sql: SqlStorage, waiting: readonly string[], now: number): void {
  for (const jobId of waiting) {
    for (const wait of ["party", "key"] as const) jobs.dueFrom(sql, jobId, wait, now);
    if (jobs.byId(sql, jobId)?.status === "running") clearWaiting(sql, jobId);
  }
}

/**
 * Whether a job that isn't at work needs its locks no more: customers that it sent can't come into
 * being any more, and what it read isn't reused any more. `own`: the key of who asks, to which what
 * a job of it left is no hindrance.
 */
function isExpired(
  sql: SqlStorage,
  jobId: string,
  own: string | undefined,
  now: number,
  settleMs: readonly number[],
  locked: Locked,
): boolean {
  const job = jobs.byId(sql, jobId);
  if (job === null) return true;
  if (job.status === "running") return false;
  if (locked === "credits" && job.key !== own && leavesCredit(sql, job.key)) return false;
  const open = all<OpenCreation>(sql, OPEN_CREATIONS, jobId);
  const unknown = journal.unresolved(sql, jobId, job.key);
  // It has yet to search for what it sent.
  const searched = locked === "credits" ? unknown : open;
  if (jobs.isOpen(job) && searched.some(isUnresolved)) return false;
  // Its next run reuses what was read under its locks, for that long (run/reads.ts).
  const reusedUntil = (job.due ?? 0) + (settleMs.at(-1) ?? 0);
  if (jobs.isOpen(job) && unknown.length === 0 && now <= reusedUntil) return false;
  return open.every(({ abort_at }) => (abort_at ?? 0) + (settleMs.at(-1) ?? 0) <= now);
}
