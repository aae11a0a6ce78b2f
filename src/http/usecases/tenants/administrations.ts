/**
 * Shops that share an administration: each books its orders in a company of its own, so people are
 * told before and after they choose it.
 */
import { listTenants, NO_ADMINISTRATION, type TenantRow } from "../../../store/tenants.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { mayTouch } from "../tenant-access.ts";

/** Names of the other shops; `null` where the actor may not see them. */
export type SharedWith = { readonly names: readonly string[] | null };

/** By administration, those that other shops use. */
export const administrationsInUse = (
  asking: TenantRequest,
): Promise<ReadonlyMap<number, SharedWith>> =>
  inUse(asking, ({ administrationId }) =>
    administrationId === NO_ADMINISTRATION ? null : administrationId,
  );

/** By its id, the companies of other shops: no two shops can have one. */
export const companiesInUse = (asking: TenantRequest): Promise<ReadonlyMap<string, SharedWith>> =>
  inUse(asking, ({ companyId }) => companyId);

async function inUse<Of extends string | number>(
  { deps, actor, tenantId }: TenantRequest,
  usedBy: (tenant: TenantRow) => Of | null,
): Promise<ReadonlyMap<Of, SharedWith>> {
  const used = (await listTenants(deps.db)).flatMap((tenant) => {
    const of = tenant.id === tenantId ? null : usedBy(tenant);
    return of === null ? [] : [{ of, tenant }];
  });
  return new Map(
    [...Map.groupBy(used, ({ of }) => of)].map(([of, shops]) => [
      of,
      {
        names: shops.every(({ tenant }) => mayTouch(actor, tenant.id))
          ? shops.map(({ tenant }) => tenant.name)
          : null,
      },
    ]),
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
