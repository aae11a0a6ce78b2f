/** What the audit log calls a job. */
import { orderNamed } from "../../store/audit-values.ts";
import type { EdgeDeps } from "../deps.ts";
import { ask } from "./reach.ts";

/**
 * By the number of its order; by its id where that isn't known, where it is about something else,
 * or where the tenant's object can't be asked.
 */
export async function jobNamed(deps: EdgeDeps, tenantId: string, jobId: string): Promise<string> {
  const label = await ask(deps, tenantId, (tenant) => tenant.jobs.label(tenantId, jobId));
  return label.ok && label.value !== null ? orderNamed(label.value) : jobId;
}
