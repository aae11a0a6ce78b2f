/**
 * English words: orders held because an article, a VAT rate, terms or the customer couldn't be
 * decided.
 */
import { atLine, percent, RETRY_NEWEST, type ReasonWords, say, when, words } from "./words.ts";

const RETRY = " Then press retry.";

export const heldLookups = {
  "sku-missing-on-line": words(
    (p) => `A line has no article code${atLine(p)}, so no article can be found for it.`,
    `Give the line an article in Asperion.`,
  ),
  "article-not-found": words(
    (p) => `eAccounting has no article ${say(p["sku"])}${atLine(p)}.`,
    `Create the article in eAccounting with exactly this number, or correct the code in Asperion.${RETRY}`,
  ),
  "article-ambiguous": words(
    (p) =>
      `eAccounting has ${when(p["count"], (n) => n) || "several"} articles ${say(p["sku"])}${atLine(p)}.`,
    `Keep one article with this number.${RETRY}`,
  ),
  "article-inactive": words(
    (p) => `The article ${say(p["sku"])}${atLine(p)} is inactive in eAccounting.`,
    `Make the article active in eAccounting, or use another one.${RETRY}`,
  ),
  "article-tax-reduced": words(
    (p) =>
      `The article ${say(p["sku"])}${atLine(p)} is work with a tax reduction in eAccounting (ROT, RUT or green technology). Its invoice needs the buyer's personal number and the kind of work, which no order of the shop says.`,
    "Make this invoice in eAccounting by hand, then skip this. If the article is no such work, take its kind of work off in eAccounting and press retry.",
  ),
  "coding-not-found": words(
    (p) =>
      `The article ${say(p["sku"])}${atLine(p)} has a coding that eAccounting doesn't list, so its VAT can't be known.`,
    `Choose a coding for the article in eAccounting and refresh the look-ups here.${RETRY}`,
  ),
  "vat-code-unknown": words(
    (p) => `The VAT code ${say(p["vatCode"])}${atLine(p)} isn't known.`,
    `Map the VAT code in the settings.${RETRY_NEWEST}`,
  ),
  "vat-rate-differs": words(
    (p) =>
      `The line for ${say(p["sku"])}${atLine(p)} was sold with ${percent(p["source"])} VAT, but eAccounting charges ${percent(p["ledger"])} for this article.`,
    `Correct the article's coding in eAccounting, or the VAT code in Asperion, whichever is wrong.${RETRY}`,
  ),
  "own-article-missing": words(
    (p) =>
      `The ${ROLE[String(p["article"])] ?? "help"} article${when(p["rate"], () => ` for ${percent(p["rate"])} VAT`)}${when(p["coding"], (c) => ` (coding ${c})`)} hasn't been made or chosen yet.`,
    `Run the set-up of the own articles, or choose one in the settings.${RETRY_NEWEST}`,
  ),
  "terms-not-mapped": words(
    (p) =>
      `The terms of payment ${when(p["terms"], (t) => `${t} `)}chosen for payment condition ${say(p["from"])} don't exist in eAccounting.`,
    `Correct the look-up of the terms of payment in the settings.${RETRY_NEWEST}`,
  ),
  "delivery-method-not-mapped": words(
    (p) =>
      `The delivery method ${when(p["method"], (m) => `${m} `)}chosen for Asperion's method ${say(p["from"])} doesn't exist in eAccounting.`,
    `Correct the look-up of the delivery methods in the settings.${RETRY_NEWEST}`,
  ),
} satisfies Record<string, ReasonWords>;

export const heldCustomer = {
  "customer-ambiguous": words(
    (p) =>
      `eAccounting has ${when(p["count"], (n) => n) || "several"} active customers that fit${when(p["by"], (by) => ` (looked up by ${by})`)}.`,
    `Make the customer unique in eAccounting, or link the debtor to the right one here.${RETRY}`,
  ),
  "customer-not-identifiable": words(
    (p) =>
      `The order names no ${when(p["by"], (by) => by) || "e-mail address or number"} by which its customer could be found or made.`,
    `Complete the order or its debtor in Asperion, set a default debtor for guests, or link the customer here.${RETRY_NEWEST}`,
  ),
  "customer-kind-differs": words(
    (p) =>
      `In Asperion this is a ${KIND[String(p["order"])] ?? "different kind of customer"}, but the customer in eAccounting is a ${KIND[String(p["ledger"])] ?? "different kind"}. That decides whether prices include VAT.`,
    `Correct the customer in eAccounting, or let eAccounting's kind win in the settings.${RETRY_NEWEST}`,
  ),
  "customer-number-taken": words(
    (p) =>
      `The customer number ${say(p["number"])} is taken in eAccounting by a customer that isn't this one.`,
    `Link the debtor to its customer here, or choose another number prefix in the settings.${RETRY_NEWEST}`,
  ),
  "customer-inactive": words(
    "The customer is inactive in eAccounting.",
    `Make the customer active in eAccounting, or link another one here.${RETRY}`,
  ),
  "debtor-gone": words(
    (p) => `Asperion no longer has the order's debtor${when(p["debtor"], (id) => ` ${id}`)}.`,
    `Give the order a debtor in Asperion, or link the customer here.${RETRY}`,
  ),
  "default-debtor-missing": words(
    "The default debtor of the settings doesn't exist in eAccounting.",
    `Choose another default debtor in the settings.${RETRY_NEWEST}`,
  ),
  "post-code-too-long": words(
    (p) =>
      `A post code (${say(p["field"])}) has ${say(p["length"])} characters; eAccounting takes ${say(p["max"])}. Half a post code would lead a parcel astray.`,
    `Correct the address in Asperion; the order is taken up by itself after the change.`,
  ),
  "customer-used": words(
    "This customer is already linked to another debtor of Asperion.",
    `Check which debtor the customer belongs to, and correct the link.${RETRY}`,
  ),
} satisfies Record<string, ReasonWords>;

const ROLE: Readonly<Record<string, string>> = {
  shipping: "shipping",
  discount: "discount",
  adjusting: "adjusting",
  closing: "rounding",
  fee: "fee",
  item: "standing",
};
const KIND: Readonly<Record<string, string>> = { company: "company", private: "private person" };
