/** English words: credit orders. */
import { NOTHING_TO_DO, amount, day, say, type ReasonWords, when, words } from "./words.ts";

const BY_HAND = "Make the credit by hand in eAccounting, then skip this.";

export const takenCredits = {
  "credit-booked": words(
    (p) =>
      `The credit was booked in eAccounting${when(p["number"], (n) => ` as credit invoice ${n}`)}${when(p["date"], (d) => `, dated ${day(d)}`)}.`,
    NOTHING_TO_DO,
  ),
  "credit-draft-made": words(
    "The credit was written to eAccounting as a draft. Nothing is booked yet.",
    "Book the draft in eAccounting when you are ready.",
  ),
} satisfies Record<string, ReasonWords>;

export const heldCredits = {
  "credit-sign": words(
    (p) =>
      `The credit's total is ${amount(p["total"])}, but credits of this shop are ${say(p["sign"])} by the settings. With the other sign it could be a sale.`,
    "Correct the credit in Asperion, or the sign of credits in the settings. Then press Retry with the newest settings.",
  ),
  "credit-exceeds-original": words(
    (p) =>
      `The credit of ${amount(p["credit"])} is more than is left of what was booked: ${amount(p["invoiced"])} was booked, ${amount(p["credited"])} is credited already.`,
    "Correct the credit in Asperion, or make it by hand in eAccounting and skip this.",
  ),
  "credit-of-sales-order": words(
    (p) =>
      `The order ${say(p["order"])} is a sales order in eAccounting and not invoiced, so there is no invoice to credit.`,
    "Invoice the sales order in eAccounting, then press retry: the invoice is credited. Or change or delete it there by hand as the credit says, then skip this.",
  ),
  "credit-original-not-here": words(
    (p) =>
      `The order ${say(p["order"])} that this credit is of has no invoice and no voucher in eAccounting that is known here.`,
    BY_HAND,
  ),
  "credit-customer-differs": words(
    "The credit is for another customer in eAccounting than its invoice.",
    "Check both orders in Asperion, or the customers' links here. Then press retry.",
  ),
  "credit-wrong-way": words(
    (p) => `It was booked the wrong way round: ${amount(p["remaining"])} remains to be paid.`,
    "Correct it in eAccounting at once by a document of the other kind, then skip this. Ask for help before more credits are booked.",
  ),
} satisfies Record<string, ReasonWords>;

export const waitingCredits = {
  "credit-waits-for-original": words(
    (p) => `This credit waits until the order ${say(p["order"])} that it is of is booked.`,
    "Nothing has to be done if that order is on its way. If it is held, settle it first.",
  ),
} satisfies Record<string, ReasonWords>;
