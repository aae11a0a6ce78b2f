/** A job's name in the audit log. */
import {
  type AuditValue,
  chosenValue,
  namedValue,
  orderNumberValue,
} from "../../../store/audit-values.ts";
import type { TenantRequest } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";

/**
 * By its order's number, else by what it concerns, such as an article's number or "stock", and its
 * id; by its id alone where the object doesn't answer.
 */
export async function jobNamed(asking: TenantRequest, jobId: string): Promise<AuditValue> {
  const { tenantId } = asking;
  const label = await callTenant(asking, (tenant) => tenant.jobs.label(tenantId, jobId));
  if (label.ok && label.value !== null) return orderNumberValue(label.value);
  const named = await callTenant(asking, (tenant) => tenant.jobs.named(tenantId, [jobId]));
  const [job] = named.ok ? named.value : [];
  return job === undefined ? jobId : namedValue(job.label ?? job.key, jobId);
}

/** Several jobs that were chosen, by what they are called. */
export async function jobsNamed(
  asking: TenantRequest,
  jobIds: readonly string[],
): Promise<AuditValue> {
  const named = await callTenant(asking, (tenant) => tenant.jobs.named(asking.tenantId, jobIds));
  const labels = named.ok ? named.value.flatMap(({ label }) => label ?? []) : [];
  return chosenValue(jobIds.length, labels);
}
