/**
 * The object's own tables in a SQLite in memory, with the schema that the product makes: for what
 * is decided by them alone.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { migrate, type ObjectTables } from "../../src/sync/tenant/storage/schema.ts";
import { Atomic } from "../../src/sync/tenant/storage/sql.ts";

export type Bind = string | number | null | ArrayBuffer;

/** Empty tables in memory, with transactions that are taken back as the platform's are. */
export function memoryTables(): ObjectTables {
  const database = new DatabaseSync(":memory:");
  const prepared = new Map<string, StatementSync>();
  const prepare = (query: string): StatementSync => {
    const known = prepared.get(query) ?? database.prepare(query);
    prepared.set(query, known);
    return known;
  };
  const exec = (query: string, ...binds: Bind[]) => {
    // Migrations are many statements in one, and may begin with a comment.
    if (/^\s*(--.*\n\s*)*(CREATE|ALTER)\b/.test(query)) {
      database.exec(query);
      return { toArray: () => [] };
    }
    const rows = prepare(query)
      .all(...binds.map((bind) => (bind instanceof ArrayBuffer ? new Uint8Array(bind) : bind)))
      .map((found) => {
        const row: Record<string, unknown> = { ...found };
        for (const name in row) {
          const value = row[name];
          if (value instanceof Uint8Array) row[name] = value.slice().buffer;
        }
        return row;
      });
    return { toArray: () => rows, [Symbol.iterator]: () => rows.values() };
  };
  let depth = 0;
  const transactionSync = <T>(work: () => T): T => {
    const savepoint = `depth_${depth}`;
    database.exec(`SAVEPOINT ${savepoint}`);
    depth += 1;
    try {
      const answer = work();
      database.exec(`RELEASE ${savepoint}`);
      return answer;
    } catch (fault) {
      database.exec(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
      throw fault;
    } finally {
      depth -= 1;
    }
  };
  return { sql: { exec } as unknown as SqlStorage, transactionSync };
}

/** With the schema that the product makes. */
export function objectTables(now = 0): ObjectTables {
  const tables = memoryTables();
  migrate(tables, now);
  return tables;
}

const tablesOf = new WeakMap<SqlStorage, ObjectTables>();

export function objectSql(now = 0): SqlStorage {
  const tables = objectTables(now);
  tablesOf.set(tables.sql, tables);
  return tables.sql;
}

/** A room's transactions over these tables, which are taken back where the work throws. */
export function atomicallyOn(sql: SqlStorage): <T>(work: () => T) => T {
  const tables = tablesOf.get(sql);
  if (tables === undefined) throw new Error("these tables weren't made here");
  return new Atomic(tables, () => forget(sql)).run;
}
