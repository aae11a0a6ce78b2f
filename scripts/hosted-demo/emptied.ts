/** A D1 database with its tables and nothing in them. */

/** Leaves the books of wrangler about what it migrated. */
const TABLES = `SELECT type, name, sql FROM sqlite_master
  WHERE name NOT LIKE '\\_%' ESCAPE '\\' AND tbl_name <> 'd1_migrations'`;

/** Deletes all rows. Triggers keep some from being deleted: they are away meanwhile. */
export async function emptied(db: D1Database): Promise<void> {
  const { results } = await db.prepare(TABLES).all<{ type: string; name: string; sql: string }>();
  const triggers = results.filter(({ type }) => type === "trigger");
  const tables = results.filter(({ type }) => type === "table");
  await db.batch(
    [
      "PRAGMA defer_foreign_keys = on",
      ...triggers.map(({ name }) => `DROP TRIGGER "${name}"`),
      ...tables.map(({ name }) => `DELETE FROM "${name}"`),
      ...triggers.map(({ sql }) => sql),
    ].map((statement) => db.prepare(statement)),
  );
}
