/**
 * The one place that decides what a failure means for a job: wait, pause a part, stop the tenant,
 * or end on hold.
 */
import { HOUR_MS } from "../../domain/platform/durations.ts";
import type { Failure } from "../../domain/result.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { Outcome, Wait } from "../../domain/jobs/job.ts";
import { reasonOf } from "../../domain/vendors/reason-of-failure.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { type FailedJob, retryWaitMs } from "../backoff.ts";

export type Decision =
  | {
      readonly do: "park";
      readonly wait: Wait;
      readonly dueMs: number;
      readonly reasons: readonly Reason[];
      readonly capability: { readonly vendor: Vendor; readonly capability: string } | null;
      readonly countsAsTry: boolean;
    }
  | { readonly do: "end"; readonly outcome: Outcome; readonly reasons: readonly Reason[] }
  /** Stops everything of this tenant; the job waits for a person. */
  | { readonly do: "stop-tenant"; readonly reason: Reason };

/**
 * Decides what a failure means for its job. `backoffMs`: waits by try, of which the last repeats: a
 * job is never given up for the time alone. `firstLookupMs`: the wait after an unknown outcome.
 */
export function decideFailure(
  failure: Failure,
  job: FailedJob,
  backoffMs: readonly number[],
  firstLookupMs: number,
): Decision {
  const why = reasonOf(failure);
  const park = (wait: Wait, dueMs: number, countsAsTry = false): Decision => ({
    do: "park",
    wait,
    dueMs,
    reasons: [why],
    capability: null,
    countsAsTry,
  });
  switch (failure.kind) {
    case "rate-limited":
      return park("rate", failure.retryAfterMs);
    case "transient":
    case "stopped":
    case "unauthorized":
    case "client-refused":
      return park("back-off", retryWaitMs(backoffMs, job), true);
    case "unknown-outcome":
      return park("in-doubt", firstLookupMs);
    case "no-access":
      return {
        do: "park",
        wait: "pause",
        dueMs: HOUR_MS,
        reasons: [why],
        capability: { vendor: failure.vendor, capability: failure.capability },
        countsAsTry: false,
      };
    case "needs-login":
    case "company-blocked":
    case "wrong-administration":
    case "wrong-company":
    case "company-claimed":
      return { do: "stop-tenant", reason: why };
    case "rejected":
      return { do: "end", outcome: "rejected", reasons: [why] };
    case "conflict":
    case "not-found":
    case "contract":
      return { do: "end", outcome: "held", reasons: [why] };
  }
}
