/**
 * What the product flow does, as data: settings, what the ledger and the shop did one after the
 * other, and what the shop has then. Each case begins with an article that is made in the shop.
 */
import type { LedgerProduct, ProductFields } from "../../../src/domain/goods/product.ts";
import { CODING, SERVICES } from "./kit.ts";

/**
 * `ledger`: the article changes and the flow runs. `shop`: somebody works there. `gone`: it isn't
 * in the ledger any more.
 */
export type Step =
  | { readonly ledger: Partial<LedgerProduct> }
  | { readonly shop: ProductFields }
  | { readonly gone: true }
  | { readonly settings: Record<string, unknown> };

export type Case = {
  readonly name: string;
  readonly settings?: Record<string, unknown>;
  readonly steps: readonly Step[];
  /** `null`: nothing is in the shop. */
  readonly shop: ProductFields | null;
  /** Reasons of the last run; those of other codes may stand beside them. */
  readonly codes?: readonly string[];
  /** Writes in all. */
  readonly writes: number;
};

const field = (name: string, rule: Record<string, unknown>): Record<string, unknown> => ({
  fields: { [name]: rule },
});
const BY_NUMBER = { variants: { by: "number", pattern: "{parent}-{Size}" } };
const BY_LABEL = { variants: { by: "label", label: "Group", attributes: ["Size", "Colour"] } };
const GOOD_EAN = "7350053850019";

export const CASES: readonly Case[] = [
  {
    name: "an article is made with its fields, prices at the coding's rate and the company's currency",
    steps: [{ ledger: {} }],
    writes: 1,
    codes: ["product-created"],
    shop: {
      sku: "CAP",
      name: "Cap",
      shortDescription: "Cap (English)",
      longDescription: "Warm",
      unit: "pcs",
      priceExclVat: "100",
      priceInclVat: "125",
      currency: "SEK",
      vatCode: "H",
      active: true,
      kind: "simple",
    },
  },
  {
    name: "a price that the ledger lacks follows from the other at the coding's rate",
    steps: [{ ledger: { grossPrice: null, netPrice: "79.96" } }],
    writes: 1,
    shop: { priceExclVat: "79.96", priceInclVat: "99.95" },
  },
  {
    name: "a price with more decimals than the shop keeps is rounded, and told of",
    steps: [{ ledger: { netPrice: "79.995", grossPrice: "99.99" } }],
    writes: 1,
    codes: ["product-price-rounded"],
    shop: { priceExclVat: "80", priceInclVat: "99.99" },
  },
  {
    name: "a shop with four decimals gets four",
    settings: { priceDecimals: 4 },
    steps: [{ ledger: { netPrice: "79.99525", grossPrice: "99.99" } }],
    writes: 1,
    shop: { priceExclVat: "79.9953" },
  },
  {
    name: "a price that isn't to be sent isn't",
    settings: field("priceInclVat", { send: false }),
    steps: [{ ledger: {} }],
    writes: 1,
    shop: { priceExclVat: "100", priceInclVat: null },
  },
  {
    name: "a changed price is written to an article that is there",
    steps: [{ ledger: {} }, { ledger: { netPrice: "80", grossPrice: "100" } }],
    writes: 2,
    codes: ["product-updated"],
    shop: { priceExclVat: "80", priceInclVat: "100" },
  },
  {
    name: "a field without its update box is written once and then left to the shop",
    settings: field("priceExclVat", { onUpdate: false }),
    steps: [{ ledger: {} }, { ledger: { netPrice: "80", grossPrice: "100" } }],
    writes: 2,
    shop: { priceExclVat: "100", priceInclVat: "100" },
  },
  {
    name: "by default descriptions are the shop's after the first time",
    steps: [{ ledger: {} }, { ledger: { note: "Warmer" } }],
    writes: 1,
    codes: ["product-unchanged"],
    shop: { longDescription: "Warm" },
  },
  {
    name: "with its update box a description follows the ledger",
    settings: field("longDescription", { onUpdate: true }),
    steps: [{ ledger: {} }, { ledger: { note: "Warmer" } }],
    writes: 2,
    shop: { longDescription: "Warmer" },
  },
  {
    name: "a flow that only makes articles never writes to one that is there",
    settings: { createOnly: true },
    steps: [{ ledger: {} }, { ledger: { name: "Hat", netPrice: "80" } }],
    writes: 1,
    codes: ["product-create-only"],
    shop: { name: "Cap", priceExclVat: "100" },
  },
  {
    name: "what somebody changed in the shop is kept, and said",
    steps: [{ ledger: {} }, { shop: { name: "Lovely cap" } }, { ledger: { name: "Cap, red" } }],
    writes: 1,
    codes: ["product-field-kept"],
    shop: { name: "Lovely cap" },
  },
  {
    name: "a kept field holds up no other",
    steps: [
      { ledger: {} },
      { shop: { name: "Lovely cap" } },
      { ledger: { name: "Cap, red", netPrice: "80" } },
    ],
    writes: 2,
    codes: ["product-updated", "product-field-kept"],
    shop: { name: "Lovely cap", priceExclVat: "80" },
  },
  {
    name: "a field that may overwrite does",
    settings: field("name", { overwrite: true }),
    steps: [{ ledger: {} }, { shop: { name: "Lovely cap" } }, { ledger: { name: "Cap, red" } }],
    writes: 2,
    codes: ["product-updated", "product-field-overwritten"],
    shop: { name: "Cap, red" },
  },
  {
    name: "an edit that comes to what the ledger says is nobody's any more",
    steps: [
      { ledger: {} },
      { shop: { name: "Hat" } },
      { ledger: { name: "Hat" } },
      { ledger: { name: "Helmet" } },
    ],
    writes: 2,
    codes: ["product-updated"],
    shop: { name: "Helmet" },
  },
  {
    name: "an article that was renamed is renamed in the shop",
    steps: [{ ledger: {} }, { ledger: { name: "Hat" } }],
    writes: 2,
    codes: ["product-updated"],
    shop: { sku: "CAP", name: "Hat" },
  },
  {
    name: "an article that got another number gets another code, and stays the same article",
    steps: [{ ledger: {} }, { ledger: { number: "HAT" } }],
    writes: 2,
    codes: ["product-updated"],
    shop: { sku: "HAT", name: "Cap" },
  },
  {
    name: "a code that was changed in the shop is kept",
    steps: [{ ledger: {} }, { shop: { sku: "CAP-2" } }, { ledger: { netPrice: "80" } }],
    writes: 2,
    codes: ["product-updated", "product-field-kept"],
    shop: { sku: "CAP-2", priceExclVat: "80" },
  },
  {
    name: "without the label that the filter wants, nothing is made",
    settings: { filter: { labels: ["Web"] } },
    steps: [{ ledger: { labels: ["Shop"] } }],
    writes: 0,
    codes: ["product-filtered"],
    shop: null,
  },
  {
    name: "with one of the labels it is",
    settings: { filter: { labels: ["Web", "Net"] } },
    steps: [{ ledger: { labels: ["Net", "Sale"] } }],
    writes: 1,
    shop: { sku: "CAP" },
  },
  {
    name: "a label that leaves out wins",
    settings: { filter: { labels: ["Web"], withoutLabels: ["Secret"] } },
    steps: [{ ledger: { labels: ["Web", "Secret"] } }],
    writes: 0,
    codes: ["product-filtered"],
    shop: null,
  },
  {
    name: "a number has to fit one of the patterns",
    settings: { filter: { numbers: ["W-*", "C?P"] } },
    steps: [{ ledger: {} }],
    writes: 1,
    shop: { sku: "CAP" },
  },
  {
    name: "and one that only begins like a pattern doesn't",
    settings: { filter: { numbers: ["CA"] } },
    steps: [{ ledger: {} }],
    writes: 0,
    codes: ["product-filtered"],
    shop: null,
  },
  {
    name: "a coding that isn't wanted leaves out",
    settings: { filter: { codings: [SERVICES] } },
    steps: [{ ledger: {} }],
    writes: 0,
    codes: ["product-filtered"],
    shop: null,
  },
  {
    name: "an expression decides over the whole article",
    settings: {
      filter: { expression: 'netPrice != null && netPrice >= 100 && !("Hidden" in labels)' },
    },
    steps: [{ ledger: { labels: ["Hidden"] } }],
    writes: 0,
    codes: ["product-filtered"],
    shop: null,
  },
  {
    name: "an article that leaves the filter is left as it is",
    settings: { filter: { labels: ["Web"] } },
    steps: [{ ledger: { labels: ["Web"] } }, { ledger: { labels: [], netPrice: "80" } }],
    writes: 1,
    codes: ["product-filtered"],
    shop: { active: true, priceExclVat: "100" },
  },
  {
    name: "or made inactive, where the tenant wants that, and active when it comes back",
    settings: { filter: { labels: ["Web"] }, whenFilteredOut: "deactivate" },
    steps: [
      { ledger: { labels: ["Web"] } },
      { ledger: { labels: [] } },
      { ledger: { labels: ["Web"] } },
    ],
    writes: 3,
    codes: ["product-updated"],
    shop: { active: true },
  },
  {
    name: "an article that is deactivated is inactive in the shop, and never deleted",
    steps: [{ ledger: {} }, { ledger: { active: false } }],
    writes: 2,
    codes: ["product-updated"],
    shop: { sku: "CAP", active: false },
  },
  {
    name: "an article that isn't in the ledger any more is inactive too",
    steps: [{ ledger: {} }, { gone: true }],
    writes: 2,
    codes: ["product-deactivated", "product-not-in-ledger"],
    shop: { sku: "CAP", active: false, name: "Cap" },
  },
  {
    name: "an inactive article isn't made",
    steps: [{ ledger: { active: false } }],
    writes: 0,
    codes: ["product-inactive"],
    shop: null,
  },
  {
    name: "unless the tenant wants inactive ones",
    settings: { filter: { inactive: true } },
    steps: [{ ledger: { active: false } }],
    writes: 1,
    shop: { active: false },
  },
  {
    name: "an article that was switched off in the shop stays off",
    steps: [{ ledger: {} }, { shop: { active: false } }, { ledger: { netPrice: "80" } }],
    writes: 2,
    codes: ["product-updated", "product-field-kept"],
    shop: { active: false, priceExclVat: "80" },
  },
  {
    name: "an EAN that checks is written",
    steps: [{ ledger: { barcodes: [GOOD_EAN] } }],
    writes: 1,
    shop: { ean: GOOD_EAN },
  },
  {
    name: "a bad EAN is told of and left out, and the good one in the shop stays",
    steps: [{ ledger: { barcodes: [GOOD_EAN] } }, { ledger: { barcodes: ["7350053850018"] } }],
    writes: 1,
    codes: ["product-unchanged", "product-ean-invalid"],
    shop: { ean: GOOD_EAN },
  },
  {
    name: "an EAN of zeros is none",
    steps: [
      { ledger: { barcodes: [GOOD_EAN] } },
      { ledger: { barcodes: ["0000000000000", "00000000"] } },
    ],
    writes: 1,
    codes: ["product-unchanged", "product-ean-invalid"],
    shop: { ean: GOOD_EAN },
  },
  {
    name: "of two barcodes the one that checks goes",
    steps: [{ ledger: { barcodes: ["SHELF-7", GOOD_EAN] } }],
    writes: 1,
    codes: ["product-created", "product-ean-invalid"],
    shop: { ean: GOOD_EAN },
  },
  {
    name: "an EAN that we wrote goes when it goes in the ledger",
    steps: [{ ledger: { barcodes: [GOOD_EAN] } }, { ledger: { barcodes: [] } }],
    writes: 2,
    shop: { ean: null },
  },
  {
    name: "a service is a virtual article",
    steps: [{ ledger: { service: true, codingId: SERVICES } }],
    writes: 1,
    shop: { kind: "virtual" },
  },
  {
    name: "a number of parts makes a variant of its parent",
    settings: BY_NUMBER,
    steps: [{ ledger: { number: "T-CAP-M" } }],
    writes: 1,
    shop: { kind: "variant", parent: "T-CAP", attributes: [{ name: "Size", value: "M" }] },
  },
  {
    name: "labels make one too",
    settings: BY_LABEL,
    steps: [{ ledger: { labels: ["Group: CAPS", "size: M", "Colour:Red"] } }],
    writes: 1,
    shop: {
      kind: "variant",
      parent: "CAPS",
      attributes: [
        { name: "Size", value: "M" },
        { name: "Colour", value: "Red" },
      ],
    },
  },
  {
    name: "an article joins a group",
    settings: BY_LABEL,
    steps: [{ ledger: {} }, { ledger: { labels: ["Group: CAPS", "Size: M"] } }],
    writes: 2,
    codes: ["product-updated"],
    shop: { kind: "variant", parent: "CAPS", attributes: [{ name: "Size", value: "M" }] },
  },
  {
    name: "and leaves it",
    settings: BY_LABEL,
    steps: [{ ledger: { labels: ["Group: CAPS", "Size: M"] } }, { ledger: {} }],
    writes: 2,
    codes: ["product-updated"],
    shop: { kind: "simple", parent: null, attributes: [] },
  },
  {
    name: "a variant that somebody took out of its group in the shop stays out",
    settings: BY_LABEL,
    steps: [
      { ledger: { labels: ["Group: CAPS", "Size: M"] } },
      { shop: { kind: "simple", parent: null } },
      { ledger: { labels: ["Group: CAPS", "Size: L"] } },
    ],
    writes: 1,
    codes: ["product-field-kept"],
    shop: { kind: "simple", parent: null, attributes: [{ name: "Size", value: "M" }] },
  },
  {
    name: "free fields carry what they were mapped to",
    settings: {
      fields: {
        free1: { from: "supplierNumber" },
        free3: { from: "labels" },
        free5: { from: "coding" },
      },
    },
    steps: [{ ledger: { supplierNumber: "S-1", labels: ["b", "a"] } }],
    writes: 1,
    shop: { free1: "S-1", free2: null, free3: "a, b", free5: "goods 0.25" },
  },
  {
    name: "and what an expression makes of the article",
    settings: field("free2", { expression: "'Net ' + text(coalesce(netPrice, 0))" }),
    steps: [{ ledger: {} }],
    writes: 1,
    shop: { free2: "Net 100" },
  },
  {
    name: "a free field that isn't mapped is the shop's",
    settings: field("free1", { from: "supplierNumber" }),
    steps: [
      { ledger: { supplierNumber: "S-1" } },
      { shop: { free2: "mine" } },
      { ledger: { supplierNumber: "S-2" } },
    ],
    writes: 2,
    shop: { free1: "S-2", free2: "mine" },
  },
  {
    name: "a text that is too long is cut, and that is said",
    settings: field("free1", { from: "note" }),
    steps: [{ ledger: { note: "n".repeat(300) } }],
    writes: 1,
    codes: ["product-text-shortened"],
    shop: { free1: "n".repeat(255) },
  },
  {
    name: "without a VAT code or sales type an article isn't made",
    settings: { vatCode: {} },
    steps: [{ ledger: {} }],
    writes: 0,
    codes: ["product-tax-not-mapped"],
    shop: null,
  },
  {
    name: "a sales type of the coding is enough",
    settings: { vatCode: {}, salesType: { table: { [CODING]: "10" } } },
    steps: [{ ledger: {} }],
    writes: 1,
    shop: { salesType: "10", vatCode: null },
  },
  {
    name: "an article that somebody deleted in the shop isn't made again by itself",
    steps: [{ ledger: {} }, { shop: { sku: "(deleted)" } }, { ledger: { name: "Hat" } }],
    writes: 1,
    codes: ["product-gone"],
    shop: null,
  },
  {
    name: "going from create only to more writes what has changed since",
    settings: { createOnly: true },
    steps: [
      { ledger: {} },
      { ledger: { name: "Hat" } },
      { settings: { createOnly: false } },
      { ledger: { name: "Hat" } },
    ],
    writes: 2,
    shop: { name: "Hat" },
  },
  {
    name: "one of our own articles never goes",
    steps: [{ ledger: { id: "own-1" } }],
    writes: 0,
    codes: ["product-own-article"],
    shop: null,
  },
  {
    name: "nor one that stands for goods or fees of a coding, at home or under OSS",
    steps: [{ ledger: { id: "own-2" } }, { ledger: { id: "own-3" } }],
    writes: 0,
    codes: ["product-own-article"],
    shop: null,
  },
  {
    name: "an unknown coding holds the article",
    steps: [{ ledger: { codingId: "44444444-4444-4444-8444-444444444444" } }],
    writes: 0,
    codes: ["coding-not-found"],
    shop: null,
  },
];
