/** Sign-ins at a vendor that have begun. Each is taken out by reading it: a state works once. */
import { vendorValue } from "./audit-values.ts";
import { and, eq, gt, inArray, lt, not } from "drizzle-orm";
import type { Vendor } from "../domain/ids.ts";
import { auditRowIf } from "./audit.ts";
import type { Db } from "./db.ts";
import { isTenantActiveSql } from "./row-if.ts";
import { oauthStates } from "./schema.ts";
import type { Sealed } from "./seal.ts";

export type OAuthState = {
  readonly tenantId: string;
  readonly vendor: Vendor;
  readonly boundTo: string;
  readonly verifier: Sealed;
  /** The client of eAccounting; `null`: Asperion's. */
  readonly client: string | null;
  readonly expiresAt: number;
};

/** The place of the sealed verifier. */
export const verifierPlace = (stateHash: string): readonly [table: string, row: string] => [
  "oauth_states",
  stateHash,
];

const row = (
  db: Db,
  tenantId: string,
  stateHash: string,
  { vendor, boundTo, verifier, client, expiresAt }: Omit<OAuthState, "tenantId">,
) =>
  db.insert(oauthStates).values({
    stateHash,
    tenantId,
    vendor,
    boundTo,
    sealed: verifier.bytes,
    keyId: verifier.keyId,
    client,
    expiresAt,
  });

/** What a tenant that was retired meanwhile would keep: one transaction with the row itself. */
const dropOfRetired = (db: Db, tenantId: string, stateHash: string) =>
  db
    .delete(oauthStates)
    .where(and(eq(oauthStates.stateHash, stateHash), not(isTenantActiveSql(db, tenantId))))
    .returning({ hash: oauthStates.stateHash });

/** In the place of another of its name. False where the tenant was retired: nothing is kept. */
export async function replaceState(...state: Parameters<typeof row>): Promise<boolean> {
  const [db, tenantId, name] = state;
  const [, , dropped] = await db.batch([
    db.delete(oauthStates).where(eq(oauthStates.stateHash, name)),
    row(...state),
    dropOfRetired(db, tenantId, name),
  ]);
  return dropped.length === 0;
}

/** Leaves it where it is. */
export async function readState(db: Db, name: string): Promise<OAuthState | null> {
  const [found] = await db.select().from(oauthStates).where(eq(oauthStates.stateHash, name));
  return found === undefined ? null : stateOf(found);
}

/** The vendors of those that are there under one of these names. */
export async function vendorsOf(
  db: Db,
  names: readonly string[],
  now: number,
): Promise<readonly Vendor[]> {
  const rows = await db
    .select({ vendor: oauthStates.vendor })
    .from(oauthStates)
    .where(and(inArray(oauthStates.stateHash, [...names]), gt(oauthStates.expiresAt, now)));
  return rows.map(({ vendor }) => vendor);
}

/** False where the tenant was retired: nothing begins. */
export async function insertState(
  db: Db,
  tenantId: string,
  stateHash: string,
  state: Omit<OAuthState, "tenantId">,
  who: { readonly actor: string; readonly at: number },
): Promise<boolean> {
  const entry = {
    ...who,
    action: "connect.begin",
    after: vendorValue(state.vendor, state.client),
  };
  const [, , dropped] = await db.batch([
    // Room for others is made here, as every state is made by hand and few are.
    db.delete(oauthStates).where(lt(oauthStates.expiresAt, who.at)),
    row(db, tenantId, stateHash, state),
    dropOfRetired(db, tenantId, stateHash),
    auditRowIf(db, tenantId, entry, isTenantActiveSql(db, tenantId)),
  ]);
  return dropped.length === 0;
}

/** The state, which is used now; `null`: there is none, or it was used before. */
export async function consumeState(db: Db, stateHash: string): Promise<OAuthState | null> {
  const [taken] = await db
    .delete(oauthStates)
    .where(eq(oauthStates.stateHash, stateHash))
    .returning();
  return taken === undefined ? null : stateOf(taken);
}

function stateOf(found: typeof oauthStates.$inferSelect): OAuthState {
  const { tenantId, vendor, boundTo, keyId, sealed, client, expiresAt } = found;
  return { tenantId, vendor, boundTo, verifier: { keyId, bytes: sealed }, client, expiresAt };
}
