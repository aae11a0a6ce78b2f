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
    await world.book(order.id);
    expect(await books(world)).toEqual(kept);
    await change(world, order, REFUNDED);
    expect((await world.book(order.id)).end.outcome).toBe("skipped");
    expect(await books(world)).toEqual({});
  },
);
