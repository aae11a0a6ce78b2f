/**
 * Orders that wait for an approval. Approving works like a fix (fix-and-retry.ts): it is previewed,
 * then done to exactly what was previewed. Rejecting skips the order, with a reason that stays.
 */
import { APPROVED_AS_SHOWN } from "../../../domain/jobs/requested-actions.ts";
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import type { ApprovalRule } from "../../../settings/orders/order-types.ts";
import type { ApprovalPage, JobVersion } from "../../../sync/contract/index.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest } from "../../deps.ts";
import { audited } from "../audited.ts";
import { type BulkResult, forEachJob, skipJob } from "./jobs.ts";
import { type Fix, waitsForApproval } from "./fix-and-retry.ts";
import { jobsNamed } from "./job-name.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { forbidden, reject, type Answer } from "../refusal.ts";

/** A waiting order is tried as if approved, and approved when confirmed. */
export const APPROVAL: Fix = { types: [APPROVED_AS_SHOWN], change: null, approves: true };

export function approvalsOf(
  asking: TenantRequest,
  rule: ApprovalRule | null,
  cursor: string | null,
): Answer<ApprovalPage> {
  const { actor, tenantId } = asking;
  const people = mayOn(actor, "see-customers", tenantId);
  return onTenant(asking, (tenant) => tenant.jobs.approvals(tenantId, rule, { people, cursor }));
}

/** Each exactly as it was seen; `left`: changed since, gone, or not waiting. */
export async function approveIfUnchanged(
  asking: TenantRequest,
  seen: readonly JobVersion[],
): Answer<{ readonly taken: readonly string[]; readonly left: readonly string[] }> {
  const { actor, tenantId } = asking;
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const ids = seen.map(({ id }) => id);
  const asked = { action: "job.approve", after: await jobsNamed(asking, ids) };
  return audited(asking, { asked, done: null }, () =>
    callTenant(asking, (tenant) => tenant.jobs.approve(tenantId, seen, actor.name)),
  );
}

/** Only what waits for an approval: others are refused. */
export async function rejectJobs(
  asking: TenantRequest,
  jobIds: readonly string[],
  note: string,
): Answer<BulkResult> {
  const { actor, tenantId } = asking;
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  return forEachJob(asking, jobIds, async (jobId) => {
    const named = await callTenant(asking, (tenant) => tenant.jobs.named(tenantId, [jobId]));
    if (!named.ok) return named;
    if (!named.value.some(waitsForApproval))
      return reject(409, "not-waiting", message("refusals.notWaiting"));
    const answer = await skipJob(asking, jobId, note);
    return answer.ok ? ok(null) : answer;
  });
}
