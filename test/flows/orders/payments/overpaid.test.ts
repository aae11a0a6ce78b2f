/**
 * More was paid than was charged: the order is booked, what was charged is paid, and a person is
 * told of the rest as long as it stands.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../support/voucher-accounts.ts";

const PAID: Json = { paymentStatus: "Paid", paymentMethodId: "CARD", amountPaid: 110 };
const OPEN: Json = { paymentStatus: "Open", paymentMethodId: "CARD" };

async function open(orders: Json): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
  world.configure({
    orders: { type: "invoice", payments: "register", ...orders },
    lookups: {
      ...(orders["type"] === "mutation" ? VOUCHER_LOOKUPS : {}),
      paymentMethod: { default: String(bank), table: {} },
    },
  } as never);
  return world;
}

const place = (world: FlowWorld, more: Json) =>
  world.place({ ...privateBuyer("Overpaid"), lines: [{ ...mug(), price: 100 }], ...more });

async function balances(world: FlowWorld): Promise<Readonly<Record<number, number>>> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return Object.fromEntries(
    trialBalance.filter((one) => one.balance !== 0).map((one) => [one.account, one.balance]),
  );
}

test("an invoice is paid with what was charged, and a person is told of the rest at every look", async () => {
  const world = await open({});
  const placed = await place(world, PAID);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.end.reasons[0]]).toEqual([
    "needs-attention",
    {
      code: "payment-exceeds-order",
      params: { paid: "110.00", charged: "100.00", over: "10.00" },
    },
  ]);
  expect(run.codes).toContain("payment-registered");
  expect(await balances(world)).toEqual({ 1930: 100, 2611: -20, 3001: -80 });
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes[0], again.writes]).toEqual([
    "needs-attention",
    "payment-exceeds-order",
    [],
  ]);
});

test.each<[string, Json]>([
  ["while payments are registered", {}],
  ["while none are", { payments: "none" }],
])(
  "a voucher has all that was paid, and a person is told what is owed to the buyer, %s",
  async (_, orders) => {
    const world = await open({ type: "mutation", voucher: { paid: "clearing" }, ...orders });
    const placed = await place(world, PAID);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "voucher-overpaid"]);
    expect(await balances(world)).toEqual({ 1510: -10, 1580: 110, 2611: -20, 3001: -80 });
    const again = await world.book(placed.id);
    expect([again.end.outcome, again.codes[0], again.writes]).toEqual([
      "needs-attention",
      "voucher-overpaid",
      [],
    ]);
  },
);

test.each<[string, Json]>([
  ["open", OPEN],
  ["paid at once", { ...PAID, amountPaid: 100 }],
])(
  "what comes later above what was charged is booked on a voucher that was %s",
  async (_, first) => {
    const world = await open({ type: "mutation", voucher: { paid: "clearing" } });
    const placed = await place(world, first);
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, PAID);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes[0], run.codes.includes("voucher-paid")]).toEqual([
      "needs-attention",
      "voucher-overpaid",
      true,
    ]);
    expect(await balances(world)).toEqual({ 1510: -10, 1580: 110, 2611: -20, 3001: -80 });
    expect((await world.book(placed.id)).writes).toEqual([]);
  },
);

test("an overpaid voucher is taken back with all that was paid", async () => {
  const world = await open({
    type: "mutation",
    voucher: { paid: "clearing" },
    cancelledAfterBooking: "credit",
  });
  const placed = await place(world, PAID);
  await world.book(placed.id);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    status: 9,
    paymentStatus: "Refunded",
    amountPaid: 0,
  });
  expect((await world.book(placed.id)).end.outcome).toBe("updated");
  expect(await balances(world)).toEqual({});
});
