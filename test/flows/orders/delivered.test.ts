/**
 * A sales order that would be invoiced on delivery, where the invoice wouldn't be what the tenant's
 * books need: it stays an order. And an invoice that the ledger sends by itself.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer } from "../../support/orders.ts";

const delivered = { type: "sales-order", invoiceOrders: "delivered" } as const;

async function delivers(
  arrange: (world: FlowWorld) => Promise<unknown>,
  price: number,
  orders: Json = {},
) {
  const world = await FlowWorld.open();
  await arrange(world);
  await world.setUp();
  world.configure({ orders: { ...delivered, ...orders } });
  const placed = await world.place({
    ...companyBuyer("Delivered"),
    pricesIncludeVat: true,
    status: 4,
    lines: [{ articleCode: "MUG", quantity: 1, price }],
  });
  const run = await world.book(placed.id);
  const { customerinvoices = [], orders: made = [], sent = [] } = await world.ledger();
  const ways = sent.map(({ way }) => way);
  return { run, invoices: customerinvoices.length, orders: made.length, sent: ways };
}

const cash = async (world: FlowWorld): Promise<void> => {
  for (const year of (await world.ledger())["fiscalyears"] ?? [])
    await world.control("eaccounting", "PATCH", `/fiscalyears/${String(year["Id"])}`, {
      BookkeepingMethod: 1,
    });
};
const whole = (world: FlowWorld): Promise<unknown> =>
  world.control("eaccounting", "PUT", "/company", { DomesticCurrencyRounding: 1 });

test("in books that are kept by payment a delivered order isn't invoiced, and says so", async () => {
  const { run, invoices, orders } = await delivers(cash, 100);
  expect([run.end.outcome, run.codes[0], invoices, orders]).toEqual([
    "held",
    "cash-bookkeeping",
    0,
    1,
  ]);
});

test("where the ledger rounds to whole units an order with cents isn't invoiced before the tenant has chosen, and one without is", async () => {
  const held = await delivers(whole, 99.49);
  expect([held.run.end.outcome, held.run.codes[0], held.invoices, held.orders]).toEqual([
    "held",
    "domestic-rounding",
    0,
    1,
  ]);
  const taken = await delivers(whole, 99);
  expect([taken.run.end.outcome, taken.invoices]).toEqual(["booked", 1]);
});

test.each(["sales-order", "invoice"] as const)(
  "a %s whose convert sends by itself is told to a person, and not sent a second time",
  async (type) => {
    const { run, sent } = await delivers(
      (world) => world.control("eaccounting", "PUT", "/switches", { convertSends: "print" }),
      100,
      { type, sending: { company: "email", private: "email" } },
    );
    expect([run.end.outcome, run.codes[0], sent]).toEqual([
      "needs-attention",
      "sent-by-ledger",
      ["print"],
    ]);
  },
);

const edits: readonly (readonly [string, Json, string])[] = [
  ["a comment", { comments: "Ring the bell" }, "order-unchanged"],
  ["a phone number", { phoneNumber: "0700" }, "order-unchanged"],
  ["another piece", { lines: [{ articleCode: "MUG", quantity: 2, price: 100 }] }, "delta-added"],
];

test.each(edits)(
  "an invoice of a delivered order is compared as it was made: %s",
  async (...of) => {
    const [, edit, code] = of;
    const world = await FlowWorld.open();
    world.configure({ orders: { ...delivered, editedAfterBooking: "delta" } });
    const placed = await world.place({
      ...companyBuyer("Delivered later"),
      pricesIncludeVat: true,
      status: 2,
      lines: [{ articleCode: "MUG", quantity: 1, price: 100 }],
    });
    await world.book(placed.id);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 4 });
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, edit);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes[0]]).toEqual([
      code === "delta-added" ? "updated" : "booked",
      code,
    ]);
    const again = await world.book(placed.id);
    expect([again.end.outcome, again.writes]).toEqual(["booked", []]);
  },
);
