/** A job's name in the audit log. */
import {
  type AuditValue,
  chosenValue,
  namedValue,
  orderNamed,
} from "../../../store/audit-values.ts";
import type { EdgeDeps } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";

/**
 * By its order's number, else by what it concerns, such as an article's number or "stock", and its
 * id; by its id alone where the object doesn't answer.
 */
export async function jobNamed(
  deps: EdgeDeps,
  tenantId: string,
  jobId: string,
): Promise<AuditValue> {
  const label = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.jobs.label(tenantId, jobId),
  );
  if (label.ok && label.value !== null) return orderNamed(label.value);
  const named = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.jobs.named(tenantId, [jobId]),
  );
  const [job] = named.ok ? named.value : [];
  return job === undefined ? jobId : namedValue(job.label ?? job.key, jobId);
}

/** Several jobs that were chosen, by what they are called. */
export async function jobsNamed(
  deps: EdgeDeps,
  tenantId: string,
  jobIds: readonly string[],
): Promise<AuditValue> {
  const named = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.jobs.named(tenantId, jobIds),
  );
  const labels = named.ok ? named.value.flatMap(({ label }) => label ?? []) : [];
  return chosenValue(jobIds.length, labels);
}
