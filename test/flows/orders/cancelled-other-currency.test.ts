/** Orders that say another currency or price basis as they are cancelled than they were booked in. */
import { expect, test } from "vitest";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { BUYER, books, change, mug, tenant } from "./registered-world.kit.ts";

const CANCELLED = { status: 9 };
const REFUNDED = { paymentStatus: "Refunded", amountPaid: 0 };

async function inEuro() {
  const world = await tenant();
  const order = await world.place({
    ...BUYER,
    currencyCode: "EUR",
    paymentStatus: "Paid",
    lines: [mug(125)],
  });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  return { world, order };
}

/** Currency, total and rest of each invoice, oldest first. */
const invoices = async (world: FlowWorld): Promise<readonly unknown[]> =>
  ((await world.ledger())["customerinvoices"] ?? []).map((one) => [
    one["CurrencyCode"],
    one["TotalAmountInvoiceCurrency"],
    one["RemainingAmountInvoiceCurrency"],
  ]);

test.each<[string, Json]>([
  ["currency", { currencyCode: "SEK" }],
  ["price basis", { pricesIncludeVat: false }],
])("with another %s: credited and refunded as it was booked", async (_what, other) => {
  const { world, order } = await inEuro();
  await change(world, order, { ...other, ...CANCELLED, ...REFUNDED });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes]).toEqual([
    "updated",
    expect.arrayContaining(["order-cancelled-credited", "refund-registered"]),
  ]);
  expect(await invoices(world)).toEqual([
    ["EUR", 125, 0],
    ["EUR", -125, 0],
  ]);
  expect(await books(world)).toEqual({});
  expect((await world.book(order.id)).writes).toEqual([]);
});

test.each<[string, Json]>([
  ["less", { paymentStatus: "PartlyPaid", amountPaid: 50 }],
  ["more", { lines: [mug(1250)], amountPaid: 1250 }],
])("what the shop has in another currency is told as what is booked: %s", async (_how, has) => {
  const { world, order } = await inEuro();
  await change(world, order, { currencyCode: "SEK", ...CANCELLED, ...has });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.end.reasons[0]]).toMatchObject([
    "needs-attention",
    { code: "cancelled-money-kept", params: { paid: "125.00", stands: "credit" } },
  ]);
  expect(run.codes).not.toContain("refund-registered");
  const sale = world.documentsOf(order.id).find(({ role }) => role === "invoice");
  expect(sale?.content?.saidBack).toBeUndefined();
  expect(await invoices(world)).toEqual([
    ["EUR", 125, 0],
    ["EUR", -125, -125],
  ]);
});

test("a part that went back in another currency of an order without lines isn't refunded by itself", async () => {
  const { world, order } = await inEuro();
  const part = { lines: [], paymentStatus: "Refunded", amountPaid: 200 };
  await change(world, order, { currencyCode: "SEK", ...CANCELLED, ...part });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes]).toEqual([
    "needs-attention",
    expect.arrayContaining(["payment-status-differs"]),
  ]);
  expect(await invoices(world)).toEqual([
    ["EUR", 125, 0],
    ["EUR", -125, -125],
  ]);
});

const NOTHING = { currencyCode: "SEK", lines: [mug(0)] };

test.each<[string, Json]>([
  ["less", { paymentStatus: "PartlyPaid", amountPaid: 50 }],
  ["more", { paymentStatus: "Paid", amountPaid: 1250 }],
])("an order edited to nothing tells what is booked of its money: %s", async (_how, has) => {
  const { world, order } = await inEuro();
  await change(world, order, { ...NOTHING, ...has });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.end.reasons]).toMatchObject([
    "needs-attention",
    expect.arrayContaining([
      { code: "cancelled-money-kept", params: expect.objectContaining({ paid: "125.00" }) },
    ]),
  ]);
  const mixed = ["paid-less-than-registered", "paid-after-cancellation"];
  expect(run.codes.filter((code) => mixed.includes(code))).toEqual([]);
  await change(world, order, REFUNDED);
  expect((await world.book(order.id)).end.outcome).toBe("updated");
  expect(await books(world)).toEqual({});
});

test.each<[string, Json, string | null]>([
  ["a part", { paymentStatus: "PartlyPaid", amountPaid: 50 }, null],
  ["nothing", { paymentStatus: "Open", amountPaid: 0 }, "125.00"],
])(
  "of an edit in another currency money is missing only where the shop has nothing: %s",
  async (_what, has, missing) => {
    const { world, order } = await inEuro();
    await change(world, order, { currencyCode: "SEK", lines: [mug(100)], ...has });
    const { end } = await world.book(order.id);
    const why = end.reasons.find(({ code }) => code === "paid-less-than-registered");
    expect([end.outcome, why?.params["missing"] ?? null]).toEqual(["needs-attention", missing]);
  },
);

test.each<[string, Json, Json]>([
  ["an invoice, edited to nothing", {}, NOTHING],
  [
    "a voucher, cancelled",
    { type: "mutation", voucher: { paid: "clearing" } },
    { currencyCode: "SEK", ...CANCELLED },
  ],
])(
  "money in another currency for %s of which none is booked is told as the shop says it",
  async (_what, settings, over) => {
    const world = await tenant(settings);
    const sold = { ...BUYER, currencyCode: "EUR", paymentStatus: "Open", lines: [mug(125)] };
    const order = await world.place(sold);
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    await change(world, order, { ...over, paymentStatus: "Paid", amountPaid: 1250 });
    const { end } = await world.book(order.id);
    expect(end).toMatchObject({
      outcome: "needs-attention",
      reasons: expect.arrayContaining([
        {
          code: "paid-after-cancellation",
          params: expect.objectContaining({ paid: "1250.00", registered: "0.00" }),
        },
      ]),
    });
  },
);

test("of a reversed voucher with a part that is kept, another currency tells that part", async () => {
  const world = await tenant({ type: "mutation", voucher: { paid: "clearing" } });
  const sold = { ...BUYER, currencyCode: "EUR", paymentStatus: "Paid", lines: [mug(125)] };
  const order = await world.place(sold);
  await world.book(order.id);
  const told = async (said: Json): Promise<unknown> => {
    await change(world, order, said);
    return (await world.book(order.id)).end.reasons.find(({ code }) => code.includes("cancel"));
  };
  const kept = {
    code: "cancelled-money-kept",
    params: expect.objectContaining({ paid: "50.00", stands: "account" }),
  };
  const part = { ...CANCELLED, paymentStatus: "PartlyPaid", amountPaid: 50 };
  expect(await told(part)).toMatchObject(kept);
  for (const amountPaid of [500, 40])
    expect(await told({ currencyCode: "SEK", amountPaid })).toMatchObject(kept);
});

test.each([
  ["invoice", 50, 40, true],
  ["invoice", 125, 1250, false],
  ["mutation", 50, 40, true],
  ["mutation", 125, 1250, false],
] as const)(
  "a refund without an amount is told as long as less is credited than was booked: %s of 125, %s credited, %s in another currency: %s",
  async (type, credited, now, isTold) => {
    const world = await tenant({ type, payments: "none", refunds: "none" });
    const sold = { ...BUYER, currencyCode: "EUR", lines: [mug(125)] };
    const order = await world.place({ ...sold, paymentStatus: "Open" });
    await world.book(order.id);
    const part = { lines: [mug(credited, -1)], creditsOrderId: order.id, paymentStatus: "Open" };
    await world.book((await world.place({ ...sold, ...part })).id);
    await change(world, order, { currencyCode: "SEK", lines: [mug(now)], ...REFUNDED });
    const { end } = await world.book(order.id);
    const told = end.reasons.filter(({ code }) => code === "refunded-without-credit");
    expect(told.map(({ params }) => params["credited"])).toEqual(isTold ? ["50.00"] : []);
  },
);

test.each([
  ["less", { paymentStatus: "PartlyPaid", amountPaid: 50 }],
  ["more", { paymentStatus: "Paid", amountPaid: 1250 }],
])(
  "a reversed voucher keeps for the buyer what was booked, until all of it went back: %s",
  async (_how, has) => {
    const world = await tenant({ type: "mutation", voucher: { paid: "clearing" } });
    const sold = { ...BUYER, currencyCode: "EUR", lines: [mug(125)], paymentStatus: "Paid" };
    const order = await world.place(sold);
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    const { 1580: paid = 0 } = await books(world);
    const kept = { 1510: -paid, 1580: paid };
    await change(world, order, { currencyCode: "SEK", ...CANCELLED, ...has });
    const { end } = await world.book(order.id);
    expect(await books(world)).toEqual(kept);
    expect(end.reasons).toContainEqual(
      expect.objectContaining({
        code: "cancelled-money-kept",
        params: expect.objectContaining({ paid: "125.00", stands: "account" }),
      }),
    );
    await change(world, order, REFUNDED);
    expect((await world.book(order.id)).end.outcome).toBe("skipped");
    expect(await books(world)).toEqual({});
  },
);

test.each([
  [110, 100, true],
  [1250, 1100, true],
  [1250, 125, true],
  [110, 110, false],
])(
  "a paid order that says %s in another currency, and %s as paid, contradicts itself: %s",
  async (gross, amountPaid, isTold) => {
    const { world, order } = await inEuro();
    await change(world, order, { currencyCode: "SEK", lines: [mug(gross)], amountPaid });
    const { codes } = await world.book(order.id);
    expect(codes.includes("payment-status-differs")).toBe(isTold);
  },
);

test.each([
  [4, false],
  [0, true],
])(
  "a refund of 50.00 that is %s in another currency now is less than registered only where nothing is left of it",
  async (amountPaid, isTold) => {
    const { world, order } = await inEuro();
    const credit = await world.place({
      ...BUYER,
      currencyCode: "EUR",
      creditsOrderId: order.id,
      paymentStatus: "Refunded",
      lines: [mug(50, -1)],
    });
    expect((await world.book(credit.id)).codes).toContain("refund-registered");
    await change(world, credit, {
      currencyCode: "SEK",
      paymentStatus: "PartlyPaid",
      amountPaid: -amountPaid,
    });
    const { codes } = await world.book(credit.id);
    expect(codes.includes("refund-less-than-registered")).toBe(isTold);
  },
);
