/** The fields of orders that become journal vouchers, and the look-ups of their accounts. */
import type { AccountLookup } from "../../../mapping/vouchers.ts";
import type { Group, LookupTold } from "./field.ts";

export const VOUCHER_GROUP: Group = {
  id: "vouchers",
  title: "Journal vouchers",
  intro: "For orders that become a voucher. Its accounts are chosen by the tables below; what none of them gives is held.",
  fields: [
    {
      path: "orders.voucher.level", kind: "choice", label: "What stands apart in a voucher", hint: "Gift cards always do.",
      options: [
        { value: "simple", text: "Simple: one row for the whole sale, VAT and all" }, { value: "recommended", text: "Recommended: revenue, VAT, shipping and discounts" },
        { value: "complex", text: "Complex: the same, with an account for each product" }, { value: "extreme", text: "Extreme: the same, with a row for each line" },
      ],
    },
    { path: "orders.voucher.series", kind: "text", label: "Voucher series", hint: "Blank: eAccounting's own.", wrong: "one capital letter, or nothing" },
    {
      path: "orders.voucher.paid", kind: "choice", label: "What was paid in the shop is booked",
      options: [{ value: "receivable", text: "On what is owed, like the rest" }, { value: "clearing", text: "On the account of its payment method" }],
    },
    {
      path: "orders.voucher.receivable", kind: "choice", label: "What is owed", hint: "An item needs a customer in eAccounting, which is found or made.",
      options: [{ value: "account", text: "Is on its account alone" }, { value: "ledger-item", text: "Is an item of the customer ledger as well" }],
    },
    { path: "orders.voucher.ledgerItemsFrom", kind: "optional-number", label: "First number of our items in the customer ledger", hint: "They share the series of invoice numbers: choose one that the company's invoices won't reach.", wrong: "a whole number up to 2 000 000 000, or nothing" },
    {
      path: "orders.voucher.rate", kind: "choice", label: "Rate of an order in another currency",
      options: [{ value: "ledger", text: "eAccounting's of the booking day" }, { value: "source", text: "The order's own" }],
    },
  ],
};

const RATE = "VAT rate, such as 25%";
const FREE = "Numbers of accounts. A row may be narrowed: 25%@NL, @EU/company, 25% from 2027-01-01. For goods that go abroad only rows that name a country or a group of countries count, or the setting for all orders.";
const SALES = "none: on the account of revenue";

export const VOUCHER_LOOKUPS: readonly (LookupTold & { readonly name: AccountLookup })[] = [
  { name: "revenueAccount", title: "Voucher: account of revenue", from: RATE, none: "none: such orders are held", free: FREE },
  { name: "vatAccount", title: "Voucher: account of VAT", from: "VAT code in Asperion, or rate, such as 25%", none: "none: such orders are held", free: FREE },
  { name: "receivableAccount", title: "Voucher: account of what is owed", from: "Country or kind of customer, such as @NL or /company", none: "none: such orders are held", free: "Numbers of accounts, such as 1510." },
  { name: "clearingAccount", title: "Voucher: account of a payment method", from: "Payment method in Asperion (id)", none: "none: such orders are held", free: "Numbers of accounts, one for each provider whose payouts are matched apart." },
  { name: "productAccount", title: "Voucher: account of a product", from: "Article code", none: "that of the article's coding, else of revenue", free: "For the levels complex and extreme." },
  { name: "shippingAccount", title: "Voucher: account of shipping", from: RATE, none: SALES, free: FREE },
  { name: "discountAccount", title: "Voucher: account of discounts", from: RATE, none: SALES, free: FREE },
  { name: "feeAccount", title: "Voucher: account of fees and tips", from: RATE, none: SALES, free: FREE },
  { name: "giftCardAccount", title: "Voucher: account of gift cards", from: "Country, such as @NL", none: "none: such orders are held", free: "The debt to the bearers of cards that were sold and not used yet, such as 2421." },
  { name: "roundingAccount", title: "Voucher: account of rounding", from: "Country, such as @NL", none: "none: such orders are held", free: "Takes the cents that conversion and the shop's own rounding leave." },
];
