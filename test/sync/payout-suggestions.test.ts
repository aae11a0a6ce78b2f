/** Which orders a plan suggests for a payout's line that names none. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import {
  beginNumbers,
  indexNumbers,
  numbersAreKnown,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { choose, one } from "../../src/sync/tenant/payouts/payouts.ts";
import { begin, countDocuments, isCounted } from "../../src/sync/tenant/journal/clearing.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, payoutShop } from "./payouts.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

async function stage(lines: readonly PayoutLine[]) {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  await hand(context, lines);
  return { sql, context };
}

test.each([false, true])("what is paid already isn't suggested (counted: %s)", async (counted) => {
  const world = await stage([line(0), line(1, { reference: null, paymentId: null })]);
  for (const n of [0, 1, 2])
    run(
      world.sql,
      `INSERT INTO jobs (id, key, flow, lane, status, outcome, over, types, reasons, created_at,
         updated_at, wanted, seen, label, facts)
       VALUES (?, ?, 'orders', 'live', 'done', 'booked', 1, '[]', '[]', 1, 1, 1, 1, ?, ?)`,
      `j${n}`,
      `order:${n}`,
      String(1000 + n),
      JSON.stringify({ date: "2026-03-01T10:00:00" }),
    );
  // Booked on the account of its payment method. Until that is counted, nobody knows what is open.
  for (const n of [1, 2])
    run(
      world.sql,
      `INSERT OR REPLACE INTO documents (key, role, n, id, number, state, voucher, updated_at)
       VALUES (?, 'voucher', 1, ?, 'A', 'live', ?, 1)`,
      `order:${n}`,
      `v${n}`,
      JSON.stringify({
        clearing: { account: 1580, method: "card", day: "2026-03-01", moved: "125.00" },
      }),
    );
  begin(world.sql);
  while (counted && !isCounted(world.sql)) countDocuments(world.sql);
  expect(isCounted(world.sql)).toBe(counted);
  const suggested = (await one(world.context, PAYOUT))?.unmatched.flatMap(({ suggestions }) =>
    suggestions.map(({ label }) => label),
  );
  expect(suggested).toEqual(["1001", "1002"]);
});

test("an order that another line names isn't suggested, nor one that came after the line", async () => {
  const nameless = { reference: null, paymentId: null, text: "" };
  const world = await stage([line(0, nameless), line(5), line(6)]);
  const seenOrders = [
    [5, "2026-03-01"],
    [6, "2026-03-01"],
    [7, "2026-03-08"],
    [8, "2026-03-01"],
  ] as const;
  for (const [n, day] of seenOrders) {
    run(
      world.sql,
      `INSERT INTO jobs (id, key, flow, lane, status, outcome, over, types, reasons, created_at,
         updated_at, wanted, seen, label, facts)
       VALUES (?, ?, 'orders', 'live', 'done', 'held', 1, '[]', '[]', 1, 1, 1, 1, ?, ?)`,
      `j${n}`,
      `order:${n}`,
      String(1000 + n),
      JSON.stringify({ date: `${day}T10:00:00` }),
    );
    run(
      world.sql,
      "INSERT OR REPLACE INTO keys (key, wanted, gross, currency) VALUES (?, 1, 125000000, 'SEK')",
      `order:${n}`,
    );
  }
  const of = (await one(world.context, PAYOUT))?.unmatched.find(({ id }) => id === "l0");
  expect(of?.suggestions.map(({ label }) => label)).toEqual(["1008"]);
});

test("a line whose reference names an order that isn't booked is offered no other one of its amount", async () => {
  const world = await stage([line(5), line(0, { reference: null, paymentId: null, text: "" })]);
  for (const n of [5, 8]) {
    run(
      world.sql,
      `INSERT INTO jobs (id, key, flow, lane, status, outcome, over, types, reasons, created_at,
         updated_at, wanted, seen, label, facts)
       VALUES (?, ?, 'orders', 'live', 'done', 'held', 1, '[]', '[]', 1, 1, 1, 1, ?, ?)`,
      `j${n}`,
      `order:${n}`,
      String(1000 + n),
      JSON.stringify({ date: "2026-03-01T10:00:00" }),
    );
    run(
      world.sql,
      "INSERT OR REPLACE INTO keys (key, wanted, gross, currency) VALUES (?, 1, 125000000, 'SEK')",
      `order:${n}`,
    );
  }
  // Read once it is known by its number.
  beginNumbers(world.sql);
  while (!numbersAreKnown(world.sql)) indexNumbers(world.sql);
  const shown = (await one(world.context, PAYOUT))?.unmatched.map(({ id, why, suggestions }) => [
    id,
    why,
    suggestions.map(({ label }) => label),
  ]);
  expect(shown).toEqual([
    ["l5", "unbooked", []],
    ["l0", "none", ["1008"]],
  ]);
});

const NAMELESS = { reference: null, paymentId: null, text: "" };

/** Two orders of a line's amount, in a shop whose payout names neither. */
async function twoAlike() {
  const world = await stage([line(0, NAMELESS)]);
  for (const n of [1, 2])
    run(
      world.sql,
      `INSERT INTO jobs (id, key, flow, lane, status, outcome, over, types, reasons, created_at,
         updated_at, wanted, seen, label, facts)
       VALUES (?, ?, 'orders', 'live', 'done', 'booked', 1, '[]', '[]', 1, 1, 1, 1, ?, ?)`,
      `j${n}`,
      `order:${n}`,
      String(1000 + n),
      JSON.stringify({ date: "2026-03-01T10:00:00" }),
    );
  const suggested = async () =>
    (await one(world.context, PAYOUT))?.unmatched.flatMap(({ suggestions }) =>
      suggestions.map(({ label }) => label),
    );
  return { ...world, suggested };
}

test("an order that another payout names is suggested no more, whoever named it", async () => {
  const { context, suggested } = await twoAlike();
  expect(await suggested()).toEqual(["1001", "1002"]);
  const elsewhere = { id: "o1", paymentId: null };
  await hand(context, [line(1, { ...elsewhere, reference: "#1001" })], "u2", false, "p2");
  expect(await suggested()).toEqual(["1002"]);
  // A person's choice names it as a reference does.
  await hand(context, [line(3, { ...NAMELESS, id: "o2" })], "u3", false, "p3");
  expect(choose(context, "p3", "o2", "1002")).toMatchObject({ ok: true });
  expect(await suggested()).toEqual([]);
  expect(choose(context, "p3", "o2", "")).toMatchObject({ ok: true });
  expect(await suggested()).toEqual(["1002"]);
});

test("an order is suggested although what another payout pays back names it", async () => {
  const { context, suggested } = await twoAlike();
  const back = line(1, { id: "o1", kind: "refund", gross: "-125.00", net: "-127.50" });
  await hand(context, [back], "u2", false, "p2");
  expect(await suggested()).toEqual(["1001", "1002"]);
});

test("choosing an order that another payout names says so, until it is another one", async () => {
  const { context } = await twoAlike();
  await hand(context, [line(1, { id: "o1", paymentId: null })], "u2", false, "p2");
  const beyond = async () => (await one(context, PAYOUT))?.beyond;
  expect(await beyond()).toBeUndefined();
  choose(context, PAYOUT, "l0", "1001");
  expect(await beyond()).toEqual([
    { at: 2, key: "order:1", order: "1001", what: "named", amount: "125.00", payout: "po_2" },
  ]);
  choose(context, PAYOUT, "l0", "1002");
  expect(await beyond()).toBeUndefined();
});
