/** What is remembered of the object's tables is forgotten with a transaction that is taken back. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { heldTotal } from "../../src/sync/tenant/views/attention.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

test("a value that was set in a transaction that failed is neither stored nor remembered", () => {
  const sql = objectSql();
  const atomically = atomicallyOn(sql);
  meta.set(sql, "colour", "blue");
  expect(meta.get(sql, "colour")).toBe("blue");
  expect(() =>
    atomically(() => {
      meta.set(sql, "colour", "red");
      expect(meta.get(sql, "colour")).toBe("red");
      throw new Error("cut off");
    }),
  ).toThrow("cut off");
  expect(meta.get(sql, "colour")).toBe("blue");
});

test("a value that was set in a transaction that ended stays", () => {
  const sql = objectSql();
  meta.set(sql, "colour", "blue");
  atomicallyOn(sql)(() => meta.set(sql, "colour", "red"));
  expect(meta.get(sql, "colour")).toBe("red");
});

test("what waits is summed up anew where an alert was raised in a transaction that failed", () => {
  const sql = objectSql();
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 1,
    now: 1,
  });
  const figures = JSON.stringify({ gross: "12.50", vat: "2.50", currency: "SEK" });
  jobs.update(sql, id, { status: "done", outcome: "held", figures }, 1);
  const why = reason("article-not-found", { sku: "MUG" });
  const one = { count: 1, approvals: 0, since: 2, amounts: [{ currency: "SEK", gross: "12.50" }] };
  const none = { count: 0, approvals: 0, since: null, amounts: [] };
  const doubtToo = () => {
    alerts.raise(sql, "job order:1", why, id, 2);
    alerts.raise(sql, "doubt order:1", why, id, 3);
    expect(heldTotal(sql)).toEqual(one);
  };
  expect(() =>
    atomicallyOn(sql)(() => {
      doubtToo();
      throw new Error("cut off");
    }),
  ).toThrow("cut off");
  expect(heldTotal(sql)).toEqual(none);
  doubtToo();
});
