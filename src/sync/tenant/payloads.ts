/**
 * What a job saw and did, sealed by whoever ran it. One row a run; deleted after the tenant's retention, when only
 * the journal's heads and the links remain.
 */
import type { Sealed } from "../engine-rpc.ts";
import { buffer } from "./journal.ts";
import { all, run, type Row } from "./sql.ts";

type PayloadRow = { seq: number; key_id: string; bytes: ArrayBuffer } & Row;

export function add(sql: SqlStorage, jobId: string, story: Sealed, people: readonly string[], now: number): void {
  run(
    sql,
    "INSERT INTO payloads (job_id, seq, key_id, bytes, people, at) VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM payloads WHERE job_id = ?), ?, ?, ?, ?)",
    jobId, jobId, story.keyId, buffer(story.bytes), people.join(" "), now,
  );
}

export const of = (sql: SqlStorage, jobId: string): Sealed[] =>
  all<PayloadRow>(sql, "SELECT seq, key_id, bytes FROM payloads WHERE job_id = ? ORDER BY seq", jobId).map((row) => ({
    keyId: row.key_id, bytes: new Uint8Array(row.bytes),
  }));

export function forget(sql: SqlStorage, jobId: string): void {
  run(sql, "DELETE FROM payloads WHERE job_id = ?", jobId);
}

const BATCHES = 40;

/** Deletes what is older than `before` (ms): in steps, and a bounded number of them, so that no call takes long. */
export function expire(sql: SqlStorage, before: number): void {
  for (let batch = 0; batch < BATCHES && all(sql, "SELECT 1 AS one FROM payloads WHERE at < ? LIMIT 1", before).length > 0; batch += 1) expireSome(sql, before);
  expireSome(sql, before);
}

function expireSome(sql: SqlStorage, before: number): void {
  run(sql, "DELETE FROM payloads WHERE rowid IN (SELECT rowid FROM payloads WHERE at < ? LIMIT 500)", before);
  run(
    sql,
    `UPDATE operations SET request = NULL, request_key = NULL, failure = NULL
     WHERE id IN (SELECT id FROM operations WHERE settled_at < ? AND (request IS NOT NULL OR failure IS NOT NULL) AND state NOT IN ('sent', 'in-doubt') LIMIT 500)`,
    before,
  );
}
