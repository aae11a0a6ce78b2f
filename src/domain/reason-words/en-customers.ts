/**
 * English words: what the customers flow holds, leaves or records about a debtor and its customer
 * in the ledger.
 */
import { NOTHING_TO_DO, type ReasonWords, say, when, words } from "./words.ts";

export const heldParty = {
  "customer-changed-by-person": words(
    (p) =>
      `Somebody changed the customer in eAccounting (${say(p["fields"])}), and Asperion says otherwise. Your settings ask before anything is overwritten.`,
    "Make both say the same, in Asperion or in eAccounting, or choose in the settings what becomes of such changes. Then press Retry with the newest settings.",
  ),
  "customer-email-taken": words(
    "The customer's new e-mail address belongs to another customer in eAccounting, so it isn't written: two customers with one address could no longer be told apart. All else follows Asperion.",
    "Find out which of the two is right: correct the address in Asperion or in eAccounting, or make one of the customers inactive there. Then retry.",
  ),
} satisfies Record<string, ReasonWords>;

export const recordedParty = {
  "customer-fields-kept": words(
    (p) =>
      `Somebody changed the customer in eAccounting (${say(p["fields"])}); what they entered stays, all else follows Asperion.${when(p["both"], (both) => ` Asperion has a new value as well: ${both}.`)}`,
    "If Asperion's value is the right one, enter it in eAccounting.",
  ),
  "customer-kind-kept": words(
    (p) =>
      `The customer is a ${p["ledger"] === "company" ? "company" : "private person"} in eAccounting, which Asperion doesn't say. It stays so: open documents hang on it.`,
    "If it has become the other, change it in eAccounting once no order of it is open.",
  ),
  "customer-not-made": words(
    (p) =>
      `The debtor has no customer in eAccounting${when(p["by"], (by) => ` (looked for by ${by})`)}, and none was made.`,
    "Its first order makes one. To have it before, allow it in the settings or unblock the debtor in Asperion.",
  ),
  "debtor-blocked": words(
    (p) =>
      `The debtor is blocked in Asperion.${p["customer"] === null ? "" : " Its customer in eAccounting stays as it is and is still brought up to date."}`,
    "To stop sales in eAccounting as well, make the customer inactive there.",
  ),
  "debtor-deleted": words(
    (p) =>
      `Asperion no longer has this debtor. ${p["customer"] === null ? "It never had a customer in eAccounting through us." : "Its customer in eAccounting stays: documents may hang on it."}`,
    "Make the customer inactive in eAccounting if it isn't needed any more.",
  ),
  "debtor-stands-for-guests": words(
    "This debtor stands for all guests (see the settings), so it has no customer of its own.",
    NOTHING_TO_DO,
  ),
  "debtors-swept": words(
    (p) =>
      `Debtors that changed since the last look were taken up: ${say(p["found"])} of ${say(p["read"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;
