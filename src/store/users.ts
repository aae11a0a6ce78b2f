/**
 * People who sign in. Every change is written with its audit row, in one batch, and once: whoever
 * comes second changes nothing.
 */
import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  notExists,
  type SQL,
  sql,
} from "drizzle-orm";
import { auditRowIf, auditRowsOf, type AuditEntry } from "./audit.ts";
import { accountValue } from "./audit-values.ts";
import type { Db } from "./db.ts";
import { rowIf, tenantIsThere } from "./row-if.ts";
import { sessions, users } from "./schema.ts";

export type UserRow = typeof users.$inferSelect;

/** How an address is kept and compared. */
export const foldEmail = (email: string): string => email.trim().normalize("NFKC").toLowerCase();

export async function findUser(db: Db, id: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row ?? null;
}

/** Somebody who may sign in. */
export async function findUserByEmail(db: Db, email: string): Promise<UserRow | null> {
  const [row] = await db
    .select()
    .from(users)
    .where(and(eq(users.email, foldEmail(email)), isNull(users.endedAt)));
  return row ?? null;
}

/** Whose link this is, while it works. */
export async function findUserByLink(
  db: Db,
  linkHash: string,
  now: number,
): Promise<UserRow | null> {
  const [row] = await db
    .select()
    .from(users)
    .where(and(eq(users.linkHash, linkHash), gt(users.linkExpiresAt, now), isNull(users.endedAt)));
  return row ?? null;
}

/** Those who may sign in. */
export const listUsers = (db: Db): Promise<UserRow[]> =>
  db.select().from(users).where(isNull(users.endedAt)).orderBy(asc(users.email)).all();

const those = (db: Db, where: SQL | undefined) =>
  db
    .select({ one: sql`1` })
    .from(users)
    .where(where);

/**
 * The id; `null` where the address is in use, or the tenant was retired meanwhile. One whose access
 * ended begins anew under its old id.
 */
export async function insertUser(db: Db, user: UserRow, entry: AuditEntry): Promise<string | null> {
  const { id: _id, ...anew } = user;
  const there = tenantIsThere(db, user.tenantId);
  const isFree = notExists(those(db, and(eq(users.email, user.email), isNull(users.endedAt))));
  const [, made] = await db.batch([
    auditRowIf(db, user.tenantId, entry, sql`${isFree} AND ${there}`),
    db
      .insert(users)
      .select(rowIf(users, user, there))
      .onConflictDoUpdate({ target: users.email, set: anew, setWhere: isNotNull(users.endedAt) })
      .returning({ id: users.id }),
  ]);
  return made[0]?.id ?? null;
}

export type UserChange = Partial<
  Pick<
    UserRow,
    "name" | "tenantId" | "language" | "passwordHash" | "linkHash" | "linkExpiresAt" | "endedAt"
  >
>;

/** The link that was made for them last is still this one. */
export const sameLink = (hash: string | null): SQL => sql`${users.linkHash} IS ${hash}`;

/**
 * False where their access ended meanwhile, or `only` doesn't hold any more. `endSessions`: what
 * changed is worth a new sign-in everywhere.
 */
export async function updateUser(
  db: Db,
  user: Pick<UserRow, "id" | "tenantId">,
  change: UserChange,
  entry: AuditEntry,
  endSessions: boolean,
  only?: SQL,
): Promise<boolean> {
  const them = and(eq(users.id, user.id), isNull(users.endedAt), only);
  const [, changed] = await db.batch([
    auditRowIf(db, user.tenantId, entry, exists(those(db, them))),
    db.update(users).set(change).where(them).returning({ id: users.id }),
    ...(endSessions ? [db.delete(sessions).where(eq(sessions.userId, user.id))] : []),
  ]);
  return changed.length > 0;
}

/**
 * Takes the link, sets the password and ends the sessions that there were, once: false where
 * another took it first.
 */
export async function takeLink(
  db: Db,
  user: UserRow,
  linkHash: string,
  passwordHash: string,
  entry: AuditEntry,
): Promise<boolean> {
  const them = and(eq(users.id, user.id), eq(users.linkHash, linkHash));
  const [, , taken] = await db.batch([
    auditRowIf(db, user.tenantId, entry, exists(those(db, them))),
    db.delete(sessions).where(and(eq(sessions.userId, user.id), exists(those(db, them)))),
    db
      .update(users)
      .set({ passwordHash, linkHash: null, linkExpiresAt: null })
      .where(them)
      .returning({ id: users.id }),
  ]);
  return taken.length > 0;
}

const EMAIL = "{email}";

/**
 * Statements that end the access of a tenant's own people, with their sessions, for the batch that
 * ends the tenant.
 */
export function endUsersOf(db: Db, tenantId: string, who: Pick<AuditEntry, "at" | "actor">) {
  const them = and(eq(users.tenantId, tenantId), isNull(users.endedAt));
  return [
    auditRowsOf(
      db,
      tenantId,
      { ...who, action: "user.end" },
      sql`replace(${accountValue(EMAIL, tenantId)}, ${EMAIL}, ${users.email})`,
      sql`${users} WHERE ${them}`,
    ),
    db
      .delete(sessions)
      .where(inArray(sessions.userId, db.select({ id: users.id }).from(users).where(them))),
    db
      .update(users)
      .set({ endedAt: who.at, passwordHash: null, linkHash: null, linkExpiresAt: null })
      .where(them),
  ] as const;
}
