/** English words of the product flow: what was done or left, and what holds a product. */
import { NOTHING_TO_DO, amount, percent, say, type ReasonWords, when, words } from "./words.ts";

const FIELD: Readonly<Record<string, string>> = {
  sku: "code",
  name: "name",
  shortDescription: "short description",
  longDescription: "long description",
  priceExclVat: "price without VAT",
  priceInclVat: "price with VAT",
  currency: "currency",
  ean: "EAN",
  vatCode: "VAT code",
  salesType: "sales type",
  active: "active",
  kind: "type",
  parent: "parent",
  attributes: "attributes",
  free1: "free field 1",
  free2: "free field 2",
  free3: "free field 3",
  free4: "free field 4",
  free5: "free field 5",
};
const BY: Readonly<Record<string, string>> = {
  label: "its labels",
  number: "its number",
  coding: "its coding",
  expression: "the expression",
};
const named = (value: Parameters<typeof say>[0]): string =>
  say(value)
    .split(", ")
    .map((name) => FIELD[name] ?? name)
    .join(", ");

export const product = {
  "products-read": words(
    (p) =>
      `${p["all"] === true ? "All articles of eAccounting were compared" : "The articles that changed in eAccounting were read"}: ${say(p["read"])} read, ${say(p["differ"])} differ from Asperion${when(p["missing"] === 0 ? null : p["missing"], (n) => `, ${n} weren't met and are asked for one by one`)}.`,
    NOTHING_TO_DO,
  ),
  "product-created": words(
    (p) =>
      `The article ${say(p["code"])} ${p["trial"] === true ? "would be" : "was"} made in Asperion.`,
    NOTHING_TO_DO,
  ),
  "product-updated": words(
    (p) =>
      `The article in Asperion ${p["trial"] === true ? "would be" : "was"} brought up to date: ${named(p["fields"])}.`,
    NOTHING_TO_DO,
  ),
  "product-unchanged": words("The article in Asperion is as it should be.", NOTHING_TO_DO),
  "product-deactivated": words(
    (p) =>
      `The article ${p["trial"] === true ? "would be" : "was"} made inactive in Asperion. It is never deleted.`,
    NOTHING_TO_DO,
  ),
  "product-create-only": words(
    "The article is in Asperion already, and the settings say that such articles are left alone.",
    NOTHING_TO_DO,
  ),
  "product-filtered": words(
    (p) => `The settings leave this article out, by ${BY[String(p["by"])] ?? say(p["by"])}.`,
    "If it should be in the shop, change the filter in the settings.",
  ),
  "product-made-of-order": words(
    "This article was made of an order's line, because eAccounting didn't have it. It has no price, so it isn't sent to the shop, where it would overwrite what is there.",
    "Give the article a price in eAccounting once it is complete: then it is sent like any other.",
  ),
  "product-own-article": words(
    "This is one of the articles that were made at set-up to carry cents, shipping, fees and the like. It isn't sold, so it isn't sent to the shop.",
    NOTHING_TO_DO,
  ),
  "product-inactive": words(
    "The article is inactive in eAccounting and isn't in Asperion, so it isn't made there.",
    NOTHING_TO_DO,
  ),
  "product-not-in-ledger": words(
    (p) => `The article ${say(p["code"])} isn't in eAccounting any more.`,
    NOTHING_TO_DO,
  ),
  "product-field-kept": words(
    (p) =>
      `Somebody changed the ${named(p["field"])} in Asperion since we last wrote it. It is kept.`,
    "If eAccounting should win, let the field overwrite changes, in the settings.",
  ),
  "product-field-overwritten": words(
    (p) =>
      `The ${named(p["field"])} was changed in Asperion; as the settings say, the one of eAccounting counts.`,
    NOTHING_TO_DO,
  ),
  "product-linked": words(
    (p) => `A person linked it to the article ${say(p["code"])} in Asperion, which keeps its code.`,
    NOTHING_TO_DO,
  ),
  "product-stored-otherwise": words(
    (p) =>
      `Asperion stores the ${named(p["field"])} otherwise than it was sent. It isn't sent again until it changes.`,
    NOTHING_TO_DO,
  ),
  "product-text-shortened": words(
    (p) =>
      `The ${named(p["field"])} is too long for Asperion: ${say(p["max"])} characters of it go there.`,
    NOTHING_TO_DO,
  ),
  "product-price-rounded": words(
    (p) =>
      `The ${named(p["field"])} of ${amount(p["from"])} has more decimals than the shop keeps; ${amount(p["to"])} goes there.`,
    NOTHING_TO_DO,
  ),
  "product-ean-invalid": words(
    (p) =>
      `The barcode ${say(p["ean"])} is no EAN or GTIN: its length or its check digit is wrong. It is left out.`,
    "Correct the barcode in eAccounting.",
  ),
  "product-parent-created": words(
    (p) =>
      `The configurable article ${say(p["code"])} ${p["trial"] === true ? "would be" : "was"} made for the variants.`,
    NOTHING_TO_DO,
  ),
  "product-parent-activated": words(
    (p) =>
      `The configurable article ${say(p["code"])} ${p["trial"] === true ? "would be" : "is"} active again, as it has active variants.`,
    NOTHING_TO_DO,
  ),
  "product-parent-deactivated": words(
    (p) =>
      `The configurable article ${say(p["code"])} ${p["trial"] === true ? "would be" : "was"} made inactive, as none of its variants is active.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const heldProduct = {
  "product-gone": words(
    (p) => `The article ${say(p["code"])} was deleted in Asperion.`,
    "To have it made again, press retry. To leave it deleted, skip it or leave it out by the filter.",
  ),
  "product-code-taken": words(
    (p) => `Another article in Asperion has the code ${say(p["code"])} already.`,
    "Change one of the two codes, then press retry.",
  ),
  "product-link-missing": words(
    (p) => `Asperion has no article ${say(p["code"])}, to which a person linked this one.`,
    "Link it to another code, or unlink it, on this page. Then press retry.",
  ),
  "product-tax-not-mapped": words(
    (p) =>
      `Asperion needs a VAT code or a sales type to make an article, and none is set${when(p["rate"], (rate) => ` for ${percent(rate)} VAT`)}.`,
    "Set the VAT code for this rate, or the sales type for this coding, in the settings. Then press Retry with the newest settings.",
  ),
  "product-rule-failed": words(
    (p) =>
      `The expression for the ${p["rule"] === "filter" ? "filter" : named(p["rule"])} fails on this article (${say(p["fault"])}).`,
    "Correct the expression in the settings. Then press Retry with the newest settings.",
  ),
  "product-parent-not-configurable": words(
    (p) =>
      `The variants need a configurable article ${say(p["code"])}, but the article with this code in Asperion is of another type.`,
    "Change that article's type or code in Asperion, or the rule for variants in the settings. Then press Retry with the newest settings.",
  ),
} satisfies Record<string, ReasonWords>;
