/** Deletes the request and the vendor's texts of a write after its retention. */
import { raw, run } from "../storage/sql.ts";

/**
 * What is kept of a failure, as an SQL expression: that the vendor refused. Without it a refused
 * write would look like one of unknown outcome, and its order would wait for a person.
 */
export const RETAINED_FAILURE = `CASE
  WHEN json_extract(failure, '$.kind') = 'rejected' THEN '{"kind":"rejected"}'
END`;

/**
 * Deletes the request and the vendor's texts. The failure and deadline of a write in doubt stay
 * until it is settled, as its look-ups need them.
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
