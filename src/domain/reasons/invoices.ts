/** Invoices, credits and payments. */
import type { ReasonTable } from "./table.ts";
import { BECOMES, CHOSEN_BY } from "./words.ts";

export const INVOICES = {
  "invoice-booked": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?", date: "day?" },
  },
  "invoice-draft-made": { severity: "info", alerts: false, params: { document: "text" } },
  "invoice-draft-updated": { severity: "info", alerts: false, params: { document: "text" } },
  "invoice-draft-removed": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { document: "text", why: [null, "undone"] },
  },
  "order-type-chosen": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { rule: "text", type: BECOMES },
  },
  "booking-date-chosen": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { by: ["order", "today", "sale"], ordered: "day", date: "day" },
  },
  "document-kept-its-type": { severity: "info", alerts: false, params: { type: BECOMES } },
  "booked-figures-differ": {
    severity: "error",
    alerts: true,
    params: {
      field: ["total", "vat", "net"],
      rate: "percent?",
      booked: "amount",
      planned: "amount",
    },
  },
  "booked-date-differs": {
    severity: "error",
    alerts: true,
    params: { booked: "day", planned: "day" },
  },
  "sent-by-ledger": { severity: "error", alerts: true, params: {} },
  "currency-differs": {
    severity: "error",
    alerts: true,
    params: { order: "text", customer: "text", defaultCustomer: "text?" },
  },
  "order-changed-after-booking": { severity: "error", alerts: true, params: { number: "text?" } },
  "order-month-moved": {
    severity: "error",
    alerts: true,
    params: { number: "text", booked: "day", now: "day" },
  },
  "order-day-moved": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text", booked: "day", now: "day" },
  },
  "order-cancelled-after-booking": { severity: "error", alerts: true, params: { number: "text?" } },
  "quantity-too-fine": {
    severity: "error",
    alerts: true,
    params: { quantity: "quantity", sku: "text?", line: "line", decimals: "count" },
  },
  "stock-price-below-zero": {
    severity: "error",
    alerts: true,
    params: { quantity: "amount", sku: "text?", line: "line", amount: "amount" },
  },
} as const satisfies ReasonTable;

export const CREDITS = {
  "credit-booked": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?", date: "day?" },
  },
  "credit-draft-made": { severity: "info", alerts: false, params: { document: "text" } },
  "credit-sign": {
    severity: "error",
    alerts: true,
    params: { total: "amount", sign: ["negative", "positive"], of: ["goods", null] },
  },
  "credit-article-differs": {
    severity: "error",
    alerts: true,
    params: { line: "count", sku: "text", article: "text" },
  },
  "credit-exceeds-original": {
    severity: "error",
    alerts: true,
    params: { credit: "amount", rate: "percent?", invoiced: "amount", credited: "amount" },
  },
  "credit-beyond-line": {
    severity: "warning",
    alerts: false,
    params: { sku: "text?", line: "line", sold: "quantity", credited: "quantity" },
  },
  "credit-rounded-apart": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { credit: "amount", credited: "amount", invoiced: "amount", over: "amount" },
  },
  "credit-of-sales-order": { severity: "error", alerts: true, params: { order: "text" } },
  "credit-lowers-order": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text", gross: "amount" },
  },
  "credit-no-longer-lowers": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?" },
  },
  "credits-exceed-order": {
    severity: "error",
    alerts: true,
    params: { order: "amount", rate: "percent?", credited: "amount" },
  },
  "credits-exceed-line": {
    severity: "error",
    alerts: true,
    params: { sku: "text?", line: "line", ordered: "quantity", credited: "quantity" },
  },
  "credit-not-comparable": {
    severity: "error",
    alerts: true,
    params: { order: "text", credit: "text" },
  },
  "lowered-beside-credit": {
    severity: "error",
    alerts: true,
    params: { before: "amount", now: "amount", credited: "amount" },
  },
  "order-credited-whole": { severity: "info", alerts: false, asks: false, params: {} },
  "invoice-credited-whole": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text" },
  },
  // A draft has no number: it is named by the time of its creation.
  "order-removed-nothing-left": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?", what: ["draft", null], made: "instant?" },
  },
  "order-removed-credited": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text" },
  },
  "credit-original-not-here": {
    severity: "error",
    alerts: true,
    params: { order: "text", why: ["taken-back", "deleted", null] },
  },
  "credit-customer-differs": {
    severity: "error",
    alerts: true,
    params: { invoice: "text", credit: "text" },
  },
  "credit-wrong-way": { severity: "error", alerts: true, params: { remaining: "amount" } },
  "credit-waits-for-original": { severity: "warning", alerts: false, params: { order: "text" } },
  "credit-original-on-hold": { severity: "error", alerts: true, params: { order: "text" } },
} as const satisfies ReasonTable;

export const PAYMENTS = {
  "payment-registered": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { amount: "amount", date: "day?" },
  },
  "payment-chosen": {
    severity: "info",
    alerts: false,
    asks: false,
    params: {
      method: "text?",
      account: "text",
      by: CHOSEN_BY,
      amount: "amount",
      date: "day",
      complete: "flag",
    },
  },
  "payment-already-registered": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { registered: "amount", paid: "amount" },
  },
  "payment-method-not-mapped": { severity: "error", alerts: true, params: { method: "text?" } },
  "payment-amount-unknown": { severity: "error", alerts: true, params: {} },
  "payment-date-unreadable": { severity: "error", alerts: true, params: { got: "text" } },
  "payment-exceeds-order": {
    severity: "error",
    alerts: true,
    params: {
      paid: "amount",
      charged: "amount",
      over: "amount?",
      /** What waits: all of it, or what was paid later; of an invoice only what is over. */
      of: ["invoice", "voucher", "payment", "credit", "refund"],
    },
  },
  "payment-status-differs": {
    severity: "error",
    alerts: true,
    params: {
      status: ["open", "partly-paid", "paid", "refunded"],
      paid: "amount",
      charged: "amount",
    },
  },
  "invoice-overpaid": {
    severity: "error",
    alerts: true,
    params: { number: "text", over: "amount" },
  },
  "payment-differs": {
    severity: "error",
    alerts: true,
    params: {
      of: ["payment", "remaining"],
      number: "text",
      planned: "amount",
      booked: "amount",
      currency: "text?",
    },
  },
  "payment-exceeds-remaining": {
    severity: "error",
    alerts: true,
    params: { due: "amount", remaining: "amount" },
  },
  "payment-refused": {
    severity: "error",
    alerts: true,
    params: { amount: "amount", code: "text?" },
  },
  "rounded-by-ledger": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { charged: "amount", total: "amount", rounding: "amount" },
  },
  "rounding-registered": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { amount: "amount", how: ["payment", "account"], account: "text?", date: "day?" },
  },
  "rounded-becomes-voucher": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { total: "amount" },
  },
  "rounding-refused": {
    severity: "error",
    alerts: true,
    params: { amount: "amount", how: ["payment", "account"], code: "text?" },
  },
  "rounding-by-hand": {
    severity: "error",
    alerts: true,
    params: { number: "text", rounding: "amount", why: ["further", "refund"] },
  },
  "gift-card-used": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { amount: "amount", line: "line" },
  },
  "gift-card-registered": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { amount: "amount", date: "day?", account: "text" },
  },
  "gift-card-already-registered": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { amount: "amount" },
  },
  "gift-card-payment-unclear": {
    severity: "error",
    alerts: true,
    params: { byHand: "amount", cards: "amount" },
  },
} as const satisfies ReasonTable;
