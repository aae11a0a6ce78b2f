/**
 * The object's own tables in a SQLite in memory, with the schema that the product makes: for what
 * is decided by them alone.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { migrate, type ObjectTables } from "../../src/sync/tenant/storage/schema.ts";
import { Atomic } from "../../src/sync/tenant/storage/sql.ts";
import { type RowOf, rowOf } from "../simulation/platform/rows.ts";

export type Bind = string | number | null | ArrayBuffer;

type Prepared = { readonly statement: StatementSync; readonly row: RowOf };

/** Empty tables in memory, with transactions that are taken back as the platform's are. */
export const memoryTables = (): ObjectTables => tablesOn(new DatabaseSync(":memory:"));

function tablesOn(database: DatabaseSync): ObjectTables {
  const prepared = new Map<string, Prepared>();
  const prepare = (query: string): Prepared => {
    const statement = database.prepare(query);
    statement.setReturnArrays(true);
    const made = { statement, row: rowOf(statement.columns().map(({ name }) => name)) };
    prepared.set(query, made);
    return made;
  };
  const exec = (query: string, ...binds: Bind[]) => {
    const known = prepared.get(query);
    // Migrations are many statements in one, and may begin with a comment.
    if (known === undefined && /^\s*(--.*\n\s*)*(CREATE|ALTER)\b/.test(query)) {
      database.exec(query);
      // Of what was prepared, the columns may be others now.
      prepared.clear();
      return { toArray: () => [] };
    }
    const { statement, row } = known ?? prepare(query);
    const found = statement.all(
      ...binds.map((bind) => (bind instanceof ArrayBuffer ? new Uint8Array(bind) : bind)),
    ) as unknown as unknown[][];
    const rows = found.map((values) => row(values.map(bufferOf)));
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

/** Blobs come as buffers of their own. */
const bufferOf = (value: unknown): unknown =>
  value instanceof Uint8Array ? value.slice().buffer : value;

/**
 * Tables that were migrated once in this process, as bytes: a copy takes a quarter of the time of a
 * hundred statements. None knows when it was born.
 */
let migrated: Uint8Array | null = null;

function migratedOnce(): Uint8Array {
  const database = new DatabaseSync(":memory:");
  migrate(tablesOn(database), 0);
  database.exec("DELETE FROM meta WHERE k = 'born'");
  const bytes = database.serialize();
  database.close();
  return bytes;
}

/** With the schema that the product makes. */
export function objectTables(now = 0): ObjectTables {
  const database = new DatabaseSync(":memory:");
  database.deserialize((migrated ??= migratedOnce()));
  const tables = tablesOn(database);
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
