/** The fields of sales to other countries, and the look-ups that go by where the goods go. */
import type { OrderLookupName } from "../../../mapping/order-lookups.ts";
import type { Group, LookupTold } from "./field.ts";

export const ABROAD_GROUP: Group = {
  id: "abroad",
  title: "Sales to other countries",
  fields: [
    {
      path: "orders.companyWithoutVatNumber", kind: "choice", label: "A company in the EU without a VAT number",
      options: [{ value: "hold", text: "Hold the order and ask" }, { value: "as-private", text: "Is taxed as a private person" }],
    },
    {
      path: "orders.customerInOtherCurrency", kind: "choice", label: "A customer whose invoices are in another currency than the order", hint: "eAccounting's invoices are in their customer's currency.",
      options: [{ value: "hold", text: "Hold the order and ask" }, { value: "second-customer", text: "Give the buyer a customer for each currency" }],
    },
  ],
};

const COUNTRY = "Country that the goods go to, such as NL or NL/private; EU, WORLD";

export const ORDER_LOOKUPS: readonly (LookupTold & { readonly name: OrderLookupName })[] = [
  { name: "article", title: "Article sold in the place of another", from: "Article code in Asperion, such as SHIRT@NL/private, or @EU", none: "none: the article of that code", free: "Numbers of articles in eAccounting. A row books by its article's coding, so this is how another account or VAT by country is reached." },
  { name: "vat", title: "Shipping, fees and discounts by VAT code", from: "VAT code in Asperion, such as H or H@NL", none: "none: our article of the line's VAT rate", free: "The number of an article, or the id of a coding; after naming a coding, run set-up." },
  { name: "ourReference", title: "Our reference, by country", from: COUNTRY, none: "the one for all", free: "Stands before the marker where both share a field." },
  { name: "deliveryTerms", title: "Delivery terms", from: "Delivery method in Asperion (id), such as POST@NL", none: "none", free: "The name of delivery terms in eAccounting." },
  { name: "debtor", title: "Fixed customer", from: COUNTRY, none: "the order's own customer", free: "Ids of customers in eAccounting. A row holds for every such order; the value for the rest is for guests alone." },
  { name: "costCenter1", title: "First cost centre", from: COUNTRY, none: "none", free: "Ids of items of the first cost centre, for every row of the document." },
  { name: "costCenter2", title: "Second cost centre", from: COUNTRY, none: "none", free: "Ids of items of the second cost centre." },
  { name: "costCenter3", title: "Third cost centre", from: COUNTRY, none: "none", free: "Ids of items of the third cost centre." },
  { name: "project", title: "Project", from: COUNTRY, none: "none", free: "Ids of projects, for every row of the document." },
];
