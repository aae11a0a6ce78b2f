/** The lists that settings choose from, by name, as the object last read them. Calls no vendor. */
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

export async function namesOf(deps: EdgeDeps, actor: Actor, tenantId: string): Answer<NameLists> {
  const found = await requireTenant(deps, actor, tenantId);
  return found.ok ? callTenant(deps, tenantId, (tenant) => tenant.reads.names(tenantId)) : found;
}

/** For pages that can show ids instead: empty where the object doesn't answer or has no names. */
export async function anyNames(deps: EdgeDeps, actor: Actor, tenantId: string): Promise<NameLists> {
  const names = await namesOf(deps, actor, tenantId);
  return names.ok ? names.value : {};
}
