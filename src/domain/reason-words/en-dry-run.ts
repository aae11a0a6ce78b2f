/** English words: what a dry run says. It asks nobody for anything. */
import { NOTHING_TO_DO, amount, say, type ReasonWords, words } from "./words.ts";

export const dryRuns = {
  "dry-run": words(
    (p) =>
      `Dry run: nothing was written. For real: ${WOULD[String(p["would"])] ?? say(p["would"])}.`,
    NOTHING_TO_DO,
  ),
  "dry-run-sample-gone": words(
    "The order that was posted for this dry run isn't kept, and the run broke off before it was done.",
    "Post it again.",
  ),
  "dry-run-rounding-open": words(
    (p) =>
      `How eAccounting rounds VAT isn't known yet; this is worked out ${p["rounding"] === "row" ? "row by row" : "once for each rate"}. If it rounds the other way, its VAT differs by ${amount(p["vat"])}, and a rounding row is made or changed by at most ${amount(p["bound"])} with one more write; the total is the same.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

/** What the order flow would have done next. Another kind of write is named as it is. */
const WOULD: Readonly<Record<string, string>> = {
  "order.create": "a new sales order would be made",
  "order.update": "the sales order would be changed",
  "order.delete": "the sales order would be deleted",
  "draft.create": "a new draft of an invoice would be made",
  "draft.update": "the draft of the invoice would be changed",
  "draft.delete": "the draft of the invoice would be deleted",
  "order.confirm": "the sales order would be confirmed",
  "order.convert": "the sales order would be invoiced",
  "order.void": "the shipped sales order would be made ongoing again",
  "draft.convert": "the draft would be booked as an invoice",
  "sending.create": "the invoice would be sent to its customer",
  "customer.update": "the customer would be updated, and nothing of the order",
  "payment.create": "a payment would be registered",
  "voucher.create": "a voucher would be booked",
  "ledger-item.create": "a voucher with its item of the customer ledger would be booked",
  booked: "nothing would be written, as the order is booked already",
  updated: "nothing would be written, as the order is booked already",
  skipped: "the order would be skipped",
  "before-start": "nothing, as it lies before the start line",
  held: "the order would be held",
  "needs-attention": "the order would wait for a person",
};
