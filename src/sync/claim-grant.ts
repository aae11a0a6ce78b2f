/** A claim that comes without being asked for, and where its runner asks what comes next. */
import type { Claim } from "./contract/runs.ts";
import type { RunCalls } from "./tenant/stub.ts";

/** A claim that came with the answer to another call. `began`: before that call was made. */
export type ClaimGrant = {
  readonly claim: Claim;
  readonly began: number;
  /** The session of that call, for the run's further calls. Absent: through the stub. */
  readonly session?: RunCalls;
};
