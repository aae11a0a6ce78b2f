/** Reuses the job of a recurring work for its next turn. */
import type { Lane } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { run } from "../storage/sql.ts";
import { type JobRow, update, reportedCount } from "./jobs.ts";

/**
 * Returns the last turn's job, queued again, if that turn found nothing: else hundreds of jobs a
 * day would be stored without any content. `null`: it found something, or there is no such job. A
 * run that compared stock keeps its job, as each is listed and counted.
 */
export function reuseIdleJob(
  sql: SqlStorage,
  latest: JobRow | null,
  next: { readonly key: string; readonly type: string; readonly lane: Lane },
  now: number,
): JobRow | null {
  if (latest?.status !== "done" || isComparedStock(latest)) return null;
  if (latest.outcome !== "skipped" && latest.reasons !== "[]") return null;
  run(sql)`DELETE FROM payloads WHERE job_id = ${latest.id}`;
  update(
    sql,
    latest.id,
    {
      status: "queued",
      lane: next.lane,
      wait: null,
      due: now,
      woken_at: null,
      wanted: reportedCount(sql, next.key) + 1,
      types: JSON.stringify([next.type]),
      reasons: "[]",
      changes: null,
    },
    now,
  );
  return latest;
}

const isComparedStock = ({ flow, reasons }: JobRow): boolean =>
  flow === "stock" && storedJson<Reason[]>(reasons)[0]?.code === "stock-equal";
