/** Shipping, discounts, quantities and free lines. */
import type { AcceptanceCase } from "./case.ts";

const invoice = { orders: { type: "invoice" } } as const;

export const LINES: readonly AcceptanceCase[] = [
  {
    name: "shipping is a line of its own, below 1.00 as well",
    buyer: "private",
    lines: [{ price: "100.00" }, { kind: "shipping", price: "0.90" }],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "100.90",
      vat: { "0.25": "20.18" },
      rows: ["1 × 100 = 100.00", "1 × 0.9 = 0.90"],
    },
  },
  {
    name: "shipping for 0.49 to a private person",
    buyer: "private",
    lines: [{ price: "100.00" }, { kind: "shipping", price: "0.49" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.49",
      vat: { "0.25": "20.10" },
      rows: ["1 × 100 = 100.00", "1 × 0.49 = 0.49"],
    },
  },
  {
    name: "shipping for 0.49 to a company",
    buyer: "company",
    lines: [{ price: "100.00" }, { kind: "shipping", price: "0.49" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.49",
      vat: { "0.25": "20.10" },
      rows: ["1 × 80 = 80.00", "1 × 0.39 = 0.39"],
    },
  },
  {
    name: "free shipping is a row of nothing",
    buyer: "private",
    lines: [{ price: "100.00" }, { kind: "shipping", price: "0.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 100 = 100.00", "1 × 0 = 0.00"],
    },
  },
  {
    name: "shipping at the rate of what is shipped, food",
    buyer: "private",
    lines: [
      { price: "100.00", rate: "0.12" },
      { kind: "shipping", price: "49.00", rate: "0.12" },
    ],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "149.00",
      vat: { "0.12": "15.96" },
      articles: ["article-G-0.12", "own-shipping-0.12"],
    },
  },
  {
    name: "shipping that names an article of the ledger",
    buyer: "private",
    lines: [{ price: "100.00" }, { kind: "shipping", sku: "S-0.25", price: "49.00" }],
    expect: {
      type: "sales-order",
      gross: "149.00",
      vat: { "0.25": "29.80" },
      articles: ["article-G-0.25", "article-S-0.25"],
    },
  },
  {
    name: "a discount line has a negative quantity and never a negative price",
    buyer: "private",
    lines: [{ price: "100.00" }, { kind: "discount", quantity: "-1", price: "10.00" }],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "90.00",
      vat: { "0.25": "18.00" },
      rows: ["1 × 100 = 100.00", "-1 × 10 = -10.00"],
    },
  },
  {
    name: "a discount over the whole order is spread over its rates",
    buyer: "private",
    lines: [{ price: "100.00" }, { price: "100.00", rate: "0.12" }],
    order: { headDiscount: "0.1", net: "152.36", vat: "27.64", gross: "180.00" },
    settings: invoice,
    expect: { type: "invoice", gross: "180.00", vat: { "0.25": "18.00", "0.12": "9.64" } },
  },
  {
    name: "a quantity of two decimals is written as it is",
    buyer: "private",
    lines: [{ quantity: "0.25", price: "79.90" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "19.98",
      vat: { "0.25": "4.00" },
      rows: ["0.25 × 79.9 = 19.98"],
    },
  },
  {
    name: "an eighth of a kilo keeps its amount on an invoice, which takes two decimals",
    buyer: "private",
    lines: [{ quantity: "0.125", price: "79.90" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "9.99",
      vat: { "0.25": "2.00" },
      because: ["quantity-rounded"],
    },
  },
  {
    name: "an eighth of a kilo out of stock is a sales order's matter, which takes four decimals",
    buyer: "private",
    lines: [{ quantity: "0.125", price: "79.90", sku: "W-0.25" }],
    expect: {
      type: "sales-order",
      gross: "9.99",
      vat: { "0.25": "2.00" },
      rows: ["0.125 × 79.9 = 9.99"],
    },
  },
  {
    name: "a free line stays on the invoice",
    buyer: "private",
    lines: [{ price: "100.00" }, { price: "0.00" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 100 = 100.00", "1 × 0 = 0.00"],
    },
  },
  {
    name: "a text line carries its words and no amount",
    buyer: "private",
    lines: [{ price: "100.00" }, { kind: "text", text: "Thank you", rate: "0" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 100 = 100.00"],
    },
  },
  {
    name: "a quantity of which an invoice's field leaves nothing is one piece, with its words",
    buyer: "private",
    lines: [{ price: "25000.00", quantity: "0.004", text: "Saffron" }],
    settings: { orders: { type: "invoice" } },
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 100 = 100.00"],
      texts: ["0.004 × 25000 Saffron"],
      because: ["quantity-rounded"],
    },
  },
  {
    name: "a quantity of stock of which an invoice's field leaves nothing is held",
    buyer: "private",
    lines: [{ price: "25000.00", quantity: "0.004", sku: "W-0.25" }],
    settings: { orders: { type: "invoice" } },
    expect: { held: ["quantity-too-fine"] },
  },
];
