/** API tokens beside the bootstrap one: hashed, for one tenant or all, with an end. */
import { and, desc, eq, exists, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { auditRowIf, auditRowsOf, type AuditEntry } from "./audit.ts";
import { namedValue } from "./audit-values.ts";
import type { Db } from "./db.ts";
import { rowIf, isTenantActiveSql } from "./row-if.ts";
import { apiTokens } from "./schema.ts";

type ApiTokenRow = typeof apiTokens.$inferSelect;

export type ApiTokenView = Omit<ApiTokenRow, "hash" | "revokedAt">;

/** How much older `last_used_at` may be than the truth: not a write for every call. */
const USE_STEP_MS = 60 * 60 * 1000;

export async function findApiToken(db: Db, id: string): Promise<ApiTokenRow | null> {
  const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, id));
  return row ?? null;
}

export async function noteApiTokenUse(db: Db, id: string, now: number): Promise<void> {
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiTokens.id, id),
        or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, now - USE_STEP_MS)),
      ),
    );
}

/** False where its tenant was retired meanwhile. Throws when the id was ever used. */
export async function insertApiToken(
  db: Db,
  token: Omit<ApiTokenRow, "lastUsedAt" | "revokedAt">,
  actor: string,
): Promise<boolean> {
  const there = isTenantActiveSql(db, token.tenantId);
  const [made] = await db.batch([
    db
      .insert(apiTokens)
      .select(rowIf(apiTokens, { ...token, lastUsedAt: null, revokedAt: null }, there))
      .returning({ id: apiTokens.id }),
    auditRowIf(
      db,
      token.tenantId,
      {
        at: token.createdAt,
        actor,
        action: "api-token.make",
        after: namedValue(token.name, token.id),
      },
      there,
    ),
  ]);
  return made.length > 0;
}

export async function listApiTokens(db: Db): Promise<ApiTokenView[]> {
  const rows = await db
    .select()
    .from(apiTokens)
    .where(isNull(apiTokens.revokedAt))
    .orderBy(desc(apiTokens.createdAt), apiTokens.id);
  return rows.map(({ hash: _hash, revokedAt: _revoked, ...view }) => view);
}

type TokenName = Pick<ApiTokenRow, "id" | "name" | "tenantId">;

const TOKEN_NAME = { id: apiTokens.id, name: apiTokens.name, tenantId: apiTokens.tenantId };

/** Parameters of a statement of D1, with some to spare. */
const IDS_AT_MOST = 90;

/** Of these ids, of revoked tokens too, as long as they are kept. */
export async function namesOfTokens(db: Db, ids: readonly string[]): Promise<TokenName[]> {
  const found: TokenName[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_MOST)
    found.push(
      ...(await db
        .select(TOKEN_NAME)
        .from(apiTokens)
        .where(inArray(apiTokens.id, ids.slice(from, from + IDS_AT_MOST)))),
    );
  return found;
}

/** All of a shop (`null`: of every shop), and on request those for all shops. */
export const listTokenNames = (
  db: Db,
  tenantId: string | null,
  withThoseForAll: boolean,
): Promise<TokenName[]> =>
  db
    .select(TOKEN_NAME)
    .from(apiTokens)
    .where(
      tenantId === null
        ? undefined
        : or(
            eq(apiTokens.tenantId, tenantId),
            withThoseForAll ? isNull(apiTokens.tenantId) : undefined,
          ),
    );

/** False when there is no such token in use. */
export async function revokeApiToken(
  db: Db,
  id: string,
  who: { readonly actor: string; readonly at: number },
): Promise<boolean> {
  const inUse = and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt));
  const [found] = await db
    .select({ tenantId: apiTokens.tenantId, name: apiTokens.name })
    .from(apiTokens)
    .where(inUse);
  if (found === undefined) return false;
  const [, revoked] = await db.batch([
    auditRowIf(
      db,
      found.tenantId,
      { ...who, action: "api-token.revoke", before: namedValue(found.name, id) },
      exists(db.select({ id: apiTokens.id }).from(apiTokens).where(inUse)),
    ),
    db.update(apiTokens).set({ revokedAt: who.at }).where(inUse).returning({ id: apiTokens.id }),
  ]);
  return revoked.length > 0;
}

/** Statements that revoke a tenant's own tokens, for the batch that ends the tenant. */
export function revokeTokensOf(db: Db, tenantId: string, who: Pick<AuditEntry, "at" | "actor">) {
  const inUse = and(eq(apiTokens.tenantId, tenantId), isNull(apiTokens.revokedAt));
  // As `namedValue` has it.
  const { name, id } = apiTokens;
  const before = sql`json_object('phrase', 'named', 'name', ${name}, 'id', ${id})`;
  return [
    auditRowsOf(
      db,
      tenantId,
      { ...who, action: "api-token.revoke" },
      before,
      sql`${apiTokens} WHERE ${inUse}`,
    ),
    db.update(apiTokens).set({ revokedAt: who.at }).where(inUse),
  ] as const;
}
