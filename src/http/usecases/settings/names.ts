/** The lists that settings choose from, by name, as the object last read them. Calls no vendor. */
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { TenantRequest } from "../../deps.ts";
import { onTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

export const namesOf = (asking: TenantRequest): Answer<NameLists> =>
  onTenant(asking, (tenant) => tenant.reads.names(asking.tenantId));

/** For pages that can show ids instead: empty where the object doesn't answer or has no names. */
export async function anyNames(asking: TenantRequest): Promise<NameLists> {
  const names = await namesOf(asking);
  return names.ok ? names.value : {};
}
