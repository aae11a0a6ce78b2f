/**
 * Shops that share an administration: each books its orders in a company of its own, so people are
 * told before and after they choose it.
 */
import { listTenants, NO_ADMINISTRATION, type TenantRow } from "../../../store/tenants.ts";
import type { Actor, Asking, EdgeDeps } from "../../deps.ts";
import { mayTouch } from "../tenant-access.ts";

/** Names of the other shops; `null` where the actor may not see them. */
export type SharedWith = { readonly names: readonly string[] | null };

/** By administration, those that other shops use. */
export async function administrationsInUse({
  deps,
  actor,
  tenantId,
}: Asking): Promise<ReadonlyMap<number, SharedWith>> {
  const others = (await listTenants(deps.db)).filter(
    ({ id, administrationId }) => id !== tenantId && administrationId !== NO_ADMINISTRATION,
  );
  return new Map(
    [...new Set(others.map(({ administrationId }) => administrationId))].map((administration) => {
      const shops = others.filter(({ administrationId }) => administrationId === administration);
      return [
        administration,
        {
          names: shops.every(({ id }) => mayTouch(actor, id))
            ? shops.map(({ name }) => name)
            : null,
        },
      ];
    }),
  );
}

/** `null`: the shop has its administration to itself, or none yet. */
export async function sharedWith(
  deps: EdgeDeps,
  actor: Actor,
  tenant: Pick<TenantRow, "id" | "administrationId">,
): Promise<SharedWith | null> {
  if (tenant.administrationId === NO_ADMINISTRATION) return null;
  return (
    (await administrationsInUse({ deps, actor, tenantId: tenant.id })).get(
      tenant.administrationId,
    ) ?? null
  );
}
