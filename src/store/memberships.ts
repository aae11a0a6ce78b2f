/** Users' shops and their roles in each. Each change is written with its audit row. */
import { and, asc, eq, exists, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ShopRole } from "../domain/users/shop-role.ts";
import { type AuditEntry, auditRowIf } from "./audit.ts";
import type { Db } from "./db.ts";
import { isTenantActiveSql } from "./row-if.ts";
import { memberships, users } from "./schema.ts";
import { NO_LINKS, shopsOf, type UserRow } from "./users.ts";

export type Member = UserRow & { readonly shopRole: ShopRole };

/** Returns the users of one shop who may sign in, without operators, who have every shop. */
export async function listMembers(db: Db, tenantId: string): Promise<Member[]> {
  const rows = await db
    .select({ user: users, shops: shopsOf, shopRole: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), isNull(users.endedAt)))
    .orderBy(asc(users.email));
  return rows.map(({ user, shops, shopRole }) => ({ ...user, shops, shopRole }));
}

const inUse = (db: Db, userId: string): SQL =>
  exists(
    db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.endedAt), eq(users.role, "member"))),
  );

/**
 * Gives a user a shop; false where they have it, or they or the tenant have ended meanwhile. A link
 * that was issued for them earlier doesn't open this shop.
 */
export async function addMembership(
  db: Db,
  userId: string,
  tenantId: string,
  role: ShopRole,
  entry: AuditEntry,
): Promise<boolean> {
  const may = sql`${inUse(db, userId)} AND ${isTenantActiveSql(db, tenantId)} AND NOT EXISTS (
    SELECT 1 FROM ${memberships} WHERE ${memberships.userId} = ${userId}
      AND ${memberships.tenantId} = ${tenantId})`;
  const [, , added] = await db.batch([
    auditRowIf(db, tenantId, entry, may),
    db
      .update(users)
      .set(NO_LINKS)
      .where(and(eq(users.id, userId), may)),
    db
      .insert(memberships)
      .select(sql`SELECT ${userId}, ${tenantId}, ${role} WHERE ${may}`)
      .returning({ role: memberships.role }),
  ]);
  return added.length > 0;
}

/** Another owner of the shop, who may sign in. */
function anotherOwner(db: Db, userId: string, tenantId: string): SQL {
  const [other, who] = [alias(memberships, "other"), alias(users, "who")];
  return exists(
    db
      .select({ one: sql`1` })
      .from(other)
      .innerJoin(who, eq(who.id, other.userId))
      .where(
        and(
          eq(other.tenantId, tenantId),
          eq(other.role, "owner"),
          ne(other.userId, userId),
          isNull(who.endedAt),
        ),
      ),
  );
}

const mine = (userId: string, tenantId: string): SQL | undefined =>
  and(eq(memberships.userId, userId), eq(memberships.tenantId, tenantId));

/** `keepOwner`: the last owner of a shop stays one. */
function allowed(
  db: Db,
  userId: string,
  tenantId: string,
  was: ShopRole,
  keepOwner: boolean,
): SQL | undefined {
  return and(
    mine(userId, tenantId),
    eq(memberships.role, was),
    keepOwner ? or(ne(memberships.role, "owner"), anotherOwner(db, userId, tenantId)) : undefined,
  );
}

const those = (db: Db, where: SQL | undefined): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(memberships)
      .where(where),
  );

/** False where it isn't `was` any more, or they are the last owner and `keepOwner`. */
export async function changeMembership(
  db: Db,
  { userId, tenantId, was }: { userId: string; tenantId: string; was: ShopRole },
  role: ShopRole,
  keepOwner: boolean,
  entry: AuditEntry,
): Promise<boolean> {
  const them = allowed(db, userId, tenantId, was, keepOwner);
  const [, changed] = await db.batch([
    auditRowIf(db, tenantId, entry, those(db, them)),
    db.update(memberships).set({ role }).where(them).returning({ role: memberships.role }),
  ]);
  return changed.length > 0;
}

/** Takes the shop from them; their account stays. Same answers as `changeMembership`. */
export async function dropMembership(
  db: Db,
  { userId, tenantId, was }: { userId: string; tenantId: string; was: ShopRole },
  keepOwner: boolean,
  entry: AuditEntry,
): Promise<boolean> {
  const them = allowed(db, userId, tenantId, was, keepOwner);
  const [, dropped] = await db.batch([
    auditRowIf(db, tenantId, entry, those(db, them)),
    db.delete(memberships).where(them).returning({ role: memberships.role }),
  ]);
  return dropped.length > 0;
}
