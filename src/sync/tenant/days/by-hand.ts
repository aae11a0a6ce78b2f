/**
 * Days whose voucher a person skipped, as they booked it by hand. That is remembered beside the
 * day's documents for as long as these are, and moves with them: the job that was skipped isn't
 * kept so long. SQL elsewhere tells such a day by its document's state, `unlinked`.
 */
import { first, run } from "../storage/sql.ts";

const N = 0;

/** `key`: of the day's job. */
export const leaveToPerson = (sql: SqlStorage, key: string, now: number): void =>
  run(
    sql,
    `INSERT OR REPLACE INTO documents (key, role, n, id, state, updated_at)
     VALUES (?, 'day-voucher', ?, 'by-hand', 'unlinked', ?)`,
    key,
    N,
    now,
  );

/** Whether a person booked it. `key`: of the day's job. */
export const isLeft = (sql: SqlStorage, key: string): boolean =>
  first(
    sql,
    `SELECT 1 FROM documents
     WHERE key = ?1 AND role = 'day-voucher' AND state = 'unlinked' AND NOT EXISTS (
       SELECT 1 FROM documents WHERE key = ?1 AND role = 'day-voucher' AND state = 'live'
     )`,
    key,
  ) !== null;

/** It is to be booked after all. */
export const takeUp = (sql: SqlStorage, key: string): void =>
  run(sql, "DELETE FROM documents WHERE key = ? AND role = 'day-voucher' AND n = ?", key, N);
