/** The product flow's fields on the settings page. Rules of single fields and variants have sections of their own (product-rules.ts). */
import type { Group } from "./field.ts";

export const PRODUCT_GROUP: Group = {
  id: "products",
  title: "Products",
  intro: "Articles of eAccounting become articles in Asperion.",
  fields: [
    { path: "products.enabled", kind: "check", label: "Send products to Asperion" },
    { path: "products.createOnly", kind: "check", label: "Only make new articles: never write to one that is there" },
    { path: "products.filter.labels", kind: "texts", label: "Labels: only articles with one of these", hint: "With commas between. Empty: every article.", wrong: "at most 50 labels of at most 50 characters" },
    { path: "products.filter.withoutLabels", kind: "texts", label: "Labels: no article with one of these", hint: "With commas between.", wrong: "at most 50 labels of at most 50 characters" },
    { path: "products.filter.numbers", kind: "texts", label: "Article numbers", hint: "Patterns with commas between: * stands for any characters, ? for one. Empty: every number.", wrong: "at most 50 patterns of at most 60 characters" },
    { path: "products.filter.expression", kind: "text", label: "Expression that decides over an article", hint: "Such as netPrice != null && netPrice > 0. Empty: every article." },
    { path: "products.whenFilteredOut", kind: "choice", label: "When an article doesn't pass any more", options: [{ value: "leave", text: "Leave it in Asperion as it is" }, { value: "deactivate", text: "Make it inactive in Asperion" }] },
    { path: "products.priceDecimals", kind: "whole-number", label: "Decimals of prices in Asperion", wrong: "a whole number from 0 to 4" },
    { path: "products.vatCode.table", kind: "pairs", label: "VAT codes", hint: "VAT rate in per cent = Asperion's VAT code, with commas between: 25 = H, 12 = M, 6 = L.", wrong: "pairs with commas between, such as 25 = H, 12 = M" },
    { path: "products.vatCode.default", kind: "text-or-none", label: "VAT code for other rates" },
    { path: "products.salesType.default", kind: "text-or-none", label: "Sales type in Asperion (id)" },
  ],
};
