/**
 * The one way to D1. Casing is the same here and in drizzle.config.ts, or queries and migrations
 * would disagree.
 */
import { drizzle } from "drizzle-orm/d1";
import * as schema from "./schema.ts";

const opened = (d1: D1Database) => drizzle(d1, { schema, casing: "snake_case" });

/** drizzle over D1; `$client` is the binding itself, for statements that drizzle can't say. */
export type Db = ReturnType<typeof opened>;

const known = new WeakMap<D1Database, Db>();

/** Once a binding: drizzle goes through all tables each time, which costs a millisecond. */
export function openDb(d1: D1Database): Db {
  const before = known.get(d1);
  if (before !== undefined) return before;
  const db = opened(d1);
  known.set(d1, db);
  return db;
}

/**
 * A statement that is built once a database: it is asked all the time, and drizzle takes longer to
 * build it than for all else.
 */
export function prepared<Statement>(build: (db: Db) => Statement): (db: Db) => Statement {
  const built = new WeakMap<Db, Statement>();
  return (db) => {
    const before = built.get(db);
    if (before !== undefined) return before;
    const statement = build(db);
    built.set(db, statement);
    return statement;
  };
}
