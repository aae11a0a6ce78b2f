/** English words: what was recorded while a document was made. Nothing of it asks for anything. */
import { NOTHING_TO_DO, amount, percent, say, type ReasonWords, when, words } from "./words.ts";

export const recorded = {
  "price-basis-learnt": words(
    (p) =>
      `Learnt from eAccounting's answer: prices for a ${p["kind"] === "private" ? "private person" : "company"} ${p["includesVat"] === true ? "include" : "exclude"} VAT.`,
    NOTHING_TO_DO,
  ),
  "vat-rounding-learnt": words(
    (p) => `Learnt from eAccounting's answer: VAT is rounded by ${say(p["rounding"])}.`,
    NOTHING_TO_DO,
  ),
  "price-basis-corrected": words(
    "The document was first written with prices in the wrong basis (with or without VAT) and was corrected at once.",
    NOTHING_TO_DO,
  ),
  "closing-row": words(
    (p) =>
      `A rounding row of ${amount(p["amount"])} without VAT makes the total what the customer paid (${amount(p["charged"])}); the other rows give ${amount(p["predicted"])}.`,
    NOTHING_TO_DO,
  ),
  "adjusting-row": words(
    (p) =>
      `A row of ${amount(p["amount"])} at ${percent(p["vatRate"])} VAT takes the cents that quantity × price of the rows can't express.`,
    NOTHING_TO_DO,
  ),
  "vat-method-difference": words(
    (p) =>
      `VAT${when(p["rate"], (rate) => ` at ${percent(rate)}`)}: the shop computed ${amount(p["source"])}, eAccounting computes ${amount(p["ledger"])}. The two round in different places; the total is the same.`,
    NOTHING_TO_DO,
  ),
  "within-tolerance": words(
    (p) =>
      `eAccounting's total differs by ${amount(p["difference"])}, which is within your tolerance of ${amount(p["tolerance"])}.`,
    "Look at it when you close the period.",
  ),
  "text-shortened": words(
    (p) =>
      `A text is too long for eAccounting: ${say(p["max"])} characters of it go there (${say(p["field"])}${when(p["line"], (l) => `, line ${l}`)}).`,
    NOTHING_TO_DO,
  ),
  "field-left-out": words(
    (p) =>
      `A field is left out (${say(p["field"])}): eAccounting doesn't take it in this form, and half of it would be another one.`,
    "Correct it in Asperion if it matters.",
  ),
  "address-missing-filled": words(
    (p) =>
      `The order has no ${say(p["field"])}; eAccounting needs one, so "${say(p["with"])}" goes there.`,
    NOTHING_TO_DO,
  ),
  "buyer-reference-shortened": words(
    (p) =>
      `The buyer's reference is too long for its field (${say(p["max"])} characters) and is cut; the full text goes into a row of its own.`,
    NOTHING_TO_DO,
  ),
  "customer-found": words(
    (p) => `The customer was found in eAccounting${when(p["by"], (by) => ` by ${by}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-created": words(
    (p) =>
      `The customer ${p["trial"] === true ? "would be" : "was"} created in eAccounting${when(p["number"], (n) => ` with number ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-updated": words(
    (p) =>
      `The customer in eAccounting was brought up to date${when(p["overwritten"], (fields) => `; what somebody had changed there was overwritten (${fields})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-known": words("The customer is known and unchanged.", NOTHING_TO_DO),
  "default-debtor-used": words(
    (p) =>
      `The default debtor was used${p["when"] === "guests" ? ", as the order is from a guest" : ""}.`,
    NOTHING_TO_DO,
  ),
  "terms-chosen": words(
    (p) =>
      p["by"] === "customer"
        ? "The customer's own terms of payment apply, as none are set for this order."
        : `Terms of payment ${say(p["terms"])} were chosen by ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` for payment condition ${f}`)}.`,
    NOTHING_TO_DO,
  ),
  "delivery-method-chosen": words(
    (p) =>
      p["by"] === "nothing"
        ? `No delivery method is set for Asperion's method ${say(p["from"])}, so none is given.`
        : `Delivery method ${say(p["method"])} was chosen by ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` for Asperion's method ${f}`)}.`,
    NOTHING_TO_DO,
  ),
  "document-adopted": words(
    (p) =>
      `Our document was found again in eAccounting${when(p["number"], (n) => ` (${n})`)} by its marker and taken over; nothing was sent twice.`,
    NOTHING_TO_DO,
  ),
  "document-stands": words(
    (p) => `The document ${say(p["document"])} stands in eAccounting, so no other one was made.`,
    NOTHING_TO_DO,
  ),
  "second-document-deleted": words(
    (p) =>
      `A repeated write had come through after all. The younger document${when(p["number"], (n) => ` ${n}`)} was deleted, one remains.`,
    NOTHING_TO_DO,
  ),
  "sent-again": words(
    "The first attempt got no answer, and it was certain that it had not come through. It was sent once more.",
    NOTHING_TO_DO,
  ),
  "order-page-linked": words(
    "A row of the document leads back to the order's page.",
    NOTHING_TO_DO,
  ),
  "line-article-chosen": words(
    (p) =>
      `${CHOSEN[String(p["by"])] ?? "An article was chosen"}${when(p["sku"], (s) => ` (${s})`)}; its coding gives ${percent(p["vatRate"])} VAT. The line's amount of ${amount(p["source"])} ${FORM[String(p["form"])] ?? "was kept"}.`,
    NOTHING_TO_DO,
  ),
  "quantity-rounded": words(
    (p) =>
      `A quantity of ${amount(p["source"])} goes as ${amount(p["written"])}: eAccounting takes ${when(p["decimals"], (n) => n) || "four"} decimals. The amount is unchanged.`,
    NOTHING_TO_DO,
  ),
  "confirmed-after-comparison": words(
    "The document was first written as a draft, compared, and then confirmed.",
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

const BY: Readonly<Record<string, string>> = {
  force: "the setting for all orders",
  table: "the look-up table",
  default: "the default",
  company: "the company's own setting in eAccounting",
};
const CHOSEN: Readonly<Record<string, string>> = {
  sku: "The article was found by its code",
  "own-shipping": "The shipping article of this VAT rate was used",
  "own-discount": "The discount article of this VAT rate was used",
  "sales-type": "The article was found by the line's sales type",
  "own-sales-type": "The article of the coding that is set for the line's sales type was used",
  "own-fee": "The fee article of this VAT rate was used",
  "own-tip": "The article for tips was used",
  "own-gift-card": "The article of the gift cards' coding was used",
  "to-be-made": "eAccounting has no article of this code; it would be made",
  placeholder: "eAccounting has no article of this code; the article that stands for such was used",
};
const FORM: Readonly<Record<string, string>> = {
  "as-source": "comes from the shop's own quantity, price and discount",
  "price-from-amount": "was divided by the quantity, with the discount inside the price",
  "one-piece": "goes as one piece",
  nearest: "can't be expressed as quantity × price; an adjusting row takes the rest",
};
