/** Flows and their long runs, begun and stopped by a person. */
import type { FlowName } from "../../../domain/jobs/job.ts";
import { message } from "../../../messages/message.ts";
import type { CallResult } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import { dryRun, listsNow, notConnected } from "../run-now/run-now.ts";
import * as claims from "../claims/claims.ts";
import * as resuming from "../claims/resuming.ts";
import * as meta from "../storage/meta.ts";
import { cancelView } from "../runs/run-view.ts";
import * as longRuns from "../runs/runs.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as turns from "../intake/turns.ts";

function run(context: TenantContext, flow: FlowName): CallResult<{ jobIds: readonly string[] }> {
  const lacks = turns.missingVendor(context, flow);
  if (lacks !== undefined) return notConnected(lacks);
  const jobIds = turns.runNow(context, flow);
  if (jobIds.length === 0)
    return refusal("not-available", message("refusals.flowNotByHand", { flow }));
  context.wake();
  return { ok: true, jobIds };
}

/** Pauses one flow: its jobs wait, all others continue. */
function pause(context: TenantContext, flow: FlowName, actor: string, note: string): CallResult {
  meta.stopFlow(context.sql, flow, { actor, note, since: context.now() });
  resuming.end(context.sql, flow);
  return { ok: true };
}

function resume(context: TenantContext, flow: FlowName): CallResult {
  meta.startFlow(context.sql, flow);
  claims.unpauseFlow(context.sql, flow, context.now());
  context.wake();
  return { ok: true };
}

export const flows = {
  run: atomic(run),
  cancelRun: atomic(longRuns.cancel),
  /** What `cancelRun` would do; `null`: no such run, or it is over. */
  wouldCancelRun: cancelView,
  dryRun,
  listsNow,
  upcoming: turns.upcoming,
  pause: atomic(pause),
  resume: atomic(resume),
};
