/** English words: the comparison of both sides, what it did and what it found. */
import { NOTHING_TO_DO, day, say, type ReasonWords, when, words } from "./words.ts";

const AGAIN = "Then compare these days again: the finding goes by itself.";

export const reconciliations = {
  "reconciliation-done": words(
    (p) =>
      `Compared ${say(p["orders"])} orders of ${day(p["from"])} to ${day(p["to"])} with ${say(p["documents"])} documents of ours in eAccounting; findings: ${say(p["findings"])}.`,
    NOTHING_TO_DO,
  ),
  "reconciliation-taken-up": words(
    "Nobody had told of this order as it is now. The comparison of both sides took it up.",
    NOTHING_TO_DO,
  ),
  "reconciliation-took-up": words(
    (p) =>
      `The comparison of both sides took up ${say(p["count"])} orders that nobody had told of, or not as they are now.`,
    "Nothing has to be done. If it happens night after night, check that sweeps run and webhooks arrive.",
  ),
  "reconciliation-not-listed": words(
    (p) =>
      `These documents of eAccounting couldn't be listed, as access to them is missing: ${say(p["kinds"])}. They weren't compared.`,
    "If documents of these kinds are made for this tenant, give the user that access in eAccounting and connect again.",
  ),
} satisfies Record<string, ReasonWords>;

const which = (value: Parameters<typeof when>[0]): string => when(value, (orders) => `: ${orders}`);

export const differences = {
  "reconciliation-twice": words(
    (p) =>
      `eAccounting has more than one document of ours for the same order (${say(p["count"])})${which(p["orders"])}.`,
    `Open both in eAccounting. Delete the one that isn't booked, or credit the one that nobody paid. ${AGAIN}`,
  ),
  "reconciliation-without-order": words(
    (p) =>
      `eAccounting has documents with our marker that belong to no order known here (${say(p["count"])})${which(p["orders"])}.`,
    `See in eAccounting who made them: a copy keeps the marker of its original, and another installation makes its own. Delete or credit what is too much, or clear the marker. ${AGAIN}`,
  ),
  "reconciliation-amount": words(
    (p) =>
      `Booked amounts aren't those of the shop (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open the order's page and the document: somebody changed it in eAccounting, or the shop changed the order without saying so. Correct the one that is wrong. ${AGAIN}`,
  ),
  "reconciliation-vat": words(
    (p) =>
      `Booked VAT differs from the shop's by more than rounding explains (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open the order's page and the document, and compare the VAT of each rate. ${AGAIN}`,
  ),
  "reconciliation-currency": words(
    (p) =>
      `Documents are in another currency than their orders (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open the order's page and the document. If a wrong document was linked, unlink it and link the right one; if the document is wrong, correct it in eAccounting. ${AGAIN}`,
  ),
  "reconciliation-customer": words(
    (p) =>
      `Documents that were linked by hand are for another customer than the order's buyer (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open the order's page. If a wrong document was linked, unlink it and link the right one; if the buyer is that customer, link the buyer to it. ${AGAIN}`,
  ),
  "reconciliation-missing": words(
    (p) =>
      `Documents that were booked aren't in eAccounting any more (${say(p["count"])} orders)${which(p["orders"])}.`,
    `See whether somebody deleted them. If they are needed, press Book again; if not, skip the order on its page. ${AGAIN}`,
  ),
} satisfies Record<string, ReasonWords>;
