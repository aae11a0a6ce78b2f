/**
 * Fees, tips, sales types, gift cards that are sold, lines below zero, and articles that the ledger
 * doesn't have.
 */
import { GIFT_CODING, SERVICE_CODING, TIP_CODING } from "../../flows/orders/kit.ts";
import type { AcceptanceCase } from "./case.ts";

const invoice = { orders: { type: "invoice" } } as const;
const hundred = { price: "100.00" } as const;
const cardCoding = { orders: { type: "invoice", giftCardCoding: GIFT_CODING } } as const;
const standIn = { orders: { type: "invoice", missingSku: "placeholder" } } as const;
const bySalesType = (value: string): AcceptanceCase["settings"] => ({
  orders: { type: "invoice" },
  lookups: { salesType: { table: { "10": value } } },
});
const unknown = { price: "100.00", sku: "NEW-1", text: "A new thing" } as const;

export const KINDS: readonly AcceptanceCase[] = [
  {
    name: "a fee is booked on the fee article of its rate",
    buyer: "private",
    lines: [hundred, { kind: "fee", text: "Invoice fee", price: "29.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "129.00",
      vat: { "0.25": "25.80" },
      rows: ["1 × 100 = 100.00", "1 × 29 = 29.00"],
      articles: ["article-G-0.25", "own-fee-0.25"],
    },
  },
  {
    name: "a fee of a company is without VAT on its row",
    buyer: "company",
    lines: [hundred, { kind: "fee", price: "29.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "129.00",
      vat: { "0.25": "25.80" },
      rows: ["1 × 80 = 80.00", "1 × 23.2 = 23.20"],
    },
  },
  {
    name: "a fee that names an article of the ledger is booked on that one",
    buyer: "private",
    lines: [hundred, { kind: "fee", sku: "S-0.25", price: "29.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "129.00",
      vat: { "0.25": "25.80" },
      articles: ["article-G-0.25", "article-S-0.25"],
    },
  },
  {
    name: "a fee that names an article the ledger doesn't have is booked on the fee article",
    buyer: "private",
    lines: [hundred, { kind: "fee", sku: "NOPE", price: "29.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "129.00",
      vat: { "0.25": "25.80" },
      articles: ["article-G-0.25", "own-fee-0.25"],
    },
  },
  {
    name: "a fee that is given back is taken off",
    buyer: "private",
    lines: [hundred, { kind: "fee", quantity: "-1", price: "29.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "71.00",
      vat: { "0.25": "14.20" },
      rows: ["1 × 100 = 100.00", "-1 × 29 = -29.00"],
    },
  },
  {
    name: "a fee of many cents on a sales order is one piece",
    buyer: "company",
    lines: [hundred, { kind: "fee", quantity: "3", price: "0.333" }],
    expect: { type: "sales-order", gross: "101.00", vat: { "0.25": "20.20" } },
  },
  {
    name: "a tip without VAT is booked on the fee article without VAT",
    buyer: "private",
    lines: [hundred, { kind: "tip", price: "12.00", rate: "0" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "112.00",
      vat: { "0.25": "20.00" },
      articles: ["article-G-0.25", "own-fee-0"],
    },
  },
  {
    name: "a tip is booked by its own coding, where one is chosen",
    buyer: "company",
    lines: [hundred, { kind: "tip", price: "12.00", rate: "0" }],
    settings: { orders: { type: "invoice", tipCoding: TIP_CODING } },
    expect: {
      type: "invoice",
      gross: "112.00",
      vat: { "0.25": "20.00" },
      articles: ["article-G-0.25", `own-item-${TIP_CODING}`],
    },
  },
  {
    name: "a tip with VAT isn't booked by a coding without",
    buyer: "private",
    lines: [hundred, { kind: "tip", price: "12.00" }],
    settings: { orders: { type: "invoice", tipCoding: TIP_CODING } },
    expect: { held: ["vat-rate-differs"] },
  },
  {
    name: "a line by sales type is booked on the article that the type leads to",
    buyer: "private",
    lines: [
      { kind: "sales-type", salesTypeId: "10", text: "Hours", quantity: "2", price: "500.00" },
    ],
    settings: bySalesType("S-0.25"),
    expect: {
      type: "invoice",
      gross: "1000.00",
      vat: { "0.25": "200.00" },
      rows: ["2 × 500 = 1000.00"],
      articles: ["article-S-0.25"],
    },
  },
  {
    name: "a line by sales type is booked by the coding that the type leads to",
    buyer: "company",
    lines: [{ kind: "sales-type", salesTypeId: "10", quantity: "2", price: "500.00" }],
    settings: bySalesType(SERVICE_CODING),
    expect: {
      type: "invoice",
      gross: "1000.00",
      vat: { "0.25": "200.00" },
      rows: ["2 × 400 = 800.00"],
      articles: [`own-item-${SERVICE_CODING}`],
    },
  },
  {
    name: "a sales type that leads nowhere is held",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "11", price: "5.00" }],
    settings: bySalesType("S-0.25"),
    expect: { held: ["sales-type-not-mapped"] },
  },
  {
    name: "a line by sales type that names none is held",
    buyer: "private",
    lines: [{ kind: "sales-type", price: "5.00" }],
    settings: bySalesType("S-0.25"),
    expect: { held: ["sales-type-not-mapped"] },
  },
  {
    name: "a sales type without a row of its own takes the default",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "77", price: "50.00", rate: "0.12" }],
    settings: { orders: { type: "invoice" }, lookups: { salesType: { default: "G-0.12" } } },
    expect: { type: "invoice", gross: "50.00", vat: { "0.12": "5.36" } },
  },
  {
    name: "a sales type whose coding has another VAT rate than the line is held",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "10", price: "5.00", rate: "0.12" }],
    settings: bySalesType(SERVICE_CODING),
    expect: { held: ["vat-rate-differs"] },
  },
  {
    name: "a sales type that leads to an article the ledger doesn't have is held",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "10", price: "5.00" }],
    settings: bySalesType("NOPE"),
    expect: { held: ["article-not-found"] },
  },
  {
    name: "a gift card that is sold is a debt and bears no VAT",
    buyer: "private",
    lines: [{ kind: "gift-card", text: "Gift card", price: "500.00", rate: "0" }],
    settings: cardCoding,
    expect: {
      type: "invoice",
      gross: "500.00",
      vat: {},
      rows: ["1 × 500 = 500.00"],
      articles: [`own-item-${GIFT_CODING}`],
    },
  },
  {
    name: "a gift card is sold beside goods, to a company",
    buyer: "company",
    lines: [
      { price: "100.00", rate: "0.21" },
      { kind: "gift-card", price: "250.00", rate: "0" },
    ],
    settings: cardCoding,
    expect: {
      type: "invoice",
      gross: "350.00",
      vat: { "0.21": "17.35" },
      rows: ["1 × 82.64 = 82.64", "1 × 250 = 250.00", "1 × 0.01 = 0.01"],
    },
  },
  {
    name: "a gift card on a sales order",
    buyer: "private",
    lines: [{ kind: "gift-card", price: "500.00", rate: "0" }],
    settings: { orders: { giftCardCoding: GIFT_CODING } },
    expect: { type: "sales-order", gross: "500.00", vat: {} },
  },
  {
    name: "a gift card without a coding chosen for it is held",
    buyer: "private",
    lines: [{ kind: "gift-card", price: "500.00", rate: "0" }],
    settings: invoice,
    expect: { held: ["gift-card-coding-unfit"] },
  },
  {
    name: "a gift card whose coding bears VAT is held",
    buyer: "private",
    lines: [{ kind: "gift-card", price: "500.00", rate: "0" }],
    settings: { orders: { type: "invoice", giftCardCoding: SERVICE_CODING } },
    expect: { held: ["gift-card-coding-unfit"] },
  },
  {
    name: "a gift card sold with VAT is held",
    buyer: "private",
    lines: [{ kind: "gift-card", price: "500.00" }],
    settings: cardCoding,
    expect: { held: ["gift-card-with-vat"] },
  },
  {
    name: "a returned article is taken off the same order",
    buyer: "private",
    lines: [hundred, { quantity: "-1", price: "40.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "60.00",
      vat: { "0.25": "12.00" },
      rows: ["1 × 100 = 100.00", "-1 × 40 = -40.00"],
    },
  },
  {
    name: "more returned than bought is held",
    buyer: "private",
    lines: [hundred, { quantity: "-3", price: "40.00" }],
    settings: invoice,
    expect: { held: ["credit-order"] },
  },
  {
    name: "returned to the cent is an order of nothing",
    buyer: "private",
    lines: [hundred, { quantity: "-1", price: "100.00" }],
    settings: invoice,
    expect: { held: ["total-not-positive"] },
  },
  {
    name: "an article of stock that is returned keeps its quantity",
    buyer: "private",
    lines: [hundred, { quantity: "-2", price: "20.00", sku: "W-0.25" }],
    expect: {
      type: "sales-order",
      gross: "60.00",
      vat: { "0.25": "12.00" },
      rows: ["1 × 100 = 100.00", "-2 × 20 = -40.00"],
    },
  },
  {
    name: "an article that the ledger doesn't have is held",
    buyer: "private",
    lines: [unknown],
    settings: invoice,
    expect: { held: ["article-not-found"] },
  },
  {
    name: "an article of our own stands for a missing one, and the row names it",
    buyer: "private",
    lines: [unknown],
    settings: standIn,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      articles: ["own-item-coding-goods-0.25"],
      texts: ["NEW-1 A new thing"],
    },
  },
  {
    name: "the article that stands for a missing one is of the coding that the settings name",
    buyer: "private",
    lines: [unknown],
    settings: {
      orders: {
        type: "invoice",
        missingSku: "placeholder",
        newArticles: { codings: { "25": SERVICE_CODING }, unit: null },
      },
    },
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      articles: [`own-item-${SERVICE_CODING}`],
    },
  },
  {
    name: "three missing articles of three rates stand on three articles of ours",
    buyer: "company",
    lines: [
      unknown,
      { ...unknown, sku: "NEW-2", rate: "0.12" },
      { ...unknown, sku: "NEW-3", rate: "0.06" },
    ],
    settings: standIn,
    expect: {
      type: "invoice",
      gross: "300.00",
      vat: { "0.25": "20.00", "0.12": "10.71", "0.06": "5.66" },
      articles: [
        "own-item-coding-goods-0.25",
        "own-item-coding-goods-0.12",
        "own-item-coding-goods-0.06",
      ],
    },
  },
  {
    name: "a missing article whose rate no coding has is held",
    buyer: "private",
    lines: [{ ...unknown, rate: "0.17" }],
    settings: standIn,
    expect: { held: ["new-article-coding-missing"] },
  },
  {
    name: "a coding that the settings name for another rate isn't taken",
    buyer: "private",
    lines: [unknown],
    settings: {
      orders: {
        type: "invoice",
        missingSku: "placeholder",
        newArticles: { codings: { "25": GIFT_CODING }, unit: null },
      },
    },
    expect: { held: ["new-article-coding-missing"] },
  },
];
