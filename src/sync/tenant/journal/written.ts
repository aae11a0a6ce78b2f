/** What a shop has written, or may have: it can't be given up by a person's mistake any more. */
import type { OperationKind } from "../../../domain/jobs/job.ts";
import type { WriteCount } from "../../contract/index.ts";
import { all } from "../storage/sql.ts";

/** No more than so many are counted. */
const MOST = 1000;

/** By kind, without what a vendor refused. One whose result isn't known counts as written. */
export const writtenByKind = (sql: SqlStorage): readonly WriteCount[] =>
  all<{ kind: OperationKind; count: number }>(sql)`
    SELECT kind, count(*) AS count
    FROM (SELECT kind FROM operations WHERE state <> 'rejected' LIMIT ${MOST})
    GROUP BY kind
    ORDER BY kind`;
