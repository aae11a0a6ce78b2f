/**
 * What an order has that a look-up would be asked for: shown on its page first where the table has
 * no row for it. Ids, codes of countries and article numbers; nobody's name.
 */
import type { Order } from "../domain/order.ts";
import type { Settings } from "./schema.ts";

export type LookupName = keyof Settings["lookups"];
/** By look-up, each value once. */
export type OrderValues = Partial<Readonly<Record<LookupName, readonly string[]>>>;

const ASKED: Partial<Readonly<Record<LookupName, (order: Order) => readonly (string | null)[]>>> = {
  termsOfPayment: (order) => [order.paymentConditionId],
  deliveryMethod: (order) => [order.deliveryMethodId],
  salesType: (order) =>
    order.lines.flatMap((line) => (line.kind === "sales-type" ? [line.salesTypeId ?? null] : [])),
  giftCard: (order) => order.lines.flatMap((line) => (line.kind === "gift-card" ? [line.sku] : [])),
  paymentMethod: (order) => [order.paymentMethodId],
  customerCurrency: (order) => [order.invoiceAddress.country],
  customerDeliveryMethod: (order) => [order.invoiceAddress.country],
  customerLanguage: (order) => [order.invoiceAddress.country],
};

export const valuesOf = (order: Order): OrderValues =>
  Object.fromEntries(
    Object.entries(ASKED)
      .map(
        ([name, asked]) =>
          [name, [...new Set(asked(order))].filter((value) => value !== null)] as const,
      )
      .filter(([, values]) => values.length > 0),
  );
