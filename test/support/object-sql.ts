/** The object's own tables in a SQLite in memory, with the schema that the product makes: for what is decided by them alone. */
import { DatabaseSync } from "node:sqlite";
import { migrate } from "../../src/sync/tenant/schema.ts";

export function objectSql(now = 0): SqlStorage {
  const database = new DatabaseSync(":memory:");
  const exec = (query: string, ...binds: (string | number | null | ArrayBuffer)[]) => {
    // Migrations are many statements in one.
    if (/^(CREATE|ALTER)\b/.test(query.trim())) {
      database.exec(query);
      return { toArray: () => [] };
    }
    const rows = database.prepare(query).all(...binds.map((bind) => (bind instanceof ArrayBuffer ? new Uint8Array(bind) : bind))).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? value.slice().buffer : value])));
    return { toArray: () => rows };
  };
  const sql = { exec } as unknown as SqlStorage;
  migrate(sql, now);
  return sql;
}
