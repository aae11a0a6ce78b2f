/** Orders that change after their invoice was booked, and closed periods. */
import type { ReasonTable } from "./table.ts";
import { CLOSED_BY, SENT_BY } from "./words.ts";

export const AFTER_BOOKING = {
  "delta-added": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { gross: "amount", booked: "flag" },
  },
  "delta-credited": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { gross: "amount", booked: "flag" },
  },
  "delta-beside-credits": {
    severity: "error",
    alerts: true,
    params: { credit: "amount", number: "text?", credited: "amount" },
  },
  "delta-customer-differs": {
    severity: "error",
    alerts: true,
    params: { invoice: "text", order: "text" },
  },
  "booked-corrected-by-person": {
    severity: "error",
    alerts: true,
    params: { credited: "amount", number: "text?", ours: "amount" },
  },
  "order-cancelled-credited": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text?" },
  },
  "refund-registered": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { amount: "amount", date: "day?", account: "text" },
  },
  "refund-exceeds-credit": {
    severity: "error",
    alerts: true,
    params: { due: "amount", open: "amount" },
  },
  "refund-beside-credits": {
    severity: "error",
    alerts: true,
    params: { due: "amount", credited: "amount" },
  },
  "refund-without-payment": {
    severity: "error",
    alerts: true,
    params: { due: "amount", paid: "amount", number: "text", refunded: "amount?" },
  },
  "refund-refused": {
    severity: "error",
    alerts: true,
    params: { amount: "amount", code: "text?" },
  },
  "refunded-without-credit": {
    severity: "error",
    alerts: true,
    params: { credited: "amount?", number: "text" },
  },
  "paid-less-than-registered": {
    severity: "error",
    alerts: true,
    params: {
      paid: "amount",
      registered: "amount",
      number: "text",
      back: "amount?",
      missing: "amount",
    },
  },
  "paid-after-cancellation": {
    severity: "error",
    alerts: true,
    params: { paid: "amount", registered: "amount", number: "text" },
  },
  "cancelled-money-kept": {
    severity: "warning",
    alerts: true,
    params: {
      paid: "amount",
      number: "text",
      stands: ["account", "credit", "item", "nowhere"],
      account: "text?",
    },
  },
  "refund-less-than-registered": {
    severity: "error",
    alerts: true,
    params: { refunded: "amount", registered: "amount", number: "text" },
  },
  "order-has-backorders": { severity: "error", alerts: true, params: { number: "text" } },
  "written-back": { severity: "info", alerts: false, asks: false, params: {} },
  "write-back-refused": { severity: "error", alerts: true, params: { status: "text?" } },
  "write-back-left-out": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { why: ["too-long", "no-debtor"] },
  },
} as const satisfies ReasonTable;

export const SENDING = {
  "invoice-sent": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { number: "text", way: SENT_BY },
  },
  "pdf-attached": { severity: "info", alerts: false, asks: false, params: { number: "text" } },
  "pdf-replaced": { severity: "info", alerts: false, asks: false, params: { number: "text" } },
  "old-pdf-stands": { severity: "info", alerts: false, params: { number: "text", code: "text?" } },
  "attachment-refused": {
    severity: "error",
    alerts: true,
    params: { number: "text", code: "text?" },
  },
  "attachment-in-doubt": { severity: "error", alerts: true, params: { number: "text" } },
  "attachment-too-large": {
    severity: "error",
    alerts: true,
    params: { number: "text", bytes: "text" },
  },
  "sending-waits": { severity: "info", alerts: false, params: { documents: "text" } },
  "sending-refused": {
    severity: "error",
    alerts: true,
    params: { number: "text", way: SENT_BY, code: "text?" },
  },
  "sending-in-doubt": { severity: "error", alerts: true, params: { number: "text", way: SENT_BY } },
  "sending-not-available": {
    severity: "error",
    alerts: true,
    params: { way: SENT_BY, country: "country" },
  },
  "sending-to-shared-customer": {
    severity: "error",
    alerts: true,
    params: { number: "text", way: SENT_BY },
  },
  "sending-no-address": {
    severity: "error",
    alerts: true,
    params: { number: "text", way: SENT_BY },
  },
} as const satisfies ReasonTable;

export const PERIODS = {
  "booking-date-moved": {
    severity: "info",
    alerts: false,
    params: { from: "day", why: CLOSED_BY, to: "day" },
  },
  "period-closed": {
    severity: "error",
    alerts: true,
    params: { date: "day", why: CLOSED_BY, document: "text?" },
  },
  "period-closed-ask": {
    severity: "error",
    alerts: true,
    params: { date: "day", why: CLOSED_BY, next: "day" },
  },
  "no-open-day": {
    severity: "error",
    alerts: true,
    params: { date: "day", why: CLOSED_BY, today: "day" },
  },
  "cash-bookkeeping": { severity: "error", alerts: true, params: {} },
} as const satisfies ReasonTable;
