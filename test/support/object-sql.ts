/** The object's own tables in a SQLite in memory, with the schema that the product makes: for what is decided by them alone. */
import { DatabaseSync } from "node:sqlite";
import { migrate } from "../../src/sync/tenant/schema.ts";

export function objectSql(now = 0): SqlStorage {
  const database = new DatabaseSync(":memory:");
  const exec = (query: string, ...binds: (string | number | null)[]) => {
    // Migrations are many statements in one.
    if (/^(CREATE|ALTER)\b/.test(query.trim())) {
      database.exec(query);
      return { toArray: () => [] };
    }
    const rows = database.prepare(query).all(...binds).map((row) => ({ ...row }));
    return { toArray: () => rows };
  };
  const sql = { exec } as unknown as SqlStorage;
  migrate(sql, now);
  return sql;
}
