/**
 * Locks on the identities of a party, all or none: two orders of one new customer make one customer, and two jobs
 * never wait for each other in a circle. A lock belongs to a job, not to a lease: while a customer's write is in
 * doubt nobody else may look for that customer. The keys are hashes: no address stays here in the clear.
 */
import { all, first, run } from "./sql.ts";

export function acquire(sql: SqlStorage, jobId: string, keys: readonly string[]): boolean {
  const taken = keys.some((key) => {
    const holder = first<{ job_id: string }>(sql, "SELECT job_id FROM locks WHERE key = ?", key)?.job_id;
    return holder !== undefined && holder !== jobId;
  });
  if (taken) return false;
  for (const key of keys) run(sql, "INSERT OR IGNORE INTO locks (key, job_id) VALUES (?, ?)", key, jobId);
  return true;
}

/** Frees what a job holds; true when it held anything, so that those who wait are woken. */
export function release(sql: SqlStorage, jobId: string): boolean {
  const held = all(sql, "SELECT key FROM locks WHERE job_id = ? LIMIT 1", jobId).length > 0;
  if (held) run(sql, "DELETE FROM locks WHERE job_id = ?", jobId);
  return held;
}
