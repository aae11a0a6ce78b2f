/** What the webhook endpoint tells. */
import type { AcceptInput } from "../../rpc.ts";
import * as meta from "../storage/meta.ts";
import type { TenantContext } from "../context/tenant-context.ts";

export const inbox = {
  accept: (context: TenantContext, input: AcceptInput) => context.intakeBatches.take(input),
  /** A webhook that was signed as it should be and that no flow handles: a sender's test. */
  noteWebhook: ({ sql, now }: TenantContext, type: string) => meta.hear(sql, type, now()),
};
