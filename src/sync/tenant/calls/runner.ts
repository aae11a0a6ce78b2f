/** The calls of the webhook endpoint, and those of a runner that need no claim. */
import type { Vendor } from "../../../domain/ids.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { ClaimRef } from "../../contract/runs.ts";
import { claim } from "../runs/claiming.ts";
import { renewToken } from "../runs/engine.ts";
import { isFromBefore, stop } from "../claims/stops.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as watching from "../alarm/watching.ts";
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";
import * as meta from "../storage/meta.ts";

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
    watching.refused(context.sql, context.now());
    await context.deps.gate(context.vault.client()).penalize(endpoint, retryAfterMs);
  }
}

/**
 * Stops the whole tenant; the job stays and waits. `ref`: the claim of the run that was refused;
 * without one the refusal counts as one of now.
 */
function stopTenant(context: TenantContext, why: Reason, ref?: ClaimRef): void {
  if (ref === undefined || !isFromBefore(context, ref)) stop(context, why, context.now());
}

export const runner = { claim, renewToken, throttled, stopTenant };

/**
 * The event is durable once this answers. A caller that can run the job at once also gets its
 * claim, taken afterwards and apart: a fault in claiming never loses the event.
 */
async function accept(context: TenantContext, input: AcceptInput): Promise<AcceptAnswer> {
  // If tokens can't be opened, the claim meets the same fault and reports it.
  if (input.takes === true) await context.vault.open().catch(() => undefined);
  return context.intakeBatches.take(input);
}

export const inbox = {
  accept,
  /** A webhook that was signed as it should be and that no flow handles: a sender's test. */
  noteWebhook: ({ sql, now }: TenantContext, type: string) => meta.noteWebhook(sql, type, now()),
};
