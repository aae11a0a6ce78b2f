/** What an order counts as: the same from its own lines as from the shop's list. */
import { expect, test } from "vitest";
import { sumsOf } from "../../src/asperion/order-sums.ts";
import { paidByCards, soldOf, soldPart } from "../../src/domain/orders/sold.ts";
import type { Order } from "../../src/domain/orders/order.ts";
import { order } from "../flows/orders/kit.ts";

const card = (price: string) => ({ kind: "gift-card", price, quantity: "-1", rate: "0" }) as const;
const figuresOf = (of: Order) => ({
  gross: of.gross,
  vat: of.vat,
  currency: of.currency,
  ...soldPart(of),
});

/** The same order as the shop lists it. */
const listed = (of: Order): unknown => ({
  currencyCode: of.currency,
  amountInclVat: Number(of.gross),
  vatAmount: Number(of.vat),
  status: of.state === "cancelled" ? 9 : 2,
  creditsOrderId: of.creditsOrderId,
  lines: {
    _data: of.lines.map(({ kind, net, vat, gross, vatRate }) => ({
      lineType: kind === "gift-card" ? "GiftCard" : "Article",
      vatPercentage: Number(vatRate) * 100,
      amountExclVat: Number(net),
      vatAmount: Number(vat),
      amountInclVat: Number(gross),
    })),
  },
});

const goods = { price: "199.00" };
test.each([
  ["a sale", order([goods]), "199.00", null],
  ["one that a gift card paid", order([goods, card("100.00")]), "199.00", "100.00"],
  [
    "one that sells a gift card",
    order([goods, { ...card("50.00"), quantity: "1" }]),
    "249.00",
    null,
  ],
  ["a cancelled one", order([goods], { state: "cancelled" }), "0.00", null],
  [
    "a cancelled one with a card",
    order([goods, card("100.00")], { state: "cancelled" }),
    "0.00",
    null,
  ],
] as const)("%s counts alike in lists and in the reconciliation", (_, of, sold, paid) => {
  const figures = figuresOf(of);
  expect([soldOf(figures).gross, paidByCards(figures)]).toEqual([sold, paid]);
  expect(Number(sumsOf(listed(of))?.gross)).toBe(Number(sold));
});
