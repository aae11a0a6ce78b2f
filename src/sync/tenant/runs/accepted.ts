/** An event is made durable, and its job is handed to the caller that can run it at once. */
import type { AcceptAnswer, AcceptInput } from "../../rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import { claimAtHand } from "./claiming.ts";

/** Two transactions: whatever comes of the claim, the event stays. */
export function accepted(context: TenantContext, input: AcceptInput): AcceptAnswer {
  const answer = context.atomically(() => intake.accept(context, input));
  if (!answer.dispatch || input.takes !== true) return answer;
  const handed = claimAtHand(context, answer.jobId);
  if (handed === null) return answer;
  return handed.kind === "run"
    ? { ...answer, claim: handed.claim }
    : { ...answer, dispatch: false };
}
