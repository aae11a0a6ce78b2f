/** The shop says of an order's money by a status what its amount denies: a person is told. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { everyOf } from "../../../support/every-of.ts";

const TYPES: Readonly<Record<string, Json>> = {
  invoice: { type: "invoice", payments: "register", refunds: "register" },
  voucher: { type: "mutation", voucher: { paid: "clearing" } },
};
let n = 0;

async function open(orders: Json = TYPES["invoice"] ?? {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"];
  world.configure({
    orders,
    lookups: {
      ...(orders["type"] === "mutation" ? VOUCHER_LOOKUPS : {}),
      paymentMethod: { default: String(bank), table: {} },
    },
  } as never);
  return world;
}

const place = (world: FlowWorld, more: Json, buyer: Json = privateBuyer(`Denied${(n += 1)}`)) =>
  world.place({
    ...buyer,
    paymentMethodId: "CARD",
    lines: [{ ...mug(), price: 149.49 }],
    ...more,
  });

const DENIED: readonly (readonly [string, number])[] = [
  ["Paid", 0],
  ["Paid", 149],
  ["Paid", -149.49],
  ["Open", 50],
  ["PartlyPaid", 0],
];

test.each(Object.keys(TYPES).flatMap((type) => DENIED.map((one) => [type, ...one] as const)))(
  "%s: an order that is %s, with %s of 149.49, is booked and told, at every look",
  async (type, paymentStatus, amountPaid) => {
    const world = await open(TYPES[type]);
    const placed = await place(world, { paymentStatus, amountPaid });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes.includes(`${type}-booked`)]).toEqual([
      "needs-attention",
      true,
    ]);
    expect(run.codes).toContain("payment-status-differs");
    const { trialBalance } = (await world.control("eaccounting", "GET", "/books")) as {
      trialBalance: { account: number; balance: number }[];
    };
    const money = trialBalance.filter(({ account }) => account < 2000);
    expect(everyOf(money, ({ balance }) => balance >= 0)).toBe(true);
    const again = await world.book(placed.id);
    expect([again.codes.includes("payment-status-differs"), again.writes]).toEqual([true, []]);
  },
);

test.each([
  ["Paid", 149.49],
  ["PartlyPaid", 50],
  ["PartlyPaid", 149.49],
  ["Open", 0],
  ["Paid", null],
])("an order that is %s, with %s of 149.49, agrees with itself", async (paymentStatus, amount) => {
  const world = await open();
  const placed = await place(world, { paymentStatus, amountPaid: amount });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
});

test("where no money is booked nothing is asked of it", async () => {
  const world = await open({ type: "invoice", payments: "none" });
  const placed = await place(world, { paymentStatus: "Paid", amountPaid: 0 });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
});

test("an order whose money went back in part, on a credit, may be paid with less than it came to", async () => {
  const world = await open();
  const buyer = privateBuyer(`Denied${(n += 1)}`);
  const placed = await place(world, { paymentStatus: "Paid", amountPaid: 149.49 }, buyer);
  await world.book(placed.id);
  const credit = await place(
    world,
    {
      creditsOrderId: placed.id,
      paymentStatus: "Refunded",
      lines: [{ ...mug(), price: 49.49, quantity: -1 }],
    },
    buyer,
  );
  expect((await world.book(credit.id)).end.outcome).toBe("booked");
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { amountPaid: 100 });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes.includes("payment-status-differs")]).toEqual([
    "booked",
    false,
  ]);
});

test("an order of which a gift card paid a part agrees with no money for the rest", async () => {
  const world = await open();
  const { bankaccounts = [] } = await world.ledger();
  const card = bankaccounts.find((one) => one["LedgerAccountNumber"] === 2421)?.["Id"];
  world.configure({ lookups: { giftCard: { default: String(card), table: {} } } } as never);
  const used: Json = {
    lineType: "GiftCard",
    articleCode: "CARD",
    description: "Card",
    quantity: -1,
    price: 40,
    vatPercentage: 0,
  };
  const lines = [{ ...mug(), price: 149.49 }, used];
  for (const [paymentStatus, amountPaid] of [
    ["PartlyPaid", 0],
    ["Paid", 109.49],
  ]) {
    const placed = await place(world, { paymentStatus, amountPaid, lines } as Json);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes.includes("payment-status-differs")]).toEqual([
      "booked",
      false,
    ]);
  }
});

test.each(Object.keys(TYPES))(
  "%s: an order that was paid whole and is edited up owes the difference: nobody is told",
  async (type) => {
    const world = await open({ ...TYPES[type], editedAfterBooking: "delta" });
    const placed = await place(world, { paymentStatus: "Paid", amountPaid: 149.49 });
    await world.book(placed.id);
    const patch = (change: Json) =>
      world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    for (const price of [160, 180]) {
      await patch({ lines: [{ ...mug(), price }] });
      const runs = [await world.book(placed.id), await world.book(placed.id)];
      expect(runs[0]?.end.outcome).toBe("updated");
      expect(runs.flatMap(({ codes }) => codes)).not.toContain("payment-status-differs");
    }
    await patch({ amountPaid: 155 });
    expect((await world.book(placed.id)).codes).toContain("payment-status-differs");
  },
);

test("an order that was paid after one edit and edited up by another is owed the difference", async () => {
  const world = await open({ ...TYPES["invoice"], editedAfterBooking: "delta" });
  const placed = await place(world, { paymentStatus: "Open" });
  const sold = (articleCode: string, price: number): Json => ({
    lines: [{ articleCode, quantity: 1, price }],
  });
  for (const change of [
    {},
    sold("TEA", 160),
    { paymentStatus: "Paid", amountPaid: 160 },
    sold("BOOK", 200),
    { comments: "asked when it comes" },
  ]) {
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    const run = await world.book(placed.id);
    expect([change, run.codes]).not.toEqual([
      change,
      expect.arrayContaining(["payment-status-differs"]),
    ]);
  }
});
