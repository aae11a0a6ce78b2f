/** Settlement files of payment providers, and the payouts that they hold. */
import {
  MAILS_REFUSED,
  CLOSED_BY,
  FEE_KINDS,
  PAYOUT_ACCOUNTS,
  PAYPAL_OFF,
  PROVIDERS,
} from "./words.ts";
import { done, error, info, warning } from "./entry.ts";

/** Parameters of a reason about several lines: their number, the first (from 1), their sum. */
const OF_LINES = { count: "count", line: "count", amount: "amount", currency: "text?" } as const;

/** Why a file is refused; nothing of it is kept. `line`: of the file, from 1. */
export const SETTLEMENT_FILES = {
  "settlement-encoding": warning({ line: "count" }),
  "settlement-format": warning({ provider: PROVIDERS }),
  "settlement-column-missing": warning({ line: "count", column: "text" }),
  "settlement-line-cut": warning({ line: "count" }),
  "settlement-line-long": warning({ line: "count", cells: "count", columns: "count" }),
  "settlement-value-unreadable": warning({ line: "count", column: "text", value: "text" }),
  "settlement-date-ambiguous": warning({ line: "count", value: "text" }),
  "settlement-payout-missing": warning({ line: "count" }),
  "settlement-currency-differs": warning({ line: "count", currency: "text" }),
  "settlement-line-differs": warning({ line: "count", stated: "amount", summed: "amount" }),
  "settlement-sum-differs": error({
    line: "line",
    payout: "text",
    stated: "amount",
    summed: "amount",
    word: "text?",
    paypal: PAYPAL_OFF,
  }),
  "settlement-line-twice": warning({ line: "count", payout: "text" }),
  "settlement-empty": warning(),
};

/** Files that came by mail, told to whoever is notified. */
export const PAYOUT_MAILS = {
  "payouts-by-mail": error({ count: "count" }),
  "payout-mail-refused": error({ why: MAILS_REFUSED, from: "text?" }),
};

/** Told to whoever is notified, until the money went back. */
export const PAID_CANCELLED = {
  "payout-paid-cancelled": error({ count: "count", orders: "text" }),
};

/** Why a payout waits before it is booked. */
export const PAYOUTS = {
  "payout-planning": info({ done: "count", of: "count" }),
  "payout-account-missing": error({ part: PAYOUT_ACCOUNTS, of: "provider" }),
  "payout-fee-vat-missing": error({ of: "provider", fee: FEE_KINDS }),
  "payout-fee-vat-differs": error({ of: "provider", fee: FEE_KINDS, vat: "amount" }),
  "payout-overlaps": error({ count: "count", payout: "text" }),
  "payout-changed": error({ payout: "text" }),
  "payout-gone": done(),
  "payout-left-behind": error({ number: "document?", count: "count", amount: "amount" }),
  "payout-booked": done({ payout: "text", number: "document?", date: "day" }),
  "payout-period-closed": error({ date: "day", why: CLOSED_BY }),
  /** A person deleted it in the ledger. */
  "payout-voucher-gone": error({ payout: "text", number: "document" }),
  "payout-booked-before": error({ payout: "text", number: "document?" }),
  "payout-empty": done(),
  /** `above`: lines that are more than their order. */
  "payout-lines-unmatched": error({ ...OF_LINES, above: ["all", "some", null] }),
  "payout-invoices-not-chosen": error(OF_LINES),
  /** `order`: of the first line, and what it lacks. */
  "payout-invoice-missing": error({
    ...OF_LINES,
    order: "text?",
    lacks: ["invoice", "credit", null],
  }),
  "payout-order-on-voucher": error(OF_LINES),
  "payout-invoice-currency": error(OF_LINES),
  "payout-invoice-account": error(OF_LINES),
  "payout-clearing-bank-missing": error({ account: "text" }),
  "payout-day-ahead": error({ date: "day" }),
  "payout-invoice-differs": error({
    order: "text",
    number: "document",
    due: "amount",
    remaining: "amount",
  }),
  "payout-invoice-registered": error({ order: "text", number: "document", due: "amount" }),
  "payout-invoices-checked": done({ count: "count", of: "count" }),
  "payout-waits-for-credit": done({ order: "text" }),
  "payout-payment-refused": error({ number: "document", amount: "amount", code: "text?" }),
  "payout-invoices-settled": done({ count: "count", amount: "amount" }),
  "payout-line-unknown": error({ count: "count", line: "count", kind: "text" }),
  "payout-currency-foreign": error({ currency: "text", company: "text" }),
};
