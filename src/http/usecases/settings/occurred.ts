/** Values of a tenant's last orders that look-ups use. */
import type { OrderValues } from "../../../settings/lookups/occurred-values.ts";
import type { TenantRequest } from "../../deps.ts";
import { onTenant } from "../tenant-access.ts";

/** By order, newest first; none while the shop doesn't answer. */
export async function recentOrderValues(asking: TenantRequest): Promise<readonly OrderValues[]> {
  const noted = await onTenant(asking, (tenant) => tenant.reads.orderValues(asking.tenantId));
  return noted.ok ? noted.value : [];
}
