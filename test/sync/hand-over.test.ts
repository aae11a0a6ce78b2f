/** Whoever adds a table or a column to the object says here whether a tenant that moves takes it along. */
import { expect, test } from "vitest";
import { HAND_OVER_PARTS } from "../../src/sync/rpc.ts";
import { COLUMNS_LEFT_BEHIND, LEFT_BEHIND, TABLES } from "../../src/sync/tenant/hand-over.ts";
import { all } from "../../src/sync/tenant/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const sql = objectSql();
const tables = all<{ name: string }>(sql, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").map(({ name }) => name);

test("each table of the object is handed over or left behind on purpose", () => {
  expect(tables.toSorted()).toEqual([...Object.keys(TABLES), ...LEFT_BEHIND].toSorted());
  expect([...HAND_OVER_PARTS].toSorted()).toEqual([...Object.keys(TABLES), "open", "facts"].toSorted());
});

test.each(Object.entries(TABLES))("each column of %s is handed over or left behind on purpose", (table, { columns, key }) => {
  const there = all<{ name: string }>(sql, `SELECT name FROM pragma_table_info('${table}')`).map(({ name }) => name);
  const left = COLUMNS_LEFT_BEHIND.filter((name) => name.startsWith(`${table}.`)).map((name) => name.slice(table.length + 1));
  expect([...columns, ...left].toSorted()).toEqual(there.toSorted());
  expect(key.every((name) => columns.includes(name))).toBe(true);
});
