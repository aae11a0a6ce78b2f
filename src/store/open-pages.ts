/** Which sessions have pages open, noted when a socket opens and forgotten when it is closed. */
import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { type Db, prepared } from "./db.ts";
import { isOpen } from "./sessions.ts";
import { memberships, openPages, sessions, users } from "./schema.ts";

/**
 * Notes a page of an open session. `false`: the session has ended meanwhile. One statement, so that
 * ending the session later finds the page.
 */
export async function noteOpenPage(
  db: Db,
  session: string,
  tenantId: string,
  now: number,
): Promise<boolean> {
  const noted = await db
    .insert(openPages)
    .select(
      db
        .select({ session: sessions.hash, tenantId: sql<string>`${tenantId}`.as("tenant_id") })
        .from(sessions)
        .where(and(eq(sessions.hash, session), isOpen(now))),
    )
    .onConflictDoUpdate({
      target: [openPages.session, openPages.tenantId],
      set: { tenantId },
    })
    .returning({ session: openPages.session });
  return noted.length > 0;
}

type OpenPage = typeof openPages.$inferSelect;

const ended = prepared((db) =>
  db
    .select({ session: openPages.session, tenantId: openPages.tenantId })
    .from(openPages)
    .leftJoin(sessions, and(eq(sessions.hash, openPages.session), isOpen(sql.placeholder("now"))))
    .leftJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.tenantId, openPages.tenantId)),
    )
    .where(
      or(
        isNull(sessions.hash),
        and(
          isNotNull(sessions.userId),
          or(
            isNull(users.id),
            isNotNull(users.endedAt),
            and(ne(users.role, "operator"), isNull(memberships.role)),
          ),
        ),
      ),
    )
    .orderBy(sql`random()`)
    .limit(sql.placeholder("limit"))
    .prepare(),
);

/**
 * Pages of sessions that ended, of people who left, or of tenants that aren't theirs any more; in
 * another order each time, so that those whose object doesn't answer leave room for others.
 */
export const endedPages = (db: Db, now: number, limit: number): Promise<OpenPage[]> =>
  ended(db).all({ now, limit });

export async function forgetPages(
  db: Db,
  tenantId: string,
  ended: readonly string[],
): Promise<void> {
  await db
    .delete(openPages)
    .where(and(eq(openPages.tenantId, tenantId), inArray(openPages.session, [...ended])));
}
