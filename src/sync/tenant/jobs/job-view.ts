/** A job as lists, pages and the API are given it. */
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

export function jobView(sql: SqlStorage, job: JobRow): JobView {
  const pause = meta.pauseState(sql);
  // While the shop is stopped, its time comes without anything being tried.
  const stopped = job.wait === "back-off" && pause.paused;
  const figures = figuresOf(job);
  const reasons = storedJson<Reason[]>(job.reasons);
  return {
    id: job.id,
    key: job.key,
    flow: job.flow,
    lane: job.lane,
    status: job.status,
    outcome: job.outcome,
    wait: stopped ? "pause" : job.wait,
    due: stopped ? null : job.due,
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
    reasons: pause.paused && (stopped || saysStopped(job, reasons)) ? [stopOf(pause)] : reasons,
  };
}

/** It waits for the shop to be resumed, and says nothing else. */
const saysStopped = ({ wait }: Pick<JobRow, "wait">, [first]: readonly Reason[]): boolean =>
  wait === "pause" && first?.code === "tenant-paused";

/** What stopped the shop: a person, who resumes it, or what has to be put right first. */
const stopOf = ({ by, reason: why }: Extract<PauseState, { paused: true }>): Reason =>
  by === "engine" ? why : reason("tenant-paused");
