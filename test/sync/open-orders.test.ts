/** Which orders the stock flow counts as sold and not yet in the ledger. */
import { beforeEach, expect, test } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
});

function skipped(key: string, why: Reason): void {
  const reasons = JSON.stringify([why]);
  keys.noteOpen(sql, { key, status: "done", over: 1, outcome: "skipped", reasons });
}

const outside = (status: number): Reason =>
  reason("status-outside-filter", { status, filter: "2, 3" });

test("an order that a filter or test mode leaves out counts; a concept moves no stock", () => {
  skipped("order:1", outside(5));
  skipped("order:2", reason("trial-mode"));
  skipped("order:3", outside(1));
  skipped("order:4", reason("skipped-by-person", { actor: "token", documents: null }));
  expect(keys.listOpen(sql)).toEqual(["order:1", "order:2"]);
});

test("a concept counts once it is an order, and no more when it is one again", () => {
  skipped("order:3", outside(1));
  skipped("order:3", outside(2));
  expect(keys.listOpen(sql)).toEqual(["order:3"]);
  skipped("order:3", outside(1));
  expect(keys.listOpen(sql)).toEqual([]);
});

test("they are counted as a run counts them, each once, and those that were left out apart", () => {
  const known = (key: string, outcome: string) =>
    run(sql, "INSERT INTO keys (key, wanted, outcome) VALUES (?, 1, ?)", key, outcome);
  skipped("order:1", outside(5));
  known("order:1", "skipped");
  skipped("order:2", reason("trial-mode"));
  known("order:2", "skipped");
  keys.noteOpen(sql, { key: "order:3", status: "done", over: 1, outcome: "held", reasons: "[]" });
  known("order:3", "held");
  // It runs again, and one is new.
  for (const key of ["order:3", "order:4"])
    jobs.create(sql, { key, flow: "orders", lane: "live", type: "x", due: 1, now: 1 });
  jobs.create(sql, { key: "stock", flow: "stock", lane: "sweep", type: "x", due: 1, now: 1 });
  expect(keys.countOpen(sql)).toEqual({ open: 4, leftOut: 2 });
  expect(new Set(keys.listOpen(sql)).size).toBe(4);
});
