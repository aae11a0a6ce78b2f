/** English words: sales to other countries, and in other currencies. */
import {
  country,
  atLine,
  NOTHING_TO_DO,
  percent,
  RETRY_NEWEST,
  type ReasonWords,
  say,
  when,
  words,
} from "./words.ts";

const RETRY = " Then press retry.";

export const heldAbroad = {
  "sale-country-unknown": words(
    (p) =>
      `eAccounting's list of countries doesn't have ${country(p["country"])}, so nobody can say what VAT it would charge.`,
    "Correct the country in Asperion; the order is taken up by itself after the change. Or book it by hand and skip it here.",
  ),
  "sale-place-differs": words(
    (p) =>
      `The goods go to ${country(p["goods"])}, but eAccounting would charge VAT as for ${country(p["ledger"])}, the customer's own country.`,
    `If VAT goes by the delivery, mark "VAT by delivery address" on the customer in eAccounting, or correct the customer's country.${RETRY}`,
  ),
  "sale-company-without-vat-number": words(
    (p) =>
      `A company in ${country(p["country"])} bought without a VAT number. With one there is no VAT, without one it may be taxed like a private person; which it is can't be known here.`,
    `Enter the VAT number on the customer in eAccounting, or choose in the settings that such companies are taxed as private persons.${RETRY_NEWEST}`,
  ),
  "sale-private-with-vat-number": words(
    (p) =>
      `The customer in ${country(p["country"])} is a private person in eAccounting and has a VAT number, by which eAccounting charges no VAT.`,
    `Make the customer a company in eAccounting, or take the VAT number away.${RETRY}`,
  ),
  "sale-vat-number-of-home": words(
    (p) =>
      `The customer's VAT number is of your own country, but the goods go to ${country(p["country"])}: a sale is without VAT only with a number of another country.`,
    `Enter the customer's number of another EU country in eAccounting, or book the order by hand and skip it here.${RETRY}`,
  ),
  "sale-territory-special": words(
    (p) =>
      `The goods go to ${TERRITORY[String(p["territory"])] ?? "a part of"} ${country(p["country"])}, which eAccounting would tax like the rest of the country.`,
    "Book this order by hand in eAccounting, then skip it here with a reason. For companies in Northern Ireland: mark the customer so in eAccounting, with its XI number, and press retry.",
  ),
  "sale-vat-differs": words(
    (p) =>
      `The shop charged ${percent(p["source"])} VAT${when(p["sku"], (sku) => ` on ${sku}`)}${atLine(p)}. ${WHY[String(p["why"])]?.(country(p["country"]), percent(p["ledger"])) ?? `eAccounting would charge ${percent(p["ledger"])}.`}`,
    `Correct whichever is wrong: the VAT in the shop, the customer or the article in eAccounting.${RETRY}`,
  ),
  "coding-without-account": words(
    (p) =>
      `The coding of ${when(p["sku"], (sku) => `the article ${sku}`) || "an article"}${atLine(p)} has no account for ${ACCOUNT[String(p["kind"])] ?? "this kind of sale"}, so eAccounting would refuse the invoice.`,
    `Give the article a coding with such an account in eAccounting, and refresh the look-ups here.${RETRY}`,
  ),
  "vat-number-rejected": words(
    "eAccounting asked the EU's register (VIES) about the customer's VAT number, and it isn't valid there.",
    `Ask the customer for the right number and correct it in Asperion, or on the customer in eAccounting.${RETRY}`,
  ),
} satisfies Record<string, ReasonWords>;

/** Recorded by releases that didn't sell in other currencies. */
export const retiredAbroad = {
  "currency-foreign": words(
    (p) =>
      `The order is in ${say(p["currency"])}, the company keeps its books in ${say(p["company"])}. The release that recorded this didn't handle other currencies.`,
    "Press retry.",
  ),
} satisfies Record<string, ReasonWords>;

export const recordedAbroad = {
  "sale-decided": words(
    (p) =>
      `A sale to ${country(p["country"])}: ${KIND[String(p["kind"])] ?? say(p["kind"])}${when(p["vatNumber"], (prefix) => ` (VAT number of ${prefix})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-of-currency": words(
    (p) =>
      `The buyer's customer for orders in ${say(p["currency"])} was taken, as invoices are in their customer's currency.`,
    NOTHING_TO_DO,
  ),
  "lookup-chosen": words(
    (p) =>
      `${LOOKUP[String(p["lookup"])] ?? "Looked up"}${atLine(p)}: ${say(p["value"])}, by ${BY[String(p["by"])] ?? say(p["by"])}${when(p["key"], (key) => ` (row ${key})`)}${when(p["from"], (from) => `, for ${from}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

const TERRITORY: Readonly<Record<string, string>> = {
  "northern-ireland": "Northern Ireland, written as",
  "outside-vat": "a part outside the EU's VAT of",
  "own-rates": "a part with VAT rates of its own of",
  "inside-vat": "a country that is taxed as part of the EU,",
};
const KIND: Readonly<Record<string, string>> = {
  "eu-business": "to a company with a VAT number, without VAT (reverse charge)",
  "eu-consumer": "within the EU, with the VAT of the seller's country",
  oss: "within the EU under OSS, with the VAT of the buyer's country",
  export: "export, without VAT",
  "export-with-vat": "outside the EU, with VAT, as the customer is marked so in eAccounting",
};
const ACCOUNT: Readonly<Record<string, string>> = {
  "eu-business": "sales without VAT within the EU",
  "eu-consumer": "sales with VAT within the EU",
  oss: "sales under OSS",
  export: "sales outside the EU",
  reversed: "the reverse charge for construction",
  "gift-card": "gift cards that are sold abroad",
};
const WHY: Readonly<Record<string, (country: string, ledger: string) => string>> = {
  "eu-business": (country) =>
    `The customer in ${country} has a VAT number, so eAccounting charges none.`,
  export: (country) => `${country} is outside the EU, so eAccounting charges none.`,
  "export-with-vat": (_, ledger) =>
    `The customer is marked to be charged VAT outside the EU, so eAccounting charges ${ledger}.`,
  "no-oss": (_, ledger) =>
    `The company isn't registered for OSS in eAccounting, so it charges the rate of the seller's country, ${ledger}.`,
  "oss-article": (_, ledger) =>
    `The article isn't marked for OSS in eAccounting, so it charges the rate of the seller's country, ${ledger}.`,
  "oss-rate": (country, ledger) =>
    `Other lines of the same VAT rate were charged ${ledger}, and a rate has one counterpart in ${country}.`,
  "oss-own": () =>
    "Nothing else in the order is sold at this rate, so nobody can say which of eAccounting's rates becomes it under OSS.",
};

const LOOKUP: Readonly<Record<string, string>> = {
  article: "Article sold in its place",
  deliveryTerms: "Terms of delivery",
  costCenter1: "First cost centre",
  costCenter2: "Second cost centre",
  costCenter3: "Third cost centre",
  project: "Project",
};
const BY: Readonly<Record<string, string>> = {
  force: "the value for all",
  table: "the table",
  default: "the default",
};
