/**
 * The one way to D1. Casing is the same here and in drizzle.config.ts, or queries and migrations
 * would disagree.
 */
import { drizzle } from "drizzle-orm/d1";
import * as schema from "./schema.ts";

export const openDb = (d1: D1Database) => drizzle(d1, { schema, casing: "snake_case" });

/** drizzle over D1; `$client` is the binding itself, for statements that drizzle can't say. */
export type Db = ReturnType<typeof openDb>;
