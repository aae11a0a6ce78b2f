/** Timelines of several jobs, in as few calls of the tenant's object as hold them. */
import type { JobTimeline } from "../../sync/rpc.ts";
import type { TenantStub } from "../../sync/tenant/stub.ts";

/** By job, without those that there are none of. */
export async function timelinesOf(
  tenant: TenantStub,
  tenantId: string,
  jobIds: readonly string[],
): Promise<ReadonlyMap<string, JobTimeline>> {
  const found = new Map<string, JobTimeline>();
  for (let from = 0; from < jobIds.length;) {
    const asked = jobIds.slice(from);
    const answered = await tenant.jobs.timelines(tenantId, asked);
    for (const [at, described] of answered.entries())
      if (described !== null) found.set(asked[at] ?? "", described);
    from += Math.max(1, answered.length);
  }
  return found;
}
