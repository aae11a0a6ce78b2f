/** Statements of the object as templates: values are bound, parts of the text aren't. */
import { expect, test } from "vitest";
import { cachedFirst } from "../../src/sync/tenant/storage/cached-reads.ts";
import { all, among, count, first, raw, run } from "../../src/sync/tenant/storage/sql.ts";

type Asked = readonly [string, ...unknown[]];

/** Notes what is asked, and answers one row. */
function noting(): { readonly sql: SqlStorage; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const exec = (...input: [string, ...unknown[]]) => {
    asked.push(input);
    return { toArray: () => [{ n: 7 }] };
  };
  return { sql: { exec } as unknown as SqlStorage, asked };
}

test("each value is bound where it stands, whatever it holds", () => {
  const { sql, asked } = noting();
  const key = "x' OR 1 --";
  expect(all(sql)`SELECT n FROM keys WHERE key = ${key} AND n > ${1} OR n IS ${null}`).toEqual([
    { n: 7 },
  ]);
  expect(asked).toEqual([["SELECT n FROM keys WHERE key = ? AND n > ? OR n IS ?", key, 1, null]]);
});

test("a part of the text brings the values of its own question marks, in their order", () => {
  const { sql, asked } = noting();
  const condition = raw("a = ? AND b = ?", "first", "second");
  expect(count(sql)`
    SELECT count(*) AS n FROM ${raw("keys")} WHERE c = ${0} AND ${condition} LIMIT ${9}`).toBe(7);
  expect(asked).toEqual([
    [
      "SELECT count(*) AS n FROM keys WHERE c = ? AND a = ? AND b = ? LIMIT ?",
      0,
      "first",
      "second",
      9,
    ],
  ]);
});

test("a list is one value, and a backslash is the statement's own", () => {
  const { sql, asked } = noting();
  first(sql)`SELECT n FROM keys WHERE key IN ${among(["a", "b"])} AND key LIKE ${"%"} ESCAPE '\\'`;
  run(sql)`DELETE FROM keys`;
  cachedFirst(sql)`SELECT n FROM keys WHERE key = ${"k"}`;
  expect(asked).toEqual([
    [
      "SELECT n FROM keys WHERE key IN (SELECT value FROM json_each(?)) AND key LIKE ? ESCAPE '\\'",
      '["a","b"]',
      "%",
    ],
    ["DELETE FROM keys"],
    ["SELECT n FROM keys WHERE key = ?", "k"],
  ]);
});

test("one template takes now a value, now a part", () => {
  const { sql, asked } = noting();
  for (const given of [1, raw("n + ?", 2), 3, raw("NULL")])
    run(sql)`UPDATE keys SET n = ${given} WHERE key = ${"k"}`;
  expect(asked).toEqual([
    ["UPDATE keys SET n = ? WHERE key = ?", 1, "k"],
    ["UPDATE keys SET n = n + ? WHERE key = ?", 2, "k"],
    ["UPDATE keys SET n = ? WHERE key = ?", 3, "k"],
    ["UPDATE keys SET n = NULL WHERE key = ?", "k"],
  ]);
});
