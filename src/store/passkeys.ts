/**
 * Passkeys of people, and what they have to sign. A challenge is taken out by reading it, so that
 * it works once, in the browser that it was made for.
 */
import { and, asc, eq, exists, gt, isNull, lt, sql, type SQL } from "drizzle-orm";
import { type AuditEntry, auditRow, auditRowIf } from "./audit.ts";
import type { Db } from "./db.ts";
import { passkeyChallenges, passkeys, users } from "./schema.ts";

export type Passkey = typeof passkeys.$inferSelect;
type Challenge = typeof passkeyChallenges.$inferSelect;

/** Also deletes expired ones. */
export async function storeChallenge(db: Db, challenge: Challenge, now: number): Promise<void> {
  await db.batch([
    db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, now)),
    db.insert(passkeyChallenges).values(challenge),
  ]);
}

/** Takes it out. False where there is none such for this person and browser. */
export async function consumeChallenge(
  db: Db,
  { hash, boundTo, userId }: Omit<Challenge, "expiresAt">,
  now: number,
): Promise<boolean> {
  const taken = await db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.hash, hash),
        eq(passkeyChallenges.boundTo, boundTo),
        userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId),
        gt(passkeyChallenges.expiresAt, now),
      ),
    )
    .returning({ hash: passkeyChallenges.hash });
  return taken.length > 0;
}

export const listPasskeys = (db: Db, userId: string): Promise<Passkey[]> =>
  db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt))
    .all();

export async function findPasskey(db: Db, id: string): Promise<Passkey | null> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.id, id));
  return row ?? null;
}

/** A condition on a row of people: this key is still theirs. */
export const hasPasskey = (id: string): SQL => sql`EXISTS (
  SELECT 1 FROM ${passkeys} WHERE ${passkeys.id} = ${id} AND ${passkeys.userId} = ${users.id}
)`;

/** Throws where an authenticator has given this id before, to whomever. */
export async function insertPasskey(db: Db, passkey: Passkey, entry: AuditEntry): Promise<void> {
  await db.batch([db.insert(passkeys).values(passkey), auditRow(db, null, entry)]);
}

/**
 * Notes a use. False where the count isn't above the one that is kept: the key was copied, or the
 * same answer came twice at once. Authenticators that don't count say 0 for ever.
 */
export async function usePasskey(
  db: Db,
  id: string,
  counter: number,
  now: number,
): Promise<boolean> {
  const used = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(
      and(
        eq(passkeys.id, id),
        counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter),
        exists(
          db
            .select({ one: sql`1` })
            .from(users)
            .where(and(eq(users.id, passkeys.userId), isNull(users.endedAt))),
        ),
      ),
    )
    .returning({ id: passkeys.id });
  return used.length > 0;
}

/** Deletes all of one user's. False: there were none. */
export async function dropPasskeysOf(db: Db, userId: string, entry: AuditEntry): Promise<boolean> {
  const theirs = eq(passkeys.userId, userId);
  const any = db
    .select({ one: sql`1` })
    .from(passkeys)
    .where(theirs);
  const [, dropped] = await db.batch([
    auditRowIf(db, null, entry, exists(any)),
    db.delete(passkeys).where(theirs).returning({ id: passkeys.id }),
  ]);
  return dropped.length > 0;
}

/** False where this person has no such key. Another's is never touched. */
export async function dropPasskey(
  db: Db,
  userId: string,
  id: string,
  entry: AuditEntry,
): Promise<boolean> {
  const theirs = and(eq(passkeys.id, id), eq(passkeys.userId, userId));
  const [, dropped] = await db.batch([
    auditRowIf(
      db,
      null,
      entry,
      exists(
        db
          .select({ one: sql`1` })
          .from(passkeys)
          .where(theirs),
      ),
    ),
    db.delete(passkeys).where(theirs).returning({ id: passkeys.id }),
  ]);
  return dropped.length > 0;
}
