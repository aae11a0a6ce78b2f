/** What answers to writes show of a vendor: kept once, told in health, and asked about again. */
import { beforeEach, expect, test } from "vitest";
import { differs, holds } from "../../src/domain/vendors/checks.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { VENDOR_CHECKS } from "../../src/sync/recurring-works.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
  run(sql, "INSERT INTO turns (name, since, ran_at) VALUES (?, 1, 2)", VENDOR_CHECKS);
});

const turn = () => all(sql, "SELECT since, ran_at FROM turns WHERE name = ?", VENDOR_CHECKS)[0];
const writtenAt = () => all(sql, "SELECT at FROM cache WHERE kind = 'seenAtWork'");

test("each run finds what earlier ones saw, and rows beside it stay", () => {
  cache.save(sql, { seenAtWork: { E91: holds() } }, 10);
  cache.save(sql, { seenAtWork: { E118: holds() } }, 11);
  expect(cache.lists(sql).seenAtWork).toEqual({ E91: holds(), E118: holds() });
});

test("nothing is written without news", () => {
  cache.save(sql, { seenAtWork: { E91: holds() } }, 10);
  cache.save(sql, { seenAtWork: { E91: holds() } }, 11);
  cache.save(sql, { company: undefined as never }, 12);
  expect(writtenAt()).toEqual([{ at: 10 }]);
});

test("both vendors are asked again once a row is otherwise, and once it isn't any more", () => {
  cache.save(sql, { seenAtWork: { E91: holds() } }, 10);
  expect(turn()).toEqual({ since: 1, ran_at: 2 });
  cache.save(sql, { seenAtWork: { E118: differs({ missing: "2611" }) } }, 20);
  expect(turn()).toEqual({ since: 20, ran_at: null });
  run(sql, "UPDATE turns SET ran_at = 25 WHERE name = ?", VENDOR_CHECKS);
  cache.save(sql, { seenAtWork: { E118: differs({ missing: "2641" }) } }, 30);
  expect(turn()).toEqual({ since: 20, ran_at: 25 });
  cache.save(sql, { seenAtWork: { E118: holds() } }, 40);
  expect(turn()).toEqual({ since: 40, ran_at: null });
});

test("health tells it beside what was asked, each under its vendor", () => {
  cache.save(sql, { seenAtWork: { P28: holds(), E118: holds() } }, 10);
  expect(cache.vendorFindings(sql)).toEqual({
    asperion: { at: 10, rows: [{ id: "P28", ...holds() }] },
    eaccounting: { at: 10, rows: [{ id: "E118", ...holds() }] },
  });
  const asked = { at: 5, rows: [{ id: "E7", ...holds() }] };
  cache.save(sql, { vendorChecks: { eaccounting: asked } }, 11);
  expect(cache.vendorFindings(sql).eaccounting).toEqual({
    at: 5,
    rows: [...asked.rows, { id: "E118", ...holds() }],
  });
});
