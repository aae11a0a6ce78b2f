/** An item of the customer ledger bears as much VAT of the sale as is owed of it. */
import { expect, test } from "vitest";
import type { Order } from "../../../../src/domain/orders/order.ts";
import { planVoucher } from "../../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { order, type Sold } from "../kit.ts";
import { voucherInput, voucherOf, voucherSettings } from "./kit.ts";

const card = (price: string): Sold => ({
  kind: "gift-card",
  sku: "GC",
  quantity: "-1",
  price,
  rate: "0",
});
const mug: Sold = { price: "125.00" };

function itemOf(lines: readonly Sold[], fields: Partial<Order> = {}) {
  const plan = planVoucher(
    voucherInput(order(lines, { payment: "open", ...fields }), {
      settings: voucherSettings({
        orders: {
          voucher: { receivable: "ledger-item", ledgerItemsFrom: 900000, paid: "clearing" },
        },
      }),
      customer: {
        id: "d0000000-0000-0000-0000-000000000001",
        kind: "private",
        termsOfPaymentId: "terms-30",
      },
    }),
  );
  const { ledgerItem } = voucherOf(plan);
  return [ledgerItem?.total, ledgerItem?.vat];
}
const paid = (amountPaid: string): Partial<Order> => ({
  payment: "partly-paid",
  amountPaid,
  paymentMethodId: "7",
});

test.each<[string, readonly Sold[], Partial<Order>, readonly [string, string]]>([
  ["nothing is paid", [mug], {}, ["125.00", "25.00"]],
  ["money paid a part", [mug], paid("100.00"), ["25.00", "5.00"]],
  ["a gift card paid a part", [mug, card("100.00")], {}, ["25.00", "5.00"]],
  ["a gift card paid most of it", [mug, card("115.00")], {}, ["10.00", "2.00"]],
  ["two cards paid a part", [mug, card("40.00"), card("60.00")], {}, ["25.00", "5.00"]],
  ["a card and money paid a part", [mug, card("50.00")], paid("50.00"), ["25.00", "5.00"]],
  [
    "a card was sold beside, which bears no VAT",
    [mug, { kind: "gift-card", sku: "GC", price: "125.00", rate: "0" }],
    paid("125.00"),
    ["125.00", "12.50"],
  ],
])("where %s", (_, lines, fields, wanted) => {
  expect(itemOf(lines, fields)).toEqual(wanted);
});
