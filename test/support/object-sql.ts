/** The object's own tables in a SQLite in memory, with the schema that the product makes: for what is decided by them alone. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { migrate } from "../../src/sync/tenant/schema.ts";

export function objectSql(now = 0): SqlStorage {
  const database = new DatabaseSync(":memory:");
  const prepared = new Map<string, StatementSync>();
  const prepare = (query: string): StatementSync => {
    const known = prepared.get(query) ?? database.prepare(query);
    prepared.set(query, known);
    return known;
  };
  const exec = (query: string, ...binds: (string | number | null | ArrayBuffer)[]) => {
    // Migrations are many statements in one.
    if (/^(CREATE|ALTER)\b/.test(query.trim())) {
      database.exec(query);
      return { toArray: () => [] };
    }
    const rows = prepare(query).all(...binds.map((bind) => (bind instanceof ArrayBuffer ? new Uint8Array(bind) : bind))).map((found) => {
      const row: Record<string, unknown> = { ...found };
      for (const name in row) {
        const value = row[name];
        if (value instanceof Uint8Array) row[name] = value.slice().buffer;
      }
      return row;
    });
    return { toArray: () => rows };
  };
  const sql = { exec } as unknown as SqlStorage;
  migrate(sql, now);
  return sql;
}
