/** What a run asks under its claim. */
import type { ClaimRef, Fenced } from "../../contract/runs.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";

/** Answers a run, whose lease is extended; one whose claim isn't the newest any more is fenced. */
export const underClaim =
  <I extends unknown[], R>(answer: (context: TenantContext, job: jobs.JobRow, ...input: I) => R) =>
  (context: TenantContext, ref: ClaimRef, ...input: I): R | Fenced => {
    const job = claims.holder(context.sql, ref);
    if (job === null) return { kind: "fenced" };
    extend(context, job);
    return answer(context, job, ...input);
  };

/**
 * Extends the lease: a runner that calls is alive, and with a slow vendor a job may take longer
 * than one lease. In memory only: if the object dies, the job is taken up earlier, and finds what
 * was sent.
 */
export function extend(
  { sql, now, deps }: TenantContext,
  job: { readonly id: string; readonly lease_until: number | null },
): number {
  const until = Math.max(job.lease_until ?? 0, now() + deps.timings.leaseMs);
  jobs.noteLearned(sql, job.id, { lease_until: until });
  return until;
}
