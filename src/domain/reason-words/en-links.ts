/** English words: documents and customers that a person links by hand, and what is in the way. */
import { actor, NOTHING_TO_DO, amount, say, type ReasonWords, when, words } from "./words.ts";

const AGAIN = "Correct the number and press Link again.";
const CONFIRM = "If it is right all the same, confirm it; else enter another number.";

/** What a person links, by its name in the ledger. */
const WHAT: Readonly<Record<string, string>> = {
  order: "sales order",
  "invoice-draft": "draft of an invoice",
  invoice: "invoice",
  "credit-draft": "draft of a credit invoice",
  "credit-invoice": "credit invoice",
  voucher: "voucher",
  customer: "customer",
};
const what = (value: unknown): string => WHAT[String(value)] ?? "document";

export const takenLinks = {
  "document-linked": words(
    (p) =>
      `Linked to this order by hand, by ${actor(p["actor"])}: ${what(p["document"])} ${say(p["number"])}. ${when(p["differs"], (n) => `Differences that were confirmed: ${n}. `)}Nothing is made for the order any more.`,
    "Nothing has to be done. If the order changes later, make the change in eAccounting by hand. Press Resync if a payment is to be registered.",
  ),
  "customer-linked": words(
    (p) =>
      `The order's customer was linked to customer ${say(p["number"])} by hand, by ${actor(p["actor"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const heldLinks = {
  "document-unlinked": words(
    (p) =>
      `Unlinked from this order by hand, by ${actor(p["actor"])}: ${say(p["documents"])}. It stands in eAccounting as it was.`,
    "Press retry to have the order booked anew, link another document, or skip the order. A document that still carries the order's marker is found again: take the marker out of it first.",
  ),
  "document-kept-by-hand": words(
    (p) =>
      `The order has changed in Asperion, and ${say(p["number"])} was linked to it by hand. Such a document isn't changed, deleted or invoiced by itself.`,
    "Make the change in eAccounting by hand, then skip this. Or unlink the document and press retry.",
  ),
  "link-not-found": words(
    (p) => `eAccounting has no ${what(p["document"])} with the number ${say(p["number"])}.`,
    AGAIN,
  ),
  "link-ambiguous": words(
    (p) =>
      `eAccounting has ${say(p["count"])} documents of that kind with the number ${say(p["number"])}.`,
    "Enter its id in place of the number: it stands in the address of the document's page in eAccounting.",
  ),
  "link-elsewhere": words(
    (p) => `The document ${say(p["number"])} belongs to order ${say(p["order"])} already.`,
    "A document stands for one order. Unlink it there first if it is this one's, or enter another number.",
  ),
  "link-order-has-document": words(
    (p) => `This order has a document already: ${say(p["documents"])}.`,
    "Unlink that one first, then link the other.",
  ),
  "link-own-document": words(
    (p) =>
      `eAccounting has a document with this order's marker: ${say(p["number"])}. Linking another would leave two for one order.`,
    "Link that one, or delete it in eAccounting first.",
  ),
  "link-kind-differs": words(
    (p) =>
      `The ${what(p["document"])} ${say(p["number"])} can't stand for this order: one of both is a credit invoice or credit order, the other isn't.`,
    AGAIN,
  ),
  "link-amount-differs": words(
    (p) =>
      `The document comes to ${amount(p["document"])} ${say(p["currency"])}, the order to ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-vat-differs": words(
    (p) => `The document has ${amount(p["document"])} VAT, the order ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-currency-differs": words(
    (p) => `The document is in ${say(p["document"])}, the order in ${say(p["order"])}.`,
    CONFIRM,
  ),
  "link-customer-differs": words(
    "The document is for another customer than the one who is linked to this order's buyer.",
    CONFIRM,
  ),
  "link-customer-shared": words(
    (p) =>
      `Customer ${say(p["number"])} stands for another buyer already${when(p["count"], (n) => ` (${n})`)}.`,
    CONFIRM,
  ),
  "link-not-comparable": words(
    (p) =>
      `The amounts of the ${what(p["document"])} ${say(p["number"])} can't be compared with the order's.`,
    "Compare them yourself. If it is this order's document, confirm it.",
  ),
  "link-order-busy": words(
    "The order is being worked on right now.",
    "Wait a minute and press Link again.",
  ),
  "link-not-carried-out": words(
    "The document couldn't be read just now, so nothing was linked.",
    "Press Link again in a minute.",
  ),
} satisfies Record<string, ReasonWords>;
