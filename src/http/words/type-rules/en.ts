/** Rules that choose an order's kind of document, on the settings page. */
import type { Translated } from "../words.ts";

export const en = {
  title: "Another document for some orders",
  lead: "The first rule that fits decides; an order that no rule fits becomes the document above. All that a rule says has to hold; what is blank holds for every order. A row without anything is no rule.",
  columns: {
    place: "Place",
    paymentMethods: "Payment methods",
    deliveryCountries: "Delivery countries",
    grossFrom: "From",
    grossTo: "Up to",
    customerKind: "Customer",
    type: "Becomes",
  },
  hints:
    "Countries by their two letters, such as SE, NO. Amounts with VAT, both ends counted in. Several payment methods: hold Ctrl or Cmd.",
  row: (column: string, row: number) => `${column}, rule ${row}`,
  any: "Any",
  kinds: { company: "Company", private: "Private person" },
  none: "–",
  types: {
    "sales-order": "Sales order",
    "draft-invoice": "Draft of an invoice",
    invoice: "Booked invoice",
    mutation: "Journal voucher",
  },
  wrong: {
    type: "choose what the order becomes",
    deliveryCountries: "countries are two letters each, such as SE",
    grossFrom: "an amount such as 100.00",
    grossTo: "an amount such as 100.00",
    paymentMethods: "payment methods as Asperion names them",
    customerKind: "company or private person",
    place: "a whole number",
  },
};

export type TypeRulesWords = Translated<typeof en>;
