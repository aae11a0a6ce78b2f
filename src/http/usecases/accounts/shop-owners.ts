/** Who owns a shop: whom others of the shop ask for what only an owner may do. */
import { listMembers } from "../../../store/memberships.ts";
import { mayOn } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";

type ShopOwner = { readonly name: string; readonly email: string };

export type OwnersOf = (tenantId: string) => Promise<readonly ShopOwner[]>;

/** For one page: each shop is asked once. None of a shop that isn't the reader's. */
export function ownersFinder(deps: EdgeDeps, actor: Actor): OwnersOf {
  const known = new Map<string, Promise<readonly ShopOwner[]>>();
  return (tenantId) => {
    const owners = known.get(tenantId) ?? ownersOf(deps, actor, tenantId);
    known.set(tenantId, owners);
    return owners;
  };
}

/** A page doesn't fail for it: without D1 nobody is named. */
async function ownersOf(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Promise<readonly ShopOwner[]> {
  if (!mayOn(actor, "look", tenantId)) return [];
  try {
    return (await listMembers(deps.db, tenantId))
      .filter(({ shopRole }) => shopRole === "owner")
      .map(({ name, email }) => ({ name: name === "" ? email : name, email }));
  } catch {
    return [];
  }
}
