/** Values of a tenant's last orders that look-ups use. */
import type { OrderValues } from "../../../settings/lookups/occurred.ts";
import type { Asking } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";

/** By order, newest first; none while the shop doesn't answer. */
export async function occurredIn(asking: Asking): Promise<readonly OrderValues[]> {
  const found = await requireTenant(asking);
  if (!found.ok) return [];
  const noted = await callTenant(asking, (tenant) => tenant.reads.orderValues(asking.tenantId));
  return noted.ok ? noted.value : [];
}
