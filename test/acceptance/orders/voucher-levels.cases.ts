/** How much of an order stands apart, at each of the four levels. */
import type { Sold } from "../../flows/orders/kit.ts";
import { level, type VoucherCase } from "./voucher-case.ts";

/** Three rates, shipping of 0.49 and an order discount of 10 % on the goods. */
const mixed: readonly Sold[] = [
  { price: "200.00", sku: "MUG", text: "Mug" },
  { price: "112.00", rate: "0.12", sku: "TEA", text: "Tea" },
  { price: "53.00", rate: "0.06", sku: "BOOK", text: "Book" },
  { kind: "shipping", price: "0.49", text: "Shipping" },
  { kind: "discount", quantity: "-1", price: "20.00", text: "10 %" },
  { kind: "discount", quantity: "-1", price: "11.20", rate: "0.12", text: "10 %" },
  { kind: "discount", quantity: "-1", price: "5.30", rate: "0.06", text: "10 %" },
];

export const LEVELS: readonly VoucherCase[] = [
  {
    name: "simple: one revenue row against what is owed, VAT and all",
    lines: mixed,
    settings: { ...level("simple"), lookups: { revenueAccount: { default: "3000", table: {} } } },
    expect: { rows: ["D 1510 328.99", "K 3000 328.99"], because: ["voucher-keeps-vat"] },
  },
  {
    name: "recommended: revenue, VAT, shipping and discount apart",
    lines: mixed,
    settings: level("recommended"),
    expect: {
      rows: [
        "D 1510 328.99",
        "K 3001 160.00",
        "K 2611 36.10",
        "K 3002 100.00",
        "K 2621 10.80",
        "K 3003 50.00",
        "K 2631 2.70",
        "K 3520 0.39",
        "D 3730 31.00",
      ].toSorted(),
    },
  },
  {
    name: "complex: an account for a product that has one",
    lines: mixed,
    settings: level("complex"),
    expect: {
      rows: [
        "D 1510 328.99",
        "K 3001 160.00",
        "K 2611 36.10",
        "K 3042 100.00",
        "K 2621 10.80",
        "K 3003 50.00",
        "K 2631 2.70",
        "K 3520 0.39",
        "D 3730 31.00",
      ].toSorted(),
    },
  },
  {
    name: "extreme: each line alone, and VAT by rate",
    lines: mixed,
    settings: level("extreme"),
    expect: {
      rows: [
        "D 1510 328.99",
        "K 3001 160.00",
        "K 2611 36.10",
        "K 3042 100.00",
        "K 2621 10.80",
        "K 3003 50.00",
        "K 2631 2.70",
        "K 3520 0.39",
        "D 3730 16.00",
        "D 3730 10.00",
        "D 3730 5.00",
      ].toSorted(),
    },
  },
  {
    name: "two lines of one account are one row where lines don't stand alone",
    lines: [{ price: "100.00" }, { price: "25.00" }],
    expect: { rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "two lines of one account are two rows where each stands alone",
    lines: [
      { price: "100.00", text: "Mug" },
      { price: "25.00", text: "Lid" },
    ],
    settings: level("extreme"),
    expect: { rows: ["D 1510 125.00", "K 3001 80.00", "K 3001 20.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "the account of a product is that of its coding in the ledger where no table has it",
    lines: [{ price: "125.00", sku: "G-0.25" }],
    settings: { ...level("complex"), lookups: { revenueAccount: { default: "3999", table: {} } } },
    expect: {
      rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted(),
      because: ["account-of-article"],
    },
  },
  {
    name: "a coding of another rate gives no account",
    lines: [{ price: "112.00", rate: "0.12", sku: "G-0.25" }],
    settings: level("complex"),
    expect: { rows: ["D 1510 112.00", "K 3002 100.00", "K 2621 12.00"].toSorted() },
  },
  {
    name: "a line's own discount stands apart from its revenue",
    lines: [{ price: "125.00", quantity: "2", discount: "0.1" }],
    expect: { rows: ["D 1510 225.00", "K 3001 200.00", "D 3730 20.00", "K 2611 45.00"].toSorted() },
  },
  {
    name: "a line that is given away is revenue and discount alike",
    lines: [{ price: "125.00" }, { price: "50.00", discount: "1" }],
    expect: { rows: ["D 1510 125.00", "K 3001 140.00", "D 3730 40.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "free shipping makes no row",
    lines: [{ price: "100.00" }, { kind: "shipping", price: "0.00" }],
    expect: { rows: ["D 1510 100.00", "K 3001 80.00", "K 2611 20.00"].toSorted() },
  },
  {
    name: "a fee has an account of its own",
    lines: [{ price: "100.00" }, { kind: "fee", price: "29.00" }],
    expect: { rows: ["D 1510 129.00", "K 3001 80.00", "K 3540 23.20", "K 2611 25.80"].toSorted() },
  },
  {
    name: "without an account for shipping it is revenue, in a row of its own",
    lines: [{ price: "100.00" }, { kind: "shipping", price: "25.00" }],
    settings: { lookups: { shippingAccount: { table: {} } } },
    expect: { rows: ["D 1510 125.00", "K 3001 80.00", "K 3001 20.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "a line that is taken back is on the debit side",
    lines: [{ price: "200.00" }, { price: "112.00", rate: "0.12", quantity: "-1" }],
    expect: {
      rows: [
        "D 1510 88.00",
        "K 3001 160.00",
        "K 2611 40.00",
        "D 3002 100.00",
        "D 2621 12.00",
      ].toSorted(),
    },
  },
  {
    // Three lines of 2.12 come to 6.36; a quarter of 25.41 is 6.35, as the customer was shown.
    name: "prices without VAT, rounded once for the rate: the VAT that the customer was shown",
    lines: [{ price: "8.47" }, { price: "8.47" }, { price: "8.47" }],
    order: { pricesIncludeVat: false, net: "25.41", vat: "6.35", gross: "31.76" },
    expect: { rows: ["D 1510 31.76", "K 3001 25.41", "K 2611 6.35"].toSorted() },
  },
  {
    // 10.00 at 25 % and 10.00 at 12 % make 2.50 and 1.20 however they are rounded.
    name: "prices without VAT: a cent of which nobody can tell the rate is a row of rounding",
    lines: [{ price: "10.00" }, { price: "10.00", rate: "0.12" }],
    order: { pricesIncludeVat: false, net: "20.00", vat: "3.69", gross: "23.69" },
    expect: {
      rows: [
        "D 1510 23.69",
        "K 3001 10.00",
        "K 3002 10.00",
        "K 2611 2.50",
        "K 2621 1.20",
        "D 3740 0.01",
      ].toSorted(),
    },
  },
  {
    name: "a thing of 33.33 three times",
    lines: [{ price: "33.33", quantity: "3" }],
    expect: { rows: ["D 1510 99.99", "K 3001 79.99", "K 2611 20.00"].toSorted() },
  },
  {
    name: "seven times 0.99 at 25.5 %",
    lines: [{ price: "0.99", quantity: "7", rate: "0.255" }],
    expect: { rows: ["D 1510 6.93", "K 3001 5.52", "K 2611 1.41"].toSorted() },
  },
  {
    name: "by the shop's own VAT code where the table has it",
    lines: [{ price: "125.00" }],
    settings: { lookups: { vatAccount: { table: { H: "2612", "25%": "2611" } } } },
    order: {
      lines: [
        {
          lineNumber: 1,
          kind: "article",
          sku: "X",
          text: "Thing",
          quantity: "1",
          price: "125.00",
          discount: "0",
          vatCode: "H",
          vatRate: "0.25",
          net: "100.00",
          vat: "25.00",
          gross: "125.00",
        },
      ],
    },
    expect: { rows: ["D 1510 125.00", "K 3001 100.00", "K 2612 25.00"].toSorted() },
  },
];
