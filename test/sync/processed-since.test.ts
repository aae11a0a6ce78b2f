/** Orders whose runs ended after their days were reconciled, with another result. */
import { expect, test, vi } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { watched } from "../../src/sync/tenant/live/live.ts";
import { differences } from "../../src/sync/tenant/reconciliation/differences.ts";
import { processedSince, view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import { keepAnswers } from "../../src/sync/tenant/storage/cached-reads.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";

const DAY = "2026-12-01";
const AT = Date.parse(`${DAY}T05:08:00Z`);
const parts = [{ name: "waiting", currency: "SEK", gross: "-125.00", rates: [] }];
const taken = reason("reconciliation-taken-up");

function shop() {
  const sql = objectSql();
  const compared = (id: number, state: string, why: Reason | null = taken): string => {
    run(
      sql,
      `INSERT INTO reconciliation_orders (
         id, key, number, day, date, known_state, state, why, balance, run, at
       )
       VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, 1, ?)`,
      id,
      `order:${id}`,
      String(id),
      DAY,
      `${DAY}T05:00:00`,
      state,
      why === null ? null : JSON.stringify(why),
      JSON.stringify({ due: [], parts }),
      AT,
    );
    const its = { key: `order:${id}`, flow: "orders", lane: "sweep", type: "x" } as const;
    return jobs.create(sql, { ...its, due: AT + 1, now: AT + 1 }).id;
  };
  const told = () => {
    const { items, processed } = differences(sql, { from: DAY, to: DAY, each: 9 });
    // What the API tells on its first page.
    expect(view(sql, { from: DAY, to: DAY }).processed).toEqual(processed);
    expect(view(sql, { from: DAY, to: DAY, cursor: `${DAY} 0` })).not.toHaveProperty("processed");
    return { processed, each: items.map(({ number, order }) => [number, order?.processedAt]) };
  };
  const end = (
    id: string,
    at: number,
    outcome: Outcome = "updated",
    why: readonly Reason[] = [],
  ): void => jobs.update(sql, id, { status: "done", outcome, reasons: JSON.stringify(why) }, at);
  const write = (id: number, at: number): void =>
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, sent_at)
       VALUES (?, 1, 'j1', 'sales-order', 1, 'order.update', 'done', 1, ?)`,
      `order:${id}`,
      at,
    );
  return { sql, compared, told, end, write };
}

test("an order that was processed since says when, and the days say how many were", () => {
  const { compared, told, end } = shop();
  const [one, two] = [compared(1003, "waiting"), compared(1010, "waiting")];
  expect(told()).toEqual({
    processed: undefined,
    each: [
      ["1003", undefined],
      ["1010", undefined],
    ],
  });
  end(one, AT + 9_000);
  expect(told()).toEqual({
    processed: { count: 1, last: AT + 9_000 },
    each: [
      ["1003", AT + 9_000],
      ["1010", undefined],
    ],
  });
  end(two, AT + 12_000);
  expect(told().processed).toEqual({ count: 2, last: AT + 12_000 });
});

const atLimit = reason("first-day-limit", { limit: 5 });
const unknown = reason("outcome-unknown");

test.each<[string, string, Reason | null, Outcome, readonly Reason[], number]>([
  ["an order that waited for approval and is booked", "held", atLimit, "booked", [], 1],
  ["an order on hold that was skipped", "held", unknown, "skipped", [], 1],
  ["one on hold for something else now", "held", atLimit, "held", [unknown], 1],
  ["one on hold for the same", "held", unknown, "held", [unknown], 0],
  ["a booked order that is on hold now", "booked", null, "needs-attention", [unknown], 1],
  ["a booked order for which nothing was written", "booked", null, "booked", [], 0],
  ["a skipped order that is booked", "skipped", unknown, "booked", [], 1],
  ["a skipped order that is skipped again", "skipped", unknown, "skipped", [unknown], 0],
])("%s: whether its figures are from before", (_, state, why, outcome, reasons, count) => {
  const { compared, told, end } = shop();
  end(compared(1, state, why), AT + 9_000, outcome, reasons);
  const at = count === 1 ? AT + 9_000 : undefined;
  expect(told()).toEqual({
    processed: count === 1 ? { count, last: AT + 9_000 } : undefined,
    each: [["1", at]],
  });
});

test("a booked order for which something was written since was processed since", () => {
  const { compared, told, end, write } = shop();
  const [one, two] = [compared(1, "booked", null), compared(2, "booked", null)];
  write(1, AT + 8_000);
  write(2, AT - 8_000);
  for (const id of [one, two]) end(id, AT + 9_000);
  expect(told().processed).toEqual({ count: 1, last: AT + 9_000 });
});

test("what was compared after it ended wasn't processed since", () => {
  const { compared, told, end } = shop();
  end(compared(1, "waiting"), AT - 1);
  end(compared(2, "held"), AT - 1, "booked");
  expect(told().processed).toBeUndefined();
});

test("an order of one day that was compared earlier than the others counts, and one of another day doesn't", () => {
  const { sql, compared, told, end } = shop();
  const [first, , other] = [1, 2, 3].map((id) => compared(id, "waiting"));
  // The second was compared an hour later than the first, and the third is of the day before.
  run(sql, "UPDATE reconciliation_orders SET at = ? WHERE id = 2", AT + 3_600_000);
  run(sql, "UPDATE reconciliation_orders SET day = '2026-11-30' WHERE id = 3");
  end(first ?? "", AT + 9_000);
  end(other ?? "", AT + 9_000);
  expect(told().processed).toEqual({ count: 1, last: AT + 9_000 });
});

test("the oldest comparison of the days is looked for once, and anew after one of them was compared", () => {
  const { sql, compared, end } = shop();
  end(compared(1, "waiting"), AT + 9_000);
  let scans = 0;
  const counted = {
    exec: (query: string, ...binds: never[]) => {
      if (query.includes("min(at)")) scans += 1;
      return sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  const kept = watched(counted, () => undefined);
  keepAnswers(kept);
  const processed = () => processedSince(kept, { from: DAY, to: DAY }).processed?.count ?? 0;
  expect([processed(), processed(), scans]).toEqual([1, 1, 1]);
  run(kept, "UPDATE reconciliation_orders SET at = ? WHERE id = 1", AT + 9_001);
  expect([processed(), processed(), scans]).toEqual([0, 0, 2]);
  run(kept, "UPDATE reconciliation_orders SET at = ? WHERE id = 1", AT);
  expect([processed(), scans]).toEqual([1, 3]);
});

test("an order that waits for an approval is said to, and one on hold for something else is on hold", () => {
  const { sql, compared, end } = shop();
  end(compared(1, "held"), AT + 9_000, "held", [bareReason("waits-for-approval")]);
  end(compared(2, "held"), AT + 9_000, "held", [unknown]);
  expect(view(sql, { from: DAY, to: DAY }).orders.map(({ outcome }) => outcome)).toEqual([
    "waits-for-approval",
    "held",
  ]);
});

test("what is told beside the orders is read of all of them at once", () => {
  const { sql, compared, end } = shop();
  const asked = (): number => {
    const exec = vi.spyOn(sql, "exec");
    const { items } = differences(sql, { from: DAY, to: DAY, each: 99 });
    view(sql, { from: DAY, to: DAY });
    expect(new Set(items.map(({ order }) => order?.processedAt))).toEqual(new Set([AT + 9_000]));
    const { length } = exec.mock.calls;
    exec.mockRestore();
    return length;
  };
  end(compared(1001, "waiting"), AT + 9_000, "skipped");
  // The second time, as the first one reads what is known from then on.
  asked();
  const ofOne = asked();
  for (let id = 1002; id <= 1040; id += 1) end(compared(id, "waiting"), AT + 9_000, "skipped");
  expect(asked()).toBe(ofOne);
});

test("an order names the newest closed day that it is in, each order its own", () => {
  const { sql, compared } = shop();
  for (const id of [1003, 1010, 1011]) compared(id, "booked");
  const member = (id: number, role: string, voucher: string, addedAt: number): void =>
    run(
      sql,
      `INSERT INTO day_members (key, role, n, label, day, rows, added_at, voucher)
       VALUES (?, ?, 1, '', ?, '[]', ?, ?)`,
      `order:${id}`,
      role,
      DAY,
      addedAt,
      voucher,
    );
  member(1003, "voucher", "old", AT);
  member(1003, "voucher-credit", "new", AT + 1);
  member(1003, "voucher-reversal", "", AT + 2);
  member(1010, "voucher-credit", "second", AT);
  member(1010, "voucher", "first", AT);
  const { orders } = view(sql, { from: DAY, to: DAY });
  expect(orders.map(({ day }) => day)).toEqual(["new", "first", undefined]);
});
