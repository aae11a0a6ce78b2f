/** English words: what becomes of an order that was edited or cancelled after its invoice was booked. */
import { NOTHING_TO_DO, type ReasonWords, say, when, words } from "./words.ts";

const draft = (booked: unknown): string => (booked === false ? " It is a draft: book it in eAccounting when you are ready." : "");

export const takenDeltas = {
  "delta-credited": words((p) => `The order was changed after its invoice was booked: ${say(p["gross"])} was taken off by a credit invoice.${draft(p["booked"])}`, NOTHING_TO_DO),
  "delta-added": words((p) => `The order was changed after its invoice was booked: ${say(p["gross"])} was added by a further invoice.${draft(p["booked"])}`, NOTHING_TO_DO),
  "order-cancelled-credited": words((p) => `The order was cancelled after its invoice${when(p["number"], (n) => ` ${n}`)} was booked. All that was booked of it is credited.`, NOTHING_TO_DO),
} satisfies Record<string, ReasonWords>;

export const heldDeltas = {
  "delta-beside-credits": words((p) => `The order was reduced by ${say(p["credit"])} after its invoice${when(p["number"], (n) => ` ${n}`)} was booked, and the shop also made credit orders of ${say(p["credited"])}. Nobody can tell whether both mean the same, so nothing was booked.`, "Compare the order with its credits in Asperion. What is still to be credited, credit by hand in eAccounting; then skip this."),
  "delta-customer-differs": words("The order was changed after its invoice was booked, and is for another customer in eAccounting now. What changed can't be booked on the invoice's customer.", "Credit the invoice by hand in eAccounting and invoice the new customer, or put the customer back in Asperion and press retry."),
  "booked-corrected-by-person": words((p) => `In eAccounting ${say(p["credited"])} of the invoice${when(p["number"], (n) => ` ${n}`)} is credited, of which ${say(p["ours"])} is by us: somebody has corrected it. The order's change was not booked beside that.`, "If the correction is what the order says now, skip this. If the change is still to be booked, press retry."),
} satisfies Record<string, ReasonWords>;
