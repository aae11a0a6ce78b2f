/**
 * Writes rows only while a condition holds: the writing statement checks it, so that nothing comes
 * in between.
 */
import { and, eq, exists, getTableColumns, ne, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from "./db.ts";
import { tenants } from "./schema.ts";

/** For `insert(table).select()`: the row where `when` holds. Texts, numbers and null only. */
export function rowIf<T extends SQLiteTable>(
  table: T,
  row: T["$inferSelect"] & Readonly<Record<string, string | number | null>>,
  when: SQL,
): SQL {
  const values = Object.keys(getTableColumns(table)).map((name) => sql`${row[name] ?? null}`);
  return sql`SELECT ${sql.join(values, sql`, `)} WHERE ${when}`;
}

/** True for a tenant that isn't retired; `null`, which means all of them, is always true. */
export function isTenantActiveSql(db: Db, tenantId: string | null): SQL {
  return tenantId === null
    ? sql`1`
    : exists(
        db
          .select({ id: tenants.id })
          .from(tenants)
          .where(and(eq(tenants.id, tenantId), ne(tenants.state, "retired"))),
      );
}
