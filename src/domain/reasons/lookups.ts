/** Orders held because an article, a VAT rate, terms or the customer couldn't be decided. */
import { error } from "./entry.ts";
import { CUSTOMER_KINDS, SALE_NAMES } from "./words.ts";

export const HELD_LOOKUPS = {
  "sku-missing-on-line": error({ line: "line" }),
  "article-not-found": error({ sku: "text", line: "line" }),
  // Its order is sold abroad, so its rate doesn't show which coding a new article needs.
  "article-not-found-abroad": error({ sku: "text", line: "line" }),
  "article-ambiguous": error({ count: "count?", sku: "text", line: "line" }),
  "article-inactive": error({ sku: "text", line: "line", article: "text" }),
  "article-tax-reduced": error({ sku: "text", line: "line" }),
  "coding-not-found": error({ sku: "text", line: "line", article: "text?", coding: "text" }),
  "vat-code-unknown": error({ vatCode: "text", line: "line" }),
  "vat-rate-differs": error({
    sku: "text",
    line: "line",
    source: "percent",
    ledger: "percent",
    coding: "text",
  }),
  "own-article-missing": error({
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
  }),
  "goods-coding-missing": error({
    sku: "text?",
    line: "line",
    rate: "percent",
    vatCode: "text?",
    country: "country",
    sale: SALE_NAMES,
  }),
  "coding-ended": error({ coding: "text", line: "line", sku: "text?", lookup: "text" }),
  "terms-not-mapped": error({ terms: "text?", from: "text", by: "text", key: "text?" }),
  "delivery-method-not-mapped": error({ method: "text?", from: "text", key: "text?" }),
  "sales-type-not-mapped": error({ salesType: "text", line: "line" }),
  "new-article-coding-missing": error({
    sku: "text",
    line: "line",
    rate: "percent",
    coding: "text?",
    count: "count",
  }),
  "article-not-looked-up": error({ sku: "text" }),
  "article-number-taken": error({ sku: "text" }),
  "article-number-too-long": error({ sku: "text", line: "line", max: "count" }),
  "gift-card-coding-unfit": error({
    why: ["not-chosen", "not-found", "vat", "revenue"],
    account: "text?",
    coding: "text",
  }),
  "gift-card-account-missing": error({ card: "text?", line: "line" }),
};

export const HELD_CUSTOMERS = {
  "customer-ambiguous": error({ count: "count?", by: "customerSearches?" }),
  "customer-not-identifiable": error({ by: "customerSearches?" }),
  "customer-kind-differs": error({
    order: CUSTOMER_KINDS,
    ledger: CUSTOMER_KINDS,
    customer: "text",
  }),
  "customer-other-company": error({ customer: "text", by: "text?" }),
  "customer-number-taken": error({ number: "text" }),
  "customer-inactive": error({ customer: "text", by: "text?", of: ["invoice", "deleted", null] }),
  "debtor-of-several": error({ debtor: "text" }),
  "debtor-gone": error({ debtor: "text?" }),
  "default-debtor-missing": error({ customer: "text" }),
  "country-not-read": error({ field: "text", country: "text" }),
  "post-code-too-long": error({ field: "text", length: "count", max: "count" }),
  "customer-used": error(),
  "customer-changed-by-person": error({
    fields: "customerFields",
    customer: "text",
    both: "customerFields?",
  }),
  "customer-email-taken": error({ customer: "text", other: "text" }),
};
