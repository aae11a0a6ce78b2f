/**
 * Orders that wait for an approval, and approving them: each exactly as it was seen. One that has
 * changed since, or goes already, is left alone, so an approval that comes twice is carried out
 * once.
 */
import { APPROVED } from "../../../domain/jobs/requested-actions.ts";
import { APPROVAL } from "../../../domain/jobs/held.ts";
import { APPROVAL_RULES, type ApprovalRule } from "../../../settings/orders/order-types.ts";
import type {
  ApprovalPage,
  ApprovalQuery,
  ReleaseResult,
  JobVersion,
} from "../../contract/index.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as approvals from "../jobs/approvals.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { all, count } from "../storage/sql.ts";
import { peopleIn } from "../views/job-rows.ts";
import { rerunJob, onNewestJob } from "./job-actions.ts";
import { MAX_RELEASED } from "./release.ts";

/** Shown on a page, and approved with one press. */
const MAX_SHOWN = 100;

/** The longest waiting first, from behind `cursor`. `rule`: those alone that it holds. */
export async function waiting(
  context: TenantContext,
  rule: ApprovalRule | null,
  { people: withPeople = false, cursor = null }: ApprovalQuery = {},
): Promise<ApprovalPage> {
  const { sql } = context;
  const [since = "-1", ...id] = cursor?.split(" ") ?? [];
  const rows = all<jobs.JobRow & { since: number; alert: string }>(sql)`
    SELECT j.*, a.since AS since, a.id AS alert
    FROM alerts a INDEXED BY alerts_held JOIN jobs j ON j.id = a.job_id
    WHERE a.resolved_at IS NULL AND a.job_id IS NOT NULL AND a.cause = ${APPROVAL}
      AND (${rule} IS NULL OR a.thing = ${rule})
        AND (a.since, a.id) > (${Number(since)}, ${id.join(" ")})
    ORDER BY a.since, a.id LIMIT ${MAX_SHOWN + 1}`;
  const shown = rows.slice(0, MAX_SHOWN);
  const last = rows.length > MAX_SHOWN ? shown.at(-1) : undefined;
  const counted = all<{ thing: string; n: number }>(sql)`
    SELECT thing, count(*) AS n FROM alerts INDEXED BY alerts_held
    WHERE resolved_at IS NULL AND job_id IS NOT NULL AND cause = ${APPROVAL} GROUP BY thing`;
  const views = shown.map((row) => ({ ...jobView(sql, row), since: row.since }));
  const people = withPeople ? await peopleIn(context, views) : null;
  return {
    jobs: views,
    rules: APPROVAL_RULES.flatMap((one) => {
      const n = counted.find(({ thing }) => thing === one)?.n ?? 0;
      return n === 0 ? [] : [{ rule: one, count: n }];
    }),
    cursor: last === undefined ? null : `${last.since} ${last.alert}`,
    ...(people === null ? {} : { people }),
  };
}

/** Returns how many wait: entries of one index. */
export const countApprovals = ({ sql }: TenantContext): number =>
  count(sql)`
    SELECT count(*) AS n FROM alerts INDEXED BY alerts_held
    WHERE resolved_at IS NULL AND job_id IS NOT NULL AND cause = ${APPROVAL}`;

/** Stores the approval and starts the run in one transaction. */
export async function approve(
  context: TenantContext,
  seen: readonly JobVersion[],
  actor: string,
): Promise<ReleaseResult> {
  const { sql } = context;
  const taken: string[] = [];
  const left: string[] = [];
  for (const { id, updatedAt } of seen.slice(0, MAX_RELEASED)) {
    const found = await onNewestJob(context, id, "approve", { actor });
    const of = found === null ? null : waitsOf(found.job);
    const done =
      found !== null &&
      of !== null &&
      found.job.id === id &&
      found.job.updated_at === updatedAt &&
      !jobs.isOpen(found.job) &&
      context.atomically(() => {
        approvals.save(sql, found.job.key, of, actor, context.now());
        return rerunJob(context, found, null, [APPROVED]);
      }).ok;
    (done ? taken : left).push(id);
  }
  return { taken, left };
}

/** Returns what an approval would be for; `null`: it waits for none. */
function waitsOf(job: jobs.JobRow): string | null {
  if (job.status !== "done" || job.outcome !== "held") return null;
  const of = claims.reasonsOf(job).find(({ code }) => code === APPROVAL)?.params["of"];
  return typeof of === "string" ? of : null;
}
