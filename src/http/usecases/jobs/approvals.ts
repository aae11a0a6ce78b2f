/**
 * Orders that wait for an approval. Approving works like a fix (fix-and-retry.ts): it is previewed,
 * then done to exactly what was previewed. Rejecting skips the order, with a reason that stays.
 */
import { APPROVED_AS_SHOWN } from "../../../domain/jobs/requested-actions.ts";
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import type { ApprovalRule } from "../../../settings/orders/approval.ts";
import type { ApprovalPage, JobVersion } from "../../../sync/contract/index.ts";
import { mayOn } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { audited } from "../audited.ts";
import { type Several, several, skipJob } from "./jobs.ts";
import { type Fix, waitsForApproval } from "./fix-and-retry.ts";
import { jobsNamed } from "./job-name.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { forbidden, reject, type Answer } from "../refusal.ts";

/** A waiting order is tried as if approved, and approved when confirmed. */
export const APPROVAL: Fix = { types: [APPROVED_AS_SHOWN], change: null, approves: true };

export async function approvalsOf(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  rule: ApprovalRule | null,
  cursor: string | null,
): Answer<ApprovalPage> {
  const found = await requireTenant(deps, actor, tenantId);
  const people = mayOn(actor, "see-customers", tenantId);
  return found.ok
    ? callTenant(deps, tenantId, (tenant) =>
        tenant.jobs.approvals(tenantId, rule, { people, cursor }),
      )
    : found;
}

/** Each exactly as it was seen; `left`: changed since, gone, or not waiting. */
export async function approveIfUnchanged(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  seen: readonly JobVersion[],
): Answer<{ readonly taken: readonly string[]; readonly left: readonly string[] }> {
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const ids = seen.map(({ id }) => id);
  const asked = { action: "job.approve", after: await jobsNamed(deps, tenantId, ids) };
  return audited(deps, actor, tenantId, { asked, done: null }, () =>
    callTenant(deps, tenantId, (tenant) => tenant.jobs.approve(tenantId, seen, actor.name)),
  );
}

/** Only what waits for an approval: others are refused. */
export async function rejectJobs(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  jobIds: readonly string[],
  note: string,
): Answer<Several> {
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  return several(deps, actor, tenantId, jobIds, async (jobId) => {
    const named = await callTenant(deps, tenantId, (tenant) =>
      tenant.jobs.named(tenantId, [jobId]),
    );
    if (!named.ok) return named;
    if (!named.value.some(waitsForApproval))
      return reject(409, "not-waiting", message("refusals.notWaiting"));
    const answer = await skipJob(deps, actor, tenantId, jobId, note);
    return answer.ok ? ok(null) : answer;
  });
}
