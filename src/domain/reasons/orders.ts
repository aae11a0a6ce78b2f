/** Orders that are taken, left out or held because of their own content. */
import type { ReasonTable } from "./table.ts";

export const TAKEN = {
  "order-booked": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?", status: "text" },
  },
  "zero-total-left-out": { severity: "info", alerts: false, asks: false, params: {} },
  "order-updated": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?", status: "text" },
  },
  "order-unchanged": { severity: "info", alerts: false, asks: false, params: { document: "text" } },
  "order-removed": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?", document: "text?", by: "text?", why: [null, "undone"] },
  },
  "already-booked": { severity: "info", alerts: false, asks: false, params: { number: "text?" } },
  "status-outside-filter": {
    severity: "info",
    alerts: false,
    params: { status: "orderStatuses", filter: "orderStatuses" },
  },
  "payment-outside-filter": {
    severity: "info",
    alerts: false,
    params: { payment: "text", filter: "text" },
  },
  "before-start": {
    severity: "info",
    alerts: false,
    params: { date: "day", startLine: "instant?" },
  },
  "flow-off": { severity: "info", alerts: false, params: { key: "text?" } },
  "cancelled-before-booking": { severity: "info", alerts: false, asks: false, params: {} },
  "skipped-by-person": {
    severity: "info",
    alerts: false,
    params: { why: "text?", documents: "text?", actor: "text" },
  },
} as const satisfies ReasonTable;

export const HELD_ORDERS = {
  /** `of`: what the rules looked at, as an approval keeps it. */
  "waits-for-approval": {
    severity: "error",
    alerts: true,
    params: {
      rule: ["amount", "currency", "kind", "credit", "first-days", "country"],
      type: ["sales-order", "draft-invoice", "invoice", "mutation"],
      gross: "amount",
      currency: "text",
      country: "text",
      from: "amount?",
      days: "count?",
      of: "text",
    },
  },
  /** A person confirmed it as it was (`of`, domain/orders/preview-token.ts); before and after. */
  "changed-since-shown": {
    severity: "error",
    alerts: true,
    params: {
      of: "text",
      before: "amount?",
      beforeCurrency: "text",
      gross: "amount",
      currency: "text",
    },
  },
  "start-zone-unknown": {
    severity: "error",
    alerts: true,
    params: { date: "moment", startLine: "moment?" },
  },
  "order-gone": { severity: "error", alerts: true, params: { order: "text", documents: "text" } },
  "faulty-source-totals": {
    severity: "error",
    alerts: true,
    params: {
      fault: ["decimals", "too-large", null],
      head: "amount",
      field: ["net", "vat", "gross", "head"],
      lines: "amount",
      bound: "amount",
    },
  },
  "faulty-source-vat": {
    severity: "error",
    alerts: true,
    params: { rate: "percent", vat: "amount", expected: "amount", bound: "amount", net: "amount" },
  },
  "faulty-source-discount": {
    severity: "error",
    alerts: true,
    params: { discount: "percent", head: "amount", lines: "amount" },
  },
  "discount-exceeds-sold": {
    severity: "error",
    alerts: true,
    params: { rate: "percent", discount: "amount", sold: "amount" },
  },
  "faulty-source-line": {
    severity: "error",
    alerts: true,
    params: {
      fault: ["decimals", "text-with-amount", "rate", "too-large", "no-quantity", "sum"],
      line: "line",
      net: "amount",
      vat: "amount",
      gross: "amount",
    },
  },
  "faulty-source-shape": {
    severity: "error",
    alerts: true,
    params: { field: "text", got: "text?" },
  },
  "total-not-positive": { severity: "error", alerts: true, params: { total: "amount" } },
  "credit-order": {
    severity: "error",
    alerts: true,
    params: { total: "amount", credits: "text?" },
  },
  "line-sales-type": { severity: "error", alerts: true, params: { line: "line" } },
  "line-fee": { severity: "error", alerts: true, params: { line: "line", amount: "amount" } },
  "line-gift-card": { severity: "error", alerts: true, params: { line: "line", amount: "amount" } },
  "gift-card-with-vat": {
    severity: "error",
    alerts: true,
    params: { vat: "amount", line: "line" },
  },
  "gift-card-exceeds-order": { severity: "error", alerts: true, params: { total: "amount" } },
  "gift-card-in-credit": {
    severity: "error",
    alerts: true,
    params: { amount: "amount", line: "line" },
  },
  "currency-foreign": {
    severity: "error",
    alerts: true,
    params: { currency: "text", company: "text" },
  },
  "currency-unknown": {
    severity: "error",
    alerts: true,
    params: { currency: "text", company: "text" },
  },
  "foreign-sale": {
    severity: "error",
    alerts: true,
    params: {
      where: ["invoice", "delivery", "customer", null],
      country: "country",
      company: "country",
    },
  },
  "order-type-not-available": { severity: "error", alerts: true, params: {} },
  "domestic-rounding": { severity: "warning", alerts: false, params: { total: "amount" } },
  "rounded-to-nothing": { severity: "warning", alerts: false, params: { total: "amount" } },
  "delivered-rounded": { severity: "warning", alerts: false, params: { quantity: "figure" } },
  "too-many-rows": { severity: "error", alerts: true, params: { rows: "count", max: "count" } },
} as const satisfies ReasonTable;
