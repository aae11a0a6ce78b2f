/**
 * English words: what becomes of an order after its invoice was booked: edits, cancellations,
 * refunds, writing back.
 */
import { NOTHING_TO_DO, amount, day, say, type ReasonWords, when, words } from "./words.ts";

const draft = (booked: unknown): string =>
  booked === false ? " It is a draft: book it in eAccounting when you are ready." : "";

export const takenDeltas = {
  "delta-credited": words(
    (p) =>
      `The order was changed after its invoice was booked: ${amount(p["gross"])} was taken off by a credit invoice.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "delta-added": words(
    (p) =>
      `The order was changed after its invoice was booked: ${amount(p["gross"])} was added by a further invoice.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "order-cancelled-credited": words(
    (p) =>
      `The order was cancelled after its invoice${when(p["number"], (n) => ` ${n}`)} was booked. All that was booked of it is credited.`,
    NOTHING_TO_DO,
  ),
  "refund-registered": words(
    (p) =>
      `The refund of ${amount(p["amount"])} was registered on the credit invoice${when(p["date"], (d) => `, on ${day(d)}`)}.`,
    NOTHING_TO_DO,
  ),
  "written-back": words(
    "Status and document number were written back to the order in Asperion.",
    NOTHING_TO_DO,
  ),
  "write-back-left-out": words(
    (p) =>
      `The document's number wasn't written back to the order in Asperion: ${p["why"] === "too-long" ? "the buyer's reference has no room for it" : "Asperion takes no changes of an order without a debtor"}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const heldDeltas = {
  "delta-beside-credits": words(
    (p) =>
      `The order was reduced by ${amount(p["credit"])} after its invoice${when(p["number"], (n) => ` ${n}`)} was booked, and the shop also made credit orders of ${amount(p["credited"])}. Nobody can tell whether both mean the same, so nothing was booked.`,
    "Compare the order with its credits in Asperion. What is still to be credited, credit by hand in eAccounting; then skip this.",
  ),
  "delta-customer-differs": words(
    "The order was changed after its invoice was booked, and is for another customer in eAccounting now. What changed can't be booked on the invoice's customer.",
    "Credit the invoice by hand in eAccounting and invoice the new customer, or put the customer back in Asperion and press retry.",
  ),
  "booked-corrected-by-person": words(
    (p) =>
      `In eAccounting ${amount(p["credited"])} of the invoice${when(p["number"], (n) => ` ${n}`)} is credited, of which ${amount(p["ours"])} is by us: somebody has corrected it. The order's change was not booked beside that.`,
    "If the correction is what the order says now, skip this. If the change is still to be booked, press retry.",
  ),
  "refund-beside-credits": words(
    (p) =>
      `By what it says of the order the shop paid back ${amount(p["due"])} more than is registered, and credit orders of ${amount(p["credited"])} were booked as well. Nobody can tell whether that refund is registered on one of those already, so nothing was registered.`,
    "Compare the shop's refunds with the payments on the credits in eAccounting. Register there what is missing, then skip this.",
  ),
  "refund-without-payment": words(
    (p) =>
      `The shop paid back ${amount(p["due"])}, but of what that order was paid only ${amount(p["paid"])} is registered on ${say(p["number"])}${when(p["refunded"], (r) => ` and hasn't gone back yet (${amount(r)} went back already)`)}. In the books the refund would take money that never came in, so it was not booked.`,
    "Register in eAccounting what was paid on that order, or see that it is there. Then press retry: the refund is booked.",
  ),
  "refund-exceeds-credit": words(
    (p) =>
      `The shop paid back ${amount(p["due"])}, but only ${amount(p["open"])} is credited and still open, so no refund was registered.`,
    "Compare the shop's payments with the credits in eAccounting. Register the refund there, or make the credit that is missing; then skip this.",
  ),
  "refunded-without-credit": words(
    (p) =>
      `Asperion says that this order was refunded, but ${p["credited"] == null ? "there is no credit of it" : `only ${amount(p["credited"])} of it is credited`}: ${say(p["number"])} stands in eAccounting as it was sold, and what went back is nowhere in the books.`,
    "Make a credit order in Asperion for what went back, or cancel the order there if it isn't invoiced yet: both are followed by themselves. If it is settled in eAccounting by hand, skip this.",
  ),
  "paid-less-than-registered": words(
    (p) =>
      `The shop has ${amount(p["paid"])} of this order's money now, but ${amount(p["registered"])} is registered in eAccounting on ${say(p["number"])}${when(p["back"], (b) => `, of which ${amount(b)} is known to have gone back`)}. What became of the other ${amount(p["missing"])} isn't in the books.`,
    "If it was paid back, make a credit order in Asperion for it, or say there that the credit was refunded: both are followed by themselves. If the payment failed, take it back by hand in eAccounting, then skip this.",
  ),
  "paid-after-cancellation": words(
    (p) =>
      `The shop has ${amount(p["paid"])} for this order, which is cancelled; of that ${amount(p["registered"])} is in the books. What it was booked as (${say(p["number"])}) is taken back, so nothing was registered.`,
    "Pay it back and mark the order in Asperion as refunded: then this is over by itself. Or register it by hand in eAccounting and skip this.",
  ),
  "refund-less-than-registered": words(
    (p) =>
      `Asperion says that ${amount(p["refunded"])} of this credit was paid back, but ${amount(p["registered"])} is registered in eAccounting on ${say(p["number"])}.`,
    "Correct the order in Asperion, or take the refund back by hand in eAccounting and skip this.",
  ),
  "refund-refused": words(
    (p) =>
      `eAccounting refused the refund of ${amount(p["amount"])}${when(p["code"], (c) => ` (code ${c})`)}. The credit is booked. Its own words stand with the job's answer.`,
    "Correct what the answer names, then press retry. Or register the refund by hand in eAccounting and skip this.",
  ),
  "order-has-backorders": words(
    (p) =>
      `The order was cancelled, but its sales order ${say(p["number"])} in eAccounting has backorders, so it can't be taken back.`,
    "Delete the backorder and the order by hand in eAccounting, then press retry.",
  ),
  "write-back-refused": words(
    (p) =>
      `The order is booked, but Asperion refused what was to be written back to it${when(p["status"], (s) => ` (status ${s})`)}.`,
    "Look at the answer in the order's story, correct the order or the settings, then press Retry with the newest settings.",
  ),
} satisfies Record<string, ReasonWords>;
