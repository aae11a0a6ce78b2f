/**
 * Counts what a tenant has written, or may have: once anything was written, a person can't discard
 * the tenant by mistake.
 */
import type { OperationKind } from "../../../domain/jobs/job.ts";
import type { WriteCount } from "../../contract/index.ts";
import { all } from "../storage/sql.ts";

/** No more than so many are counted. */
const MOST = 1000;

/** Returns counts by kind, without refused writes. One of unknown outcome counts as written. */
export const writtenByKind = (sql: SqlStorage): readonly WriteCount[] =>
  all<{ kind: OperationKind; count: number }>(sql)`
    SELECT kind, count(*) AS count
    FROM (SELECT kind FROM operations WHERE state <> 'rejected' LIMIT ${MOST})
    GROUP BY kind
    ORDER BY kind`;
