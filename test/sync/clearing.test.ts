/**
 * What payment providers owe, held against a model: whatever is booked, changed, taken back and
 * paid out in whatever order, and whenever somebody looks first, each order stands open with what
 * it was booked at less what payouts brought, and all sums say so.
 */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { begin, countDocuments, countLines } from "../../src/sync/tenant/journal/clearing.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { lineNamespace } from "../../src/sync/tenant/payouts/provider-lines.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const ACCOUNT = 1580;
const NOW = Date.parse("2026-04-01T12:00:00Z");

const contextOf = (sql: SqlStorage): TenantContext =>
  ({ sql, atomically: atomicallyOn(sql), now: () => NOW }) as unknown as TenantContext;

const major = (cents: number): string => (cents / 100).toFixed(2);

function save(
  sql: SqlStorage,
  order: number,
  n: number,
  cents: number,
  state: DocumentRecord["state"] = "live",
): void {
  journal.saveDocument(
    sql,
    `order:${order}`,
    {
      role: "voucher",
      n,
      id: `v${order}-${n}`,
      number: null,
      state,
      sourceHash: null,
      ownedHash: null,
      voucher: {
        charged: "0.00",
        currency: "SEK",
        rate: null,
        ledgerItem: null,
        ...(cents === 0
          ? {}
          : {
              clearing: {
                account: ACCOUNT,
                moved: major(cents),
                day: `2026-03-${String(1 + (order % 28)).padStart(2, "0")}`,
                method: order % 2 === 0 ? "CARD" : "SWISH",
              },
            }),
      },
    },
    NOW,
  );
}

let line = 0;

/** One line of a booked payout. */
function payOut(sql: SqlStorage, order: number, cents: number): void {
  const id = `l${(line += 1)}`;
  const row = { id: "p", provider: "stripe", account: "" } as store.StoredPayout;
  const off = { account: ACCOUNT, key: `order:${order}`, method: "CARD", cents };
  store.reserveLines(sql, row, [{ line: id, off }]);
  countLines(sql, { source: lineNamespace(row), day: "2026-03-15" }, [id]);
}

const orders = fc.integer({ min: 1, max: 6 });
const cents = fc.integer({ min: -20_000, max: 20_000 });
const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant("save" as const), order: orders, n: orders, cents }),
    fc.record({ act: fc.constant("gone" as const), order: orders, n: orders }),
    fc.record({ act: fc.constant("pay" as const), order: orders, cents }),
    fc.record({ act: fc.constant("begin" as const) }),
    fc.record({ act: fc.constant("count" as const) }),
  ),
  { maxLength: 40 },
);

test("each order stands open with what it was booked at less what payouts brought", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const sql = objectSql();
      const booked = new Map<string, { readonly order: number; readonly cents: number }>();
      const paid = new Map<number, number>();
      for (const one of all)
        switch (one.act) {
          case "save":
            save(sql, one.order, one.n, one.cents);
            booked.set(`${one.order} ${one.n}`, one);
            break;
          case "gone": {
            const known = booked.get(`${one.order} ${one.n}`);
            if (known !== undefined) save(sql, one.order, one.n, known.cents, "gone");
            booked.delete(`${one.order} ${one.n}`);
            break;
          }
          case "pay":
            // No payout is booked before it is staged, and with that counting begins.
            begin(sql);
            payOut(sql, one.order, one.cents);
            paid.set(one.order, (paid.get(one.order) ?? 0) + one.cents);
            break;
          case "begin":
            begin(sql);
            break;
          case "count":
            countDocuments(sql);
        }
      const shown = await clearing(contextOf(sql), {});
      const open = new Map<string, number>();
      for (const { order, cents: moved } of booked.values())
        open.set(`order:${order}`, (open.get(`order:${order}`) ?? 0) + moved);
      const sold = [...booked.values()].reduce((sum, { cents: moved }) => sum + moved, 0);
      for (const [order, moved] of paid)
        open.set(`order:${order}`, (open.get(`order:${order}`) ?? 0) - moved);
      const expected = [...open].filter(([, left]) => left !== 0);
      expect(new Map(shown.orders.map(({ key, open: left }) => [key, left]))).toEqual(
        new Map(expected.map(([key, left]) => [key, major(left)])),
      );
      const total = (of: (sum: (typeof shown.sums)[number]) => string): string =>
        shown.sums.reduce((sum, one) => sum + Number(of(one)), 0).toFixed(2);
      const out = [...paid.values()].reduce((sum, moved) => sum + moved, 0);
      const zero = (text: string): string => text.replace(/^-(0\.00)$/, "$1");
      expect(zero(total((one) => one.sold))).toBe(major(sold));
      expect(zero(total((one) => one.paid))).toBe(major(out));
      expect(zero(total((one) => one.open))).toBe(major(sold - out));
      expect(shown.sums.reduce((sum, one) => sum + one.orders, 0)).toBe(expected.length);
      for (const { ages, open: left, orders: count } of shown.sums) {
        expect(zero(ages.reduce((sum, one) => sum + Number(one.open), 0).toFixed(2))).toBe(left);
        expect(ages.reduce((sum, one) => sum + one.orders, 0)).toBe(count);
      }
      expect([shown.counting, shown.agrees]).toEqual([false, true]);
    }),
    { numRuns: 150 },
  );
});

test("what was booked before the first look is gone through in steps, and shown page by page", async () => {
  const sql = objectSql();
  // Two documents an order but for one: a step's end lies within an order.
  for (let order = 1; order <= 2_500; order += 1) {
    save(sql, order, 1, 100);
    if (order > 1) save(sql, order, 2, 100);
  }
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const shown = await clearing(contextOf(sql), {
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    });
    expect(shown.orders.length).toBeLessThanOrEqual(500);
    for (const { key, open } of shown.orders) {
      seen.add(key);
      expect(open).toBe(key === "order:1" ? "1.00" : "2.00");
    }
    cursor = shown.cursor ?? undefined;
    expect(shown.sums.map(({ orders: count }) => count)).toEqual([1_250, 1_250]);
  } while (cursor !== undefined);
  expect(seen.size).toBe(2_500);
});

test("sums that don't agree are said", async () => {
  const sql = objectSql();
  begin(sql);
  countDocuments(sql);
  save(sql, 1, 1, 100);
  run(sql, "UPDATE clearing_days SET open = open + 1");
  expect((await clearing(contextOf(sql), {})).agrees).toBe(false);
});

test("orders below zero are named though the sums agree: what was paid out, and then undone", async () => {
  const sql = objectSql();
  begin(sql);
  for (const order of [1, 2, 3]) save(sql, order, 1, 12_500);
  for (const order of [1, 2]) payOut(sql, order, 12_500);
  expect((await clearing(contextOf(sql), {})).below).toBeUndefined();
  save(sql, 1, 1, 12_500, "gone");
  payOut(sql, 9, 2_000);
  // Its number is known by its day alone.
  run(
    sql,
    `INSERT INTO day_members (key, role, n, label, day, rows, added_at)
     VALUES ('order:1', 'voucher', 1, '1001', '2026-03-15', '[]', 1)`,
  );
  const shown = await clearing(contextOf(sql), {});
  expect([shown.agrees, shown.below]).toEqual([
    true,
    {
      orders: 2,
      open: "145.00",
      first: [
        { account: ACCOUNT, key: "order:1", number: "1001" },
        { account: ACCOUNT, key: "order:9", number: null },
      ],
    },
  ]);
  expect(shown.orders.find(({ key }) => key === "order:1")?.number).toBe("1001");
  // Below zero on a second account: it is still one order, named once.
  run(
    sql,
    `INSERT INTO clearing_orders (account, key, day, method, open)
     VALUES (1581, 'order:1', '2026-03-16', '', -500)`,
  );
  const { below } = await clearing(contextOf(sql), {});
  expect([below?.orders, below?.open, below?.first.map(({ key }) => key)]).toEqual([
    2,
    "150.00",
    ["order:1", "order:9"],
  ]);
});

test("a credit is below zero until a payout has its refund; a refund that came first is owed until its credit is booked", async () => {
  const sql = objectSql();
  begin(sql);
  for (const order of [1, 2]) save(sql, order, 1, 12_500);
  for (const order of [1, 2]) payOut(sql, order, 12_500);
  save(sql, 1, 2, -12_500);
  payOut(sql, 2, -12_500);
  const { below, orders } = await clearing(contextOf(sql), {});
  expect(below?.first.map(({ key }) => key)).toEqual(["order:1"]);
  expect(orders.map(({ key, open }) => [key, open])).toEqual([
    ["order:1", "-125.00"],
    ["order:2", "125.00"],
  ]);
  payOut(sql, 1, -12_500);
  save(sql, 2, 2, -12_500);
  expect((await clearing(contextOf(sql), {})).orders).toEqual([]);
});

test("orders of which more is open than they came to are named, also where they were lowered since", async () => {
  const sql = objectSql();
  cache.save(sql, { company: { currency: "SEK", country: "SE" } } as never, NOW);
  begin(sql);
  for (const order of [1, 2, 3]) {
    save(sql, order, 1, 12_500);
    run(
      sql,
      "INSERT INTO keys (key, wanted, currency, gross) VALUES (?, 1, ?, 125000000)",
      `order:${order}`,
      order === 3 ? "EUR" : "SEK",
    );
  }
  expect((await clearing(contextOf(sql), {})).above).toBeUndefined();
  // Two payouts pay each of them back.
  for (const order of [1, 3]) payOut(sql, order, -12_500);
  const { above, below } = await clearing(contextOf(sql), {});
  expect([above, below]).toEqual([
    {
      orders: 1,
      open: "125.00",
      first: [{ account: ACCOUNT, key: "order:1", number: null }],
    },
    undefined,
  ]);
  // What is still open of the second one is no more than was booked of it at once.
  run(sql, "UPDATE keys SET gross = 0 WHERE key = 'order:2'");
  run(
    sql,
    "UPDATE documents SET voucher = json_set(voucher, '$.charged', '125.00') WHERE key = 'order:2'",
  );
  expect((await clearing(contextOf(sql), {})).above?.orders).toBe(1);
});

test("of many documents each thousand is a step, after which other work is done", async () => {
  const sql = objectSql();
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 8000)
     SELECT 'order:' || n, 'invoice', 0, n, 'live', 0 FROM s`,
  );
  const exec = vi.spyOn(sql, "exec");
  const steps: number[] = [];
  const note = (): void => {
    const counts = ([query]: readonly unknown[]) =>
      /FROM documents\s+WHERE key >/.test(String(query));
    steps.push(exec.mock.calls.filter(counts).length);
    exec.mockClear();
  };
  let isOver = false;
  const view = clearing(contextOf(sql), {}).finally(() => (isOver = true));
  while (!isOver) {
    note();
    await new Promise((resolve) => void setImmediate(resolve));
  }
  note();
  expect((await view).counting).toBe(false);
  expect(steps.reduce((total, n) => total + n, 0)).toBe(9);
  expect(Math.max(...steps)).toBe(1);
});

test("what belongs to a day whose voucher was deleted is apart from what waits for its day", async () => {
  const sql = objectSql();
  save(sql, 1, 1, 50_500);
  const day = (id: string, on: string, debit: string): void =>
    run(
      sql,
      `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at) VALUES (?, ?, 1, ?, 1, 0)`,
      id,
      on,
      JSON.stringify([{ account: ACCOUNT, debit, credit: "0.00" }]),
    );
  day("7", "2026-03-12", "406.00");
  day("8", "2026-03-31", "99.00");
  const found = () => clearing(contextOf(sql), {});
  expect((await found()).removedDays).toBeUndefined();
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES ('day:7', 'day-voucher', 1, 'd7', 'gone', 1)`,
  );
  expect(await found()).toMatchObject({
    waiting: [{ account: ACCOUNT, amount: "505.00", removed: "406.00" }],
    removedDays: [{ id: "7", day: "2026-03-12" }],
  });
  // Booked again, under another number.
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES ('day:7', 'day-voucher', 2, 'd9', 'live', 1)`,
  );
  expect((await found()).waiting).toEqual([{ account: ACCOUNT, amount: "99.00" }]);
  expect((await found()).removedDays).toBeUndefined();
});
