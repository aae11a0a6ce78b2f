/** What stays of a write past its retention. */
import { run } from "../storage/sql.ts";

/**
 * What stays of a failure when it is forgotten, as an SQL expression: that the vendor refused.
 * Without it a refusal would pass for a doubt that was given to a person, and what was never booked
 * would wait for one.
 */
export const KEPT_OF_FAILURE = `CASE
  WHEN json_extract(failure, '$.kind') = 'rejected' THEN '{"kind":"rejected"}'
END`;

/** Past its retention of a write: its request, and the vendor's words. */
export const forgetRequest = (sql: SqlStorage, key: string, id: number): void =>
  run(
    sql,
    `UPDATE operations
     SET request = NULL, request_key = NULL, failure = ${KEPT_OF_FAILURE}, abort_at = NULL
     WHERE key = ? AND id = ?`,
    key,
    id,
  );
