/** Sign-ins at a vendor that have begun. Each is taken out by reading it: a state works once. */
import { eq, lt } from "drizzle-orm";
import type { Vendor } from "../domain/ids.ts";
import { auditRow } from "./audit.ts";
import type { Db } from "./db.ts";
import { oauthStates } from "./schema.ts";
import type { Sealed } from "./seal.ts";

export type OAuthState = {
  readonly tenantId: string;
  readonly vendor: Vendor;
  readonly boundTo: string;
  readonly verifier: Sealed;
  readonly expiresAt: number;
};

/** Where the verifier is sealed for. */
export const verifierPlace = (stateHash: string): readonly [table: string, row: string] => ["oauth_states", stateHash];

const row = (db: Db, tenantId: string, stateHash: string, { vendor, boundTo, verifier, expiresAt }: Omit<OAuthState, "tenantId">) =>
  db.insert(oauthStates).values({ stateHash, tenantId, vendor, boundTo, sealed: verifier.bytes, keyId: verifier.keyId, expiresAt });

/** One that goes on under another name: nothing begins with it. */
export async function keepState(...state: Parameters<typeof row>): Promise<void> {
  await row(...state);
}

export async function insertState(db: Db, tenantId: string, stateHash: string, state: Omit<OAuthState, "tenantId">, who: { readonly actor: string; readonly at: number }): Promise<void> {
  await db.batch([
    // Room for others is made here, as every state is made by hand and few are.
    db.delete(oauthStates).where(lt(oauthStates.expiresAt, who.at)),
    row(db, tenantId, stateHash, state),
    auditRow(db, tenantId, { ...who, action: "connect.begin", after: state.vendor }),
  ]);
}

/** The state, which is gone now; `null` when it never was or has been used. The tenant is known from here on. */
export async function takeState(db: Db, stateHash: string): Promise<OAuthState | null> {
  const [row] = await db.delete(oauthStates).where(eq(oauthStates.stateHash, stateHash)).returning();
  if (row === undefined) return null;
  return { tenantId: row.tenantId, vendor: row.vendor, boundTo: row.boundTo, verifier: { keyId: row.keyId, bytes: row.sealed }, expiresAt: row.expiresAt };
}
