/**
 * What rules may read: an order with its lines, and the customer as order and debtor describe it.
 * Declared by type for the checker, and converted to plain records for a rule. Fields that change
 * with payments and deliveries (states, the payment method, the change stamp) are left out: their
 * change isn't an edit, so a rule's result would be outdated.
 */
import type { Address, Order, OrderLine } from "../../domain/orders/order.ts";
import { type Message, message } from "../../messages/message.ts";
import {
  about,
  address,
  DATE,
  type Fields,
  list,
  NUMBER,
  optional,
  record,
  text,
  YES_NO,
} from "../expressions/types.ts";
import type { Part } from "./targets.ts";

type Data = Readonly<Record<string, unknown>>;

const maybe = optional(text());
const place = (words: Message) =>
  about(
    address({
      name: maybe,
      street: about(maybe, message("described.address.street")),
      street2: maybe,
      postCode: maybe,
      city: maybe,
      country: about(maybe, message("described.address.country")),
    }),
    words,
  );

const line = record("line", {
  lineNumber: NUMBER,
  kind: about(text(20), message("described.line.kind")),
  sku: about(maybe, message("described.line.sku")),
  salesTypeId: about(maybe, message("described.line.salesTypeId")),
  text: text(),
  quantity: NUMBER,
  price: about(NUMBER, message("described.line.price")),
  discount: about(NUMBER, message("described.line.discount")),
  vatCode: maybe,
  vatRate: about(NUMBER, message("described.line.vatRate")),
  net: NUMBER,
  vat: NUMBER,
  gross: NUMBER,
});

const row = record("row", {
  kind: about(text(20), message("described.row.kind")),
  account: about(text(10), message("described.row.account")),
  text: text(60),
  sku: about(maybe, message("described.row.sku")),
  vatRate: about(optional(NUMBER), message("described.row.vatRate")),
});

const order = record("order", {
  id: about(text(20), message("described.order.id")),
  number: about(maybe, message("described.order.number")),
  buyerReference: about(maybe, message("described.order.buyerReference")),
  debtorId: about(maybe, message("described.order.debtorId")),
  date: DATE,
  currency: text(3),
  pricesIncludeVat: YES_NO,
  companyName: maybe,
  attentionTo: maybe,
  email: maybe,
  phone: maybe,
  vatNumber: maybe,
  organisationNumber: maybe,
  invoiceAddress: place(message("described.order.invoiceAddress")),
  deliveryAddress: place(message("described.order.deliveryAddress")),
  paymentConditionId: maybe,
  deliveryMethodId: maybe,
  comments: about(maybe, message("described.order.comments")),
  net: NUMBER,
  vat: NUMBER,
  gross: about(NUMBER, message("described.order.gross")),
  lines: list(line),
});

const customer = record("customer", {
  kind: about(text(10), message("described.customer.kind")),
  debtorId: about(maybe, message("described.order.debtorId")),
  number: about(maybe, message("described.customer.number")),
  name: maybe,
  contactPerson: maybe,
  email: maybe,
  phone: maybe,
  mobile: maybe,
  organisationNumber: maybe,
  vatNumber: maybe,
  paymentConditionId: maybe,
  invoiceAddress: place(message("described.customer.invoiceAddress")),
  deliveryAddress: place(message("described.customer.deliveryAddress")),
});

export const SOURCES: Readonly<Record<Part, Fields>> = {
  "orders.head": { order },
  "orders.rows": { order, line },
  "vouchers.head": { order },
  "vouchers.rows": { order, row },
  customers: { customer },
  articles: { order, line },
};

/** An order as rules see it. */
export function orderRecord(source: Order): Data {
  return { order: { ...source, debtorId: idText(source.debtorId), lines: source.lines } };
}

/** A line, with its order. */
export const lineRecord = (whole: Data, source: OrderLine): Data => ({ ...whole, line: source });

/** A row of a voucher beside its order. `sku` and `vatRate`: where all its lines have the same. */
type VoucherRowSource = {
  readonly kind: string;
  readonly account: string;
  readonly text: string;
  readonly sku: string | null;
  readonly vatRate: string | null;
};

export const voucherRowRecord = (whole: Data, row: VoucherRowSource): Data => ({ ...whole, row });

/** What is known of a buyer, from any source. */
export type CustomerSource = {
  readonly kind: string;
  readonly debtorId: number | null;
  readonly number: string | null;
  readonly name: string | null;
  readonly contactPerson: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly organisationNumber: string | null;
  readonly vatNumber: string | null;
  readonly paymentConditionId: string | null;
  readonly invoiceAddress: Address;
  readonly deliveryAddress: Address;
};

export const customerRecord = (source: CustomerSource): Data => ({
  customer: { ...source, debtorId: idText(source.debtorId) },
});

const idText = (id: number | null): string | null => (id === null ? null : String(id));
