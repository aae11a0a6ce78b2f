/**
 * Days whose voucher a person skipped because they booked it. Stored beside the day's documents for
 * as long as these, and moved with them, as the skipped job isn't kept so long. Other SQL
 * recognises such a day by its document's state, `unlinked`.
 */
import { first, run } from "../storage/sql.ts";

const N = 0;

/** `key`: of the day's job. */
export const leaveDayToPerson = (sql: SqlStorage, key: string, now: number): void =>
  run(sql)`
    INSERT OR REPLACE INTO documents (key, role, n, id, state, updated_at)
    VALUES (${key}, 'day-voucher', ${N}, 'by-hand', 'unlinked', ${now})`;

/** Whether a person booked it. `key`: of the day's job. */
export const isDayLeftToPerson = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1 FROM documents
    WHERE key = ${key} AND role = 'day-voucher' AND state = 'unlinked' AND NOT EXISTS (
      SELECT 1 FROM documents WHERE key = ${key} AND role = 'day-voucher' AND state = 'live'
    )` !== null;

/** The day is to be booked here again. */
export const reopenDay = (sql: SqlStorage, key: string): void =>
  run(sql)`DELETE FROM documents WHERE key = ${key} AND role = 'day-voucher' AND n = ${N}`;
