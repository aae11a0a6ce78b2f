/** People who sign in. Every change is written with its audit row, in one batch. */
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { auditRow, type AuditEntry } from "./audit.ts";
import type { Db } from "./db.ts";
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
  const [row] = await db.select().from(users).where(and(eq(users.email, foldEmail(email)), isNull(users.endedAt)));
  return row ?? null;
}

/** Whose link this is, while it works. */
export async function findUserByLink(db: Db, linkHash: string, now: number): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(and(eq(users.linkHash, linkHash), gt(users.linkExpiresAt, now), isNull(users.endedAt)));
  return row ?? null;
}

/** Those who may sign in. */
export const listUsers = (db: Db): Promise<UserRow[]> => db.select().from(users).where(isNull(users.endedAt)).orderBy(asc(users.email)).all();

/** The id; `null` where the address is in use. One whose access ended begins anew under its old id. */
export async function insertUser(db: Db, user: UserRow, entry: AuditEntry): Promise<string | null> {
  const [there] = await db.select({ id: users.id, endedAt: users.endedAt }).from(users).where(eq(users.email, user.email));
  if (there !== undefined && there.endedAt === null) return null;
  const id = there?.id ?? user.id;
  const row = { ...user, id };
  await db.batch([there === undefined ? db.insert(users).values(row) : db.update(users).set(row).where(eq(users.id, id)), auditRow(db, user.tenantId, entry)]);
  return id;
}

export type UserChange = Partial<Pick<UserRow, "name" | "tenantId" | "language" | "passwordHash" | "linkHash" | "linkExpiresAt" | "endedAt">>;

/** `endSessions`: what changed is worth a new sign-in everywhere. */
export async function updateUser(db: Db, user: Pick<UserRow, "id" | "tenantId">, change: UserChange, entry: AuditEntry, endSessions: boolean): Promise<void> {
  await db.batch([
    db.update(users).set(change).where(eq(users.id, user.id)),
    auditRow(db, user.tenantId, entry),
    ...(endSessions ? [db.delete(sessions).where(eq(sessions.userId, user.id))] : []),
  ]);
}

/** Takes the link and sets the password, once: false where another took it first. */
export async function takeLink(db: Db, user: UserRow, linkHash: string, passwordHash: string, entry: AuditEntry): Promise<boolean> {
  const taken = await db.update(users).set({ passwordHash, linkHash: null, linkExpiresAt: null }).where(and(eq(users.id, user.id), eq(users.linkHash, linkHash))).returning({ id: users.id });
  if (taken.length === 0) return false;
  await db.batch([db.delete(sessions).where(eq(sessions.userId, user.id)), auditRow(db, user.tenantId, entry)]);
  return true;
}
