/**
 * Locks on the identities of a party, all or none: two orders of one new customer make one
 * customer, and two jobs never wait for each other in a circle. A lock belongs to a job and not to
 * a lease: while a customer's write is in doubt, no other job may search for that customer. The
 * keys are hashes, so no address is stored in the clear.
 */
import { cachedFirst } from "../storage/cached-reads.ts";
import { all, first, run } from "../storage/sql.ts";

/** Whether any job waits for a lock or another key's job: mostly none does. */
export const anyWaits = (sql: SqlStorage): boolean =>
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
    run(sql, "INSERT OR REPLACE INTO waiting (key, job_id) VALUES (?, ?)", key, jobId);
  if (taken.length > 0) return false;
  for (const key of keys)
    run(sql, "INSERT OR IGNORE INTO locks (key, job_id) VALUES (?, ?)", key, jobId);
  return true;
}

const holderOf = (sql: SqlStorage, key: string): string | null =>
  first<{ job_id: string }>(sql, "SELECT job_id FROM locks WHERE key = ?", key)?.job_id ?? null;

/** The jobs that hold any of the keys. */
export const holders = (sql: SqlStorage, keys: readonly string[]): readonly string[] => [
  ...new Set(keys.flatMap((key) => holderOf(sql, key) ?? [])),
];

/**
 * Frees a job's locks and returns the jobs that wait for any of them. Only those are woken: a job
 * that waits for a third key returns what it got before, and would otherwise wake jobs like itself,
 * and be woken by them, without end. `unless`: a query about the job `?1`; the locks stay where it
 * finds a row.
 */
export function release(sql: SqlStorage, jobId: string, unless?: string): readonly string[] {
  if (!anyHeld(sql)) return [];
  const stay = unless === undefined ? "" : ` AND NOT EXISTS (${unless})`;
  const held = all<{ key: string }>(
    sql,
    `DELETE FROM locks WHERE job_id = ?1${stay} RETURNING key`,
    jobId,
  );
  const waiting = held.flatMap(({ key }) =>
    all<{ job_id: string }>(sql, "DELETE FROM waiting WHERE key = ? RETURNING job_id", key),
  );
  return [...new Set(waiting.map(({ job_id }) => job_id))];
}

/** Whether the job is noted as waiting for a lock that somebody still holds. */
export const waits = (sql: SqlStorage, jobId: string): boolean =>
  first(sql, "SELECT 1 AS one FROM waiting WHERE job_id = ? LIMIT 1", jobId) !== null;

/** The job waits for nothing any more: it is over, or one of its locks is free. */
export function waitsNoMore(sql: SqlStorage, jobId: string): void {
  if (anyWaits(sql)) run(sql, "DELETE FROM waiting WHERE job_id = ?", jobId);
}
