/** A job as lists, pages and the API show it. */
import { DAY_BOOKED } from "../../../domain/ledger/day-book.ts";
import type { JobView } from "../../../domain/jobs/job.ts";
import { factsBeside } from "../../../domain/jobs/listed.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { PauseState } from "../../contract/health.ts";
import type { StockChange } from "../../../domain/goods/stock.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import * as meta from "../storage/meta.ts";
import { countedAs } from "./awaiting-day.ts";
import { figuresOf } from "./figures.ts";
import { type JobRow, reportedCount } from "./jobs.ts";

/** Returns the job's view. While the tenant is stopped, a job that backs off shows as paused. */
export function jobView(sql: SqlStorage, job: JobRow): JobView {
  const pause = meta.pauseState(sql);
  // While the tenant is stopped, a job that is due isn't tried.
  const isStopped = job.wait === "back-off" && pause.paused;
  const figures = figuresOf(job);
  const reasons = storedJson<Reason[]>(job.reasons);
  return {
    id: job.id,
    key: job.key,
    flow: job.flow,
    lane: job.lane,
    status: job.status,
    outcome: job.outcome,
    wait: isStopped ? "pause" : job.wait,
    due: isStopped ? null : job.due,
    wanted: reportedCount(sql, job.key),
    seen: job.seen,
    settingsVersion: job.settings_version,
    label: job.label,
    ...countedAs(sql, job),
    ...(storedJson<string[]>(job.types).includes(DAY_BOOKED) ? { dayBooked: true } : {}),
    figures,
    ...(job.facts == null ? {} : { facts: factsBeside(storedJson(job.facts), figures) }),
    ...(job.changes == null ? {} : { changes: storedJson<StockChange[]>(job.changes) }),
    createdAt: job.created_at,
    updatedAt: job.updated_at,
    reasons:
      pause.paused && (isStopped || waitsForResume(job, reasons)) ? [stopReason(pause)] : reasons,
  };
}

/** Whether the job only waits for the tenant to be resumed. */
const waitsForResume = ({ wait }: Pick<JobRow, "wait">, [first]: readonly Reason[]): boolean =>
  wait === "pause" && first?.code === "tenant-paused";

/** Returns why the tenant is stopped: by a person, or for a fault that must be corrected first. */
const stopReason = ({ by, reason: why }: Extract<PauseState, { paused: true }>): Reason =>
  by === "engine" ? why : reason("tenant-paused");
