/** Which orders the stock flow counts as sold and not yet in the ledger. */
import { beforeEach, expect, test } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";
import { withStock } from "../support/with-stock.ts";

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
  expect(keys.unsettledKeys(sql)).toEqual(["order:1", "order:2"]);
});

test("a cancelled order of before the start line that a back-fill skips doesn't count", () => {
  const date = "2026-09-15";
  const startLine = "2026-11-01T00:00:00Z";
  skipped("order:1", reason("before-start", { date, startLine, cancelled: true }));
  expect(keys.unsettledKeys(sql)).toEqual([]);
});

test("a concept counts once it is an order, and no more when it is one again", () => {
  skipped("order:3", outside(1));
  skipped("order:3", outside(2));
  expect(keys.unsettledKeys(sql)).toEqual(["order:3"]);
  skipped("order:3", outside(1));
  expect(keys.unsettledKeys(sql)).toEqual([]);
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
  expect(new Set(keys.unsettledKeys(sql)).size).toBe(4);
});

const LINKED: DocumentRecord = {
  role: "voucher",
  n: 1,
  id: "v-1",
  number: "A1",
  state: "live",
  sourceHash: null,
  ownedHash: "by-hand",
};
const ended = (outcome: string) => {
  keys.noteOpen(sql, { key: "order:1", status: "done", over: 1, outcome, reasons: "[]" });
  return keys.unsettledKeys(sql);
};

test("an order that a person linked to a voucher counts on, until that person skips it or it is gone", () => {
  withStock(sql);
  saveDocument(sql, "order:1", LINKED, 1);
  expect([ended("held"), ended("booked"), ended("updated")]).toEqual(
    Array.from({ length: 3 }, () => ["order:1"]),
  );
  skipped("order:1", reason("skipped-by-person", { actor: "token", documents: null }));
  expect(keys.unsettledKeys(sql)).toEqual([]);
  expect(ended("held")).toEqual(["order:1"]);
  saveDocument(sql, "order:1", { ...LINKED, state: "gone" }, 1);
  expect(ended("booked")).toEqual([]);
});

test("the skip of such an order is remembered over what holds it for a while, and not over a new link", () => {
  withStock(sql);
  const link = (at: number) => saveDocument(sql, "order:1", LINKED, at);
  link(1);
  ended("held");
  const why = reason("skipped-by-person", { actor: "token", documents: null });
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "x",
    due: 1,
    now: 2,
  });
  const end = { status: "done", outcome: "skipped", reasons: JSON.stringify([why]) } as const;
  jobs.update(sql, id, { ...end, wait: null, due: null }, 2);
  skipped("order:1", why);
  expect(keys.unsettledKeys(sql)).toEqual([]);
  expect([ended("held"), ended("booked")]).toEqual([["order:1"], []]);
  saveDocument(sql, "order:1", { ...LINKED, state: "gone" }, 3);
  link(3);
  expect([ended("held"), ended("booked")]).toEqual([["order:1"], ["order:1"]]);
});

test("it doesn't where the flow is off, nor one whose document takes stock or is our own", () => {
  const after = (document: DocumentRecord, enabled = true) => {
    sql = objectSql();
    withStock(sql, enabled);
    saveDocument(sql, "order:1", document, 1);
    ended("held");
    return ended("booked");
  };
  expect(after(LINKED)).toEqual(["order:1"]);
  expect(after(LINKED, false)).toEqual([]);
  expect(after({ ...LINKED, role: "invoice" })).toEqual([]);
  expect(after({ ...LINKED, ownedHash: "h" })).toEqual([]);
});

test("a linked order is read once, and again where the shop's order changed or its run held it", () => {
  withStock(sql);
  const key = "order:1";
  const met = (known_state: string, outcome = "booked") =>
    keys.note(sql, key, { known_state, outcome });
  saveDocument(sql, key, LINKED, 1);
  met("a", "held");
  ended("held");
  met("a");
  ended("booked");
  const sold = { lines: [], moves: true, mayBeSale: false };
  const open = () => [keys.unsettledKeys(sql), keys.linkedSales(sql), keys.countOpen(sql).open];
  const unread = [[key], [], 0];
  const read = [[], [{ key, sold }], 0];
  expect(open()).toEqual(unread);
  keys.keepSold(sql, key, { state: "an older one", sold });
  expect(open()).toEqual(unread);
  keys.keepSold(sql, key, { state: "a", sold });
  expect(open()).toEqual(read);

  met("b");
  expect(open()).toEqual(unread);
  keys.keepSold(sql, key, { state: "b", sold });
  expect(open()).toEqual(read);

  met("b", "held");
  ended("held");
  expect(open()).toEqual([[key], [], 1]);
  keys.keepSold(sql, key, { state: "b", sold });
  met("b");
  ended("booked");
  expect(open()).toEqual(unread);

  keys.keepSold(sql, key, { state: "b", sold });
  skipped(key, reason("skipped-by-person", { actor: "token", documents: null }));
  expect(open()).toEqual([[], [], 0]);
});

test("nothing is kept of an order that isn't linked, or has a job", () => {
  withStock(sql);
  const sold = { lines: [], moves: true, mayBeSale: false };
  const kept = (document: DocumentRecord, working = false) => {
    sql = objectSql();
    withStock(sql);
    saveDocument(sql, "order:1", document, 1);
    ended("held");
    keys.note(sql, "order:1", { known_state: "a", outcome: "booked" });
    if (working)
      jobs.create(sql, { key: "order:1", flow: "orders", lane: "live", type: "x", due: 1, now: 1 });
    keys.keepSold(sql, "order:1", { state: "a", sold });
    return keys.linkedSales(sql).length;
  };
  expect(kept(LINKED)).toBe(1);
  expect(kept(LINKED, true)).toBe(0);
  expect(kept({ ...LINKED, role: "invoice-draft" })).toBe(0);
  expect(kept({ ...LINKED, ownedHash: "h" })).toBe(0);
});

test("orders that stand as vouchers are counted, but for those that stock counts anyway", () => {
  withStock(sql);
  const own = { ...LINKED, ownedHash: "h" };
  saveDocument(sql, "order:1", LINKED, 1);
  ended("held");
  ended("booked");
  saveDocument(sql, "order:2", { ...own, id: "v-2" }, 1);
  saveDocument(sql, "order:2", { ...own, id: "v-3", role: "voucher-payment" }, 1);
  saveDocument(sql, "order:3", { ...own, id: "v-4", state: "gone" }, 1);
  saveDocument(sql, "order:4", { ...own, id: "i-1", role: "invoice" }, 1);
  saveDocument(sql, "day:2026-11-24", { ...own, id: "v-5", role: "day-voucher" }, 1);
  expect(keys.countVouchers(sql)).toBe(1);
});
