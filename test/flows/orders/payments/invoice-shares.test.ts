/** Money of an order that has several invoices. */
import { expect, test } from "vitest";
import { invoiceShares } from "../../../../src/flows/orders/payments/invoice-shares.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";

const invoice = (total: string, remaining: string, more = {}) => ({
  total,
  remaining,
  credited: "0.00",
  cards: "0.00",
  ...more,
});

test.each<[string, string | null, ReturnType<typeof invoice>[], (string | null)[]]>([
  ["all of one invoice", "70.00", [invoice("100.00", "100.00")], ["70.00"]],
  [
    "each its room, the last one the rest",
    "160.00",
    [invoice("100.00", "100.00"), invoice("50.00", "50.00")],
    ["100.00", "60.00"],
  ],
  [
    "what the second has already isn't the first one's",
    "50.00",
    [invoice("100.00", "100.00"), invoice("50.00", "0.00")],
    ["0.00", "50.00"],
  ],
  [
    "the rest of it is",
    "80.00",
    [invoice("100.00", "100.00"), invoice("50.00", "0.00")],
    ["30.00", "50.00"],
  ],
  [
    "what was credited has no room",
    "79.50",
    [invoice("300.00", "79.50", { credited: "220.50" }), invoice("79.50", "0.00")],
    ["0.00", "79.50"],
  ],
  [
    "cards aren't money",
    "60.00",
    [invoice("100.00", "80.00", { cards: "20.00" }), invoice("50.00", "50.00")],
    ["60.00", "0.00"],
  ],
  [
    "more than all stays where it is",
    "20.00",
    [invoice("100.00", "70.00"), invoice("50.00", "50.00")],
    ["30.00", "0.00"],
  ],
  ["unknown", null, [invoice("1.00", "1.00"), invoice("1.00", "1.00")], [null, null]],
])("%s", (_, received, invoices, shares) => {
  expect(invoiceShares(received, invoices)).toEqual(shares);
});

test("an order's run pays nothing anew that stands on its second invoice", async () => {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    orders: { type: "invoice", editedAfterBooking: "delta", payments: "register" },
    lookups: { paymentMethod: { default: bank, table: {} } },
  });
  const placed = await world.place({
    ...companyBuyer("Twice"),
    paymentStatus: "Open",
    lines: [{ ...mug(8), price: 10 }],
  });
  await world.book(placed.id);
  const edit = async (now: Json) => {
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, now);
    return world.book(placed.id);
  };
  expect((await edit({ lines: [{ ...mug(12), price: 10 }] })).end.outcome).toBe("updated");
  const second = world.documentsOf(placed.id).find(({ role }) => role === "delta-invoice");
  await world.control("eaccounting", "POST", `/customerinvoices/${second?.id}/payments`);
  const part = await edit({ paymentStatus: "PartlyPaid", amountPaid: 50 });
  expect([part.end.outcome, part.writes, part.codes]).toEqual([
    "booked",
    [],
    expect.arrayContaining(["payment-already-registered"]),
  ]);
  const more = await edit({ amountPaid: 80 });
  expect([more.codes.includes("payment-registered"), more.writes.length]).toEqual([true, 1]);
  const { customerinvoices = [] } = await world.ledger();
  expect(customerinvoices.map((one) => one["RemainingAmount"])).toEqual([70, 0]);
});
