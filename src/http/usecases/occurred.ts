/** What a tenant's last orders had that look-ups are asked for. */
import type { OrderValues } from "../../settings/occurred.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reach } from "./reach.ts";

/** Of each order, the newest first; none while the shop can't be reached. */
export async function occurredIn(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Promise<readonly OrderValues[]> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return [];
  const noted = await ask(deps, tenantId, (tenant) => tenant.lookups.orderValues(tenantId));
  return noted.ok ? noted.value : [];
}
