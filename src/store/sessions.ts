/** Sessions, by the hash of their cookie; and sign-in attempts, counted to slow guessing. */
import { DAY_MS } from "../domain/platform/durations.ts";
import {
  and,
  desc,
  eq,
  exists,
  gt,
  isNull,
  lt,
  ne,
  not,
  notInArray,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { type AuditEntry, auditRowIf } from "./audit.ts";
import type { Db } from "./db.ts";
import { rowIf } from "./row-if.ts";
import { sessions, signInTries, users } from "./schema.ts";
import { shopsOf, type UserRow } from "./users.ts";

/** The session's user, with present rights and language. */
export type SessionUser = Pick<UserRow, "id" | "email" | "role" | "shops" | "language">;

/** `user`: `null` for the bootstrap token's, which names its token by `boundTo`. */
export type Session = {
  readonly hash: string;
  readonly boundTo: string | null;
  readonly actor: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly browser: string | null;
  readonly country: string | null;
  readonly expiresAt: number;
  readonly user: SessionUser | null;
};

/** An unused session ends after this long, before its own end. */
export const IDLE_MS = 60 * 60 * 1000;
/** Precision of its last use: each note is a write. */
export const LAST_SEEN_PRECISION_MS = 5 * 60 * 1000;

export const isOpen = (now: number | Placeholder): SQL | undefined =>
  and(
    gt(sessions.expiresAt, now),
    gt(sessions.lastSeenAt, sql`${now} - ${IDLE_MS + LAST_SEEN_PRECISION_MS}`),
  );

/**
 * False where the person's access ended meanwhile, or `only` doesn't hold any more: then there is
 * no session. `only`: of the person's row, as what they signed in by was checked before.
 */
export async function insertSession(
  db: Db,
  { user, ...session }: Session,
  only?: SQL,
): Promise<boolean> {
  const now = session.createdAt;
  const them = user === null ? null : and(eq(users.id, user.id), isNull(users.endedAt), only);
  const may =
    them === null
      ? sql`1`
      : exists(
          db
            .select({ one: sql`1` })
            .from(users)
            .where(them),
        );
  const [, begun] = await db.batch([
    db.delete(sessions).where(not(isOpen(now) ?? sql`1`)),
    db
      .insert(sessions)
      .select(rowIf(sessions, { ...session, userId: user?.id ?? null }, may))
      .returning({ hash: sessions.hash }),
    auditRowIf(db, null, { at: now, actor: session.actor, action: "session.begin" }, may),
    ...(them === null ? [] : [db.update(users).set({ lastSignInAt: now }).where(them)]),
  ]);
  return begun.length > 0;
}

/** The password that was checked is still theirs. */
export const samePassword = (hash: string | null): SQL => sql`${users.passwordHash} IS ${hash}`;

const COLUMNS = {
  hash: sessions.hash,
  boundTo: sessions.boundTo,
  actor: sessions.actor,
  createdAt: sessions.createdAt,
  lastSeenAt: sessions.lastSeenAt,
  browser: sessions.browser,
  country: sessions.country,
  expiresAt: sessions.expiresAt,
};

export async function findSession(db: Db, hash: string, now: number): Promise<Session | null> {
  const [row] = await db
    .select({
      ...COLUMNS,
      user: {
        id: users.id,
        email: users.email,
        role: users.role,
        shops: shopsOf,
        language: users.language,
      },
    })
    .from(sessions)
    .leftJoin(users, eq(users.id, sessions.userId))
    // A user whose access ended has no session, whatever rows are left.
    .where(
      and(
        eq(sessions.hash, hash),
        isOpen(now),
        or(isNull(sessions.userId), and(eq(users.id, sessions.userId), isNull(users.endedAt))),
      ),
    );
  return row ?? null;
}

/** Notes that a session is in use. */
export async function touchSession(db: Db, hash: string, now: number): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.hash, hash));
}

const ofUser = (userId: string | null): SQL =>
  userId === null ? isNull(sessions.userId) : eq(sessions.userId, userId);

export type OpenSession = Omit<Session, "user">;

/** Returns open sessions, newest first. `userId`: `null` for the bootstrap token's. */
export const listSessions = (db: Db, userId: string | null, now: number): Promise<OpenSession[]> =>
  db
    .select(COLUMNS)
    .from(sessions)
    .where(and(ofUser(userId), isOpen(now)))
    .orderBy(desc(sessions.createdAt))
    .all();

type Which = { readonly hash: string } | { readonly except: string | null };

/** No condition where all are meant. */
function isWhich(which: Which): SQL | undefined {
  if ("hash" in which) return eq(sessions.hash, which.hash);
  return which.except === null ? undefined : ne(sessions.hash, which.except);
}

/**
 * Ends sessions of one user: one, by its hash, or all but `except`. Returns how many there were.
 * Another user's are never touched, whatever hash is given.
 */
export async function endSessions(
  db: Db,
  userId: string | null,
  which: Which,
  entry: AuditEntry,
): Promise<number> {
  const those = and(ofUser(userId), isWhich(which));
  const any = exists(
    db
      .select({ one: sql`1` })
      .from(sessions)
      .where(those),
  );
  const [, ended] = await db.batch([
    auditRowIf(db, null, entry, any),
    db.delete(sessions).where(those).returning({ hash: sessions.hash }),
  ]);
  return ended.length;
}

/** Ends those of the bootstrap token that began with another one than is in use now. */
export async function endSessionsOfOtherTokens(db: Db, inUse: readonly string[]): Promise<void> {
  await db
    .delete(sessions)
    .where(
      and(
        isNull(sessions.userId),
        or(isNull(sessions.boundTo), notInArray(sessions.boundTo, [...inUse])),
      ),
    );
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash));
}

/** A source's attempts, and since when (ms) they are counted. */
export type TriesSince = { readonly tries: number; readonly windowStart: number };

/**
 * Counts one more and answers how many there are with it, in one step; a window that began before
 * `since` (ms) is over.
 */
export async function countTry(
  db: Db,
  source: string,
  now: number,
  since: number,
): Promise<TriesSince> {
  const over = sql`${signInTries.windowStart} <= ${since}`;
  // Windows of other lengths than this one's are still counted in: none is longer than a day.
  const overForAll = lt(signInTries.windowStart, since - DAY_MS);
  const [, [counted]] = await db.batch([
    db.delete(signInTries).where(and(overForAll, sql`${signInTries.source} <> ${source}`)),
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

/**
 * Takes back one try that was counted in the window that began at `windowStart` (ms): those of a
 * later window are others'.
 */
export async function takeBackTry(db: Db, source: string, windowStart: number): Promise<void> {
  await db
    .update(signInTries)
    .set({ tries: sql`${signInTries.tries} - 1` })
    .where(
      and(
        eq(signInTries.source, source),
        eq(signInTries.windowStart, windowStart),
        gt(signInTries.tries, 0),
      ),
    );
}
