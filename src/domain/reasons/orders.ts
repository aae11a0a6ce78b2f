/** Orders that are taken, left out or held because of their own content. */
import { done, error, info, warning } from "./entry.ts";
import { PLANNED_AS, DOCUMENT_FORMS } from "./words.ts";

export const TAKEN = {
  "order-booked": done({ number: "document?", status: "text" }),
  "zero-total-left-out": done(),
  "order-updated": done({ number: "document?", status: "text" }),
  /** `as`: what its document is; older runs didn't say it. */
  "order-unchanged": done({ document: "document", as: [null, ...DOCUMENT_FORMS] }),
  "order-removed": done({
    number: "document?",
    document: "document?",
    by: "text?",
    why: [null, "undone"],
  }),
  "already-booked": done({ number: "document?" }),
  "status-outside-filter": info({ status: "orderStatuses", filter: "orderStatuses" }),
  "payment-outside-filter": info({ payment: "text", filter: "text" }),
  /** `credit`: it credits another order; said only where it was cancelled. */
  "before-start": info({
    date: "day",
    startLine: "instant?",
    cancelled: "flag",
    credit: "flag",
  }),
  "flow-off": info({ key: "text?" }),
  /** `what`: of the document that it had, which is gone; `null`: it had none. */
  "cancelled-before-booking": done({
    what: [null, "draft", "reversed", "deleted"],
    number: "document?",
  }),
  "skipped-by-person": info({ why: "text?", documents: "document?", actor: "text" }),
};

export const HELD_ORDERS = {
  /** `of`: what the rules looked at, as an approval keeps it. */
  "waits-for-approval": error({
    rule: ["amount", "currency", "kind", "credit", "first-days", "country", "changed"],
    type: ["sales-order", "draft-invoice", "invoice", "mutation"],
    gross: "amount",
    currency: "text",
    country: "text",
    from: "amount?",
    days: "count?",
    of: "text",
    /** What an edit would credit of what is booked, where a rule holds it for that. */
    credited: "amount?",
    /** What an earlier approval covered, where there is one. */
    approvedGross: "amount?",
    approvedCurrency: "text?",
  }),
  /** A person confirmed it as it was (`of`, domain/orders/preview-token.ts); before and after. */
  "changed-since-shown": error({
    of: "text",
    before: "amount?",
    beforeCurrency: "text",
    gross: "amount",
    currency: "text",
  }),
  "start-zone-unknown": error({ date: "moment", startLine: "moment?" }),
  "order-gone": error({ order: "text", documents: "document" }),
  "faulty-source-totals": error({
    fault: ["decimals", "too-large", null],
    head: "amount",
    field: ["net", "vat", "gross", "head"],
    lines: "amount",
    bound: "amount",
  }),
  "faulty-source-vat": error({
    rate: "percent",
    vat: "amount",
    expected: "amount",
    bound: "amount",
    net: "amount",
  }),
  "faulty-source-discount": error({ discount: "percent", head: "amount", lines: "amount" }),
  "discount-exceeds-sold": error({ rate: "percent", discount: "amount", sold: "amount" }),
  "faulty-source-line": error({
    fault: ["decimals", "text-with-amount", "rate", "too-large", "no-quantity", "sum"],
    line: "line",
    net: "amount",
    vat: "amount",
    gross: "amount",
  }),
  "faulty-source-shape": error({ field: "text", got: "text?" }),
  "total-not-positive": error({ total: "amount", document: PLANNED_AS }),
  "credit-order": error({ total: "amount", credits: "text?" }),
  "line-sales-type": error({ line: "line" }),
  "line-fee": error({ line: "line", amount: "amount" }),
  "line-gift-card": error({ line: "line", amount: "amount" }),
  "gift-card-with-vat": error({ vat: "amount", line: "line" }),
  "gift-card-exceeds-order": error({ total: "amount" }),
  "gift-card-in-credit": error({ amount: "amount", line: "line" }),
  "currency-foreign": error({ currency: "text", company: "text" }),
  "currency-unknown": error({ currency: "text", company: "text" }),
  "foreign-sale": error({
    where: ["invoice", "delivery", "customer", null],
    country: "country",
    company: "country",
  }),
  "order-type-not-available": error(),
  "domestic-rounding": warning({ total: "amount" }),
  "rounded-to-nothing": error({ total: "amount" }),
  "delivered-rounded": warning({ quantity: "figure" }),
  "too-many-rows": error({ rows: "count", max: "count" }),
};
