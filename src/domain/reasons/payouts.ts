/** Settlement files of payment providers, and the payouts that they hold. */
import { MAILS_REFUSED, CLOSED_BY, FEE_KINDS, PAYOUT_ACCOUNTS, PROVIDERS } from "./words.ts";
import type { ReasonTable } from "./table.ts";

/** Parameters of a reason about several lines: their number, the first (from 1), their sum. */
const OF_LINES = {
  severity: "error",
  alerts: true,
  params: { count: "count", line: "count", amount: "amount", currency: "text?" },
} as const;

/** Why a file is refused; nothing of it is kept. `line`: of the file, from 1. */
export const SETTLEMENT_FILES = {
  "settlement-encoding": { severity: "warning", alerts: false, params: { line: "count" } },
  "settlement-format": { severity: "warning", alerts: false, params: { provider: PROVIDERS } },
  "settlement-column-missing": {
    severity: "warning",
    alerts: false,
    params: { line: "count", column: "text" },
  },
  "settlement-line-cut": { severity: "warning", alerts: false, params: { line: "count" } },
  "settlement-line-long": {
    severity: "warning",
    alerts: false,
    params: { line: "count", cells: "count", columns: "count" },
  },
  "settlement-value-unreadable": {
    severity: "warning",
    alerts: false,
    params: { line: "count", column: "text", value: "text" },
  },
  "settlement-date-ambiguous": {
    severity: "warning",
    alerts: false,
    params: { line: "count", value: "text" },
  },
  "settlement-payout-missing": { severity: "warning", alerts: false, params: { line: "count" } },
  "settlement-currency-differs": {
    severity: "warning",
    alerts: false,
    params: { line: "count", currency: "text" },
  },
  "settlement-line-differs": {
    severity: "warning",
    alerts: false,
    params: { line: "count", stated: "amount", summed: "amount" },
  },
  "settlement-sum-differs": {
    severity: "error",
    alerts: true,
    params: { line: "line", payout: "text", stated: "amount", summed: "amount" },
  },
  "settlement-line-twice": {
    severity: "warning",
    alerts: false,
    params: { line: "count", payout: "text" },
  },
  "settlement-empty": { severity: "warning", alerts: false, params: {} },
} as const satisfies ReasonTable;

/** Files that came by mail, told to whoever is notified. */
export const PAYOUT_MAILS = {
  "payouts-by-mail": { severity: "error", alerts: true, params: { count: "count" } },
  "payout-mail-refused": {
    severity: "error",
    alerts: true,
    params: { why: MAILS_REFUSED, from: "text?" },
  },
} as const satisfies ReasonTable;

/** Why a payout waits before it is booked. */
export const PAYOUTS = {
  "payout-planning": {
    severity: "info",
    alerts: false,
    params: { done: "count", of: "count" },
  },
  "payout-account-missing": {
    severity: "error",
    alerts: true,
    params: { part: PAYOUT_ACCOUNTS, of: "text" },
  },
  "payout-fee-vat-missing": {
    severity: "error",
    alerts: true,
    params: { of: "text", fee: FEE_KINDS },
  },
  "payout-fee-vat-differs": {
    severity: "error",
    alerts: true,
    params: { of: "text", fee: FEE_KINDS, vat: "amount" },
  },
  "payout-overlaps": {
    severity: "error",
    alerts: true,
    params: { count: "count", payout: "text" },
  },
  "payout-changed": { severity: "error", alerts: true, params: { payout: "text" } },
  "payout-gone": { severity: "info", alerts: false, asks: false, params: {} },
  "payout-left-behind": {
    severity: "error",
    alerts: true,
    params: { number: "text?", count: "count", amount: "amount" },
  },
  "payout-booked": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { payout: "text", number: "text?", date: "day" },
  },
  "payout-period-closed": {
    severity: "error",
    alerts: true,
    params: { date: "day", why: CLOSED_BY },
  },
  /** A person deleted it in the ledger. */
  "payout-voucher-gone": {
    severity: "error",
    alerts: true,
    params: { payout: "text", number: "text" },
  },
  "payout-booked-before": {
    severity: "error",
    alerts: true,
    params: { payout: "text", number: "text?" },
  },
  "payout-empty": { severity: "info", alerts: false, asks: false, params: {} },
  "payout-lines-unmatched": OF_LINES,
  "payout-invoices-not-chosen": OF_LINES,
  "payout-invoice-missing": OF_LINES,
  "payout-order-on-voucher": OF_LINES,
  "payout-invoice-currency": OF_LINES,
  "payout-invoice-account": OF_LINES,
  "payout-clearing-bank-missing": {
    severity: "error",
    alerts: true,
    params: { account: "text" },
  },
  "payout-day-ahead": { severity: "error", alerts: true, params: { date: "day" } },
  "payout-invoice-differs": {
    severity: "error",
    alerts: true,
    params: { order: "text", number: "text", due: "amount", remaining: "amount" },
  },
  "payout-invoice-registered": {
    severity: "error",
    alerts: true,
    params: { order: "text", number: "text", due: "amount" },
  },
  "payout-invoices-checked": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { count: "count", of: "count" },
  },
  "payout-payment-refused": {
    severity: "error",
    alerts: true,
    params: { number: "text", amount: "amount", code: "text?" },
  },
  "payout-invoices-settled": {
    severity: "info",
    alerts: false,
    asks: false,
    params: { count: "count", amount: "amount" },
  },
  "payout-line-unknown": {
    severity: "error",
    alerts: true,
    params: { count: "count", line: "count", kind: "text" },
  },
  "payout-currency-foreign": {
    severity: "error",
    alerts: true,
    params: { currency: "text", company: "text" },
  },
} as const satisfies ReasonTable;
