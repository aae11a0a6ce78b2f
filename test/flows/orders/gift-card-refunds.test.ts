/** A refund of an order that a gift card paid a part of. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { money } from "../../support/invoices.ts";
import { mug, privateBuyer } from "../../support/orders.ts";

test("takes no more from the bank than the bank got, where the credit doesn't say how much went back", async () => {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const account = (number: number): string =>
    String(bankaccounts.find((one) => Number(one["LedgerAccountNumber"]) === number)?.["Id"]);
  world.configure({
    orders: { type: "invoice", payments: "register", refunds: "register" },
    lookups: {
      paymentMethod: { default: account(1930), table: {} },
      giftCard: { default: account(2421), table: {} },
    },
  });
  const who = privateBuyer("Carded");
  const goods = { ...mug(1), price: 100 };
  const order = await world.place({
    ...who,
    paymentStatus: "Paid",
    lines: [
      goods,
      { lineType: "GiftCard", description: "Card", quantity: -1, price: 40, vatCode: "N" },
    ],
  });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const credit = await world.place({
    ...who,
    creditsOrderId: order.id,
    paymentStatus: "Refunded",
    lines: [{ ...goods, quantity: -1 }],
  });
  world.shopSays = (body) =>
    JSON.parse(
      JSON.stringify(body, (_, value: unknown) =>
        typeof value === "object" && value !== null && (value as Json)["id"] === credit.id
          ? { ...value, amountPaid: null }
          : value,
      ),
    );
  const run = await world.book(credit.id);
  const paidBack = run.writes
    .filter(({ kind }) => kind === "payment.create")
    .map(({ request }) => money((request.body as Json)["PaymentAmount"]));
  expect([run.codes[0], paidBack]).toEqual(["refund-without-payment", []]);
});
