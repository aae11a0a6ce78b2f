/** A job's name in the audit log. */
import { chosenValue, orderNamed } from "../../../store/audit-values.ts";
import type { EdgeDeps } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";

/**
 * By its order's number; by its id where that isn't known, where it concerns something else, or
 * where the object doesn't answer.
 */
export async function jobNamed(deps: EdgeDeps, tenantId: string, jobId: string): Promise<string> {
  const label = await callTenant(deps, tenantId, (tenant) => tenant.jobs.label(tenantId, jobId));
  return label.ok && label.value !== null ? orderNamed(label.value) : jobId;
}

/** Several jobs that were chosen, by what they are called. */
export async function jobsNamed(
  deps: EdgeDeps,
  tenantId: string,
  jobIds: readonly string[],
): Promise<string> {
  const named = await callTenant(deps, tenantId, (tenant) => tenant.jobs.named(tenantId, jobIds));
  const labels = named.ok ? named.value.flatMap(({ label }) => label ?? []) : [];
  return chosenValue(jobIds.length, labels);
}
