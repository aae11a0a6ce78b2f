/** Sessions of operators, by the hash of their cookie; and the count of failed sign-ins, so that guessing is slow. */
import { and, eq, gt, lt, sql } from "drizzle-orm";
import { auditRow } from "./audit.ts";
import type { Db } from "./db.ts";
import { sessions, signInTries } from "./schema.ts";

export type Session = { readonly hash: string; readonly actor: string; readonly expiresAt: number };

export async function insertSession(db: Db, session: Session, now: number): Promise<void> {
  await db.batch([
    db.delete(sessions).where(lt(sessions.expiresAt, now)),
    db.insert(sessions).values({ ...session, role: "operator" }),
    auditRow(db, null, { at: now, actor: session.actor, action: "session.begin" }),
  ]);
}

export async function findSession(db: Db, hash: string, now: number): Promise<Session | null> {
  const [row] = await db
    .select({ hash: sessions.hash, actor: sessions.actor, expiresAt: sessions.expiresAt })
    .from(sessions)
    .where(and(eq(sessions.hash, hash), gt(sessions.expiresAt, now)));
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
