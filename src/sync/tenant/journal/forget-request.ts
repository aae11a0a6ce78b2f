/** What is kept of a write after its retention. */
import { raw, run } from "../storage/sql.ts";

/**
 * What is kept of a failure, as an SQL expression: that the vendor refused. Without it a refusal
 * would look like a doubt that was left to a person, and an unbooked order would wait for one.
 */
export const RETAINED_FAILURE = `CASE
  WHEN json_extract(failure, '$.kind') = 'rejected' THEN '{"kind":"rejected"}'
END`;

/**
 * Past its retention of a write: its request, and the vendor's words. What a write in doubt is
 * judged by stays until it is settled.
 */
export const forgetRequest = (sql: SqlStorage, key: string, id: number): void =>
  run(sql)`
    UPDATE operations
    SET request = NULL, request_key = NULL,
      failure = CASE
        WHEN state IN ('sent', 'in-doubt') THEN failure
        ELSE ${raw(RETAINED_FAILURE)}
      END,
      abort_at = CASE WHEN state IN ('sent', 'in-doubt') THEN abort_at END
    WHERE key = ${key} AND id = ${id}`;
