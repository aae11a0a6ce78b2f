/** Documents in the ledger, those that a person links by hand, and the rules of a tenant. */
import type { ReasonTable } from "./table.ts";
import { LINKABLE } from "./words.ts";

export const HELD_DOCUMENTS = {
  "totals-differ": {
    severity: "error",
    alerts: true,
    params: {
      answeredAmount: "amount",
      answeredVat: "amount",
      plannedGross: "amount",
      plannedVat: "amount",
      difference: "amount",
      plannedNet: "amount",
      answeredRoundings: "amount",
      vatDifference: "amount",
      corrections: "count?",
    },
  },
  "row-differs": {
    severity: "error",
    alerts: true,
    params: {
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
    },
  },
  "price-basis-differs": { severity: "error", alerts: true, params: {} },
  "marker-field-not-searchable": { severity: "error", alerts: true, params: { field: "text" } },
  "perhaps-booked-by-hand": {
    severity: "error",
    alerts: true,
    params: { number: "text?", document: "text" },
  },
  "document-changed-by-person": {
    severity: "error",
    alerts: true,
    params: {
      fields: "text?",
      number: "text",
      left: "flag",
      cancelled: "flag",
      why: [null, "undone"],
    },
  },
  "document-gone": { severity: "error", alerts: true, params: { document: "text" } },
  "document-gone-with-others": {
    severity: "error",
    alerts: true,
    params: { document: "text", paid: "amount?", documents: "text?" },
  },
  "booked-differs": {
    severity: "error",
    alerts: true,
    params: {
      document: "text",
      what: ["amount", "vat", "currency", "customer"],
      shop: "amount?",
      ledger: "amount?",
      currency: "text?",
      other: "text?",
    },
  },
  /** `was`: when it was booked. `shop`: what the order comes to now. */
  "booked-changed-by-person": {
    severity: "error",
    alerts: true,
    params: {
      number: "text",
      what: ["amount", "vat", "currency"],
      was: "amount",
      is: "amount",
      shop: "amount",
      currency: "text",
    },
  },
  "booked-agrees": { severity: "info", alerts: false, asks: false, params: { document: "text" } },
  "booked-not-compared": {
    severity: "info",
    alerts: false,
    params: { document: "text" },
  },
  "document-stands": { severity: "info", alerts: false, asks: false, params: { document: "text" } },
  "document-already-invoiced": {
    severity: "error",
    alerts: true,
    params: { number: "text", cancelled: "flag" },
  },
  "document-partly-delivered": { severity: "error", alerts: true, params: { number: "text" } },
  "document-shipped": {
    severity: "error",
    alerts: true,
    params: { number: "text", cancelled: "flag" },
  },
  "document-booked-by-person": {
    severity: "warning",
    alerts: true,
    params: { number: "text?", document: "text" },
  },
  "marker-found-twice": {
    severity: "error",
    alerts: true,
    params: { count: "count?", first: "text", second: "text?" },
  },
  "field-wanted-twice": { severity: "error", alerts: true, params: { field: "text" } },
} as const satisfies ReasonTable;

export const LINKS = {
  "document-linked": {
    severity: "info",
    alerts: false,
    params: { actor: "actor", document: LINKABLE, number: "text", differs: "text?" },
  },
  "customer-linked": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text", actor: "actor" },
  },
  "document-unlinked": {
    severity: "error",
    alerts: true,
    params: { actor: "actor", documents: "text" },
  },
  "document-kept-by-hand": { severity: "error", alerts: true, params: { number: "text" } },
  "link-not-found": {
    severity: "error",
    alerts: true,
    params: { document: LINKABLE, number: "text" },
  },
  "link-ambiguous": { severity: "error", alerts: true, params: { count: "count", number: "text" } },
  "link-elsewhere": { severity: "error", alerts: true, params: { number: "text", order: "text" } },
  "link-order-has-document": { severity: "error", alerts: true, params: { documents: "text" } },
  "link-own-document": { severity: "error", alerts: true, params: { number: "text" } },
  "link-kind-differs": {
    severity: "error",
    alerts: true,
    params: { document: LINKABLE, number: "text" },
  },
  "link-amount-differs": {
    severity: "error",
    alerts: true,
    params: { document: "amount", currency: "text", order: "amount" },
  },
  "link-vat-differs": {
    severity: "error",
    alerts: true,
    params: { document: "amount", order: "amount" },
  },
  "link-currency-differs": {
    severity: "error",
    alerts: true,
    params: { document: "text", order: "text" },
  },
  "link-customer-differs": {
    severity: "error",
    alerts: true,
    params: { customer: "text", linked: "text" },
  },
  "link-customer-shared": {
    severity: "error",
    alerts: true,
    params: { number: "text", count: "count?" },
  },
  "link-not-comparable": {
    severity: "error",
    alerts: true,
    params: { document: LINKABLE, number: "text" },
  },
  "link-order-busy": { severity: "error", alerts: true, params: {} },
  "link-not-carried-out": { severity: "error", alerts: true, params: {} },
} as const satisfies ReasonTable;

export const RULES = {
  "rule-failed": {
    severity: "error",
    alerts: true,
    params: {
      field: "text",
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
    },
  },
  "rule-fails-often": {
    severity: "error",
    alerts: true,
    params: { field: "text", times: "count", rule: "text" },
  },
  "field-mapped": {
    severity: "info",
    alerts: false,
    asks: false,
    params: {
      field: "text",
      rows: "count?",
      by: ["field", "expression", "default"],
      source: "text?",
      rule: "text",
    },
  },
} as const satisfies ReasonTable;
