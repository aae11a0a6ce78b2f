/** Invoices, credits and payments. */
import { done, error, info, warning } from "./entry.ts";
import { ORDER_TYPES } from "../orders/order-type.ts";
import { CHOSEN_BY, DOCUMENT_FORMS } from "./words.ts";

export const INVOICES = {
  "invoice-booked": done({ number: "document?", date: "day?" }),
  "invoice-draft-made": info({ document: "document" }),
  "invoice-draft-updated": info({ document: "document" }),
  "invoice-draft-removed": done({ document: "document", why: [null, "undone"] }),
  "order-type-chosen": done({ rule: "text", type: ORDER_TYPES }),
  "booking-date-chosen": done({ by: ["order", "today", "sale"], ordered: "day", date: "day" }),
  "document-kept-its-type": info({ type: ORDER_TYPES }),
  "booked-figures-differ": error({
    field: ["total", "vat", "net"],
    rate: "percent?",
    booked: "amount",
    planned: "amount",
  }),
  "booked-date-differs": error({ booked: "day", planned: "day" }),
  "sent-by-ledger": error(),
  "currency-differs": error({ order: "text", customer: "text", defaultCustomer: "document?" }),
  "order-changed-after-booking": error({
    number: "document?",
    // Of a credit invoice; or where no amount differs. `fields`: of the head. `figures`: where the
    // tenant chose already that differences are booked; `currency`: none can be, as currency or
    // price basis differ.
    what: [null, "credit", "head", "rows", "unknown", "figures", "currency"],
    // Where no amount of a credit invoice differs, or its currency or price basis.
    of: [null, "credit"],
    fields: "customerFields?",
  }),
  "order-month-moved": error({ number: "document", booked: "day", now: "day" }),
  "order-day-moved": done({ number: "document", booked: "day", now: "day" }),
  "order-cancelled-after-booking": error({ number: "document?", what: [null, "credit"] }),
  "quantity-too-fine": error({
    quantity: "quantity",
    sku: "text?",
    line: "line",
    decimals: "count",
  }),
  "stock-price-below-zero": error({
    quantity: "amount",
    sku: "text?",
    line: "line",
    amount: "amount",
  }),
};

export const CREDITS = {
  "credit-booked": done({ number: "document?", date: "day?" }),
  "credit-draft-made": info({ document: "document" }),
  "credit-sign": error({ total: "amount", sign: ["negative", "positive"], of: ["goods", null] }),
  "credit-article-differs": error({ line: "count", sku: "text", article: "text" }),
  "credit-exceeds-original": error({
    credit: "amount",
    rate: "percent?",
    invoiced: "amount",
    credited: "amount",
  }),
  "credit-beside-edit": error({ order: "text", credit: "amount", lowered: "amount" }),
  "credit-beyond-line": warning({
    sku: "text?",
    line: "line",
    sold: "quantity",
    credited: "quantity",
  }),
  "credit-rounded-apart": done({
    credit: "amount",
    credited: "amount",
    invoiced: "amount",
    over: "amount",
  }),
  "credit-of-sales-order": error({ order: "text" }),
  "credit-lowers-order": done({ number: "document", gross: "amount" }),
  "credit-no-longer-lowers": done({ number: "document?" }),
  "credits-exceed-order": error({ order: "amount", rate: "percent?", credited: "amount" }),
  "credits-exceed-line": error({
    sku: "text?",
    line: "line",
    ordered: "quantity",
    credited: "quantity",
  }),
  "credit-not-comparable": error({ order: "text", credit: "text", of: [null, "booked"] }),
  "lowered-beside-credit": error({ before: "amount", now: "amount", credited: "amount" }),
  "order-credited-whole": done(),
  "invoice-credited-whole": done({ number: "document" }),
  // A draft has no number: it is named by the time of its creation.
  "order-removed-nothing-left": done({
    number: "document?",
    what: ["draft", null],
    made: "instant?",
  }),
  "order-removed-credited": done({ number: "document" }),
  "credit-original-not-here": error({
    order: "text",
    why: ["taken-back", "deleted", "unknown", null],
  }),
  "credit-customer-differs": error({ invoice: "text", credit: "text" }),
  "credit-wrong-way": error({ remaining: "amount" }),
  /** `as`: of its document that isn't booked yet. */
  "credit-waits-for-original": warning({ order: "text", as: [null, ...DOCUMENT_FORMS] }),
  "credit-original-on-hold": error({ order: "text" }),
};

export const PAYMENTS = {
  "payment-registered": done({ amount: "amount", date: "day?" }),
  "payment-chosen": done({
    method: "text?",
    account: "text",
    by: CHOSEN_BY,
    amount: "amount",
    date: "day",
    complete: "flag",
  }),
  "payment-already-registered": done({ registered: "amount", paid: "amount" }),
  "payment-method-not-mapped": error({ method: "text?" }),
  "payment-amount-unknown": error(),
  "payment-date-unreadable": error({ got: "text" }),
  "payment-exceeds-order": error({
    paid: "amount",
    charged: "amount",
    over: "amount?",
    /** What waits: all of it, what was paid later, or an edit; of an invoice only what is over. */
    of: ["invoice", "voucher", "payment", "credit", "refund", "edited", "credited"],
  }),
  "payment-status-differs": error({
    status: ["open", "partly-paid", "paid", "refunded"],
    paid: "amount",
    charged: "amount",
  }),
  "invoice-overpaid": error({ number: "document", over: "amount" }),
  "payment-differs": error({
    of: ["payment", "remaining"],
    number: "document",
    planned: "amount",
    booked: "amount",
    currency: "text?",
  }),
  "payment-exceeds-remaining": error({ due: "amount", remaining: "amount" }),
  "payment-refused": error({ amount: "amount", code: "text?" }),
  "rounded-by-ledger": done({ charged: "amount", total: "amount", rounding: "amount" }),
  "rounding-registered": done({
    amount: "amount",
    how: ["payment", "account"],
    account: "text?",
    date: "day?",
  }),
  "rounded-becomes-voucher": done({ total: "amount" }),
  "rounding-refused": error({ amount: "amount", how: ["payment", "account"], code: "text?" }),
  "rounding-by-hand": error({
    number: "document",
    rounding: "amount",
    why: ["further", "lowered", "refund"],
    refund: "amount?",
  }),
  "gift-card-used": done({ amount: "amount", line: "line" }),
  "gift-card-registered": done({ amount: "amount", date: "day?", account: "text" }),
  "gift-card-already-registered": done({ amount: "amount" }),
  "gift-card-payment-unclear": error({ byHand: "amount", cards: "amount" }),
  "gift-card-changed": error({ used: "amount", registered: "amount" }),
  "gift-card-not-restored": error({
    cards: "amount",
    number: "document?",
    when: [null, "shown"],
  }),
};
