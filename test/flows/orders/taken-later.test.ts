/**
 * Orders that settings left out and let in later: what somebody booked by hand meanwhile isn't
 * booked again.
 */
import { expect, test } from "vitest";
import { NOT_ITS_DOCUMENT, RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import { dayKey } from "../../../src/domain/ids.ts";
import { bookDay } from "../../../src/flows/days/book.ts";
import { FlowWorld as World, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const DAY_MS = 86_400_000;
const before = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const configure = (world: World, { trial = false, ...orders }: Json): void =>
  world.configure({ trial, orders: { type: "mutation", ...orders }, lookups: VOUCHER_LOOKUPS });

async function bookByHand(world: World, { orderNumber }: Json): Promise<void> {
  await world.control("eaccounting", "POST", "/vouchers?company=Demo%20AB", {
    VoucherDate: before(0).slice(0, 10),
    VoucherText: `${String(orderNumber)} booked by hand`,
    Rows: [
      { AccountNumber: 1510, DebitAmount: 106.25, CreditAmount: 0 },
      { AccountNumber: 3001, DebitAmount: 0, CreditAmount: 106.25 },
    ],
  });
}

const LEFT_OUT = [
  ["the start date lay later", { startLine: before(0) }, "before-start"],
  ["orders were off", { enabled: false, startLine: before(9) }, "flow-off"],
] as const;

test.each(LEFT_OUT)(
  "what was booked by hand while %s is held, and another is booked",
  async (_, left, why) => {
    const world = await World.open();
    configure(world, left);
    const order = { ...companyBuyer("Hand"), date: `${before(5).slice(0, 10)}T12:00:00` };
    const placed = await world.place({ ...order, lines: [mug(10)] });
    const other = await world.place({ ...order, lines: [mug(10)] });
    expect((await world.book(placed.id)).codes).toEqual([why]);
    await bookByHand(world, placed);
    configure(world, { enabled: true, startLine: before(7) });
    const { end, codes, writes } = await world.book(placed.id);
    expect([end.outcome, codes[0], writes]).toEqual(["held", "perhaps-booked-by-hand", []]);
    expect((await world.book(other.id)).end.outcome).toBe("booked");
  },
);

test("what changes of a booked order while orders are off counts as unknown, so that a sweep takes it once they are on", async () => {
  const world = await World.open();
  configure(world, { startLine: before(9) });
  const placed = await world.place({ ...companyBuyer("Off"), lines: [mug(10)] });
  expect((await world.book(placed.id)).knownState).not.toBeNull();
  configure(world, { enabled: false, startLine: before(9) });
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9, notify: false });
  const off = await world.book(placed.id);
  expect([off.codes, off.states]).toEqual([["flow-off"], [null]]);
  configure(world, { enabled: true, cancelledAfterBooking: "credit" });
  const on = await world.book(placed.id);
  expect([on.codes[0], on.knownState === null]).toEqual(["voucher-reversed", false]);
});

test("what was booked by hand in test mode is held once it is switched off", async () => {
  const world = await World.open();
  configure(world, { trial: true, startLine: before(9) });
  const placed = await world.place({ ...companyBuyer("Trial"), lines: [mug(10)] });
  await world.book(placed.id);
  await bookByHand(world, placed);
  configure(world, { startLine: before(9) });
  expect((await world.book(placed.id)).codes[0]).toBe("perhaps-booked-by-hand");
});

test("what a person says is another order's document doesn't hold it any more", async () => {
  const world = await World.open();
  configure(world, { trial: true, startLine: before(9) });
  const placed = await world.place({ ...companyBuyer("Another"), lines: [mug(10)] });
  await bookByHand(world, placed);
  configure(world, { startLine: before(9) });
  for (const types of [["order.updated"], [RETRY]])
    expect((await world.book(placed.id, types)).codes[0]).toBe("perhaps-booked-by-hand");
  const { end, writes } = await world.book(placed.id, [RETRY, NOT_ITS_DOCUMENT]);
  expect([end.outcome, writes.length]).toEqual(["booked", 1]);
});

test("an order that an earlier journal booked with its day is held, until a person says that it wasn't", async () => {
  const world = await World.open();
  configure(world, { startLine: before(9), voucher: { level: "daily" } });
  const placed = await world.place({ ...companyBuyer("Earlier"), lines: [mug(10)] });
  await world.book(placed.id);
  const member = world.documentsOf(placed.id)[0]?.member;
  if (member === undefined) throw new Error("not in a day");
  const { day, rows } = member;
  const closed = { id: `${day}-1`, day, members: 1, rows };
  const booked = await world.look(placed.id, (ports) =>
    bookDay({ ...ports, key: dayKey(closed.id) }, closed),
  );
  expect(booked.ok && booked.value.end.outcome).toBe("booked");
  world.lose(`order:${placed.id}`);
  configure(world, { startLine: before(9), voucher: { level: "recommended" } });
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes, again.writes]).toEqual([
    "held",
    ["day-booked-before"],
    [],
  ]);
  expect((await world.book(placed.id, [RETRY, NOT_ITS_DOCUMENT])).end.outcome).toBe("booked");
});
