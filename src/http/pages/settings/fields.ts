/**
 * The settings that have a field on the page: where each stands in the settings, what it is called, and what a person
 * is told when a value can't be taken. Names of form fields are the settings' own paths, so a fault finds its field.
 */
import type { AccountLookup } from "../../../mapping/vouchers.ts";
import type { OrderLookupName } from "../../../mapping/order-lookups.ts";
import type { Field, Group, LookupTold, Option } from "./field.ts";
import { ABROAD_GROUP, ORDER_LOOKUPS } from "./abroad-fields.ts";
import { AFTER_BOOKING_GROUP } from "./after-booking-fields.ts";
import { LINE_GROUP } from "./line-fields.ts";
import { PRODUCT_GROUP } from "./product-fields.ts";
import { STOCK_GROUP } from "./stock-fields.ts";
import { VOUCHER_GROUP, VOUCHER_LOOKUPS } from "./voucher-fields.ts";

const option = (value: string, text: string): Option => ({ value, text });

const REFERENCE_FIELDS = [option("OurReference", "Our reference"), option("YourReference", "Your reference"), option("BuyersOrderReference", "Buyer's order reference")];

export const GROUPS: readonly Group[] = [
  {
    id: "flow",
    title: "Orders: on or off",
    fields: [
      { path: "orders.enabled", kind: "check", label: "Book orders" },
      { path: "orders.startLine", kind: "instant", label: "Start line", hint: "Orders dated before it are never booked by themselves, whoever touches them." },
      { path: "orders.firstDayLimit", kind: "optional-number", label: "Documents on the first live day, at most", hint: "What comes beyond waits for the next day, or until this is raised. Blank: no limit.", wrong: "a whole number from 1 to 10000, or nothing" },
      { path: "trial", kind: "check", label: "Trial: work everything out and show it, write nothing" },
    ],
  },
  {
    id: "which",
    title: "Which orders",
    fields: [
      {
        path: "orders.statuses", kind: "choices", label: "Order statuses that are booked",
        options: [option("1", "Concept"), option("2", "Confirmed"), option("3", "Partly delivered"), option("4", "Delivered"), option("5", "Invoiced")],
      },
      {
        path: "orders.paymentStatuses", kind: "choices", label: "Payment statuses that are booked", hint: "None chosen: all are.",
        options: [option("Open", "Open"), option("PartlyPaid", "Partly paid"), option("Paid", "Paid"), option("Refunded", "Refunded")],
      },
      {
        path: "orders.filterLines", kind: "instant", label: "What the filter lets in from now on counts from", hint: "Asked for when a status is ticked that wasn't before: older orders that lie in it stay as they are.",
        wrong: "a status was ticked that wasn't before: say from when on its orders count",
      },
    ],
  },
  {
    id: "document",
    title: "The document in eAccounting",
    fields: [
      {
        path: "orders.type", kind: "choice", label: "An order becomes",
        options: [option("sales-order", "A sales order"), option("draft-invoice", "A draft of an invoice, which a person books"), option("invoice", "A booked invoice"), option("mutation", "A journal voucher")],
      },
      { path: "orders.orderStatus", kind: "choice", label: "Sales orders are made as", options: [option("ongoing", "Ongoing"), option("draft", "Draft")] },
      { path: "orders.invoiceOrders", kind: "choice", label: "Sales orders are invoiced", options: [option("never", "By a person"), option("delivered", "Once the shop says that they are delivered")] },
      {
        path: "orders.closedPeriod", kind: "choice", label: "When the books are closed on an invoice's day",
        options: [option("hold", "Hold the order"), option("next-open-day", "Date the invoice on the next open day"), option("ask", "Ask before moving the date")],
      },
      { path: "orders.creditSign", kind: "choice", label: "Amounts of credit orders in the shop are", hint: "A credit with the other sign is held: it could be a sale.", options: [option("negative", "Below zero"), option("positive", "Above zero")] },
      { path: "orders.payments", kind: "choice", label: "Payments received in the shop", options: [option("none", "Are not registered"), option("register", "Are registered on the booked invoice")] },
      { path: "orders.markerField", kind: "choice", label: "Field that carries our marker", hint: "The marker, such as 1001 #K7Q2M9XA, is how a document is found again. A document keeps the field that it was made with.", options: REFERENCE_FIELDS },
      { path: "orders.buyerReferenceField", kind: "choice", label: "Field for the buyer's reference", options: [option("BuyersOrderReference", "Buyer's order reference"), option("YourReference", "Your reference"), option("none", "None")] },
      { path: "orders.ourReference", kind: "text", label: "Our reference", hint: "Stands before the marker where both share a field.", wrong: "at most 60 characters" },
      { path: "orders.tolerance", kind: "text", label: "Tolerance", hint: "Only for differences that nothing explains, in the company's currency.", wrong: "an amount with two decimals, such as 0.05" },
      {
        path: "orders.changedByPerson", kind: "choice", label: "When a person changed our document and the order changes too",
        options: [option("hold", "Hold the order and ask"), option("overwrite", "Overwrite the person's change"), option("leave", "Leave the document as it is")],
      },
      { path: "orders.missingAddress", kind: "text", label: "Text for a missing part of an address", wrong: "1 to 10 characters" },
      { path: "orders.orderPage", kind: "text", label: "Address of the order's page", hint: "Written as a text row; {id} and {number} are filled in. Empty: no row.", wrong: "at most 200 characters" },
    ],
  },
  LINE_GROUP,
  VOUCHER_GROUP,
  ABROAD_GROUP,
  AFTER_BOOKING_GROUP,
  {
    id: "customer",
    title: "The customer",
    fields: [
      {
        path: "orders.findCustomerBy", kind: "choices", label: "Find the customer in eAccounting by", wrong: "choose at least one",
        options: [option("email", "E-mail address"), option("customer-number", "Customer number"), option("vat-number", "VAT number"), option("organisation-number", "Organisation number")],
      },
      { path: "orders.updateCustomer", kind: "check", label: "Keep the customer's details up to date" },
      { path: "orders.customerKindConflict", kind: "choice", label: "When the order says company and eAccounting says person, or the reverse", options: [option("hold", "Hold the order and ask"), option("ledger-wins", "Go by eAccounting")] },
      { path: "orders.defaultDebtor.when", kind: "choice", label: "Default debtor", options: [option("never", "Not used"), option("guests", "For guests"), option("always", "For every order")] },
      { path: "orders.defaultDebtor.id", kind: "text", label: "Default debtor: its id in eAccounting", wrong: "the id of a customer in eAccounting, such as 8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11" },
      { path: "orders.collectiveDebtors", kind: "whole-numbers", label: "Debtors of Asperion that stand for guests", hint: "Their ids, with commas between.", wrong: "whole numbers with commas between, such as 299, 300" },
      {
        path: "customers.changedByPerson", kind: "choice", label: "When somebody changed the customer in eAccounting",
        options: [option("leave", "Leave what they changed, write the rest"), option("hold", "Hold the order and ask"), option("overwrite", "Overwrite the change")],
      },
      { path: "customers.enabled", kind: "check", label: "Bring changed debtors to eAccounting, with or without an order", hint: "With it on, an order no longer changes the customer of its debtor; the debtor does." },
      { path: "customers.create", kind: "check", label: "Make customers of debtors before their first order" },
      {
        path: "customers.classifyBy", kind: "choice", label: "Label customers by",
        options: [option("none", "Nothing: labels are left alone"), option("debtor-kind", "Kind of debtor"), option("characteristic4", "Characteristic 4"), option("characteristic5", "Characteristic 5")],
      },
      { path: "customers.numberPrefix", kind: "text", label: "Prefix of customer numbers that we give", wrong: "1 to 4 characters, a letter first" },
    ],
  },
  PRODUCT_GROUP,
  STOCK_GROUP,
  {
    id: "keeping",
    title: "Keeping and pace",
    fields: [
      { path: "schedules.orders", kind: "interval", label: "Minutes between two looks for orders in Asperion", hint: "Finds what no webhook told of. Blank: as often as this installation does it. never: only by hand.", wrong: "a whole number from 1 to 1440, never, or nothing" },
      { path: "retentionDays", kind: "whole-number", label: "Days for which requests and answers are kept", wrong: "a whole number from 1 to 365" },
      { path: "asperionRequestsPerSecond", kind: "whole-number", label: "Calls of Asperion in a second, at most", wrong: "a whole number from 1 to 50" },
    ],
  },
];

export type LookupName = AccountLookup | OrderLookupName | "termsOfPayment" | "deliveryMethod" | "paymentMethod" | "giftCard" | "salesType" | "customerKind" | "customerLabel" | "customerCurrency" | "customerDeliveryMethod" | "customerLanguage";

export const LOOKUPS: readonly (LookupTold & { readonly name: LookupName })[] = [
  { name: "termsOfPayment", title: "Terms of payment", from: "Payment condition in Asperion (id)", none: "the customer's own" },
  { name: "paymentMethod", title: "Bank account of a payment", from: "Payment method in Asperion (id)", none: "none: such payments need a person" },
  { name: "giftCard", title: "Bank account of a gift card that was used", from: "Article code of the gift card in Asperion", none: "none: such orders are held", free: "The id of a bank account in eAccounting whose ledger account is the debt for gift cards. Each card is registered there as a payment of the invoice." },
  { name: "salesType", title: "Article or coding of a sales type", from: "Sales type in Asperion (id)", none: "none: such orders are held", free: "The number of an article, or the id of a coding; after naming a coding, run set-up." },
  { name: "deliveryMethod", title: "Delivery method", from: "Delivery method in Asperion (id)", none: "none" },
  ...VOUCHER_LOOKUPS,
  ...ORDER_LOOKUPS,
  { name: "customerKind", title: "Customer: company or person", from: "Kind of debtor in Asperion (id)", none: "by the debtor's numbers", free: "Each is company or private. Only for the customers flow." },
  { name: "customerLabel", title: "Customer: label", from: "Kind or characteristic of the debtor", none: "none", free: "The name of a customer label; one that eAccounting doesn't have is made. A characteristic without a row is its own label." },
  { name: "customerCurrency", title: "Customer: currency", from: "Country of the debtor, such as NL", none: "the company's own", free: "Three capital letters, such as EUR." },
  { name: "customerDeliveryMethod", title: "Customer: delivery method", from: "Country of the debtor, such as NL", none: "none" },
  { name: "customerLanguage", title: "Customer: language of documents", from: "Country of the debtor, such as NL", none: "as eAccounting has it", free: "Two letters, such as sv." },
];

export const fieldOf = (path: string): Field | undefined => GROUPS.flatMap((group) => group.fields).find((field) => field.path === path);
