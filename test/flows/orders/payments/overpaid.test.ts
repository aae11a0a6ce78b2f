/**
 * More was paid than was charged: an invoice is paid with what was charged, and a person is told of
 * the rest as long as it stands. A voucher waits until the amount is put right.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

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
      params: { paid: "110.00", charged: "100.00", over: "10.00", of: "invoice" },
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

test("what an edit took off a paid order isn't overpaid; what comes above it afterwards is", async () => {
  const world = await open({ editedAfterBooking: "delta" });
  const placed = await place(world, { ...PAID, amountPaid: 100 });
  await world.book(placed.id);
  const edit = (change: Json) => world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
  await edit({ lines: [{ ...mug(), price: 80 }] });
  const runs = [await world.book(placed.id), await world.book(placed.id)];
  expect(runs.map(({ end }) => end.outcome)).toEqual(["updated", "booked"]);
  expect(runs.flatMap(({ codes }) => codes)).not.toContain("payment-exceeds-order");
  await edit({ amountPaid: 110 });
  expect((await world.book(placed.id)).end.reasons[0]).toEqual({
    code: "payment-exceeds-order",
    params: { paid: "110.00", charged: "100.00", over: "10.00", of: "invoice" },
  });
});

const VOUCHER: Json = { type: "mutation", voucher: { paid: "clearing" } };

test.each<[string, Json]>([
  ["while payments are registered", {}],
  ["while none are", { payments: "none" }],
])("an overpaid voucher is held until the amount is put right, %s", async (_, orders) => {
  const world = await open({ ...VOUCHER, ...orders });
  const placed = await place(world, PAID);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.end.reasons[0], run.writes]).toEqual([
    "held",
    {
      code: "payment-exceeds-order",
      params: { paid: "110.00", charged: "100.00", over: "10.00", of: "voucher" },
    },
    [],
  ]);
  expect(await balances(world)).toEqual({});
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { amountPaid: 100 });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  expect(await balances(world)).toEqual({ 1580: 100, 2611: -20, 3001: -80 });
});

test.each<[string, Json, Json]>([
  ["open", OPEN, {}],
  ["paid at once", { ...PAID, amountPaid: 100 }, {}],
  ["open, as an item", OPEN, { receivable: "ledger-item", ledgerItemsFrom: 9000 }],
])(
  "what comes later above what was charged waits while the voucher stands: %s",
  async (_, first, voucher) => {
    const world = await open({ ...VOUCHER, voucher: { paid: "clearing", ...voucher } });
    const placed = await place(world, first);
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    const before = await balances(world);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, PAID);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.end.reasons[0], run.writes]).toEqual([
      "needs-attention",
      {
        code: "payment-exceeds-order",
        params: { paid: "110.00", charged: "100.00", over: "10.00", of: "payment" },
      },
      [],
    ]);
    expect(await balances(world)).toEqual(before);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { amountPaid: 100 });
    await world.book(placed.id);
    expect((await balances(world))[1510] ?? 0).toBe(0);
  },
);

test("of an item that was paid in part the shop's own figures are told", async () => {
  const world = await open({
    ...VOUCHER,
    voucher: { paid: "clearing", receivable: "ledger-item", ledgerItemsFrom: 9000 },
  });
  const placed = await place(world, { ...PAID, paymentStatus: "PartlyPaid", amountPaid: 35 });
  await world.book(placed.id);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, PAID);
  const { params } = (await world.book(placed.id)).end.reasons[0] ?? {};
  expect(params).toEqual({ paid: "110.00", charged: "100.00", over: "10.00", of: "payment" });
});
