/** Runs of flows, the reconciliation of both sides, and a tenant as a whole. */
import type { ReasonTable } from "./table.ts";
import { FINAL_DOCUMENTS } from "./words.ts";

export const SWEEPS = {
  "flow-paused": { severity: "warning", alerts: false, params: { flow: "text" } },
  "first-day-limit": { severity: "warning", alerts: true, params: { limit: "count" } },
  "sweep-nothing-new": { severity: "info", alerts: false, asks: false, params: { read: "count" } },
  "sweep-took-up": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { read: "count", count: "count" },
  },
  "sweep-found-missing": { severity: "warning", alerts: false, params: { count: "count" } },
  "sweep-unlisted": { severity: "info", alerts: false, asks: false, params: { count: "count" } },
  "change-filter-unusable": {
    severity: "warning",
    alerts: false,
    params: { days: "count", night: "count" },
  },
  "needs-newer-release": { severity: "warning", alerts: false, params: { what: "text" } },
  "told-by-newer-release": {
    severity: "warning",
    alerts: false,
    asks: false,
    params: { code: "text" },
  },
  "run-cancelled": { severity: "info", alerts: false, params: {} },
  "lookup-list-empty": { severity: "warning", alerts: false, params: { list: "text" } },
  "vendor-otherwise": {
    severity: "error",
    alerts: true,
    params: { system: "system", rows: "text" },
  },
  "lookups-read-anew": { severity: "warning", alerts: false, params: {} },
} as const satisfies ReasonTable;

export const COMPARISON = {
  "reconciliation-done": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { orders: "count", from: "day", to: "day", documents: "count", findings: "count" },
  },
  "reconciliation-taken-up": { severity: "info", alerts: false, asks: false, params: {} },
  "reconciliation-took-up": { severity: "info", alerts: false, params: { count: "count" } },
  "reconciliation-not-listed": { severity: "info", alerts: false, params: { kinds: "text" } },
  "reconciliation-twice": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
  "reconciliation-without-order": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
  "reconciliation-amount": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
  "reconciliation-vat": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
  "reconciliation-missing": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
  "reconciliation-currency": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
  "reconciliation-customer": {
    severity: "error",
    alerts: true,
    params: { count: "count", orders: "text?" },
  },
} as const satisfies ReasonTable;

export const WATCHED = {
  "connection-expiring": { severity: "error", alerts: true, params: { vendor: "system" } },
  "queue-old": { severity: "error", alerts: true, params: { minutes: "count" } },
  "backing-off-long": {
    severity: "error",
    alerts: true,
    params: { count: "count", minutes: "count" },
  },
  "rate-pressure": {
    severity: "warning",
    alerts: true,
    params: { count: "count", minutes: "count" },
  },
  "rate-refused": { severity: "error", alerts: true, params: { endpoint: "text", times: "text" } },
  "sweep-not-run": {
    severity: "error",
    alerts: true,
    params: { minutes: "count", hours: "count?", every: "count?" },
  },
  "webhooks-silent": { severity: "error", alerts: true, params: { count: "count" } },
  "no-orders": { severity: "error", alerts: true, params: { hours: "count", usual: "count?" } },
  "projection-behind": {
    severity: "warning",
    alerts: true,
    params: { count: "count", minutes: "count" },
  },
  "storage-filling": { severity: "error", alerts: true, params: { used: "count", most: "count" } },
  "mail-address-bounced": { severity: "error", alerts: true, params: { count: "count" } },
  "notices-undelivered": {
    severity: "error",
    alerts: true,
    params: { count: "count", channel: "text" },
  },
} as const satisfies ReasonTable;

export const BACK_FILLS = {
  "back-fill-listed": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { from: "day", to: "day", count: "count" },
  },
  "back-fill-cancelled": { severity: "info", alerts: false, params: {} },
  "dry-run-would-book": {
    severity: "info",
    alerts: false,
    /**
     * `of`: the mark of what it showed (domain/orders/preview-token.ts). `document`: as
     * domain/jobs/planned-effect.ts says; `dated` is its date, `paid` what would be registered on
     * it.
     */
    params: {
      gross: "amount?",
      currency: "text",
      of: "text?",
      document: [null, ...FINAL_DOCUMENTS],
      dated: "day?",
      paid: "amount?",
      paidIn: "text?",
    },
  },
  "dry-run": {
    severity: "info",
    alerts: false,
    asks: false,
    params: {
      of: "text?",
      document: [null, ...FINAL_DOCUMENTS],
      dated: "day?",
      paid: "amount?",
      paidIn: "text?",
      would: {
        known: [
          "order.create",
          "order.update",
          "order.delete",
          "draft.create",
          "draft.update",
          "draft.delete",
          "order.confirm",
          "order.convert",
          "order.void",
          "draft.convert",
          "sending.create",
          "customer.update",
          "payment.create",
          "voucher.create",
          "ledger-item.create",
          "booked",
          "updated",
          "skipped",
          "before-start",
          "held",
          "needs-attention",
        ],
      },
    },
  },
  "run-previewed": {
    severity: "info",
    alerts: false,
    asks: false,
    params: {},
  },
  "dry-run-sample-gone": { severity: "info", alerts: false, params: {} },
  "dry-run-rounding-open": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { rounding: ["row", "rate"], vat: "amount", bound: "amount" },
  },
  "taken-back": { severity: "info", alerts: false, params: { run: "text" } },
  "undo-nothing-there": { severity: "info", alerts: false, asks: false, params: {} },
  "undo-would-reverse": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text" },
  },
  "undo-would-leave-day": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { day: "day", state: ["waits", "closed"] },
  },
  "undo-paid-out": {
    severity: "warning",
    alerts: false,
    params: { payouts: "text", count: "count" },
  },
  "undo-together": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { stays: ["sale", "refund"] },
  },
  /** `doubt`: the sale's own outcome isn't known. */
  "undo-half": {
    severity: "error",
    alerts: true,
    params: { sale: "text", credit: "text", state: ["gone", "doubt"] },
  },
  "undo-booked-stays": {
    severity: "error",
    alerts: true,
    params: { document: ["voucher", "invoice"], number: "text" },
  },
} as const satisfies ReasonTable;
