/**
 * Orders that wait for an approval. Approving goes the way of a mend (mends.ts): shown first, and
 * then done to exactly what was shown. Who rejects one skips it, with a reason that stays with it.
 */
import { APPROVED_AS_SHOWN } from "../../domain/acts.ts";
import { ok } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import type { ApprovalRule } from "../../settings/approval.ts";
import type { ApprovalPage, Seen } from "../../sync/rpc.ts";
import { mayOn } from "../auth/rights.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { audited } from "./audited.ts";
import { type Several, several, skipJob } from "./jobs.ts";
import { type Mend, waitsForApproval } from "./mends.ts";
import { ask, reach } from "./reach.ts";
import { forbidden, refuse, type Answer } from "./refused.ts";

/** A waiting order is tried as if approved, and approved when confirmed. */
export const APPROVAL: Mend = { types: [APPROVED_AS_SHOWN], change: null, approves: true };

export async function approvalsOf(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  rule: ApprovalRule | null,
  cursor: string | null,
): Answer<ApprovalPage> {
  const found = await reach(deps, actor, tenantId);
  const people = mayOn(actor, "see-customers", tenantId);
  return found.ok
    ? ask(deps, tenantId, (tenant) => tenant.jobs.approvals(tenantId, rule, { people, cursor }))
    : found;
}

/** Each exactly as it was seen; `left`: changed since, gone, or not waiting. */
export async function approveSeen(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  seen: readonly Seen[],
): Answer<{ readonly taken: readonly string[]; readonly left: readonly string[] }> {
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  const asked = { action: "job.approve", after: `${seen.length} on hold` };
  return audited(deps, actor, tenantId, { asked, done: null }, () =>
    ask(deps, tenantId, (tenant) => tenant.jobs.approve(tenantId, seen, actor.name)),
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
    const named = await ask(deps, tenantId, (tenant) => tenant.jobs.named(tenantId, [jobId]));
    if (!named.ok) return named;
    if (!named.value.some(waitsForApproval))
      return refuse(409, "not-waiting", message("refusals.notWaiting"));
    const answer = await skipJob(deps, actor, tenantId, jobId, note);
    return answer.ok ? ok(null) : answer;
  });
}
