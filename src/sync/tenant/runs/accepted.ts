/** Makes an event durable, and hands its job to the caller that can run it at once. */
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import { claimAtHand } from "./claiming.ts";

/** Two transactions, so that the event stays even if the claim fails. */
export function accepted(context: TenantContext, input: AcceptInput): AcceptAnswer {
  const answer = context.atomically(() => intake.accept(context, input));
  if (!answer.dispatch || input.takes !== true) return answer;
  const handed = claimAtHand(context, answer.jobId);
  if (handed === null) return answer;
  return handed.kind === "run"
    ? { ...answer, claim: handed.claim }
    : { ...answer, dispatch: false };
}
