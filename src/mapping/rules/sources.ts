/**
 * What rules may look at: an order with its lines, and the customer as the order and its debtor
 * tell of them. Declared by type for the checker, and made into plain records for a rule to run on.
 * What moves with payments and deliveries (states, the method of payment, the stamp of the last
 * change) is left out: a change of it isn't an edit, so a rule on it would go stale.
 */
import type { Address, Order, OrderLine } from "../../domain/order.ts";
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
const place = (words: string) =>
  about(
    address({
      name: maybe,
      street: about(maybe, "Street and number."),
      street2: maybe,
      postCode: maybe,
      city: maybe,
      country: about(maybe, "Two letters."),
    }),
    words,
  );

const line = record("line", {
  lineNumber: NUMBER,
  kind: about(text(20), "article, sales-type, text, shipping, discount, fee, tip or gift-card."),
  sku: about(maybe, "The article's code."),
  salesTypeId: about(maybe, "Of a line by sales type."),
  text: text(),
  quantity: NUMBER,
  price: about(NUMBER, "Per unit, with VAT if order.pricesIncludeVat."),
  discount: about(NUMBER, "A fraction: 0.1 is 10 %."),
  vatCode: maybe,
  vatRate: about(NUMBER, "A fraction: 0.25 is 25 %."),
  net: NUMBER,
  vat: NUMBER,
  gross: NUMBER,
});

const order = record("order", {
  id: about(text(20), "Asperion's own id."),
  number: about(maybe, "Empty for a concept."),
  buyerReference: about(maybe, "The buyer's own reference."),
  debtorId: about(maybe, "Empty for a guest."),
  date: DATE,
  currency: text(3),
  pricesIncludeVat: YES_NO,
  companyName: maybe,
  attentionTo: maybe,
  email: maybe,
  phone: maybe,
  vatNumber: maybe,
  organisationNumber: maybe,
  invoiceAddress: place("Where the invoice goes."),
  deliveryAddress: place("Where the goods go; empty where it is the same."),
  paymentConditionId: maybe,
  deliveryMethodId: maybe,
  comments: about(maybe, "What the buyer or the shop wrote."),
  net: NUMBER,
  vat: NUMBER,
  gross: about(NUMBER, "What the customer was charged."),
  lines: list(line),
});

const customer = record("customer", {
  kind: about(text(10), "company or private."),
  debtorId: about(maybe, "Empty for a guest."),
  number: about(maybe, "The number that we derive."),
  name: maybe,
  contactPerson: maybe,
  email: maybe,
  phone: maybe,
  mobile: maybe,
  organisationNumber: maybe,
  vatNumber: maybe,
  paymentConditionId: maybe,
  invoiceAddress: place("Where invoices go."),
  deliveryAddress: place("Where goods go."),
});

export const SOURCES: Readonly<Record<Part, Fields>> = {
  "orders.head": { order },
  "orders.rows": { order, line },
  customers: { customer },
};

/** An order as rules see it. */
export function orderRecord(source: Order): Data {
  return { order: { ...source, debtorId: idText(source.debtorId), lines: source.lines } };
}

/** A line of it, beside the order itself. */
export const lineRecord = (whole: Data, source: OrderLine): Data => ({ ...whole, line: source });

/** What is known of a buyer, however it became known. */
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
