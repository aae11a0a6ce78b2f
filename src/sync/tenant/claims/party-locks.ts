/**
 * When a job takes and gives back the locks on a party's identities (locks.ts).
 *
 * A customer that was sent without an answer may come into being some time later. The number of
 * ours keeps only that same customer from being made twice: another job of the same person would
 * use another number. So the job's locks stay, even once it has ended, until the customer was
 * answered for or can't come into being any more.
 */
import * as jobs from "../jobs/jobs.ts";
import type { OperationRow } from "../journal/operation-row.ts";
import { all, type Row } from "../storage/sql.ts";
import * as locks from "./locks.ts";

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
): boolean {
  if (locks.acquire(sql, jobId, keys)) return true;
  const expired = locks
    .holders(sql, keys)
    .filter((holder) => holder !== jobId && isExpired(sql, holder, now, settleMs));
  for (const holder of expired) wake(sql, locks.release(sql, holder), now);
  return expired.length > 0 && locks.acquire(sql, jobId, keys);
}

/**
 * Customers that a job sent and that weren't answered for, not found and not sent again yet, or
 * left to a person. A customer's key is never its job's own.
 */
const OPEN_CREATIONS = `
  SELECT state, abort_at
  FROM operations
  WHERE beside = 1 AND job_id = ?1 AND kind = 'customer.create'
    AND (
      state IN ('sent', 'in-doubt')
      OR state = 'planned' AND repeats > 0
      OR state = 'rejected' AND coalesce(json_extract(failure, '$.kind'), '') <> 'rejected'
    )`;

type OpenCreation = Row & Pick<OperationRow, "state" | "abort_at">;

/**
 * Gives back the job's locks and wakes those who wait for one of them, oldest first; keeps them
 * while a customer that it sent may still come into being.
 */
export const free = (sql: SqlStorage, jobId: string, now: number): void =>
  wake(sql, locks.release(sql, jobId, OPEN_CREATIONS), now);

/**
 * A job that was refused a lock and isn't put down yet can't be woken: it is noted no more, and
 * goes on at once when it is put down.
 */
function wake(sql: SqlStorage, waiting: readonly string[], now: number): void {
  for (const jobId of waiting) {
    jobs.dueFrom(sql, jobId, "party", now);
    if (jobs.byId(sql, jobId)?.status === "running") locks.waitsNoMore(sql, jobId);
  }
}

/** Whether a job that isn't at work holds its locks only for customers that are too late by now. */
function isExpired(
  sql: SqlStorage,
  jobId: string,
  now: number,
  settleMs: readonly number[],
): boolean {
  const job = jobs.byId(sql, jobId);
  if (job === null) return true;
  if (job.status === "running") return false;
  const open = all<OpenCreation>(sql, OPEN_CREATIONS, jobId);
  // It waits to search for what it sent.
  const isSearched = open.some(({ state }) => state === "sent" || state === "in-doubt");
  if (job.status === "waiting" && isSearched) return false;
  return open.every(({ abort_at }) => (abort_at ?? 0) + (settleMs.at(-1) ?? 0) <= now);
}
