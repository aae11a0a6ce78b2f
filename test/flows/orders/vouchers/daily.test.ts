/** Orders that are booked by the day: what becomes of them before their day is closed. */
import { expect, test } from "vitest";
import { runOrder } from "../../../../src/flows/orders/run.ts";
import { FlowWorld as World } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { change, configure, inDay, owed, waiting } from "./daily-world.ts";

test("a cancelled order leaves its day, also where nothing can be dated today", async () => {
  const { world, placed, day } = await waiting();
  const { fiscalYears = [] } = world.lists;
  world.lists = { ...world.lists, fiscalYears: fiscalYears.map((y) => ({ ...y, end: day })) };
  await change(world, placed, { status: 9 });
  const { end, codes } = await world.book(placed.id);
  expect([end.outcome, codes, inDay(world, placed)]).toEqual([
    "updated",
    ["taken-out-of-day"],
    undefined,
  ]);
});

test("one that lives again before the close is back in its own day", async () => {
  const { world, placed, day } = await waiting();
  await change(world, placed, { status: 9 });
  expect((await world.book(placed.id)).codes).toEqual(["taken-out-of-day"]);
  await change(world, placed, { status: placed["status"] });
  expect([(await world.book(placed.id)).end.outcome, inDay(world, placed)]).toEqual([
    "booked",
    day,
  ]);
});

test("one whose run died between what left the day and what was to come is back in its own day", async () => {
  const { world, placed, day } = await waiting();
  await change(world, placed, { lines: [mug(9)] });
  const [own] = world.documentsOf(placed.id);
  if (own === undefined) throw new Error("no document");
  world.save(`order:${placed.id}`, { ...own, role: "voucher-reversal" });
  expect([(await world.book(placed.id)).end.outcome, inDay(world, placed)]).toEqual([
    "updated",
    day,
  ]);
});

test("a cancelled order leaves its day without anybody's leave", async () => {
  const { world, placed } = await waiting();
  world.configure({ orders: { approval: { credits: true } } });
  await change(world, placed, { status: 9 });
  expect((await world.book(placed.id)).codes).toEqual(["taken-out-of-day"]);
});

test("a try of undoing a waiting order names its day, and no voucher: there is none", async () => {
  const { world, placed, day } = await waiting();
  const tried = await world.look(placed.id, (ports) =>
    runOrder({
      ...ports,
      settings: { ...ports.settings, trial: true },
      backfill: { kind: "order", undo: true },
    }),
  );
  const told = tried.ok ? tried.value.reasons : [];
  expect(
    told.find(({ code }) => code === "undo-would-leave-day")?.params,
    told.map(({ code }) => code).join(),
  ).toEqual({ day, state: "waits" });
  expect(told.some(({ code }) => code === "undo-would-reverse")).toBe(false);
});

test("a waiting order follows its date and its payment method", async () => {
  const { world, placed, day } = await waiting();
  const today = new Date().toISOString().slice(0, 10);
  const rowsOf = () =>
    world
      .documentsOf(placed.id)
      .findLast(({ role, state }) => role === "voucher" && state === "live")
      ?.member?.rows.map(({ account, of }) => `${account} ${of}`);
  expect(rowsOf()?.[0]).toBe("1510 CARD");
  expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
  await change(world, placed, { date: `${today}T01:00:00` });
  expect([(await world.book(placed.id)).end.outcome, inDay(world, placed)]).toEqual([
    "updated",
    today,
  ]);
  await change(world, placed, { date: `${day}T15:00:00`, paymentMethodId: "SWISH" });
  expect([(await world.book(placed.id)).end.outcome, inDay(world, placed)]).toEqual([
    "updated",
    day,
  ]);
  expect(rowsOf()?.[0]).toBe("1510 SWISH");
});

test("a waiting order that is paid is in the row of its payment method, also of another one of the same account", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
    lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: "1580", table: {} } },
  });
  const placed = await world.place({
    ...companyBuyer("Method"),
    paymentMethodId: "CARD",
    paymentStatus: "Paid",
    lines: [mug(10)],
  });
  const methods = async () => {
    await world.book(placed.id);
    return world
      .documentsOf(placed.id)
      .findLast(({ role, state }) => role === "voucher" && state === "live")
      ?.member?.rows.flatMap(({ account, of }) => (account === 1580 ? [of] : []));
  };
  expect(await methods()).toEqual(["CARD"]);
  await change(world, placed, { paymentMethodId: "SWISH" });
  expect(await methods()).toEqual(["SWISH"]);
});

test("a waiting share follows a revenue account that was put right before its day is closed", async () => {
  const world = await World.open();
  const set = (revenue: string): void =>
    world.configure({
      orders: {
        type: "mutation",
        editedAfterBooking: "delta",
        voucher: { level: "daily", paid: "clearing" },
      },
      lookups: { ...VOUCHER_LOOKUPS, revenueAccount: { default: revenue, table: {} } },
    });
  set("3002");
  const placed = await world.place({ ...companyBuyer("Corrected"), lines: [mug(10)] });
  await world.book(placed.id);
  set("3001");
  const { end } = await world.book(placed.id, ["retry-by-person"]);
  expect(end.outcome).toBe("updated");
  const share = world.documentsOf(placed.id).findLast(({ state }) => state === "live")?.member;
  expect(share?.rows.map(({ account }) => account)).toContain(3001);
  expect(share?.rows.map(({ account }) => account)).not.toContain(3002);
});

test.each([
  ["receivables", "receivable", "1580"],
  ["another clearing account", "clearing", "1684"],
] as const)(
  "the money of a waiting share stays where a payout may take it off, though the settings say another place: %s",
  async (_, where, account) => {
    const world = await World.open();
    const set = (paid: "clearing" | "receivable", clearing: string): void =>
      world.configure({
        orders: {
          type: "mutation",
          editedAfterBooking: "delta",
          voucher: { level: "daily", paid },
        },
        lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: clearing, table: {} } },
      });
    set("clearing", "1580");
    const placed = await world.place({
      ...companyBuyer("Stays"),
      paymentMethodId: "CARD",
      paymentStatus: "Paid",
      lines: [mug(10)],
    });
    await world.book(placed.id);
    const [before] = world.documentsOf(placed.id);
    set(where, account);
    // Its share is as it was, so it stays.
    await change(world, placed, { phoneNumber: "0700" });
    expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
    expect(world.documentsOf(placed.id)[0]?.member).toEqual(before?.member);
    // Another amount is another share, with its money in the same place.
    await change(world, placed, { lines: [mug(9)] });
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
    expect(inDay(world, placed)).toBe(before?.member?.day);
    const moved = world.documentsOf(placed.id).find(({ n }) => n === 2)?.member?.rows ?? [];
    expect(moved.filter(({ debit }) => debit !== "0.00")).toMatchObject([
      { account: 1580, of: "CARD", debit: "95.63" },
    ]);
  },
);

test.each(["cancelled", "edited"])(
  "a voucher of its own that is found while orders are booked by the day is taken back in the ledger once it is %s",
  async (what) => {
    const world = await World.open();
    configure(world, "recommended");
    const placed = await world.place({ ...companyBuyer(`Own${what}`), lines: [mug(10)] });
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    expect(await owed(world)).toBe("106.25");
    world.lose(`order:${placed.id}`);
    configure(world, "daily");
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    expect((await world.book(placed.id)).writes).toEqual([]);
    await change(world, placed, what === "cancelled" ? { status: 9 } : { lines: [mug(9)] });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes.includes("voucher-reversed"), await owed(world)]).toEqual([
      "updated",
      true,
      "0.00",
    ]);
  },
);

test("an order that the shop deleted leaves its day, and its state is forgotten", async () => {
  const { world, placed, day } = await waiting();
  await world.control("asperion", "DELETE", `/orders/${placed.id}?notify=false`);
  const gone = await world.book(placed.id);
  expect([gone.end.outcome, gone.codes]).toEqual(["held", ["order-gone", "taken-out-of-day"]]);
  expect(gone.end.reasons.map(({ params }) => params)).toEqual([
    { order: String(placed.id), documents: null },
    { day, why: "deleted" },
  ]);
  expect([inDay(world, placed), gone.states]).toEqual([undefined, [null]]);
  // Found gone again, there is nothing left to take out.
  expect((await world.book(placed.id)).codes).toEqual(["order-gone"]);
});

test("a deleted order that was credited stays in its day with its credit", async () => {
  const { world, placed, day } = await waiting();
  const credit = await world.place({
    ...companyBuyer("Waiting"),
    date: `${day}T16:00:00`,
    creditsOrderId: placed.id,
    lines: [{ ...mug(1), quantity: -1 }],
  });
  expect((await world.book(credit.id)).codes[0]).toBe("added-to-day");
  await world.control("asperion", "DELETE", `/orders/${placed.id}?notify=false`);
  const gone = await world.book(placed.id);
  expect(gone.end.reasons).toMatchObject([{ code: "order-gone", params: { documents: day } }]);
  expect(inDay(world, placed)).toBe(day);
});

test.each([
  ["changed", { lines: [mug(9)] }],
  ["cancelled", { status: 9 }],
] as const)(
  "an order of a booked day that was %s asks for its own share alone",
  async (why, to) => {
    const { world, placed, day } = await waiting();
    world.configure({ orders: { cancelledAfterBooking: "hold", editedAfterBooking: "hold" } });
    const [own] = world.documentsOf(placed.id);
    if (own?.member === undefined) throw new Error("no share");
    const booked = { id: `${day}-1`, number: "A1", date: day };
    const member = { ...own.member, waits: false, booked: "A1", in: booked };
    world.save(`order:${placed.id}`, { ...own, member });
    await change(world, placed, to);
    const { end } = await world.book(placed.id);
    expect([end.outcome, end.reasons.map(({ code, params }) => [code, params])]).toEqual([
      "needs-attention",
      [["voucher-changed-after-booking", { number: "A1", why, what: null, day }]],
    ]);
  },
);
