/** Figures of a tenant's page that would need a look at every job, write and alert. */
import type { JobStatus } from "../../../domain/job.ts";
import * as ended from "../jobs/ended.ts";
import { cachedAll, cachedFirst } from "../storage/answers.ts";
import { count } from "../storage/sql.ts";

type JobCounts = {
  readonly jobs: Record<JobStatus, number>;
  /** When the oldest was made that is to be done and doesn't run; `null`: there is none. */
  readonly oldestWaiting: number | null;
};

/** Writes, as `ended.sums` does. Looks at each unfinished job once, until one changes. */
export function jobCounts(sql: SqlStorage): JobCounts {
  const over = ended.overCounts(sql);
  const found = cachedAll<{ status: JobStatus; n: number; since: number }>(
    sql,
    `SELECT status, count(*) AS n, min(created_at) AS since
     FROM jobs
     WHERE over = 0
     GROUP BY status`,
  );
  const of = (status: JobStatus): number => found.find((row) => row.status === status)?.n ?? 0;
  const since = found.filter(({ status }) => status !== "running").map((row) => row.since);
  return {
    jobs: { queued: of("queued"), running: of("running"), waiting: of("waiting"), ...over },
    oldestWaiting: since.length === 0 ? null : Math.min(...since),
  };
}

/** Writes whose outcome isn't known. */
export const inDoubt = (sql: SqlStorage): number =>
  count(sql, "SELECT count(*) AS n FROM operations WHERE state IN ('sent', 'in-doubt')");

export const openAlerts = (sql: SqlStorage): number =>
  cachedFirst<{ n: number }>(sql, "SELECT n FROM counts WHERE what = 'open alerts'")?.n ?? 0;
