/**
 * Vouchers and the settings that change under them: what was sold decides, and what is booked stays
 * in the books. By the flow, against both sandboxes.
 */
import { expect, test } from "vitest";
import type { FlowWorld } from "../../../support/flow-world.ts";
import { BUYER, books, change, mug, said, tenant } from "../registered-world.kit.ts";

const VOUCHERS = {
  type: "mutation",
  payments: "none",
  refunds: "none",
  voucher: { paid: "clearing" },
};
const half = { ...BUYER, paymentStatus: "PartlyPaid", amountPaid: 25, lines: [mug(125)] };

test.each([
  ["the account of revenue", { lookups: { revenueAccount: { default: "3002", table: {} } } }],
  [
    "the account of a payment method",
    { lookups: { clearingAccount: { default: "1930", table: {} } } },
  ],
  ["where paid orders are booked", { orders: { voucher: { paid: "receivable" } } }],
  [
    "items of the customer ledger",
    {
      orders: {
        voucher: { paid: "clearing", receivable: "ledger-item", ledgerItemsFrom: 900_001 },
      },
    },
  ],
])("a telephone number takes no voucher back: %s was changed", async (_, settings) => {
  const world = await tenant(VOUCHERS);
  const order = await world.place(half);
  await world.book(order.id);
  const before = await books(world);
  world.configure(settings);
  await change(world, order, { phoneNumber: "070" });
  const run = await world.book(order.id);
  expect([run.writes.length, await books(world)]).toEqual([0, before]);
});

test("with 'hold' nobody is advised to reverse a voucher that is right", async () => {
  const world = await tenant({ ...VOUCHERS, editedAfterBooking: "hold" });
  const order = await world.place(half);
  await world.book(order.id);
  world.configure({ lookups: { revenueAccount: { default: "3002", table: {} } } });
  await change(world, order, { phoneNumber: "070" });
  expect(said(await world.book(order.id))).not.toMatch(
    /The order changed in Asperion .* Reverse the voucher manually/,
  );
});

test("what the ledger would refuse anew isn't taken back", async () => {
  const world = await tenant(VOUCHERS);
  const order = await world.place(half);
  await world.book(order.id);
  const before = await books(world);
  world.configure({ lookups: { vatAccount: { table: { "25%": "2610" } } } });
  await change(world, order, { lines: [mug(120)] });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes]).toEqual(["held", ["voucher-account-unfit"]]);
  expect(await books(world)).toEqual(before);
  world.configure({ lookups: { vatAccount: { table: { "25%": "2611" } } } });
  expect((await world.book(order.id, ["retry-by-person"])).end.outcome).toBe("updated");
});

/** Somebody changes an account in the ledger, in each fiscal year. */
function setAccount(world: FlowWorld, number: string, to: object): void {
  const company = world.eaccounting.world().company("Demo AB");
  if (company === null) throw new Error("no such seed");
  for (const account of company.accounts.all().filter((one) => one.Number === number))
    company.accounts.commit({ ...account, ...to }, Date.now());
}

test.each([
  ["blocked", { IsBlockedForManualBooking: true }, "blocked for manual bookkeeping"],
  ["cost-center", { IsFirstCostCenterMandatory: true }, "choose a cost centre"],
])("nor where an account asks for what the voucher doesn't have: %s", async (why, to, advice) => {
  const world = await tenant(VOUCHERS);
  const order = await world.place(half);
  await world.book(order.id);
  const before = await books(world);
  setAccount(world, "3002", to);
  world.configure({ lookups: { revenueAccount: { default: "3002", table: {} } } });
  await change(world, order, { lines: [mug(120)] });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.end.reasons.map(({ params }) => params)]).toEqual([
    "held",
    [{ account: "3002", why }],
  ]);
  expect(said(run)).toContain(advice);
  expect([run.writes, await books(world)]).toEqual([[], before]);
});

test("an account that a voucher of the order is on is left to the ledger, which refuses the reversal first", async () => {
  const world = await tenant(VOUCHERS);
  const order = await world.place(half);
  await world.book(order.id);
  const before = await books(world);
  setAccount(world, "3001", { IsBlockedForManualBooking: true });
  await change(world, order, { lines: [mug(120)] });
  await expect(world.book(order.id)).rejects.toThrow("blocked for manual booking");
  expect(await books(world)).toEqual(before);
});

test("money that was matched by hand isn't booked again once payments are registered", async () => {
  const world = await tenant({ ...VOUCHERS, voucher: { paid: "receivable" } });
  const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125)] });
  await world.book(order.id);
  // The accountant matches the bank: 1930 / 1510 125.00. Then payments are switched on.
  world.configure({ orders: { payments: "register", voucher: { paid: "clearing" } } });
  await change(world, order, { status: 4 });
  const run = await world.book(order.id);
  expect(run.writes).toEqual([]);
  // The way out that a held payout names.
  const asked = await world.book(order.id, ["resync"]);
  expect(asked.codes).toContain("voucher-paid");
  expect((await world.book(order.id)).writes).toEqual([]);
});

test("what comes in after the booking is registered once payments are", async () => {
  const world = await tenant({ ...VOUCHERS, voucher: { paid: "receivable" } });
  const order = await world.place(half);
  await world.book(order.id);
  world.configure({ orders: { payments: "register", voucher: { paid: "clearing" } } });
  await change(world, order, { paymentStatus: "Paid", amountPaid: 125 });
  await world.book(order.id);
  expect((await books(world))["1580"]).toBe(100);
});

test("what a resync moved counts as moved when more comes in", async () => {
  const world = await tenant({ ...VOUCHERS, voucher: { paid: "receivable" } });
  const order = await world.place(half);
  await world.book(order.id);
  world.configure({ orders: { payments: "register", voucher: { paid: "clearing" } } });
  await world.book(order.id, ["resync"]);
  expect((await books(world))["1580"]).toBe(25);
  await change(world, order, { paymentStatus: "Paid", amountPaid: 125 });
  await world.book(order.id);
  expect((await books(world))["1580"]).toBe(125);
});
