/** Values of a tenant's last orders that look-ups use. */
import type { OrderValues } from "../../../settings/lookups/occurred.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";

/** By order, newest first; none while the shop doesn't answer. */
export async function occurredIn(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Promise<readonly OrderValues[]> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return [];
  const noted = await callTenant(deps, tenantId, (tenant) => tenant.reads.orderValues(tenantId));
  return noted.ok ? noted.value : [];
}
