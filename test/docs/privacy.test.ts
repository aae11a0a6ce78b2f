/** The register of personal data against D1's tables: what is kept of whom is told, with its end. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import * as schema from "../../src/store/schema.ts";

const page = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../docs", name), "utf8");

const tables = Object.values(schema).flatMap((one) =>
  is(one, SQLiteTable) ? [getTableName(one)] : [],
);

test("each table of D1 is told of in the page on storage", () => {
  const storage = page("storage.md");
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter((table) => !storage.includes(`| \`${table}\` |`))).toEqual([]);
});

test("what is kept of people who sign in, and of addresses that mail is refused for, is in the register with its end", () => {
  const rows = page("privacy.md")
    .split("\n")
    .filter((line) => line.startsWith("| "));
  const ends = ["users", "bounced_addresses"].map((table) => {
    const row = rows.find((line) => line.includes(`\`${table}\``));
    return row?.split(" | ").at(-1) ?? "";
  });
  expect(ends).toEqual([expect.stringContaining("90 days"), expect.stringContaining("a year")]);
});
