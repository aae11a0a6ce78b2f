/** Sign-ins at a vendor that have begun. Each is taken out by reading it: a state works once. */
import { and, eq, gt, inArray, lt } from "drizzle-orm";
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
  /** The client of eAccounting; `null`: Asperion's. */
  readonly client: string | null;
  readonly expiresAt: number;
};

/** Where the verifier is sealed for. */
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

/** Puts it in the place of another of its name. */
export async function replaceState(...state: Parameters<typeof row>): Promise<void> {
  const [db, , name] = state;
  await db.batch([db.delete(oauthStates).where(eq(oauthStates.stateHash, name)), row(...state)]);
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

/** One that goes on under another name: nothing begins with it. */
export async function keepState(...state: Parameters<typeof row>): Promise<void> {
  await row(...state);
}

export async function insertState(
  db: Db,
  tenantId: string,
  stateHash: string,
  state: Omit<OAuthState, "tenantId">,
  who: { readonly actor: string; readonly at: number },
): Promise<void> {
  await db.batch([
    // Room for others is made here, as every state is made by hand and few are.
    db.delete(oauthStates).where(lt(oauthStates.expiresAt, who.at)),
    row(db, tenantId, stateHash, state),
    auditRow(db, tenantId, {
      ...who,
      action: "connect.begin",
      after: state.client === null ? state.vendor : `${state.vendor} ${state.client}`,
    }),
  ]);
}

/**
 * The state, which is gone now; `null` when it never was or has been used. The tenant is known from
 * here on.
 */
export async function takeState(db: Db, stateHash: string): Promise<OAuthState | null> {
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
