/** Orders held because an article, a VAT rate, terms or the customer couldn't be decided. */
import type { ReasonTable } from "./table.ts";
import { CUSTOMER_KINDS, SALE_NAMES } from "./words.ts";

export const HELD_LOOKUPS = {
  "sku-missing-on-line": { severity: "error", alerts: true, params: { line: "line" } },
  "article-not-found": { severity: "error", alerts: true, params: { sku: "text", line: "line" } },
  // Its order is sold abroad, so its rate doesn't show which coding a new article needs.
  "article-not-found-abroad": {
    severity: "error",
    alerts: true,
    params: { sku: "text", line: "line" },
  },
  "article-ambiguous": {
    severity: "error",
    alerts: true,
    params: { count: "count?", sku: "text", line: "line" },
  },
  "article-inactive": {
    severity: "error",
    alerts: true,
    params: { sku: "text", line: "line", article: "text" },
  },
  "article-tax-reduced": { severity: "error", alerts: true, params: { sku: "text", line: "line" } },
  "coding-not-found": {
    severity: "error",
    alerts: true,
    params: { sku: "text", line: "line", article: "text?", coding: "text" },
  },
  "vat-code-unknown": {
    severity: "error",
    alerts: true,
    params: { vatCode: "text", line: "line" },
  },
  "vat-rate-differs": {
    severity: "error",
    alerts: true,
    params: { sku: "text", line: "line", source: "percent", ledger: "percent", coding: "text" },
  },
  "own-article-missing": {
    severity: "error",
    alerts: true,
    params: {
      article: [
        "shipping",
        "discount",
        "adjusting",
        "closing",
        "fee",
        "item",
        "unit",
        "goods",
        "tip",
        "gift-card",
      ],
      rate: "percent?",
      coding: "text?",
      line: "line",
    },
  },
  "goods-coding-missing": {
    severity: "error",
    alerts: true,
    params: {
      sku: "text?",
      line: "line",
      rate: "percent",
      vatCode: "text?",
      country: "country",
      sale: SALE_NAMES,
    },
  },
  "coding-ended": {
    severity: "error",
    alerts: true,
    params: { coding: "text", line: "line", sku: "text?", lookup: "text" },
  },
  "terms-not-mapped": {
    severity: "error",
    alerts: true,
    params: { terms: "text?", from: "text", by: "text", key: "text?" },
  },
  "delivery-method-not-mapped": {
    severity: "error",
    alerts: true,
    params: { method: "text?", from: "text", key: "text?" },
  },
  "sales-type-not-mapped": {
    severity: "error",
    alerts: true,
    params: { salesType: "text", line: "line" },
  },
  "new-article-coding-missing": {
    severity: "error",
    alerts: true,
    params: { sku: "text", line: "line", rate: "percent", coding: "text?", count: "count" },
  },
  "article-not-looked-up": { severity: "error", alerts: true, params: { sku: "text" } },
  "article-number-taken": { severity: "error", alerts: true, params: { sku: "text" } },
  "article-number-too-long": {
    severity: "error",
    alerts: true,
    params: { sku: "text", line: "line", max: "count" },
  },
  "gift-card-coding-unfit": {
    severity: "error",
    alerts: true,
    params: {
      why: ["not-chosen", "not-found", "vat", "revenue"],
      account: "text?",
      coding: "text",
    },
  },
  "gift-card-account-missing": {
    severity: "error",
    alerts: true,
    params: { card: "text?", line: "line" },
  },
} as const satisfies ReasonTable;

export const HELD_CUSTOMERS = {
  "customer-ambiguous": {
    severity: "error",
    alerts: true,
    params: { count: "count?", by: "customerSearches?" },
  },
  "customer-not-identifiable": {
    severity: "error",
    alerts: true,
    params: { by: "customerSearches?" },
  },
  "customer-kind-differs": {
    severity: "error",
    alerts: true,
    params: { order: CUSTOMER_KINDS, ledger: CUSTOMER_KINDS, customer: "text" },
  },
  "customer-other-company": {
    severity: "error",
    alerts: true,
    params: { customer: "text", by: "text?" },
  },
  "customer-number-taken": { severity: "error", alerts: true, params: { number: "text" } },
  "customer-inactive": {
    severity: "error",
    alerts: true,
    params: { customer: "text", by: "text?" },
  },
  "debtor-of-several": { severity: "error", alerts: true, params: { debtor: "text" } },
  "debtor-gone": { severity: "error", alerts: true, params: { debtor: "text?" } },
  "default-debtor-missing": { severity: "error", alerts: true, params: { customer: "text" } },
  "country-not-read": {
    severity: "error",
    alerts: true,
    params: { field: "text", country: "text" },
  },
  "post-code-too-long": {
    severity: "error",
    alerts: true,
    params: { field: "text", length: "count", max: "count" },
  },
  "customer-used": { severity: "error", alerts: true, params: {} },
  "customer-changed-by-person": {
    severity: "error",
    alerts: true,
    params: { fields: "text", customer: "text", both: "text" },
  },
  "customer-email-taken": {
    severity: "error",
    alerts: true,
    params: { customer: "text", other: "text" },
  },
} as const satisfies ReasonTable;
