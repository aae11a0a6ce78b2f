/**
 * Payouts that a person skipped because they booked them. Stored beside the payout's documents for
 * as long as these, and moved with them, as the skipped job isn't kept so long. Other SQL asks for
 * live documents alone.
 */
import { first, run } from "../storage/sql.ts";

const N = 0;

/** `key`: of the payout's job. */
export const leavePayoutToPerson = (sql: SqlStorage, key: string, now: number): void =>
  run(sql)`
    INSERT OR REPLACE INTO documents (key, role, n, id, state, updated_at)
    VALUES (${key}, 'payout', ${N}, 'by-hand', 'unlinked', ${now})`;

/** Whether a person booked it. `key`: of the payout's job. */
export const isPayoutLeftToPerson = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1 FROM documents WHERE key = ${key} AND role = 'payout' AND n = ${N}
      AND state = 'unlinked'` !== null;

/** The payout is to be booked here again. */
export const reopenPayout = (sql: SqlStorage, key: string): void =>
  run(sql)`DELETE FROM documents WHERE key = ${key} AND role = 'payout' AND n = ${N}`;
