/** Sessions, by the hash of their cookie; and the count of sign-ins tried, so that guessing is slow. */
import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { auditRow } from "./audit.ts";
import type { Db } from "./db.ts";
import { sessions, signInTries, users } from "./schema.ts";

/** Of whom: their rights and language as they are now, not as they were at the sign-in. */
export type SessionUser = Pick<typeof users.$inferSelect, "id" | "email" | "tenantId" | "language">;

/** `user`: `null` for the bootstrap token's. */
export type Session = { readonly hash: string; readonly actor: string; readonly expiresAt: number; readonly user: SessionUser | null };

export async function insertSession(db: Db, { user, ...session }: Session, now: number): Promise<void> {
  await db.batch([
    db.delete(sessions).where(lt(sessions.expiresAt, now)),
    db.insert(sessions).values({ ...session, userId: user?.id ?? null, role: user === null ? "operator" : "user" }),
    ...(user === null ? [] : [db.update(users).set({ lastSignInAt: now }).where(eq(users.id, user.id))]),
    auditRow(db, null, { at: now, actor: session.actor, action: "session.begin" }),
  ]);
}

export async function findSession(db: Db, hash: string, now: number): Promise<Session | null> {
  const [row] = await db
    .select({
      hash: sessions.hash,
      actor: sessions.actor,
      expiresAt: sessions.expiresAt,
      user: { id: users.id, email: users.email, tenantId: users.tenantId, language: users.language },
    })
    .from(sessions)
    .leftJoin(users, eq(users.id, sessions.userId))
    // A user whose access ended has no session, whatever rows are left.
    .where(and(eq(sessions.hash, hash), gt(sessions.expiresAt, now), or(isNull(sessions.userId), and(eq(users.id, sessions.userId), isNull(users.endedAt)))));
  return row ?? null;
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash));
}

/** Failed tries of this source in the current window. */
export async function failedTries(db: Db, source: string, since: number): Promise<number> {
  const [row] = await db.select({ tries: signInTries.tries }).from(signInTries).where(and(eq(signInTries.source, source), gt(signInTries.windowStart, since)));
  return row?.tries ?? 0;
}

/** Counts one more; a window that began before `since` is over. */
export async function countFailedTry(db: Db, source: string, now: number, since: number): Promise<void> {
  const over = sql`${signInTries.windowStart} <= ${since}`;
  await db.batch([
    db.delete(signInTries).where(and(lt(signInTries.windowStart, since), sql`${signInTries.source} <> ${source}`)),
    db
      .insert(signInTries)
      .values({ source, windowStart: now, tries: 1 })
      .onConflictDoUpdate({
        target: signInTries.source,
        set: {
          tries: sql`CASE WHEN ${over} THEN 1 ELSE ${signInTries.tries} + 1 END`,
          windowStart: sql`CASE WHEN ${over} THEN ${now} ELSE ${signInTries.windowStart} END`,
        },
      }),
  ]);
}
