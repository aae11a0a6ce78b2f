import type { Reason, ReasonCode } from "../../src/domain/reasons/index.ts";

/** A reason of which a test needs no more than the code, or some of its parameters. */
export const bareReason = (code: ReasonCode, params: Reason["params"] = {}): Reason => ({
  code,
  params,
});
