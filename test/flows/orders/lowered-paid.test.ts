/** The money of an order that a credit lowered: what the shop still has pays what is left. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { invoicesOf, money } from "../../support/invoices.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";

test.each([["says how much went back"], ["says only that it is refunded"]])(
  "is paid with what the shop still has, where the credit %s",
  async (says) => {
    const world = await FlowWorld.open();
    const { bankaccounts: banks = [] } = await world.ledger();
    const bank = String(banks[0]?.["Id"]);
    world.configure({
      orders: {
        type: "sales-order",
        creditOfSalesOrder: "lower",
        invoiceOrders: "delivered",
        payments: "register",
      },
      lookups: { paymentMethod: { default: bank, table: {} } },
    });
    const who = companyBuyer("Lowered");
    const order = await world.place({ ...who, paymentStatus: "Paid", lines: [mug(10)] });
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    const credit = await world.place({
      ...who,
      creditsOrderId: order.id,
      paymentStatus: "Refunded",
      lines: [mug(-4)],
    });
    if (says === "says only that it is refunded")
      world.shopSays = (body) =>
        JSON.parse(
          JSON.stringify(body, (_, value: unknown) =>
            typeof value === "object" &&
            value !== null &&
            (value as Json)["id"] === credit.id &&
            "amountPaid" in value
              ? { ...value, amountPaid: null }
              : value,
          ),
        );
    expect((await world.book(credit.id)).codes).toEqual(["credit-lowers-order"]);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 4 });
    const run = await world.book(order.id);
    const [invoice] = await invoicesOf(
      { ledger: () => world.ledger() as never },
      order.orderNumber,
    );
    expect([
      run.end.outcome,
      run.codes[0],
      money(invoice?.["RemainingAmountInvoiceCurrency"]),
    ]).toEqual(["booked", "invoice-booked", "0.00"]);
    // What the credit says holds once the order is invoiced, too.
    const [why] = (await world.book(credit.id)).end.reasons;
    expect(why && reasonText(why).text).toBe(
      "As the order wasn't invoiced yet when it was credited, 42.50 is taken off sales order 1 in " +
        "eAccounting.",
    );
  },
);
