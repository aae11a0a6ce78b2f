/** Runs of flows, the reconciliation of both sides, and a tenant as a whole. */
import { alerting, done, error, info, nothingToDo, warning } from "./entry.ts";
import { FINAL_DOCUMENTS } from "./words.ts";

export const SWEEPS = {
  "flow-paused": warning({ flow: "text" }),
  "first-day-limit": alerting(warning({ limit: "count" })),
  "sweep-nothing-new": done({ read: "count" }),
  "sweep-took-up": done({ read: "count", count: "count" }),
  "sweep-found-missing": warning({ count: "count" }),
  "sweep-unlisted": done({ count: "count" }),
  "change-filter-unusable": warning({ days: "count", night: "count" }),
  "needs-newer-release": warning({ what: "text" }),
  "told-by-newer-release": nothingToDo(warning({ code: "text" })),
  "run-cancelled": info(),
  "lookup-list-empty": warning({ list: "text" }),
  "vendor-otherwise": error({ system: "system", rows: "text" }),
  "lookups-read-anew": warning(),
};

export const COMPARISON = {
  "reconciliation-done": done({
    orders: "count",
    from: "day",
    to: "day",
    documents: "count",
    findings: "count",
  }),
  "reconciliation-taken-up": done(),
  "reconciliation-took-up": info({ count: "count" }),
  "reconciliation-not-listed": info({ kinds: "text" }),
  "reconciliation-twice": error({ count: "count", orders: "text?" }),
  "reconciliation-without-order": error({ count: "count", orders: "text?" }),
  "reconciliation-amount": error({ count: "count", orders: "text?" }),
  "reconciliation-vat": error({ count: "count", orders: "text?" }),
  "reconciliation-missing": error({ count: "count", orders: "text?" }),
  "reconciliation-currency": error({ count: "count", orders: "text?" }),
  "reconciliation-customer": error({ count: "count", orders: "text?" }),
};

export const WATCHED = {
  "connection-expiring": error({ vendor: "system" }),
  "queue-old": error({ minutes: "count", hours: "count?" }),
  "backing-off-long": error({
    vendor: "system?",
    count: "count",
    minutes: "count",
    hours: "count?",
  }),
  "rate-pressure": alerting(
    warning({ vendor: "system?", count: "count", minutes: "count", hours: "count?" }),
  ),
  "rate-refused": error({ endpoint: "text", times: "text" }),
  "sweep-not-run": error({
    minutes: "count",
    hours: "count?",
    every: "count?",
    everyHours: "count?",
  }),
  "webhooks-silent": error({ count: "count" }),
  "no-orders": error({ hours: "count", usual: "count?" }),
  "projection-behind": alerting(warning({ count: "count", minutes: "count", hours: "count?" })),
  "storage-filling": error({ used: "count", most: "count" }),
  "mail-address-bounced": error({ count: "count" }),
  "notices-undelivered": error({ count: "count", channel: "text" }),
  "mail-not-set-up": alerting(warning({ count: "count" })),
};

export const BACK_FILLS = {
  "back-fill-listed": done({ from: "day", to: "day", count: "count" }),
  "back-fill-cancelled": info(),
  /**
   * `of`: the mark of what it showed (domain/orders/preview-token.ts). `document`: as
   * domain/jobs/planned-effect.ts says; `dated` is its date, `paid` what would be registered on
   * it.
   */
  "dry-run-would-book": info({
    gross: "amount?",
    currency: "text",
    of: "text?",
    document: [null, ...FINAL_DOCUMENTS],
    dated: "day?",
    paid: "amount?",
    paidIn: "text?",
  }),
  "dry-run": done({
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
  }),
  "run-previewed": done(),
  "dry-run-sample-gone": info(),
  "dry-run-rounding-open": done({ rounding: ["row", "rate"], vat: "amount", bound: "amount" }),
  "taken-back": info({ run: "text" }),
  "undo-nothing-there": done(),
  "undo-would-reverse": done({ number: "document" }),
  "undo-would-leave-day": done({ day: "day", state: ["waits", "closed"] }),
  "undo-paid-out": warning({ payouts: "text", count: "count" }),
  "undo-otherwise": done(),
  "undo-together": done({ stays: ["sale", "refund"] }),
  /** `doubt`: the sale's own outcome isn't known. */
  "undo-half": error({ sale: "document", credit: "document", state: ["gone", "doubt"] }),
  "undo-invoiced-stays": nothingToDo(info({ number: "document" })),
  "undo-booked-stays": error({ document: ["voucher", "invoice", "credit"], number: "document" }),
};
