/** English words: what was paid in the shop, on the ledger's invoices. */
import { NOTHING_TO_DO, amount, day, say, type ReasonWords, when, words } from "./words.ts";

const BY_HAND =
  "Compare the shop's payments with the invoice in eAccounting, and register there what is missing; then skip this.";

export const recordedPayments = {
  "payment-registered": words(
    (p) =>
      `The payment of ${amount(p["amount"])} was registered on the invoice${when(p["date"], (d) => `, on ${day(d)}`)}.`,
    NOTHING_TO_DO,
  ),
  "payment-chosen": words(
    (p) =>
      `Payments by ${when(p["method"], (m) => `method ${m}`) || "an unnamed method"} go to the bank account ${say(p["account"])} (${BY[String(p["by"])] ?? say(p["by"])}).`,
    NOTHING_TO_DO,
  ),
  "payment-already-registered": words(
    (p) =>
      `The ledger already has ${amount(p["registered"])} on this invoice, so nothing was registered for the ${amount(p["paid"])} that the shop received.`,
    NOTHING_TO_DO,
  ),
  "rounded-by-ledger": words(
    (p) =>
      `Charged was ${amount(p["charged"])}; eAccounting rounds to whole units, and the document comes to ${amount(p["total"])} (rounding ${amount(p["rounding"])}).`,
    NOTHING_TO_DO,
  ),
  "rounding-registered": words(
    (p) =>
      `What the rounding leaves, ${amount(p["amount"])}, was ${HOW[String(p["how"])] ?? "booked"}${when(p["account"], (n) => ` (${n})`)}${when(p["date"], (d) => `, on ${day(d)}`)}.`,
    NOTHING_TO_DO,
  ),
  "rounded-becomes-voucher": words(
    (p) =>
      `An invoice of ${amount(p["total"])} would be rounded to whole units, so the order becomes a voucher, as the settings say.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const heldPayments = {
  "payment-method-not-mapped": words(
    (p) =>
      `No bank account is set for payments by ${when(p["method"], (m) => `method ${m}`) || "an unnamed method"}, so the payment wasn't registered. This doesn't hold up the invoice.`,
    "Map the payment method to a bank account in the settings, then press Retry with the newest settings.",
  ),
  "payment-amount-unknown": words(
    "The order is paid in part, but Asperion doesn't say how much, so nothing was registered. This doesn't hold up the invoice.",
    BY_HAND,
  ),
  "payment-exceeds-order": words(
    (p) =>
      `The shop received ${amount(p["paid"])}, more than the ${amount(p["charged"])} that was charged, so nothing was registered. This doesn't hold up the invoice.`,
    BY_HAND,
  ),
  "payment-exceeds-remaining": words(
    (p) =>
      `A payment of ${amount(p["due"])} is still to be registered, but only ${amount(p["remaining"])} remains of the invoice (a credit may have taken off the rest).`,
    BY_HAND,
  ),
  "payment-refused": words(
    (p) =>
      `eAccounting refused the payment of ${amount(p["amount"])}${when(p["code"], (c) => ` (code ${c})`)}. This doesn't hold up the invoice. Its own words stand with the job's answer.`,
    "Correct what the answer names, then press retry.",
  ),
  "rounding-refused": words(
    (p) =>
      `eAccounting refused the rounding of ${amount(p["amount"])}, to be ${HOW[String(p["how"])] ?? "booked"}${when(p["code"], (c) => ` (code ${c})`)}. This doesn't hold up the invoice. Its own words stand with the job's answer.`,
    "Correct what the answer names, or choose in the settings that the difference is booked on an account; then press Retry with the newest settings.",
  ),
  "rounding-by-hand": words(
    (p) =>
      `eAccounting rounded document ${say(p["number"])} by ${amount(p["rounding"])}, and ${WHY[String(p["why"])] ?? "the payment can't be told from it"}: nothing was registered. The document is booked.`,
    BY_HAND,
  ),
} satisfies Record<string, ReasonWords>;

const BY: Readonly<Record<string, string>> = {
  force: "the setting for all",
  table: "the look-up table",
  default: "the default",
};
const HOW: Readonly<Record<string, string>> = {
  payment: "registered as a payment of the type Rounding",
  account: "booked between the account of the payment method and the rounding account",
};
const WHY: Readonly<Record<string, string>> = {
  further: "there are further invoices of the order",
  refund: "what was paid back isn't what was rounded",
};
