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
    db.insert(sessions).values({ ...session, userId: user?.id ?? null, role: "user" }),
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

/** How many tries a source has, and since when (ms) they are counted. */
export type TriesSince = { readonly tries: number; readonly windowStart: number };

/** Counts one more and answers how many there are with it, in one step; a window that began before `since` (ms) is over. */
export async function countTry(db: Db, source: string, now: number, since: number): Promise<TriesSince> {
  const over = sql`${signInTries.windowStart} <= ${since}`;
  const [, [counted]] = await db.batch([
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
      })
      .returning({ tries: signInTries.tries, windowStart: signInTries.windowStart }),
  ]);
  return counted ?? { tries: 1, windowStart: now };
}

/** Takes back one try that was counted in the window that began at `windowStart` (ms): those of a later window are others'. */
export async function takeBackTry(db: Db, source: string, windowStart: number): Promise<void> {
  await db
    .update(signInTries)
    .set({ tries: sql`${signInTries.tries} - 1` })
    .where(and(eq(signInTries.source, source), eq(signInTries.windowStart, windowStart), gt(signInTries.tries, 0)));
}
