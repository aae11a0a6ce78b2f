/**
 * Looks for a debtor or customer at its vendor while a person waits. What can't be asked is an
 * answer, not an error.
 */
import type { PartiesFound, PartyList } from "../../../domain/ledger/names.ts";
import type { TenantRequest } from "../../deps.ts";
import { onTenant } from "../tenant-access.ts";

/** Longer than any number, address or name. */
const LONGEST = 200;

export async function findParties(
  asking: TenantRequest,
  list: PartyList,
  text: string,
): Promise<PartiesFound> {
  if (text.length > LONGEST) return { kind: "found", entries: [], more: false };
  const asked = await onTenant(asking, (tenant) =>
    tenant.reads.findParties(asking.tenantId, list, text),
  );
  return asked.ok ? asked.value : { kind: "later" };
}
