/** English words: orders held because of a document in the ledger. */
import { amount, say, type ReasonWords, when, words } from "./words.ts";

const LOOK =
  "Open the document in eAccounting, compare it with the order, and correct whichever is wrong. Then press retry.";

export const heldDocument = {
  "totals-differ": words(
    (p) =>
      `eAccounting computes ${amount(p["answeredAmount"])} with ${amount(p["answeredVat"])} VAT; expected were ${amount(p["plannedGross"])} with ${amount(p["plannedVat"])} VAT. The difference of ${amount(p["difference"])} isn't rounding.`,
    LOOK,
  ),
  "row-differs": words(
    (p) =>
      `Row ${say(p["row"])} isn't what was sent: ${FIELD[String(p["field"])] ?? say(p["field"])} is ${amount(p["answered"])}, sent was ${amount(p["planned"])}.`,
    LOOK,
  ),
  "price-basis-differs": words(
    "eAccounting still reads the prices in another way (with or without VAT) than it did for this kind of customer.",
    "Check in eAccounting whether the customer is a company or a private person, and the company's setting for prices to private persons. Then press retry.",
  ),
  "marker-field-not-searchable": words(
    (p) =>
      `eAccounting can't be searched by the field ${say(p["field"])} that carries our marker, so it isn't certain whether the order is already there.`,
    "Choose another field for the marker in the settings. Then press Retry with the newest settings.",
  ),
  "perhaps-booked-by-hand": words(
    (p) =>
      `eAccounting has a document that carries this order's number${when(p["number"], (n) => ` (${n})`)} but wasn't made by us. The order may have been booked by hand.`,
    "If it is this order, link it here. If not, press retry and say that it is another one.",
  ),
  "document-changed-by-person": words(
    (p) =>
      `Somebody changed the document in eAccounting since we wrote it${when(p["fields"], (f) => ` (${f})`)}, and the order has changed in Asperion too.`,
    "Make the change in eAccounting by hand, or allow overwriting in the settings and press Retry with the newest settings.",
  ),
  "document-gone": words(
    "The document that we made isn't in eAccounting any more.",
    "If it was deleted on purpose, skip the order. Otherwise press Book again.",
  ),
  "document-gone-with-others": words(
    (p) =>
      `The document ${say(p["document"])} that we made isn't in eAccounting any more, and it wasn't alone.${when(p["paid"], (paid) => ` Payments registered for the order: ${amount(paid)}.`)}${when(p["documents"], (others) => ` Booked beside it: ${others}.`)} The order isn't booked again, as that would come on top.`,
    "See what of it still stands in eAccounting. Then book the order there by hand and link it here, or skip it.",
  ),
  "document-already-invoiced": words(
    "The sales order has been invoiced in eAccounting, so it can't be changed any more.",
    "Make a credit invoice or a new invoice by hand for what changed, then skip this.",
  ),
  "document-shipped": words(
    "The sales order has been shipped in eAccounting, so it isn't changed or deleted by itself.",
    "Re-open or correct it in eAccounting by hand.",
  ),
  "document-booked-by-person": words(
    (p) =>
      `A person has booked our draft${when(p["number"], (n) => ` as ${n}`)}. It is linked; no second document is made.`,
    "Check the amounts if a difference is shown.",
  ),
  "marker-found-twice": words(
    (p) =>
      `eAccounting has ${when(p["count"], (n) => n) || "two"} documents that carry this order's marker.`,
    "Keep the right one, delete the other in eAccounting, and link the one that stays. Then press retry.",
  ),
  "field-wanted-twice": words(
    (p) => `Both our marker and another text are to go into the field ${say(p["field"])}.`,
    "Choose another field for one of them in the settings. Then press Retry with the newest settings.",
  ),
} satisfies Record<string, ReasonWords>;

const FIELD: Readonly<Record<string, string>> = {
  vatRate: "the VAT rate",
  amount: "the amount",
  quantity: "the quantity",
  unitPrice: "the price",
  discount: "the discount",
  articleId: "the article",
  missing: "the row",
  extra: "an extra row",
  isTextRow: "the kind of row",
};
