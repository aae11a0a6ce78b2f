/**
 * Locks on the identities of a party, all or none: two orders of one new customer make one
 * customer, and two jobs never wait for each other in a circle. A lock belongs to a job, not to a
 * lease: while a customer's write is in doubt nobody else may look for that customer. The keys are
 * hashes: no address stays here in the clear.
 */
import { all, first, run } from "../storage/sql.ts";

/**
 * Where a key is taken, the job is noted as waiting for it (in the table of those who wait for an
 * order's job: a hash is no order's key).
 */
export function acquire(sql: SqlStorage, jobId: string, keys: readonly string[]): boolean {
  const taken = keys.filter((key) => {
    const holder = first<{ job_id: string }>(
      sql,
      "SELECT job_id FROM locks WHERE key = ?",
      key,
    )?.job_id;
    return holder !== undefined && holder !== jobId;
  });
  for (const key of taken)
    run(sql, "INSERT OR REPLACE INTO waiting (key, job_id) VALUES (?, ?)", key, jobId);
  if (taken.length > 0) return false;
  for (const key of keys)
    run(sql, "INSERT OR IGNORE INTO locks (key, job_id) VALUES (?, ?)", key, jobId);
  return true;
}

/**
 * Frees what a job holds, and answers who waits for any of it. Nobody else is to be woken: a job
 * that waits for a third one gives back what it got before that, and would else wake its like, and
 * be woken by them, without an end.
 */
export function release(sql: SqlStorage, jobId: string): readonly string[] {
  const held = all<{ key: string }>(sql, "DELETE FROM locks WHERE job_id = ? RETURNING key", jobId);
  const waiting = held.flatMap(({ key }) =>
    all<{ job_id: string }>(sql, "DELETE FROM waiting WHERE key = ? RETURNING job_id", key),
  );
  return [...new Set(waiting.map(({ job_id }) => job_id))];
}

/** Whether the job is noted as waiting for a lock that somebody still holds. */
export const waits = (sql: SqlStorage, jobId: string): boolean =>
  first(sql, "SELECT 1 AS one FROM waiting WHERE job_id = ? LIMIT 1", jobId) !== null;

/** The job waits for nothing any more: it is over, or one of its locks is free. */
export const waitsNoMore = (sql: SqlStorage, jobId: string): void =>
  run(sql, "DELETE FROM waiting WHERE job_id = ?", jobId);
