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
  numberOf,
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
          numberOf(FREIGHT_25, "SHIP"),
          numberOf(OFF_25, "DISC"),
          numberOf(FEES_25, "FEE"),
          numberOf(GOODS_25, "TIP"),
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
          numberOf(FREIGHT_25, "SHIP"),
          numberOf(OFF_25, "DISC"),
          numberOf(FEES_25, "FEE"),
          numberOf(FEES_25, "FEE"),
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
    expect: made("120.00", { "0.25": "20.00" }, { articles: [goods(), numberOf(TIPS, "ITEM")] }),
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
      { articles: [goods(), "AS-SHIP-12"] },
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
      { articles: [goods(), numberOf(FREIGHT_25, "SHIP"), numberOf(FEES_25, "ITEM")] },
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
      { articles: [goods(), goods(FOOD_12), numberOf(OFF_25, "DISC"), "AS-DISC-12"] },
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
    expect: made("110.00", {}, { articles: [goods(DUTCH_25), numberOf(FREIGHT_25, "SHIP")] }),
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
      { articles: [goods(), numberOf(FREIGHT_25, "SHIP")] },
    ),
  },
]);

export const TABLES: readonly AcceptanceCase[] = [...APART, ...CREDITED];
