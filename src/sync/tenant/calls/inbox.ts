/** The calls of the webhook endpoint. */
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";

/**
 * The event is durable once this answers. A caller that can run the job at once also gets its
 * claim, taken afterwards and apart: a fault in claiming never loses the event.
 */
async function accept(context: TenantContext, input: AcceptInput): Promise<AcceptAnswer> {
  // If tokens can't be opened, the claim meets the same fault and reports it.
  if (input.takes === true) await context.vault.open().catch(() => undefined);
  return context.intakeBatches.accept(input);
}

export const inbox = {
  accept,
  /** A webhook that was signed as it should be and that no flow handles: a sender's test. */
  noteWebhook: ({ sql, now }: TenantContext, type: string) => meta.noteWebhook(sql, type, now()),
};
