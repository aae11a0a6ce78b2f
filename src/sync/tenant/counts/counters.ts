/** Figures of a tenant's page that would need a look at every job, write and alert. */
import type { JobStatus } from "../../../domain/jobs/job.ts";
import * as ended from "../jobs/ended.ts";
import * as jobs from "../jobs/jobs.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { count } from "../storage/sql.ts";

type JobCounts = {
  readonly jobs: Record<JobStatus, number>;
  /** When the oldest was made that is to be done and doesn't run; `null`: there is none. */
  readonly oldestWaiting: number | null;
};

/**
 * Writes, as `ended.sums` does. Looks at each unfinished job once, until one changes. Whoever waits
 * says for what.
 */
export function jobCounts(sql: SqlStorage): JobCounts {
  const over = ended.finishedCounts(sql);
  const running = jobs.running(sql).size;
  const found = cachedFirst<{ n: number; waiting: number; since: number | null }>(sql)`
    SELECT count(*) AS n, count(wait) AS waiting, min(created_at) AS since
    FROM jobs
    WHERE over = 0 AND instr(${jobs.runningIds(sql)}, '"' || id || '"') = 0`;
  const { n = 0, waiting = 0, since = null } = found ?? {};
  return { jobs: { queued: n - waiting, running, waiting, ...over }, oldestWaiting: since };
}

/** Writes whose outcome isn't known. */
export const inDoubt = (sql: SqlStorage): number =>
  count(sql, "SELECT count(*) AS n FROM operations WHERE state IN ('sent', 'in-doubt')");

export const openAlerts = (sql: SqlStorage): number =>
  cachedFirst<{ n: number }>(sql, "SELECT n FROM counts WHERE what = 'open alerts'")?.n ?? 0;
