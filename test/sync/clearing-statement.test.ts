/**
 * The statement of a clearing account: each movement on its day with a running balance, from month
 * to month, and its end is what is counted by day.
 */
import { expect, test } from "vitest";
import type { ClearingFacts } from "../../src/domain/ledger/voucher.ts";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { begin, countLines } from "../../src/sync/tenant/journal/clearing.ts";
import { MAX_MOVEMENTS } from "../../src/sync/contract/clearing-statement.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { clearingStatement } from "../../src/sync/tenant/payouts/clearing-statement.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { lineNamespace } from "../../src/sync/tenant/payouts/provider-lines.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { gzip } from "../../src/store/seal.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const APRIL = { from: "2026-04-01", to: "2026-04-30" };

function shop() {
  const sql = objectSql();
  const clock = { at: Date.parse("2026-04-20T12:00:00Z") };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => clock.at,
  } as unknown as TenantContext;
  return { sql, clock, context };
}
type World = ReturnType<typeof shop>;

type Told = {
  readonly role?: DocumentRecord["role"];
  readonly n?: number;
  readonly moved?: string;
  readonly day?: string;
  readonly method?: string;
  readonly state?: DocumentRecord["state"];
  readonly too?: readonly ClearingFacts[];
  /** By the day: in this voucher of its day, or waiting for one. */
  readonly share?: string | null;
};

function book({ sql, clock }: World, order: number, told: Told): void {
  const { role = "voucher", n = 1, moved, day = "2026-03-02", method = "CARD", share } = told;
  const key = `order:${order}`;
  const rows = [{ account: 1580, debit: "1.00", credit: "0.00", of: "" }] as const;
  journal.saveDocument(
    sql,
    key,
    {
      role,
      n,
      id: share === undefined ? `${role}${order}-${n}` : memberDocument({ key, role, n }),
      ...(share === undefined ? {} : { member: { label: `${order}`, day, rows, waits: true } }),
      number: `A${order}${n}`,
      state: told.state ?? "live",
      sourceHash: null,
      ownedHash: null,
      ...(moved === undefined
        ? {}
        : {
            voucher: {
              charged: moved,
              currency: "SEK",
              rate: null,
              ledgerItem: null,
              clearing: { account: 1580, moved, day, method },
              ...(told.too === undefined ? {} : { clearingToo: told.too }),
            },
          }),
    },
    clock.at,
  );
  if (share != null)
    run(sql, "UPDATE day_members SET voucher = ? WHERE key = ? AND role = ?", share, key, role);
}

/** The voucher of a day in the ledger. */
function bookDay({ sql, clock }: World, id: string, number: string): void {
  const document = { role: "day-voucher", n: 1, id, number, state: "live" } as const;
  journal.saveDocument(
    sql,
    `day:${id}`,
    { ...document, sourceHash: null, ownedHash: null },
    clock.at,
  );
}

const of = async ({ context }: World, range: typeof MARCH, more: object = {}) => {
  const found = await clearingStatement(context, { account: 1580, ...range, ...more });
  return {
    edges: [found.opening, found.closing, found.agrees],
    moved: found.movements.map(({ day, what, debit, credit, balance }) =>
      [day, what, debit, credit, balance].join(" "),
    ),
  };
};

test("a sale and a credit stand on their days, and the next month opens where this one closed", async () => {
  const world = shop();
  book(world, 1, { moved: "100.00" });
  book(world, 2, { moved: "-40.00", role: "voucher-credit", day: "2026-03-05" });
  book(world, 3, { moved: "25.00", day: "2026-04-01", method: "SWISH" });
  expect(await of(world, MARCH)).toEqual({
    edges: ["0.00", "60.00", true],
    moved: ["2026-03-02 sale 100.00 0.00 100.00", "2026-03-05 refund 0.00 40.00 60.00"],
  });
  expect(await of(world, APRIL)).toEqual({
    edges: ["60.00", "85.00", true],
    moved: ["2026-04-01 sale 25.00 0.00 85.00"],
  });
  expect(await of(world, APRIL, { method: "CARD" })).toEqual({
    edges: ["60.00", "60.00", true],
    moved: [],
  });
  expect(await of(world, MARCH, { page: 1, limit: 1 })).toEqual({
    edges: ["0.00", "60.00", true],
    moved: ["2026-03-05 refund 0.00 40.00 60.00"],
  });
});

test("a sale that was taken back stays on its day, and what took it back has its own", async () => {
  const world = shop();
  book(world, 1, { moved: "100.00" });
  book(world, 1, { moved: "100.00", state: "gone" });
  book(world, 1, { role: "voucher-reversal" });
  expect(await of(world, MARCH)).toEqual({
    edges: ["0.00", "100.00", true],
    moved: ["2026-03-02 sale 100.00 0.00 100.00"],
  });
  expect(await of(world, APRIL)).toEqual({
    edges: ["100.00", "0.00", true],
    moved: ["2026-04-20 reversal 0.00 100.00 0.00"],
  });
  // Its record may be written again later; that moves nothing.
  world.clock.at = Date.parse("2026-05-04T12:00:00Z");
  run(world.sql, "UPDATE documents SET updated_at = ? WHERE state = 'gone'", world.clock.at);
  expect((await of(world, APRIL)).moved).toEqual(["2026-04-20 reversal 0.00 100.00 0.00"]);
  // Deleted in the ledger by a person: it isn't there at all.
  book(world, 2, { moved: "70.00" });
  book(world, 2, { moved: "70.00", state: "gone" });
  expect((await of(world, MARCH)).edges).toEqual(["0.00", "100.00", true]);
});

test("a reversal that left money on two accounts stands on both, whenever it was counted", async () => {
  for (const isBegun of [true, false]) {
    const world = shop();
    if (isBegun) begin(world.sql);
    const too = [{ account: 1930, moved: "56.25", day: "2026-03-04", method: "SWISH" }];
    book(world, 1, { role: "voucher-reversal", moved: "50.00", too });
    await clearing(world.context, {});
    expect(await of(world, MARCH)).toEqual({
      edges: ["0.00", "50.00", true],
      moved: ["2026-03-02 reversal 50.00 0.00 50.00"],
    });
    expect(await of(world, MARCH, { account: 1930 })).toEqual({
      edges: ["0.00", "56.25", true],
      moved: ["2026-03-04 reversal 56.25 0.00 56.25"],
    });
    book(world, 1, { role: "voucher-reversal", moved: "50.00" });
    expect((await of(world, MARCH, { account: 1930 })).edges).toEqual(["0.00", "0.00", true]);
  }
});

test("movements that don't lead to what is counted are told", async () => {
  const world = shop();
  book(world, 1, { moved: "100.00" });
  await clearing(world.context, {});
  run(world.sql, "UPDATE clearing_days SET sold = sold + 1");
  expect((await of(world, MARCH)).edges).toEqual(["0.00", "100.00", false]);
});

test("a share of a day tells its day's voucher, or that it waits; one that left its day isn't there", async () => {
  const world = shop();
  bookDay(world, "v1", "D1");
  book(world, 1, { moved: "100.00", share: "v1" });
  book(world, 2, { moved: "10.00", share: "v1" });
  book(world, 3, { moved: "20.00", share: null });
  book(world, 4, { moved: "30.00" });
  // Taken back after its day was booked, and before.
  book(world, 5, { moved: "40.00", share: "v1" });
  book(world, 5, { moved: "40.00", share: "v1", state: "gone" });
  book(world, 5, { role: "voucher-reversal", day: "2026-03-09", share: null });
  book(world, 6, { moved: "50.00", share: null });
  book(world, 6, { moved: "50.00", share: null, state: "gone" });
  book(world, 6, { role: "voucher-reversal", day: "2026-03-09", share: null });
  const { movements, agrees } = await clearingStatement(world.context, { account: 1580, ...MARCH });
  expect(
    movements.map(({ order, what, document, waits }) => [order?.number, what, document, waits]),
  ).toEqual([
    ["1", "sale", "D1", false],
    ["2", "sale", "D1", false],
    ["3", "sale", null, true],
    [null, "sale", "A41", false],
    ["5", "sale", "D1", false],
    ["5", "reversal", null, true],
  ]);
  expect(agrees).toBe(true);
});

/** What a look at March asks the tables, after `orders` of January. */
async function looked(orders: number) {
  const world = shop();
  bookDay(world, "v1", "D1");
  for (let order = 1; order <= orders; order += 1)
    book(world, order, { moved: "100.00", day: `2026-01-${10 + (order % 20)}`, share: "v1" });
  for (let order = 10_001; order <= 10_030; order += 1)
    book(world, order, { moved: "1.00", share: "v1" });
  // Sums are counted at the first look.
  await of(world, MARCH);
  const seen = { statements: 0, rows: 0 };
  const { sql } = world;
  const exec = (query: string, ...binds: (string | number)[]) => {
    const rows = sql.exec(query, ...binds).toArray();
    seen.statements += 1;
    seen.rows += rows.length;
    return { toArray: () => rows, [Symbol.iterator]: () => rows.values() };
  };
  const context = { ...world.context, sql: { exec } as unknown as SqlStorage };
  const found = await clearingStatement(context, { account: 1580, ...MARCH, limit: 20 });
  expect([found.opening, found.total, found.agrees]).toEqual([`${orders * 100}.00`, 30, true]);
  return seen;
}

test("a look at a month asks no more after a long history, and not once for each of its shares", async () => {
  const [fresh, old] = [await looked(40), await looked(400)];
  expect(old).toEqual(fresh);
  // Twelve of them are the lists of the ledger, for its currency.
  expect(fresh.statements).toBeLessThanOrEqual(26);
  // The month's thirty, and for each of the page's twenty the order's number and its voucher.
  expect(fresh.rows).toBeLessThanOrEqual(30 + 2 * 20 + 10);
});

/** A booked payout of one line. Returns what counts it once, or takes it back. */
async function payOut({ sql, clock }: World, id: string, order: number, cents: number) {
  const text = JSON.stringify([{ id: `l${id}`, kind: "sale" }]);
  const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(text)));
  run(
    sql,
    `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
       upload, slot, actor, approved, created_at)
     VALUES (?, 'stripe', '', ?, 'SEK', '2026-03-10', '0.00', 1, 'd', ?, 's', 'a', 'm', ?)`,
    id,
    `po_${id}`,
    id,
    clock.at,
  );
  store.addLines(sql, { upload: id, slot: "s", part: 0, bytes });
  const row = store.byId(sql, id);
  if (row === null) throw new Error("it was stored");
  const off = { account: 1580, key: `order:${order}`, method: "CARD", cents };
  store.reserveLines(sql, row, [{ line: `l${id}`, off }]);
  const document = { role: "payout", n: 1, id: `d${id}`, number: `P${id}`, state: "live" } as const;
  journal.saveDocument(
    sql,
    store.keyOf(id),
    { ...document, sourceHash: null, ownedHash: null },
    clock.at,
  );
  return (times: 1 | -1): void => {
    countLines(sql, { source: lineNamespace(row), day: row.day }, [`l${id}`], times);
    store.noteCounted(sql, row, times === 1 ? 1 : 0);
  };
}

/** `act`: what others do while the lines of a payout are read; it gets how often that was. */
function meanwhile({ context, sql }: World, act: (times: number) => void): TenantContext {
  let times = 0;
  const exec = (query: string, ...binds: (string | number)[]) => {
    if (query.startsWith("SELECT bytes FROM payout_lines")) {
      times += 1;
      const now = times;
      queueMicrotask(() => act(now));
    }
    return sql.exec(query, ...binds);
  };
  return { ...context, sql: { exec } as unknown as SqlStorage };
}

test("what is booked and counted while a statement is read makes no false alarm", async () => {
  const world = shop();
  begin(world.sql);
  book(world, 1, { moved: "100.00" });
  const first = await payOut(world, "a", 1, 4_000);
  await payOut(world, "b", 1, 1_000);
  await clearing(world.context, {});
  const query = { account: 1580, ...MARCH };
  const figures = async (context: TenantContext) => {
    const found = await clearingStatement(context, query);
    const { counting, agrees, closing, total } = found;
    return [counting, agrees, closing, total];
  };
  expect(await figures(world.context)).toEqual([false, true, "50.00", 3]);
  // A sale is booked.
  const sold = meanwhile(world, (times) => {
    if (times === 1) book(world, 2, { moved: "7.00" });
  });
  expect(await figures(sold)).toEqual([false, true, "57.00", 4]);
  // A payout is taken back that was deleted in the ledger.
  const counted = meanwhile(world, (times) => {
    if (times === 1) first(-1);
  });
  expect(await figures(counted)).toEqual([false, true, "97.00", 3]);
  // Another one is booked, and counted.
  const third = await payOut(world, "c", 1, 2_000);
  run(world.sql, "UPDATE payouts SET approved = NULL WHERE id IN ('a', 'c')");
  const more = meanwhile(world, (times) => {
    if (times === 1) third(1);
  });
  expect(await figures(more)).toEqual([false, true, "77.00", 4]);
  // It never stands still: what is shown is still being counted.
  const restless = meanwhile(world, () => {
    run(world.sql, "UPDATE payouts SET upload = upload || ? WHERE id = 'b'", "x");
    run(world.sql, "UPDATE payout_lines SET upload = upload || ? WHERE upload LIKE 'b%'", "x");
  });
  expect((await figures(restless))[0]).toBe(true);
});

test("one answer has a whole month for its file", async () => {
  const world = shop();
  for (let order = 1; order <= 1_001; order += 1) book(world, order, { moved: "1.00" });
  const query = { account: 1580, ...MARCH, limit: MAX_MOVEMENTS };
  const found = await clearingStatement(world.context, query);
  expect([found.movements.length, found.total, found.pages]).toEqual([1_001, 1_001, 1]);
});

test("a page behind the last one is the last one", async () => {
  const world = shop();
  for (const order of [1, 2, 3]) book(world, order, { moved: "1.00" });
  const pageOf = async (page: number, range = MARCH) => {
    const found = await clearingStatement(world.context, {
      account: 1580,
      ...range,
      page,
      limit: 2,
    });
    return [found.page, found.pages, found.movements.map(({ balance }) => balance)];
  };
  expect(await pageOf(98)).toEqual([1, 2, ["3.00"]]);
  expect(await pageOf(-1)).toEqual([0, 2, ["1.00", "2.00"]]);
  expect(await pageOf(98, APRIL)).toEqual([0, 1, []]);
});
