/** Orders that change after their invoice was booked, and closed periods. */
import { alerting, done, error, info, warning } from "./entry.ts";
import { CLOSED_BY, SENT_BY, DOCUMENT_FORMS } from "./words.ts";

export const AFTER_BOOKING = {
  "delta-added": done({ gross: "amount", booked: "flag" }),
  "delta-credited": done({ gross: "amount", booked: "flag" }),
  "delta-beside-credits": error({ credit: "amount", number: "document?", credited: "amount" }),
  "delta-customer-differs": error({ invoice: "text", order: "text" }),
  "booked-corrected-by-person": error({ credited: "amount", number: "document?", ours: "amount" }),
  "order-cancelled-credited": done({ number: "document?" }),
  "refund-registered": done({ amount: "amount", date: "day?", account: "text" }),
  "refund-exceeds-credit": error({ due: "amount", open: "amount" }),
  "refund-beside-credits": error({ due: "amount", credited: "amount" }),
  "refund-without-payment": error({
    due: "amount",
    paid: "amount",
    number: "document",
    refunded: "amount?",
    /** The order's; absent: it isn't known. */
    currency: "text?",
  }),
  "refund-already-registered": done({ back: "amount", registered: "amount", number: "document" }),
  "refund-perhaps-by-hand": error({ due: "amount", closed: "amount", number: "document" }),
  "refund-perhaps-by-payout": error({ due: "amount", paid: "amount", number: "document" }),
  /** `on`: the account that it is owed to the buyer on, where it stands on one. */
  "refunded-by-dispute": error({
    due: "amount",
    /** The order's; absent: it isn't known. */
    currency: "text?",
    number: "document?",
    account: "text",
    stands: ["account", "credit"],
    on: "text?",
  }),
  "refund-refused": error({ amount: "amount", code: "text?" }),
  "refunded-without-credit": error({
    credited: "amount?",
    number: "document",
    as: [null, ...DOCUMENT_FORMS],
  }),
  "paid-less-than-registered": error({
    paid: "amount",
    registered: "amount",
    number: "document",
    back: "amount?",
    held: "amount?",
    missing: "amount",
  }),
  "paid-after-cancellation": error({
    paid: "amount",
    registered: "amount",
    number: "document",
    of: ["cancelled", "nothing"],
    /** `stands`: the document wasn't taken back. */
    when: [null, "shown", "stands"],
  }),
  "cancelled-money-kept": alerting(
    warning({
      paid: "amount",
      number: "document",
      stands: ["account", "credit", "item", "nowhere"],
      account: "text?",
      /** Test mode and dry runs: the document isn't taken back, only shown as that. */
      when: ["shown", null],
    }),
  ),
  "cancelled-money-unsaid": alerting(
    warning({ paid: "amount", number: "document", when: [null, "shown"] }),
  ),
  "refund-less-than-registered": error({
    refunded: "amount",
    registered: "amount",
    number: "document",
  }),
  "order-has-backorders": error({ number: "document" }),
  "written-back": done(),
  "write-back-refused": error({ status: "text?" }),
  "write-back-left-out": done({ why: ["too-long", "no-debtor"] }),
};

export const SENDING = {
  "invoice-sent": done({ number: "document", way: SENT_BY }),
  "pdf-attached": done({ number: "document?" }),
  "pdf-replaced": done({ number: "document?" }),
  "old-pdf-stands": info({ number: "document?", code: "text?" }),
  "attachment-refused": error({ number: "document?", code: "text?" }),
  "attachment-in-doubt": error({ number: "document?" }),
  "attachment-too-large": error({ number: "document?", bytes: "text" }),
  "sending-waits": info({ documents: "document" }),
  "sending-refused": error({ number: "document", way: SENT_BY, code: "text?" }),
  "sending-in-doubt": error({ number: "document", way: SENT_BY }),
  "sending-not-available": error({ way: SENT_BY, country: "country" }),
  "sending-to-shared-customer": error({ number: "document", way: SENT_BY }),
  "sending-no-address": error({ number: "document", way: SENT_BY }),
};

export const PERIODS = {
  "booking-date-moved": info({ from: "day", why: CLOSED_BY, to: "day" }),
  "period-closed": error({ date: "day", why: CLOSED_BY, document: "document?" }),
  "period-closed-ask": error({ date: "day", why: CLOSED_BY, next: "day" }),
  "no-open-day": error({ date: "day", why: CLOSED_BY, today: "day" }),
  "cash-bookkeeping": error(),
};
