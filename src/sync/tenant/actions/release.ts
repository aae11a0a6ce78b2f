/**
 * Releases or skips many jobs that wait for one thing, each exactly as it was seen. A job that
 * changed since, or runs already, is left alone, so a repeated request does nothing. A released
 * order is booked as its last run found it, which the list showed, or not at all.
 */
import { RETRY } from "../../../domain/jobs/requested-actions.ts";
import type { HeldCause } from "../../../domain/jobs/held.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { HeldJob, Releasable, ReleaseResult, JobVersion } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { fetchedMark } from "../jobs/confirmed.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count } from "../storage/sql.ts";
import { rerunJob, onNewestJob, skip } from "./job-actions.ts";

/** Jobs per request, at most; the others are only counted. */
export const MAX_RELEASED = 500;

/** Returns the jobs of a group that could run, the longest open of each currency first. */
export function releasable({ sql }: TenantContext, { cause, thing }: HeldCause): Releasable {
  const rows = all<jobs.JobRow & { why: string }>(sql)`
    SELECT j.*, a.reason AS why FROM alerts a INDEXED BY alerts_held
    JOIN jobs j ON j.id = a.job_id
    WHERE a.resolved_at IS NULL AND a.job_id IS NOT NULL AND a.cause = ${cause}
      AND a.thing = ${thing}
    ORDER BY a.currency, a.since, a.id LIMIT ${MAX_RELEASED}`;
  const waiting = count(sql)`
    SELECT count(*) AS n FROM alerts INDEXED BY alerts_held
    WHERE resolved_at IS NULL AND job_id IS NOT NULL AND cause = ${cause} AND thing = ${thing}`;
  const [first] = rows;
  return {
    waiting,
    reason: first === undefined ? null : storedJson<Reason>(first.why),
    jobs: rows.map((row) => held(sql, row)),
  };
}

/** The jobs of these ids, as far as they are there. */
export const named = ({ sql }: TenantContext, ids: readonly string[]): readonly HeldJob[] =>
  ids.slice(0, MAX_RELEASED).flatMap((id) => {
    const row = jobs.byId(sql, id);
    return row === null ? [] : [held(sql, row)];
  });

const held = (sql: SqlStorage, row: jobs.JobRow): HeldJob => ({
  ...jobView(sql, row),
  goes: row.status !== "done" && row.status !== "dead",
});

/** Ends them by a person's decision, each with the same note. */
export async function skipSeen(
  context: TenantContext,
  seen: readonly JobVersion[],
  actor: string,
  note: string,
): Promise<ReleaseResult> {
  const taken: string[] = [];
  const left: string[] = [];
  for (const { id, updatedAt } of seen.slice(0, MAX_RELEASED)) {
    const done = await skip(context, id, actor, note, updatedAt);
    (done.ok ? taken : left).push(id);
  }
  return { taken, left };
}

/** `types`: what the runs may do beside, because a person asks. */
export async function release(
  context: TenantContext,
  seen: readonly JobVersion[],
  types: readonly string[],
  actor: string,
): Promise<ReleaseResult> {
  const taken: string[] = [];
  const left: string[] = [];
  for (const { id, updatedAt } of seen.slice(0, MAX_RELEASED)) {
    const found = await onNewestJob(context, id, "retry", { actor, settings: "newest" });
    const asSeen =
      found !== null &&
      found.job.id === id &&
      found.job.updated_at === updatedAt &&
      !jobs.isOpen(found.job);
    const done =
      asSeen &&
      context.atomically(() =>
        rerunJob(context, found, null, [RETRY, ...types], fetchedMark(found.job)),
      ).ok;
    (done ? taken : left).push(id);
  }
  return { taken, left };
}
