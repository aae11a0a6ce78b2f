/** The webhook endpoint's calls. */
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";
import * as meta from "../storage/meta.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/**
 * The event is durable with the answer. Whoever can run its job at once is handed the claim as
 * well, after that and apart from it: nothing of the claim may cost the event.
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
