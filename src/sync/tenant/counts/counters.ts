/** Figures of a tenant's page that would need a look at every job, write and alert. */
import type { JobStatus } from "../../../domain/job.ts";
import * as ended from "../jobs/ended.ts";
import { cachedFirst } from "../storage/answers.ts";
import { all, count } from "../storage/sql.ts";

/** Writes, as `ended.sums` does. */
export function jobCounts(sql: SqlStorage): Record<JobStatus, number> {
  const over = ended.overCounts(sql);
  const found = all<{ status: JobStatus; n: number }>(
    sql,
    "SELECT status, count(*) AS n FROM jobs WHERE over = 0 GROUP BY status",
  );
  const of = (status: JobStatus): number => found.find((row) => row.status === status)?.n ?? 0;
  return { queued: of("queued"), running: of("running"), waiting: of("waiting"), ...over };
}

/** Writes whose outcome isn't known. */
export const inDoubt = (sql: SqlStorage): number =>
  count(sql, "SELECT count(*) AS n FROM operations WHERE state IN ('sent', 'in-doubt')");

export const openAlerts = (sql: SqlStorage): number =>
  cachedFirst<{ n: number }>(sql, "SELECT n FROM counts WHERE what = 'open alerts'")?.n ?? 0;
