/** A claim that its runner didn't ask for, and where it asks what comes next. */
import type { Claim } from "./engine-rpc.ts";
import type { RunCalls } from "./tenant/stub.ts";

/** A claim that came with the answer to another call. `began`: before that call was made. */
export type Handed = {
  readonly claim: Claim;
  readonly began: number;
  /** Where the run asks what else it has to: in the session of that call. Absent: by the stub. */
  readonly session?: RunCalls;
};
