/** Shipping, discounts, fees and tips, each by a table of codings of its own; and credits of them. */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { AcceptanceCase } from "./case.ts";
import {
  GOODS_25,
  FOOD_12,
  DUTCH_25,
  FREIGHT_25,
  OFF_25,
  FEES_25,
  TIPS,
  AT_HOME,
  byCoding,
  articleOf,
  type Case,
  setUp,
  goods,
  made,
  print,
  abroad,
} from "./codings.kit.ts";

const others = {
  shippingCoding: { table: { "25%": FREIGHT_25.id } },
  discountCoding: { table: { "25%": OFF_25.id } },
  feeCoding: { table: { "25%": FEES_25.id } },
};
const mixed = [
  { ...print, price: "100.00" },
  { kind: "shipping", price: "50.00" },
  { kind: "discount", quantity: "-1", price: "10.00" },
  { kind: "fee", price: "5.00" },
  { kind: "tip", price: "20.00" },
] as const;

const APART = setUp([
  {
    name: "shipping, discount, fee and tip of one rate, each on a coding of its own",
    buyer: "private",
    lines: mixed,
    settings: byCoding(AT_HOME, { lookups: { ...others, tipCoding: { default: GOODS_25.id } } }),
    expect: made(
      "165.00",
      { "0.25": "33.00" },
      {
        articles: [
          goods(),
          articleOf(FREIGHT_25, "shippingCoding"),
          articleOf(OFF_25, "discountCoding"),
          articleOf(FEES_25, "feeCoding"),
          articleOf(GOODS_25, "tipCoding"),
        ],
      },
    ),
  },
  {
    name: "tips that no table of theirs fits go with the fees",
    buyer: "private",
    lines: mixed,
    settings: byCoding(AT_HOME, { lookups: others }),
    expect: made(
      "165.00",
      { "0.25": "33.00" },
      {
        articles: [
          goods(),
          articleOf(FREIGHT_25, "shippingCoding"),
          articleOf(OFF_25, "discountCoding"),
          articleOf(FEES_25, "feeCoding"),
          articleOf(FEES_25, "feeCoding"),
        ],
      },
    ),
  },
  {
    name: "the coding of tips on the page of documents counts before that of fees",
    buyer: "private",
    lines: [
      { ...print, price: "100.00" },
      { kind: "tip", price: "20.00", rate: "0" },
    ],
    settings: byCoding(AT_HOME, {
      orders: { tipCoding: TIPS.id },
      lookups: { feeCoding: { default: FEES_25.id } },
    }),
    expect: made("120.00", { "0.25": "20.00" }, { articles: [goods(), articleOf(TIPS, "item")] }),
  },
  {
    name: "a rate that a table has nothing for goes as without it",
    e2e: true,
    buyer: "private",
    lines: [
      { ...print, price: "100.00" },
      { kind: "shipping", price: "11.20", rate: "0.12" },
    ],
    settings: byCoding(AT_HOME, { lookups: others }),
    expect: made(
      "111.20",
      { "0.25": "20.00", "0.12": "1.20" },
      { articles: [goods(), "shipping:0.12"] },
    ),
  },
  {
    name: "a table of its own goes before the one by VAT code that serves all",
    buyer: "private",
    lines: [
      { ...print, price: "100.00" },
      { kind: "shipping", price: "10.00", vatCode: "H" },
      { kind: "fee", price: "10.00", vatCode: "H" },
    ],
    settings: byCoding(AT_HOME, {
      lookups: {
        vat: { table: { H: FEES_25.id } },
        shippingCoding: { table: { H: FREIGHT_25.id } },
      },
    }),
    expect: made(
      "120.00",
      { "0.25": "24.00" },
      { articles: [goods(), articleOf(FREIGHT_25, "shippingCoding"), articleOf(FEES_25, "item")] },
    ),
  },
  {
    name: "a per cent of the head, by rate, on the coding of discounts",
    buyer: "private",
    lines: [
      { ...print, price: "100.00" },
      { ...print, price: "100.00", rate: "0.12" },
    ],
    order: { headDiscount: "0.1", net: "152.36", vat: "27.64", gross: "180.00" },
    settings: byCoding(AT_HOME, { lookups: others }),
    expect: made(
      "180.00",
      { "0.25": "18.00", "0.12": "9.64" },
      { articles: [goods(), goods(FOOD_12), articleOf(OFF_25, "discountCoding"), "discount:0.12"] },
    ),
  },
  {
    name: "shipping to a business in the EU, on the coding that its table gives",
    buyer: "company",
    ...abroad("NL", "NL"),
    lines: [
      { ...print, price: "100.00", rate: "0" },
      { kind: "shipping", price: "10.00", rate: "0" },
    ],
    settings: byCoding(
      { "/eu-business": DUTCH_25.id },
      { lookups: { shippingCoding: { table: { "@EU/eu-business": FREIGHT_25.id } } } },
    ),
    expect: made(
      "110.00",
      {},
      { articles: [goods(DUTCH_25), articleOf(FREIGHT_25, "shippingCoding")] },
    ),
  },
]);

const CREDITED = setUp([
  {
    name: "a credit of goods by coding takes them back on the same article",
    buyer: "private",
    lines: [
      { ...print, price: "125.00", quantity: "-1" },
      { kind: "shipping", price: "50.00", quantity: "-1" },
    ],
    order: { creditsOrderId: sourceOrderId(400) },
    settings: byCoding(AT_HOME, { lookups: others }),
    expect: made(
      "175.00",
      { "0.25": "35.00" },
      { articles: [goods(), articleOf(FREIGHT_25, "shippingCoding")] },
    ),
  },
]);

const apart = (lookups: Parameters<typeof byCoding>[1] = {}) =>
  byCoding(AT_HOME, { ...lookups, orders: { lineDiscounts: "apart" } });

/** A per cent of a line: in its row unless the tenant wants it apart. */
const ON_LINES = setUp([
  {
    name: "a per cent of a line stays in its row",
    buyer: "private",
    lines: [{ ...print, price: "125.00", discount: "0.2" }],
    settings: byCoding(AT_HOME, { lookups: others }),
    expect: made(
      "100.00",
      { "0.25": "20.00" },
      { articles: [goods()], rows: ["1 × 125 -0.2 = 100.00"] },
    ),
  },
  {
    name: "a per cent of a line apart, on the coding of discounts",
    buyer: "private",
    e2e: true,
    lines: [{ ...print, price: "125.00", discount: "0.2" }],
    settings: apart({ lookups: others }),
    expect: made(
      "100.00",
      { "0.25": "20.00" },
      {
        articles: [goods(), articleOf(OFF_25, "discountCoding")],
        rows: ["1 × 125 = 125.00", "-1 × 25 = -25.00"],
        texts: ["PRINT-A3 Poster, A3", "20 % Poster, A3"],
      },
    ),
  },
  ...(["rate", "row"] as const).map((rounding): Case => ({
    name: `cents of a discount apart, for a company, VAT rounded by ${rounding}`,
    buyer: "company",
    e2e: true,
    rounding,
    lines: [{ ...print, price: "33.33", quantity: "3", discount: "0.125" }],
    order: { pricesIncludeVat: false },
    settings: apart(),
    expect: made(
      "109.36",
      { "0.25": "21.87" },
      { articles: [goods(), "discount:0.25"], rows: ["3 × 33.33 = 99.99", "-1 × 12.5 = -12.50"] },
    ),
  })),
  {
    name: "of an article of the ledger as well, and of what was taken back in the order",
    buyer: "private",
    lines: [
      { price: "100.00", discount: "0.1", quantity: "2" },
      { price: "50.00", discount: "0.1", quantity: "-1" },
    ],
    settings: { orders: { type: "invoice", lineDiscounts: "apart" } },
    expect: made(
      "135.00",
      { "0.25": "27.00" },
      {
        articles: ["article-G-0.25", "discount:0.25", "article-G-0.25", "discount:0.25"],
        rows: ["2 × 100 = 200.00", "-1 × 20 = -20.00", "-1 × 50 = -50.00", "1 × 5 = 5.00"],
      },
    ),
  },
  {
    name: "a line that is free stays one, whatever rate the shop gives it",
    buyer: "private",
    lines: [
      { ...print, price: "125.00" },
      { sku: "G-0.25", price: "50.00", discount: "1", rate: "0" },
      { sku: "G-0.25", price: "50.00", discount: "1", rate: "0", quantity: "-1" },
    ],
    settings: byCoding(AT_HOME, {
      orders: { lineDiscounts: "apart", goods: { by: "coding", exceptions: ["G-*"] } },
    }),
    expect: made(
      "125.00",
      { "0.25": "25.00" },
      { articles: [goods(), "article-G-0.25", "article-G-0.25"] },
    ),
  },
  {
    name: "a discount apart leads to the article that its VAT code names",
    buyer: "private",
    lines: [{ price: "100.00", discount: "0.1", vatCode: "H" }],
    settings: {
      orders: { type: "invoice", lineDiscounts: "apart" },
      lookups: { vat: { table: { H: "S-0.25" } } },
    },
    expect: made("90.00", { "0.25": "18.00" }, { articles: ["article-G-0.25", "article-S-0.25"] }),
  },
  {
    name: "and is held by its number where the ledger doesn't have it",
    buyer: "private",
    lines: [{ price: "100.00", discount: "0.1", vatCode: "H" }],
    settings: {
      orders: { type: "invoice", lineDiscounts: "apart" },
      lookups: { vat: { table: { H: "GONE" } } },
    },
    expect: { held: ["article-not-found"] },
  },
  {
    name: "a credit takes a discount apart back as well",
    buyer: "private",
    lines: [{ ...print, price: "125.00", quantity: "-1", discount: "0.2" }],
    order: { creditsOrderId: sourceOrderId(400) },
    settings: apart({ lookups: others }),
    expect: made(
      "100.00",
      { "0.25": "20.00" },
      { articles: [goods(), articleOf(OFF_25, "discountCoding")] },
    ),
  },
]);

export const TABLES: readonly AcceptanceCase[] = [...APART, ...ON_LINES, ...CREDITED];
