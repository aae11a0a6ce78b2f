/** Products and stock, from the ledger to the shop. */
import type { ReasonTable } from "./table.ts";

export const PRODUCTS = {
  "products-read": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { all: "flag", read: "count", differ: "count", missing: "count?" },
  },
  "product-created": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { code: "text", trial: "flag" },
  },
  "product-updated": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { trial: "flag", fields: "productFields" },
  },
  "product-unchanged": { severity: "info", alerts: false, asks: false, params: {} },
  "product-deactivated": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { trial: "flag" },
  },
  "product-create-only": { severity: "info", alerts: false, asks: false, params: {} },
  "product-filtered": {
    severity: "info",
    alerts: false,
    params: { by: ["label", "number", "coding", "expression"] },
  },
  "product-own-article": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text" },
  },
  "product-made-of-order": { severity: "info", alerts: false, params: {} },
  "product-inactive": { severity: "info", alerts: false, asks: false, params: { code: "text" } },
  "product-not-in-ledger": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { code: "text" },
  },
  "product-field-kept": { severity: "warning", alerts: false, params: { field: "productFields" } },
  "product-field-overwritten": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { field: "productFields" },
  },
  "product-stored-otherwise": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { field: "productFields" },
  },
  "product-text-shortened": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { field: "productFields", max: "count" },
  },
  "product-price-rounded": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { field: "productFields", from: "amount", to: "amount" },
  },
  "product-ean-invalid": { severity: "warning", alerts: false, params: { ean: "text" } },
  "product-parent-created": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { code: "text", trial: "flag" },
  },
  "product-parent-activated": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { code: "text", trial: "flag" },
  },
  "product-parent-deactivated": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { code: "text", trial: "flag" },
  },
  "product-gone": { severity: "error", alerts: true, params: { code: "text" } },
  "product-code-taken": { severity: "error", alerts: true, params: { code: "text" } },
  "product-link-missing": { severity: "error", alerts: true, params: { code: "text" } },
  "product-linked": { severity: "info", alerts: false, asks: false, params: { code: "text" } },
  "product-tax-not-mapped": {
    severity: "error",
    alerts: true,
    params: { rate: "percent?", coding: "text" },
  },
  "product-parent-not-configurable": { severity: "error", alerts: true, params: { code: "text" } },
  "product-rule-failed": {
    severity: "error",
    alerts: true,
    params: { rule: "productFields", fault: "text" },
  },
} as const satisfies ReasonTable;

export const STOCK = {
  "stock-correction-order": { severity: "info", alerts: false, asks: false, params: {} },
  "stock-corrected": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { order: "text?", marker: "text", rows: "count" },
  },
  "stock-field-written": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { field: "text", articles: "count" },
  },
  "stock-managed": { severity: "info", alerts: false, asks: false, params: { articles: "count" } },
  "stock-equal": { severity: "info", alerts: false, asks: false, params: { articles: "count" } },
  "stock-would-change": {
    severity: "info",
    alerts: false,
    params: { rows: "count", managed: "count" },
  },
  "stock-unbooked": {
    severity: "info",
    alerts: false,
    params: { pieces: "text", articles: "count", orders: "count" },
  },
  "stock-moving": {
    severity: "info",
    alerts: false,
    params: { articles: "count", first: "text?" },
  },
  "stock-not-managed": {
    severity: "info",
    alerts: false,
    params: { articles: "count", first: "text?" },
  },
  "stock-booked-by-coding": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { articles: "count", first: "text?" },
  },
  "stock-sold-as-other": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { articles: "count", first: "text?" },
  },
  "stock-article-missing": {
    severity: "info",
    alerts: false,
    params: { articles: "count", first: "text?" },
  },
  "stock-not-kept": { severity: "info", alerts: false, asks: false, params: {} },
  "stock-rest": { severity: "info", alerts: false, params: { most: "count", rest: "count" } },
  "stock-not-possible": { severity: "error", alerts: true, params: { setting: "text?" } },
  "stock-too-many-open": {
    severity: "error",
    alerts: true,
    params: { count: "count", most: "count" },
  },
  "stock-not-reserved": { severity: "error", alerts: true, params: { order: "text" } },
  "stock-correction-no-effect": {
    severity: "error",
    alerts: true,
    params: { quantity: "text", article: "text", before: "text" },
  },
  "stock-debtor-has-sales": {
    severity: "error",
    alerts: true,
    params: { debtor: "text", order: "text" },
  },
  "stock-no-figure": {
    severity: "error",
    alerts: true,
    params: { articles: "count", first: "text?" },
  },
} as const satisfies ReasonTable;
