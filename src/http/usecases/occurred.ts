/** What a tenant's last orders had that look-ups are asked for. */
import { type OrderValues, valuesOf } from "../../settings/occurred.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reach } from "./reach.ts";
import { anyRecentPlans } from "./recent-plans.ts";

/** Past orders that are looked through. */
const ORDERS = 25;

/** Of each order. Where the object has noted none yet, the timelines of past orders tell. */
export async function occurredIn(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Promise<readonly OrderValues[]> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return [];
  const noted = await ask(deps, tenantId, (tenant) => tenant.lookups.orderValues(tenantId));
  if (noted.ok && noted.value.length > 0) return noted.value;
  return (await anyRecentPlans(deps, actor, tenantId, ORDERS)).map(({ stored }) =>
    valuesOf(stored.input.order),
  );
}
