/** Goods, shipping, discounts, fees and tips that are booked by tables of codings. */
import { address, tax } from "../../flows/orders/kit.ts";
import type { AcceptanceCase } from "./case.ts";
import {
  GOODS_25,
  FOOD_12,
  DUTCH_25,
  EXPORT_25,
  PLAIN_25,
  HOME_25,
  ENDED_12,
  CODINGS,
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

const BOOKED = setUp([
  {
    name: "goods that the ledger has no article of, by coding: the row names code and product",
    buyer: "private",
    lines: [{ ...print, price: "125.00", quantity: "2" }],
    settings: byCoding(),
    expect: made(
      "250.00",
      { "0.25": "50.00" },
      {
        articles: [goods()],
        rows: ["2 × 125 = 250.00"],
        texts: ["PRINT-A3 Poster, A3"],
        because: ["line-article-chosen", "lookup-chosen"],
      },
    ),
  },
  ...(["sales-order", "draft-invoice", "invoice"] as const).map((type) => ({
    name: `a ${type} of three rates by coding, each row on its coding's article`,
    e2e: true as const,
    buyer: "company" as const,
    lines: ["0.25", "0.12", "0.06"].map((rate) => ({ sku: `X-${rate}`, price: "99.95", rate })),
    settings: byCoding(AT_HOME, { orders: { type } }),
    expect: {
      ...made("299.85", { "0.25": "19.99", "0.12": "10.71", "0.06": "5.66" }),
      type,
    },
  })),
  {
    name: "goods without an article code, by coding",
    buyer: "private",
    lines: [{ sku: null, text: "Work of art", price: "100.00" }],
    settings: byCoding(),
    expect: made("100.00", { "0.25": "20.00" }, { articles: [goods()], texts: ["Work of art"] }),
  },
  {
    name: "the VAT code of the shop counts before the rate",
    buyer: "private",
    lines: [{ ...print, price: "100.00", vatCode: "H" }],
    settings: byCoding({ ...AT_HOME, H: PLAIN_25.id }),
    expect: made("100.00", { "0.25": "20.00" }, { articles: [goods(PLAIN_25)] }),
  },
  {
    name: "a row by kind of customer",
    buyer: "company",
    lines: [{ ...print, price: "100.00" }],
    settings: byCoding({ ...AT_HOME, "25%/company": PLAIN_25.id }),
    expect: made("100.00", { "0.25": "20.00" }, { articles: [goods(PLAIN_25)] }),
  },
  {
    name: "a row by the order's day, the last day of the old one",
    buyer: "private",
    lines: [{ ...print, price: "100.00" }],
    order: { date: "2026-08-31T23:59:00" },
    settings: byCoding({
      "25% until 2026-08-31": PLAIN_25.id,
      "25% from 2026-09-01": GOODS_25.id,
    }),
    expect: made("100.00", { "0.25": "20.00" }, { articles: [goods(PLAIN_25)] }),
  },
  {
    name: "and the first of the new one",
    buyer: "private",
    lines: [{ ...print, price: "100.00" }],
    order: { date: "2026-09-01T00:01:00" },
    settings: byCoding({
      "25% until 2026-08-31": PLAIN_25.id,
      "25% from 2026-09-01": GOODS_25.id,
    }),
    expect: made("100.00", { "0.25": "20.00" }, { articles: [goods()] }),
  },
  {
    name: "one code pattern by article, the rest by coding",
    buyer: "private",
    lines: [
      { sku: "G-0.25", price: "100.00" },
      { ...print, price: "50.00" },
    ],
    settings: byCoding(AT_HOME, { orders: { goods: { by: "coding", exceptions: ["G-*"] } } }),
    expect: made(
      "150.00",
      { "0.25": "30.00" },
      {
        articles: ["article-G-0.25", goods()],
        texts: ["A thing", "PRINT-A3 Poster, A3"],
      },
    ),
  },
  {
    name: "one code pattern by coding, the rest by article",
    buyer: "private",
    lines: [
      { sku: "G-0.25", price: "100.00" },
      { ...print, price: "50.00" },
    ],
    settings: byCoding(AT_HOME, { orders: { goods: { by: "article", exceptions: ["PRINT-*"] } } }),
    expect: made("150.00", { "0.25": "30.00" }, { articles: ["article-G-0.25", goods()] }),
  },
  {
    name: "an article that is sold in another's place is none of goods by coding",
    buyer: "private",
    lines: [{ ...print, price: "100.00" }],
    settings: byCoding(AT_HOME, { lookups: { article: { default: "G-0.25", table: {} } } }),
    expect: made(
      "100.00",
      { "0.25": "20.00" },
      { articles: [goods()], texts: ["PRINT-A3 Poster, A3"] },
    ),
  },
]);

/** Quantity, price and discount that no row can say: the rest goes on the coding's own article. */
const CENTS = setUp(
  (["rate", "row"] as const).flatMap((rounding): readonly Case[] => [
    {
      name: `cents of goods by coding go on their coding, VAT rounded by ${rounding}, for a company`,
      e2e: true,
      buyer: "company",
      rounding,
      lines: [
        { ...print, price: "9.9999", quantity: "3" },
        { ...print, price: "0.3333", quantity: "7", rate: "0.12" },
      ],
      order: { pricesIncludeVat: false },
      settings: byCoding(),
      expect: made(
        "40.11",
        { "0.25": "7.50", "0.12": "0.28" },
        {
          articles: [goods(), goods(FOOD_12), articleOf(FOOD_12, "adjusting")],
          rows: ["3 × 10 = 30.00", "7 × 0.33 = 2.31", "1 × 0.02 = 0.02"],
        },
      ),
    },
    {
      name: `many lines by coding come to what was charged, VAT rounded by ${rounding}`,
      e2e: true,
      buyer: "company",
      rounding,
      lines: ["0.25", "0.12", "0.06"].flatMap((rate) =>
        ["33.33", "0.07", "19.99"].map((price) => ({ ...print, price, rate, quantity: "3" })),
      ),
      settings: byCoding(),
      expect: made(
        "480.51",
        rounding === "rate"
          ? { "0.25": "32.04", "0.12": "17.16", "0.06": "9.07" }
          : { "0.25": "32.04", "0.12": "17.16", "0.06": "9.06" },
        { because: ["closing-row"] },
      ),
    },
  ]),
);

const ELSEWHERE = setUp([
  {
    name: "a business in the EU: no VAT, on the coding that the country's row gives",
    buyer: "company",
    ...abroad("NL", "NL"),
    lines: [{ ...print, price: "100.00", rate: "0" }],
    settings: byCoding({ ...AT_HOME, "/eu-business": GOODS_25.id, "@NL/eu-business": DUTCH_25.id }),
    expect: made("100.00", {}, { articles: [goods(DUTCH_25)] }),
  },
  {
    name: "a business of another country of the EU: the row for all of them",
    buyer: "company",
    ...abroad("DE", "DE"),
    lines: [{ ...print, price: "100.00", rate: "0" }],
    settings: byCoding({ ...AT_HOME, "/eu-business": GOODS_25.id, "@NL/eu-business": DUTCH_25.id }),
    expect: made("100.00", {}, { articles: [goods()] }),
  },
  {
    name: "outside the EU: on the coding for export, which has no account at home",
    buyer: "private",
    ...abroad("NO"),
    lines: [{ ...print, price: "100.00", rate: "0" }],
    settings: byCoding({ ...AT_HOME, "/export": EXPORT_25.id }),
    expect: made("100.00", {}, { articles: [goods(EXPORT_25)] }),
  },
  {
    name: "under OSS: the buyer's rate, on the coding's article that is marked for it",
    buyer: "private",
    ...abroad("NL"),
    company: { usesOss: true },
    lines: [{ ...print, price: "121.00", rate: "0.21" }],
    settings: byCoding({ ...AT_HOME, "21%@NL/oss": DUTCH_25.id }),
    expect: made(
      "121.00",
      { "0.21": "21.00" },
      { articles: [articleOf(DUTCH_25, "oss-goodsCoding")] },
    ),
  },
  {
    name: "under OSS, shipping goes with the rate of the goods by coding",
    buyer: "private",
    ...abroad("NL"),
    company: { usesOss: true },
    lines: [
      { ...print, price: "121.00", rate: "0.21" },
      { kind: "shipping", price: "12.10", rate: "0.21" },
    ],
    settings: byCoding({ ...AT_HOME, "@NL/oss": DUTCH_25.id }),
    expect: made(
      "133.10",
      { "0.21": "23.10" },
      { articles: [articleOf(DUTCH_25, "oss-goodsCoding"), "oss-shipping:0.25"] },
    ),
  },
  {
    name: "under OSS, cents of goods go on the adjusting article that is marked for it",
    buyer: "private",
    ...abroad("NL"),
    company: { usesOss: true },
    lines: [{ ...print, price: "0.33335", quantity: "3000", rate: "0.21" }],
    settings: byCoding({ "@NL/oss": DUTCH_25.id }),
    expect: made(
      "1000.05",
      { "0.21": "173.56" },
      {
        articles: [articleOf(DUTCH_25, "oss-goodsCoding"), articleOf(DUTCH_25, "oss-adjusting")],
        rows: ["3000 × 0.3334 = 1000.20", "-1 × 0.15 = -0.15"],
      },
    ),
  },
  {
    name: "under OSS, a coding without an account for it bears the seller's VAT",
    buyer: "private",
    ...abroad("NL"),
    company: { usesOss: true },
    lines: [{ ...print, price: "125.00" }],
    settings: byCoding({ "25%@NL/oss": PLAIN_25.id }),
    expect: made("125.00", { "0.25": "25.00" }, { articles: [goods(PLAIN_25)] }),
  },
  {
    name: "a private person in the EU without OSS: the seller's VAT",
    buyer: "private",
    ...abroad("NL"),
    lines: [{ ...print, price: "125.00" }],
    settings: byCoding({ "25%@EU/eu-consumer": GOODS_25.id }),
    expect: made("125.00", { "0.25": "25.00" }, { articles: [goods()] }),
  },
  {
    name: "a row for sales under OSS says nothing of one without it",
    buyer: "private",
    ...abroad("NL"),
    lines: [{ ...print, price: "125.00" }],
    settings: byCoding({ "25%@NL/oss": DUTCH_25.id }),
    expect: { held: ["goods-coding-missing"] },
  },
]);

const TRAVELS = setUp([
  {
    name: "what is booked by coding is sold where it goes, also where the ledger has a service of that code",
    buyer: "private",
    customer: { country: "SE", tax: tax({ byDelivery: true }) },
    order: { deliveryAddress: address({ country: "NO" }) },
    lines: [{ sku: "S-0.25", price: "100.00", rate: "0" }],
    settings: byCoding({ "/export": EXPORT_25.id }),
    expect: made("100.00", {}, { articles: [goods(EXPORT_25)] }),
  },
]);

const HELD = setUp([
  {
    name: "goods that no row of the table fits are held",
    buyer: "private",
    lines: [{ ...print, price: "100.00", rate: "0.09" }],
    settings: byCoding(),
    expect: { held: ["goods-coding-missing"] },
  },
  {
    name: "goods abroad are held where the table has rows for home alone",
    buyer: "private",
    ...abroad("NO"),
    lines: [{ ...print, price: "100.00", rate: "0" }],
    settings: byCoding({ "25%/home": GOODS_25.id }),
    expect: { held: ["goods-coding-missing"] },
  },
  {
    name: "a coding that isn't active any more is held",
    buyer: "private",
    lines: [{ ...print, price: "100.00", rate: "0.12" }],
    settings: byCoding({ "12%": ENDED_12.id }),
    expect: { held: ["coding-ended"] },
  },
  {
    name: "a coding that the ledger doesn't list is held",
    buyer: "private",
    lines: [{ ...print, price: "100.00" }],
    settings: byCoding({ "25%": "ffffffff-0000-4000-8000-000000000000" }),
    expect: { held: ["coding-not-found"] },
  },
  {
    name: "a coding of another rate than was charged is held",
    buyer: "private",
    lines: [{ ...print, price: "100.00" }],
    settings: byCoding({ "25%": FOOD_12.id }),
    expect: { held: ["vat-rate-differs"] },
  },
  {
    name: "a coding without an account for this kind of sale is held",
    buyer: "private",
    lines: [{ ...print, price: "100.00", rate: "0" }],
    ...abroad("NO"),
    settings: byCoding({ "/export": HOME_25.id }),
    expect: { held: ["coding-without-account"] },
  },
]);

/** What a case needs beside: the articles that the tables ask for were never made. */
const NOT_SET_UP: readonly AcceptanceCase[] = [
  {
    name: "goods by coding are held until set-up has made their article",
    buyer: "private",
    lines: [{ ...print, price: "100.00" }],
    settings: byCoding(),
    codings: CODINGS,
    setUp: "without-tables",
    expect: { held: ["own-article-missing"] },
  },
  {
    name: "shipping by a table of its own is held until set-up has made its article",
    buyer: "private",
    lines: [
      { sku: "G-0.25", price: "100.00" },
      { kind: "shipping", price: "10.00" },
    ],
    settings: {
      orders: { type: "invoice" },
      lookups: { shippingCoding: { default: GOODS_25.id } },
    },
    codings: CODINGS,
    setUp: "without-tables",
    expect: { held: ["own-article-missing"] },
  },
];

export const CODED: readonly AcceptanceCase[] = [
  ...BOOKED,
  ...CENTS,
  ...ELSEWHERE,
  ...TRAVELS,
  ...HELD,
  ...NOT_SET_UP,
];
