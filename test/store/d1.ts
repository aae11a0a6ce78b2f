/// <reference types="vite/client" />
/**
 * A migrated D1 for tests in workerd, whoever asks first. Rows stay within a file: use a tenant id
 * of your own.
 */
import { env } from "cloudflare:workers";
import { openDb, type Db } from "../../src/store/db.ts";

const files: Record<string, string> = import.meta.glob("../../migrations/*.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});

export async function migratedDb(): Promise<Db> {
  const there = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE name = 'tenants'",
  ).first();
  if (there === null)
    for (const [, sql] of Object.entries(files).sort(([left], [right]) =>
      left.localeCompare(right),
    ))
      await env.DB.batch(
        sql
          .split("--> statement-breakpoint")
          .map((statement) => env.DB.prepare(statement.replace(/^--.*$/gm, "").trim())),
      );
  return openDb(env.DB);
}
