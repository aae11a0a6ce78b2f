/**
 * A discount at the head of an order that a gift card paid a part of: the card pays, so the
 * discount is of what was sold, whatever is made of the order.
 */
import { expect, test } from "vitest";
import { sumsOf } from "../../../src/asperion/order-sums.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { planVoucher } from "../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { asSale } from "../../../src/flows/orders/intake/order-case.ts";
import { supportingFacts } from "../../../src/flows/orders/supporting/facts.ts";
import { company, documentOf, input, order, settings, type Sold } from "./kit.ts";
import { shownRows, voucherInput, voucherOf, voucherSettings } from "./vouchers/kit.ts";

const card = (price: string, quantity = "-1"): Sold => ({
  kind: "gift-card",
  sku: "GC",
  quantity,
  price,
  rate: "0",
});

/** 100.00 less a tenth is 90.00, of which a card paid 50.00. */
const mixed = order([{ price: "100.00" }, card("50.00")], {
  payment: "open",
  headDiscount: "0.1",
  net: "22.00",
  vat: "18.00",
  gross: "40.00",
});

test("a voucher takes the discount off the goods alone", () => {
  const planned = planVoucher(voucherInput(mixed, { settings: voucherSettings() }));
  expect(shownRows(voucherOf(planned))).toEqual([
    "D 1510 40.00",
    "K 3001 80.00",
    "D 3730 8.00",
    "D 2421 50.00",
    "K 2611 18.00",
  ]);
});

test("a document is the whole sale", () => {
  const { prediction } = documentOf(planOrder(input(mixed)));
  expect([prediction.rate.gross, prediction.rate.vat]).toEqual(["90.00", "18.00"]);
});

test("each rate bears its part, with more on the card than at any rate", () => {
  const placed = order([{ price: "100.00" }, { price: "112.00", rate: "0.12" }, card("50.00")], {
    payment: "open",
    headDiscount: "0.5",
    net: "40.00",
    vat: "16.00",
    gross: "56.00",
  });
  const rows = shownRows(voucherOf(planVoucher(voucherInput(placed))));
  expect(rows).toEqual(expect.arrayContaining(["K 2611 10.00", "K 2621 6.00", "D 3730 90.00"]));
});

test("a credit gives the card back, and the discount off the goods", () => {
  const credit: Order = {
    ...order([{ price: "100.00", quantity: "-1" }, card("50.00", "1")], {
      payment: "open",
      headDiscount: "0.1",
      net: "-22.00",
      vat: "-18.00",
      gross: "-40.00",
    }),
    creditsOrderId: mixed.id,
  };
  const sale = asSale(credit, "negative");
  if (!sale.ok) throw new Error(sale.error.code);
  const planned = planVoucher(
    voucherInput(sale.value, {
      form: "voucher-credit",
      credits: { voucher: "A1" },
      settings: voucherSettings(),
    }),
  );
  expect(shownRows(voucherOf(planned))).toEqual([
    "K 1510 40.00",
    "D 3001 80.00",
    "K 3730 8.00",
    "K 2421 50.00",
    "D 2611 18.00",
  ]);
  expect(ratesOf(credit)).toEqual([
    ["0.25", "-90.00"],
    ["0", "50.00"],
  ]);
});

const ratesOf = (placed: Order) =>
  supportingFacts({ settings: settings(), lists: { company } as never }, placed).rates.map(
    ({ rate, gross }) => [rate, gross],
  );

test("the PDF's rates come to its total", () => {
  expect(ratesOf(mixed)).toEqual([
    ["0.25", "90.00"],
    ["0", "-50.00"],
  ]);
});

test("a shop that takes the discount off after the card is held, as a voucher and as a document", () => {
  const after: Order = { ...mixed, net: "26.00", vat: "19.00", gross: "45.00" };
  const voucher = planVoucher(voucherInput(after, { settings: voucherSettings() }));
  const plans = [voucher, planOrder(input(after))];
  expect(plans.map(({ kind, reasons }) => [kind, reasons[0]?.code])).toEqual([
    ["hold", "faulty-source-discount"],
    ["hold", "faulty-source-discount"],
  ]);
});

test("the sums of a list's credit go by the same rule", () => {
  const raw = {
    currencyCode: "SEK",
    amountInclVat: -40,
    vatAmount: -18,
    creditsOrderId: 7,
    discountPercentage: 10,
    pricesIncludeVat: true,
    lines: {
      _data: [
        {
          lineType: "Article",
          amountInclVat: -100,
          amountExclVat: -80,
          vatAmount: -20,
          vatPercentage: 25,
        },
        {
          lineType: "GiftCard",
          amountInclVat: 50,
          amountExclVat: 50,
          vatAmount: 0,
          vatPercentage: 0,
        },
      ],
    },
  };
  expect(sumsOf(raw)?.perRate).toEqual([
    { rate: "0.25", net: "-72.00", vat: "-18.00" },
    { rate: "0", net: "50.00", vat: "0.00" },
  ]);
});
