/** An article that the ledger says no price of: what the shop has, as data like the cases beside it. */
import type { Case } from "./cases.ts";

const UNPRICED = [
  ["0 and 0", { netPrice: "0", grossPrice: "0" }],
  ["none at all", { netPrice: null, grossPrice: null }],
] as const;

export const PRICES: readonly Case[] = [
  {
    name: "a price of 0 beside another is a price that the ledger lacks",
    steps: [{ ledger: { netPrice: "200", grossPrice: "0" } }],
    writes: 1,
    codes: ["product-created"],
    shop: { priceExclVat: "200", priceInclVat: "250" },
  },
  ...UNPRICED.map(([name, none]): Case => ({
    name: `an article without a price (${name}) isn't made: it would be sold for nothing`,
    steps: [{ ledger: none }],
    writes: 0,
    codes: ["product-without-price"],
    shop: null,
  })),
  ...UNPRICED.map(([name, none]): Case => ({
    name: `prices and currency of the shop stay where the ledger has no price any more (${name})`,
    steps: [{ ledger: {} }, { ledger: { ...none, name: "Hat" } }],
    writes: 2,
    codes: ["product-updated", "product-price-left"],
    shop: { name: "Hat", priceExclVat: "100", priceInclVat: "125", currency: "SEK" },
  })),
  {
    name: "an article without a price is made where prices are the shop's own affair",
    settings: { fields: { priceExclVat: { send: false }, priceInclVat: { send: false } } },
    steps: [{ ledger: { netPrice: "0", grossPrice: "0" } }],
    writes: 1,
    codes: ["product-created"],
    shop: { sku: "CAP", priceExclVat: null, priceInclVat: null },
  },
];
