/** English words: what is held or recorded about a customer that the ledger has already. */
import { type ReasonWords, say, when, words } from "./words.ts";

export const heldParty = {
  "customer-changed-by-person": words(
    (p) => `Somebody changed the customer in eAccounting (${say(p["fields"])}), and Asperion says otherwise. Your settings ask before anything is overwritten.`,
    "Make both say the same, in Asperion or in eAccounting, or choose in the settings what becomes of such changes. Then retry.",
  ),
} satisfies Record<string, ReasonWords>;

export const recordedParty = {
  "customer-fields-kept": words(
    (p) => `Somebody changed the customer in eAccounting (${say(p["fields"])}); what they entered stays, all else was brought up to date.${when(p["both"], (both) => ` Asperion has a new value as well: ${both}.`)}`,
    "If Asperion's value is the right one, enter it in eAccounting.",
  ),
} satisfies Record<string, ReasonWords>;
