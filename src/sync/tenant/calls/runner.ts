/** The calls of a runner that need no claim. */
import type { Vendor } from "../../../domain/ids.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { ClaimRef } from "../../contract/runs.ts";
import { claim } from "../runs/claiming.ts";
import { renewToken } from "../runs/run-calls.ts";
import { isFromBeforeResume, stop } from "../claims/stops.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as watching from "../alarm/watching.ts";

/** A 429 named a pause. */
async function throttled(
  context: TenantContext,
  vendor: Vendor,
  endpoint: string,
  retryAfterMs: number,
): Promise<void> {
  if (vendor === "asperion") context.slots.pauseAsperion(retryAfterMs);
  else {
    context.slots.refused(endpoint);
    watching.noteRateLimited(context.sql, context.now());
    await context.deps.gate(context.vault.client()).penalize(endpoint, retryAfterMs);
  }
}

/**
 * Stops the whole tenant; the job stays and waits. `ref`: the claim of the run that was refused;
 * without one the refusal counts as one of now.
 */
function stopTenant(context: TenantContext, why: Reason, ref?: ClaimRef): void {
  if (ref === undefined || !isFromBeforeResume(context, ref)) stop(context, why, context.now());
}

export const runner = { claim, renewToken, throttled, stopTenant };
