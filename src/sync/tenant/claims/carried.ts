/**
 * What a runner brings with a call, kept before the call itself is dealt with and in a transaction
 * of its own: what came of a write is evidence, and a fault in what follows must not turn it into a
 * doubt.
 */
import type { Carry, ClaimRef } from "../../engine-rpc.ts";
import * as claims from "./claims.ts";
import type { JobRow } from "../jobs/jobs.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/**
 * Answers the job while this claim is its newest, as it was before; `null` for a runner that is too
 * late.
 */
export function carried(context: TenantContext, ref: ClaimRef, carry: Carry): JobRow | null {
  return context.atomically(() => {
    const job = claims.holder(context.sql, ref);
    claims.carry(context.sql, carry, job, context.now());
    return job;
  });
}
