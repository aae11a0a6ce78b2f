/**
 * Books that are right, and of which a reconciliation has nothing to say, however they came to be:
 * what a credit order or a reversal took back, in which sign and in which currency.
 */
import { expect, test } from "vitest";
import { companyBuyer } from "../support/orders.ts";
import { CANCELLED, mugs, Shop } from "./right-books.kit.ts";

const NOTHING = { findings: [] };

test.each(["invoice", "mutation"])(
  "an order that a credit took back whole and that was cancelled then: %s",
  async (type) => {
    const shop = await Shop.open({ type });
    const order = await shop.placed({ lines: [mugs(1)] });
    await shop.placed({ creditsOrderId: order, lines: [mugs(-1)] });
    await shop.becomes(order, CANCELLED);
    expect(await shop.told()).toEqual([
      { state: "booked", findings: [], due: ["SEK 125.00"], stands: ["SEK 125.00"] },
      { state: "booked", findings: [], due: ["SEK -125.00"], stands: ["SEK -125.00"] },
    ]);
  },
);

test("an order that a credit took back in part, and whose rest was credited as it was cancelled", async () => {
  const shop = await Shop.open({ type: "invoice" });
  const order = await shop.placed({ lines: [mugs(2)] });
  await shop.placed({ creditsOrderId: order, lines: [mugs(-1)] });
  await shop.becomes(order, CANCELLED);
  expect(await shop.told()).toEqual([
    { state: "booked", findings: [], due: ["SEK 125.00"], stands: ["SEK 125.00"] },
    { state: "booked", findings: [], due: ["SEK -125.00"], stands: ["SEK -125.00"] },
  ]);
});

test("a sales order that a credit lowered, and that was invoiced and cancelled", async () => {
  const shop = await Shop.open({
    type: "sales-order",
    invoiceOrders: "delivered",
    creditOfSalesOrder: "lower",
  });
  const order = await shop.placed({ status: 2, lines: [mugs(2)] });
  await shop.placed({ creditsOrderId: order, lines: [mugs(-1)] });
  await shop.run(order);
  expect((await shop.told())[0]).toMatchObject({ ...NOTHING, due: ["SEK 125.00"] });
  await shop.becomes(order, { status: 4 });
  await shop.becomes(order, CANCELLED);
  expect((await shop.told())[0]).toEqual({
    state: "booked",
    findings: [],
    due: ["SEK 0.00"],
    stands: ["SEK 0.00"],
  });
});

test.each(["SEK", "EUR"])(
  "a paid voucher, cancelled while the shop kept the money, alive again, edited and cancelled: %s",
  async (currencyCode) => {
    const shop = await Shop.open({ type: "mutation", voucher: { paid: "clearing" } });
    const order = await shop.placed({
      currencyCode,
      paymentMethodId: "CARD",
      paymentStatus: "Paid",
      lines: [mugs(1)],
    });
    const standing = async (due: string): Promise<void> => {
      const [told] = await shop.told();
      expect([told?.findings, told?.stands]).toEqual([[], [`${currencyCode} ${due}`]]);
    };
    await standing("125.00");
    await shop.becomes(order, CANCELLED);
    await standing("0.00");
    await shop.becomes(order, { status: 2 });
    await standing("125.00");
    await shop.becomes(order, { lines: [mugs(2)], amountPaid: 250 });
    await standing("250.00");
    await shop.becomes(order, CANCELLED);
    await standing("0.00");
    await shop.becomes(order, { paymentStatus: "Refunded", amountPaid: 0 });
    await standing("0.00");
  },
);

test.each([
  ["credit", true],
  ["credit", false],
  ["edit", true],
  ["edit", false],
] as const)(
  "a draft of a credit of a company's invoice, by a %s, at prices that include VAT: %s",
  async (by, pricesIncludeVat) => {
    const shop = await Shop.open({ type: "invoice" });
    const head = { ...companyBuyer("Draft"), pricesIncludeVat };
    const price = pricesIncludeVat ? 125 : 100;
    const order = await shop.placed({ ...head, lines: [mugs(2, price)] });
    shop.world.configure({ orders: { type: "draft-invoice" } });
    if (by === "credit")
      await shop.placed({ ...head, creditsOrderId: order, lines: [mugs(-1, price)] });
    else await shop.becomes(order, { lines: [mugs(1, price)] });
    const told = await shop.told();
    expect(told.map(({ findings, stands }) => [findings, stands])).toEqual(
      by === "credit"
        ? [
            [[], ["SEK 250.00"]],
            [[], ["SEK -125.00"]],
          ]
        : [[[], ["SEK 125.00"]]],
    );
  },
);

test.each(["positive", "negative"])(
  "a credit whose totals the ledger says above or below zero: %s",
  async (creditTotals) => {
    const shop = await Shop.open({ type: "invoice" });
    await shop.world.control("eaccounting", "PUT", "/switches", { creditTotals });
    const order = await shop.placed({ lines: [mugs(2)] });
    await shop.placed({ creditsOrderId: order, lines: [mugs(-1)] });
    await shop.becomes(order, { lines: [mugs(1)] });
    const told = await shop.told();
    expect(told.map(({ findings }) => findings)).toEqual([[], []]);
    expect(told[1]?.stands).toEqual(["SEK -125.00"]);
  },
);
test("a voucher whose order was corrected to another currency", async () => {
  const shop = await Shop.open({ type: "mutation" });
  const order = await shop.placed({ lines: [mugs(1, 100)] });
  await shop.becomes(order, { currencyCode: "EUR" });
  expect(await shop.told()).toEqual([
    { state: "booked", findings: [], due: ["EUR 100.00"], stands: ["EUR 100.00", "SEK 0.00"] },
  ]);
});
