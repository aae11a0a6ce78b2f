/** Fields of the settings: products and stock, from eAccounting to Asperion. */
import type { Translated } from "../words.ts";

export const en = {
  "products.enabled": { label: "Send products to Asperion" },
  "products.createOnly": { label: "Only make new articles: never write to one that is there" },
  "products.filter.labels": {
    label: "Labels: only articles with one of these",
    hint: "With commas between. Empty: every article.",
    wrong: "at most 50 labels of at most 50 characters",
  },
  "products.filter.withoutLabels": {
    label: "Labels: no article with one of these",
    hint: "With commas between.",
    wrong: "at most 50 labels of at most 50 characters",
  },
  "products.filter.numbers": {
    label: "Article numbers",
    hint: "Patterns with commas between: * stands for any characters, ? for one. Empty: every number.",
    wrong: "at most 50 patterns of at most 60 characters",
  },
  "products.filter.codings": {
    label: "Codings: only articles of one of these",
    hint: "Several: hold Ctrl or Cmd. None chosen: every article.",
    wrong: "at most 50",
  },
  "products.filter.expression": {
    label: "Expression that decides over an article",
    hint: "Such as active && !service. Empty: every article.",
  },
  "products.filter.inactive": { label: "Make inactive articles in Asperion too, as inactive ones" },
  "products.whenFilteredOut": {
    label: "When an article doesn't pass any more",
    options: { leave: "Leave it in Asperion as it is", deactivate: "Make it inactive in Asperion" },
  },
  "products.priceDecimals": {
    label: "Decimals of prices in Asperion",
    wrong: "a whole number from 0 to 4",
  },
  "products.vatCode.table": {
    label: "VAT codes",
    hint: "Asperion's VAT code for each VAT rate of eAccounting.",
    wrong: "a VAT code for each VAT rate in per cent, such as 25; each rate once",
  },
  "products.vatCode.default": { label: "VAT code for other rates" },
  "products.salesType.table": {
    label: "Sales types",
    hint: "For each coding of eAccounting. Without a choice: the one below.",
  },
  "products.salesType.default": { label: "Sales type in Asperion" },
  "stock.enabled": {
    label: "Keep stock in step",
    hint: "Only together with the order flow, and only where a booked order moves stock in eAccounting: sales orders made as ongoing, or booked invoices. With drafts or vouchers every sale would be given back to the shop.",
  },
  "stock.strategy": {
    label: "The figure gets to Asperion",
    hint: "Asperion's current stock can't be written, only moved by orders. A correction order costs nothing and is never booked.",
    options: {
      "correction-order": "By a correction order",
      "article-field": "Into a field of the article",
    },
  },
  "stock.correctionDebtor": {
    label: "Debtor for correction orders",
    hint: "A debtor of its own, to whom nothing is sold: one with sales is refused. Forgotten when stock is switched off.",
    wrong:
      "a debtor of Asperion that stands for corrections only: choose one of those found, or look again",
  },
  "stock.field": {
    label: "Field of the article",
    options: {
      characteristic1: "Characteristic 1",
      characteristic2: "Characteristic 2",
      characteristic3: "Characteristic 3",
      characteristic4: "Characteristic 4",
      characteristic5: "Characteristic 5",
    },
  },
  "stock.calculation": {
    label: "The figure is",
    hint: "What the shop sold and isn't in eAccounting yet is always taken off.",
    options: {
      available: "What is available: balance less reserved",
      balance: "The balance",
      margin: "What is available, less a safety margin",
      percentage: "A percentage of what is available",
      expression: "An expression of your own",
    },
  },
  "stock.margin": { label: "Safety margin", wrong: "a number of pieces, such as 3" },
  "stock.percentage": { label: "Percentage", wrong: "a number from 0 to 100" },
  "stock.expression": {
    label: "Expression",
    hint: "Over available, balance, reserved and number, such as: available > 10 ? available - 5 : 0",
  },
  "stock.decimals": {
    label: "Decimals of the figure",
    hint: "0 for whole pieces.",
    wrong: "a whole number from 0 to 4",
  },
  "stock.rounding": {
    label: "Rounded",
    options: { down: "Down", nearest: "To the nearest", up: "Up" },
  },
  "stock.floorAtZero": { label: "Never below zero" },
  "stock.manageStock": {
    label: "An article of which Asperion keeps no stock, and eAccounting does",
    options: { leave: "Leave it alone", set: "Switch stock keeping on in Asperion" },
  },
  "stock.rowsPerRun": {
    label: "Figures changed by one run, at most",
    wrong: "a whole number from 1 to 500",
  },
};

export type SettingsGoodsWords = Translated<typeof en>;
