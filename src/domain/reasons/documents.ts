/** Documents in the ledger, those that a person links by hand, and the rules of a tenant. */
import { alerting, done, error, info, warning } from "./entry.ts";
import { LINKABLE, DOCUMENT_FORMS } from "./words.ts";

export const HELD_DOCUMENTS = {
  "totals-differ": error({
    answeredAmount: "amount",
    answeredVat: "amount",
    plannedGross: "amount",
    plannedVat: "amount",
    difference: "amount",
    plannedNet: "amount",
    answeredRoundings: "amount",
    vatDifference: "amount",
    corrections: "count?",
  }),
  "row-differs": error({
    row: "count",
    field: [
      "vatRate",
      "amount",
      "quantity",
      "unitPrice",
      "discount",
      "articleId",
      "missing",
      "extra",
      "isTextRow",
    ],
    answered: "figure",
    planned: "figure",
    sourceLine: "count",
  }),
  "price-basis-differs": error(),
  "marker-field-not-searchable": error({ field: "targetField" }),
  "perhaps-booked-by-hand": error({ number: "document?", document: "text" }),
  "document-changed-by-person": error({
    fields: "text?",
    number: "document",
    left: "flag",
    cancelled: "flag",
    why: [null, "undone"],
  }),
  /** Found by its tracking code: what we wrote last isn't known, so neither is who changed it. */
  "document-not-as-calculated": error({ number: "document", left: "flag" }),
  /** `later`: an invoice that an edit added. */
  "document-gone": error({ document: "document", later: "flag" }),
  "document-gone-with-others": error({
    document: "document",
    paid: "amount?",
    documents: "document?",
    /** Nothing is charged any more: what is left is taken back. */
    cancelled: "flag",
    /** So much is to be credited, where that is known. */
    left: "amount?",
  }),
  "booked-differs": error({
    document: "document",
    as: [null, ...DOCUMENT_FORMS],
    what: ["amount", "vat", "currency", "customer"],
    shop: "amount?",
    ledger: "amount?",
    currency: "text?",
    other: "text?",
  }),
  /** `was`: when it was booked. `shop`: what the order comes to now. */
  "booked-changed-by-person": error({
    number: "document",
    what: ["amount", "vat", "currency"],
    was: "amount",
    is: "amount",
    shop: "amount",
    currency: "text",
  }),
  "booked-agrees": done({ document: "document", as: [null, ...DOCUMENT_FORMS] }),
  "booked-not-compared": info({ document: "document" }),
  "document-stands": done({ document: "document" }),
  "document-already-invoiced": error({ number: "document", cancelled: "flag" }),
  "document-partly-delivered": error({ number: "document" }),
  "document-before-change": info({ documents: "text", as: [null, ...DOCUMENT_FORMS] }),
  "document-shipped": error({ number: "document", cancelled: "flag" }),
  "order-invoice-not-found": error({ number: "document" }),
  "document-booked-by-person": alerting(
    warning({ number: "document?", document: "document", invoiced: "flag" }),
  ),
  "marker-found-twice": error({ count: "count?", first: "document", second: "document?" }),
  "field-wanted-twice": error({ field: "targetField" }),
};

export const LINKS = {
  "document-linked": info({
    actor: "actor",
    document: LINKABLE,
    number: "document",
    differs: "text?",
  }),
  "customer-linked": done({ number: "document", actor: "actor" }),
  /** `as`: of one document alone. */
  "document-unlinked": error({
    actor: "actor",
    documents: "document",
    as: [null, ...DOCUMENT_FORMS],
    /** Of several, each with what it is. */
    each: "namedDocuments?",
    cancelled: "flag",
  }),
  "document-kept-by-hand": error({ number: "document" }),
  "link-not-found": error({ document: LINKABLE, number: "document" }),
  "link-ambiguous": error({ count: "count", number: "document" }),
  "link-elsewhere": error({ number: "document", order: "text" }),
  "link-order-has-document": error({ documents: "document" }),
  "link-own-document": error({ number: "document" }),
  "link-kind-differs": error({ document: LINKABLE, number: "document" }),
  "link-amount-differs": error({ document: "amount", currency: "text", order: "amount" }),
  "link-vat-differs": error({ document: "amount", order: "amount" }),
  "link-date-differs": error({ document: "day", order: "day" }),
  "link-currency-differs": error({ document: "text", order: "text" }),
  "link-customer-differs": error({ customer: "text", linked: "text" }),
  "link-customer-shared": error({ number: "text", count: "count?" }),
  "link-not-comparable": error({ document: LINKABLE, number: "document" }),
  "link-voucher-derived": error({ number: "document" }),
  "link-order-busy": error(),
  "link-not-carried-out": error(),
};

export const RULES = {
  "rule-failed": error({
    field: "targetField",
    line: "line",
    fault: [
      "too-long",
      "too-many-items",
      "too-heavy",
      "number-too-large",
      "divided-by-zero",
      "not-a-number",
      "not-a-date",
      "not-whole",
      "too-many-decimals",
      "empty",
      "unexpected-value",
      "nothing-to-search",
    ],
    column: "text?",
    rule: "text",
  }),
  "rule-fails-often": error({ field: "targetField", times: "count", rule: "text" }),
  "field-mapped": done({
    field: "targetField",
    rows: "count?",
    by: ["field", "expression", "default"],
    source: "text?",
    rule: "text",
  }),
};
