/**
 * Users. Every change is written with its audit row, in one batch, and once: the second of two
 * equal changes does nothing.
 */
import {
  and,
  asc,
  eq,
  exists,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  notExists,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { storedJson } from "../domain/platform/stored-json.ts";
import type { Shops } from "../domain/users/shop-role.ts";
import { auditRowIf, auditRowsOf, type AuditEntry } from "./audit.ts";
import type { Db } from "./db.ts";
import { rowIf, isTenantActiveSql } from "./row-if.ts";
import { memberships, passkeys, sessions, users } from "./schema.ts";

/** With their role in each of their shops. */
export type UserRow = typeof users.$inferSelect & { readonly shops: Shops };

/** A person's shops, in the statement that reads the person. */
export const shopsOf = sql<Shops>`(SELECT json_group_object("of"."tenant_id", "of"."role")
  FROM "memberships" AS "of" WHERE "of"."user_id" = "users"."id")`.mapWith((json: string) =>
  storedJson<Shops>(json),
);

const WITH_SHOPS = { ...getTableColumns(users), shops: shopsOf };

const passkeysOf = sql<number>`(SELECT count(*) FROM "passkeys" AS "key"
  WHERE "key"."user_id" = "users"."id")`;

/** The shop whose audit log has the user's changes: their only one, otherwise no shop's. */
const auditedShop = ({ role, shops }: Pick<UserRow, "role" | "shops">): string | null => {
  const [only, ...more] = role === "operator" ? [] : Object.keys(shops);
  return only === undefined || more.length > 0 ? null : only;
};

/** Returns the form in which an address is stored and compared. */
export const foldEmail = (email: string): string => email.trim().normalize("NFKC").toLowerCase();

export async function findUser(db: Db, id: string): Promise<UserRow | null> {
  const [row] = await db.select(WITH_SHOPS).from(users).where(eq(users.id, id));
  return row ?? null;
}

/** Somebody who may sign in. */
export async function findUserByEmail(db: Db, email: string): Promise<UserRow | null> {
  const [row] = await db
    .select(WITH_SHOPS)
    .from(users)
    .where(and(eq(users.email, foldEmail(email)), isNull(users.endedAt)));
  return row ?? null;
}

/** Returns the user of a link, while it works. */
export async function findUserByLink(
  db: Db,
  linkHash: string,
  now: number,
): Promise<UserRow | null> {
  const [row] = await db
    .select(WITH_SHOPS)
    .from(users)
    .where(
      and(
        isNull(users.endedAt),
        or(
          and(eq(users.linkHash, linkHash), gt(users.linkExpiresAt, now)),
          and(eq(users.resetHash, linkHash), gt(users.resetExpiresAt, now)),
        ),
      ),
    );
  return row ?? null;
}

/** Returns the users who may sign in. */
export const listUsers = (db: Db): Promise<(UserRow & { readonly passkeys: number })[]> =>
  db
    .select({ ...WITH_SHOPS, passkeys: passkeysOf })
    .from(users)
    .where(isNull(users.endedAt))
    .orderBy(asc(users.email))
    .all();

const those = (db: Db, where: SQL | undefined) =>
  db
    .select({ one: sql`1` })
    .from(users)
    .where(where);

/**
 * Returns the id; `null` where the address is in use, or a tenant was retired meanwhile. A user
 * whose access ended starts again under the old id, without the former shops.
 */
export async function insertUser(
  db: Db,
  { shops, ...user }: UserRow,
  entry: AuditEntry,
): Promise<string | null> {
  const { id: _id, ...anew } = user;
  const tenantIds = Object.keys(shops);
  const there = sql.join(
    [sql`1`, ...tenantIds.map((tenantId) => isTenantActiveSql(db, tenantId))],
    sql` AND `,
  );
  const isFree = notExists(those(db, and(eq(users.email, user.email), isNull(users.endedAt))));
  const made = sql`(SELECT ${users.id} FROM ${users}
      WHERE ${users.email} = ${user.email} AND ${users.createdAt} = ${user.createdAt}
        AND ${users.linkHash} IS ${user.linkHash})`;
  const [, inserted] = await db.batch([
    auditRowIf(db, auditedShop({ role: user.role, shops }), entry, sql`${isFree} AND ${there}`),
    db
      .insert(users)
      .select(rowIf(users, user, there))
      .onConflictDoUpdate({ target: users.email, set: anew, setWhere: isNotNull(users.endedAt) })
      .returning({ id: users.id }),
    // The former shops aren't restored.
    db.delete(memberships).where(sql`${memberships.userId} = ${made}`),
    ...tenantIds.map((tenantId) =>
      db
        .insert(memberships)
        .select(
          sql`SELECT ${made}, ${tenantId}, ${shops[tenantId] ?? null} WHERE ${made} IS NOT NULL`,
        ),
    ),
  ]);
  return inserted[0]?.id ?? null;
}

type UserChange = Partial<
  Pick<
    UserRow,
    | "name"
    | "language"
    | "passwordHash"
    | "linkHash"
    | "linkExpiresAt"
    | "resetHash"
    | "resetExpiresAt"
    | "endedAt"
  >
>;

/** The link that was made for them last is still this one. */
export const sameLink = (hash: string | null): SQL => sql`${users.linkHash} IS ${hash}`;

/** The link that there was before, as long as `made` is still the one in its place. */
export async function restoreLink(
  db: Db,
  { id, linkHash, linkExpiresAt }: Pick<UserRow, "id" | "linkHash" | "linkExpiresAt">,
  made: string,
): Promise<void> {
  await db
    .update(users)
    .set({ linkHash, linkExpiresAt })
    .where(and(eq(users.id, id), isNull(users.endedAt), sameLink(made)));
}

/** Another user who may sign in and has every tenant. */
export const anotherOperator = (id: string): SQL =>
  sql`EXISTS (SELECT 1 FROM ${users} AS other WHERE other.role = 'operator'
    AND other.ended_at IS NULL AND other.id <> ${id})`;

/**
 * False where their access ended meanwhile, or `only` doesn't hold any more: then nothing changes.
 * `endSessions`: what changed is worth a new sign-in everywhere.
 */
export async function updateUser(
  db: Db,
  user: Pick<UserRow, "id" | "role" | "shops">,
  change: UserChange,
  entry: AuditEntry,
  { endSessions, only }: { readonly endSessions: boolean; readonly only?: SQL | undefined },
): Promise<boolean> {
  const them = and(eq(users.id, user.id), isNull(users.endedAt), only);
  const meant = exists(those(db, them));
  const hasEnded = exists(those(db, and(eq(users.id, user.id), isNotNull(users.endedAt))));
  const [, , changed] = await db.batch([
    auditRowIf(db, auditedShop(user), entry, meant),
    // Before the change, after which what was asked needn't hold any more.
    db.delete(sessions).where(and(eq(sessions.userId, user.id), endSessions ? meant : sql`FALSE`)),
    db.update(users).set(change).where(them).returning({ id: users.id }),
    // A user who gets access again under the same id has none of the old passkeys and shops.
    db.delete(passkeys).where(and(eq(passkeys.userId, user.id), hasEnded)),
    db.delete(memberships).where(and(eq(memberships.userId, user.id), hasEnded)),
  ]);
  return changed.length > 0;
}

/**
 * Stores the link of a user who forgot the password. False where no such user may sign in: the same
 * statements run for them, and change nothing.
 */
export async function storeResetLink(
  db: Db,
  email: string,
  kept: { readonly resetHash: string; readonly resetExpiresAt: number },
  entry: AuditEntry,
): Promise<boolean> {
  const them = and(eq(users.email, email), isNull(users.endedAt));
  const [, changed] = await db.batch([
    auditRowIf(db, null, entry, exists(those(db, them))),
    db.update(users).set(kept).where(them).returning({ id: users.id }),
  ]);
  return changed.length > 0;
}

/** Anybody with one of these can set the password. */
export const NO_LINKS = {
  linkHash: null,
  linkExpiresAt: null,
  resetHash: null,
  resetExpiresAt: null,
} as const;

/**
 * Takes the link, sets the password and ends the sessions that there were, once: false where
 * another took it first.
 */
export async function consumeLink(
  db: Db,
  user: UserRow,
  linkHash: string,
  passwordHash: string,
  entry: AuditEntry,
): Promise<boolean> {
  const them = and(
    eq(users.id, user.id),
    or(eq(users.linkHash, linkHash), eq(users.resetHash, linkHash)),
  );
  const [, , taken] = await db.batch([
    auditRowIf(db, auditedShop(user), entry, exists(those(db, them))),
    db.delete(sessions).where(and(eq(sessions.userId, user.id), exists(those(db, them)))),
    db
      .update(users)
      .set({ passwordHash, ...NO_LINKS })
      .where(them)
      .returning({ id: users.id }),
  ]);
  return taken.length > 0;
}

/**
 * Statements that end the access of a tenant's people to it, for the batch that ends the tenant.
 * Whoever has no other shop has no access any more.
 */
export function endUsersOf(db: Db, tenantId: string, who: Pick<AuditEntry, "at" | "actor">) {
  const mine = eq(memberships.tenantId, tenantId);
  const left = sql`${users.id} IN (SELECT ${memberships.userId} FROM ${memberships} WHERE ${mine})
    AND ${users.role} = 'member' AND ${users.endedAt} IS NULL
    AND NOT EXISTS (SELECT 1 FROM ${memberships} AS other
      WHERE other.user_id = ${users.id} AND other.tenant_id <> ${tenantId})`;
  return [
    auditRowsOf(
      db,
      tenantId,
      { ...who, action: "user.end" },
      // As `accountValue` has it.
      sql`json_object('phrase', 'account', 'email', ${users.email}, 'shop',
        json_object('id', ${tenantId}, 'role', ${memberships.role}))`,
      sql`${memberships} JOIN ${users} ON ${users.id} = ${memberships.userId}
        WHERE ${mine} AND ${users.endedAt} IS NULL`,
    ),
    db
      .delete(sessions)
      .where(inArray(sessions.userId, db.select({ id: users.id }).from(users).where(left))),
    db
      .delete(passkeys)
      .where(inArray(passkeys.userId, db.select({ id: users.id }).from(users).where(left))),
    db
      .update(users)
      .set({ endedAt: who.at, passwordHash: null, ...NO_LINKS })
      .where(left),
    db.delete(memberships).where(mine),
  ] as const;
}
