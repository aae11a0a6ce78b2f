/**
 * Which tenant owns the stock, or the products, of an administration of Asperion. Two would
 * overwrite each other's figures; the primary key decides.
 */
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "./db.ts";
import { owners, tenants } from "./schema.ts";

export const OWNED_KINDS = ["stock", "products"] as const;
type OwnedKind = (typeof OWNED_KINDS)[number];

type Owner = { readonly id: string; readonly name: string };

/** `null`: this tenant keeps it from now on, or did already. Else who does. */
export async function claimOwnership(
  db: Db,
  tenant: { readonly id: string; readonly administrationId: number },
  what: OwnedKind,
): Promise<Owner | null> {
  const { id, administrationId } = tenant;
  await db.insert(owners).values({ administrationId, what, tenantId: id }).onConflictDoNothing();
  const [row] = await db
    .select({ id: owners.tenantId, name: tenants.name })
    .from(owners)
    .leftJoin(tenants, eq(tenants.id, owners.tenantId))
    .where(and(eq(owners.administrationId, administrationId), eq(owners.what, what)));
  return row === undefined || row.id === id ? null : { id: row.id, name: row.name ?? row.id };
}

export async function releaseOwnership(
  db: Db,
  tenantId: string,
  what: readonly OwnedKind[],
): Promise<void> {
  if (what.length > 0)
    await db
      .delete(owners)
      .where(and(eq(owners.tenantId, tenantId), inArray(owners.what, [...what])));
}
