/** Orders that were under way when their days were reconciled, and whose runs ended since. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { differences } from "../../src/sync/tenant/reconciliation/differences.ts";
import { view } from "../../src/sync/tenant/reconciliation/reconciliation-view.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const DAY = "2026-12-01";
const AT = Date.parse(`${DAY}T05:08:00Z`);
const parts = [{ name: "waiting", currency: "SEK", gross: "-125.00", rates: [] }];
const taken = reason("reconciliation-taken-up");

function shop() {
  const sql = objectSql();
  const compared = (id: number, state: string): string => {
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
      JSON.stringify(taken),
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
  const end = (id: string, at: number): void =>
    jobs.update(sql, id, { status: "done", outcome: "updated" }, at);
  return { compared, told, end };
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

test("what was compared after it ended, or was on hold, wasn't processed since", () => {
  const { compared, told, end } = shop();
  end(compared(1, "waiting"), AT - 1);
  end(compared(2, "held"), AT + 9_000);
  expect(told().processed).toBeUndefined();
});
