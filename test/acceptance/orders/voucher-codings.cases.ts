/** Vouchers whose accounts are those of the codings that tables lead to. */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import { address } from "../../flows/orders/kit.ts";
import {
  AT_HOME,
  CODINGS,
  DUTCH_25,
  ENDED_12,
  FEES_25,
  FOOD_12,
  FREIGHT_25,
  GOODS_25,
  HOME_25,
  OFF_25,
  PLAIN_25,
} from "./codings.kit.ts";
import { type VoucherCase } from "./voucher-case.ts";

type Settings = NonNullable<VoucherCase["settings"]>;
type Lookups = NonNullable<Settings["lookups"]>;

const print = { sku: "PRINT-A3", text: "Poster, A3" } as const;
const to = (country: string) => ({ invoiceAddress: address({ country }) });
const byTable = (
  table: Readonly<Record<string, string>> = AT_HOME,
  lookups: Lookups = {},
  orders: Settings["orders"] = {},
): Settings => ({
  orders: { goods: { by: "coding", exceptions: [] }, ...orders },
  lookups: { goodsCoding: { table }, ...lookups },
});
const NONE = { table: {} } as const;
const tables: Lookups = {
  shippingAccount: NONE,
  discountAccount: NONE,
  feeAccount: NONE,
  shippingCoding: { table: { "25%": FREIGHT_25.id } },
  discountCoding: { table: { "25%": OFF_25.id } },
  feeCoding: { table: { "25%": FEES_25.id } },
};
const rows = (...all: readonly string[]): { readonly rows: readonly string[] } => ({
  rows: all.toSorted(),
});

const CASES: readonly Omit<VoucherCase, "codings">[] = [
  {
    name: "goods by coding, on the coding's account at home, not on that of revenue",
    lines: [
      { ...print, price: "125.00" },
      { ...print, price: "112.00", rate: "0.12" },
    ],
    settings: byTable({ ...AT_HOME, "25%": FREIGHT_25.id }),
    expect: {
      ...rows("D 1510 237.00", "K 3520 100.00", "K 3002 100.00", "K 2611 25.00", "K 2621 12.00"),
      because: ["account-of-coding"],
    },
  },
  {
    name: "an account that is named for the product goes before the table",
    lines: [{ sku: "TEA", price: "112.00", rate: "0.12" }],
    settings: byTable(AT_HOME, {}, { voucher: { level: "complex" } }),
    expect: rows("D 1510 112.00", "K 3042 100.00", "K 2621 12.00"),
  },
  {
    name: "goods that the ledger has an article of, by coding all the same",
    lines: [{ sku: "G-0.12", price: "112.00", rate: "0.12" }],
    settings: byTable(AT_HOME, {}, { voucher: { level: "extreme" } }),
    expect: rows("D 1510 112.00", "K 3002 100.00", "K 2621 12.00"),
  },
  {
    name: "without an account for revenue, as the table gives every one",
    lines: [{ ...print, price: "125.00" }],
    settings: byTable({ "25%": FREIGHT_25.id }, { revenueAccount: NONE }),
    expect: rows("D 1510 125.00", "K 3520 100.00", "K 2611 25.00"),
  },
  {
    name: "one code pattern by the account of revenue, the rest by coding",
    lines: [
      { sku: "G-0.25", price: "125.00" },
      { ...print, price: "125.00" },
    ],
    settings: byTable(
      { "25%": FREIGHT_25.id },
      {},
      { goods: { by: "coding", exceptions: ["G-*"] } },
    ),
    expect: rows("D 1510 250.00", "K 3001 100.00", "K 3520 100.00", "K 2611 50.00"),
  },
  {
    name: "shipping, a line's discount, fee and tip by tables of their own",
    lines: [
      { ...print, price: "125.00", discount: "0.2" },
      { kind: "shipping", price: "50.00" },
      { kind: "fee", price: "25.00" },
      { kind: "tip", price: "12.50" },
    ],
    settings: byTable(AT_HOME, { ...tables, tipCoding: { default: GOODS_25.id } }),
    expect: rows(
      "D 1510 187.50",
      "K 3001 100.00",
      "D 3730 20.00",
      "K 3520 40.00",
      "K 3540 20.00",
      "K 3001 10.00",
      "K 2611 37.50",
    ),
  },
  {
    name: "an account that is named for shipping goes before its table",
    lines: [
      { ...print, price: "125.00" },
      { kind: "shipping", price: "50.00" },
    ],
    settings: byTable(AT_HOME, {
      shippingAccount: { default: "3590", table: {} },
      shippingCoding: { default: FREIGHT_25.id },
    }),
    expect: rows("D 1510 175.00", "K 3001 100.00", "K 3590 40.00", "K 2611 35.00"),
  },
  {
    name: "to a business in the EU: the coding's account for it",
    lines: [{ ...print, price: "100.00", rate: "0" }],
    order: to("NL"),
    buyer: "company",
    settings: byTable({ "@NL/eu-business": DUTCH_25.id }),
    expect: rows("D 1510 100.00", "K 3118 100.00"),
  },
  {
    name: "triangular trade by the VAT code of the goods: the coding's account for it",
    lines: [{ ...print, price: "100.00", rate: "0", vatCode: "3" }],
    order: to("NL"),
    buyer: "company",
    settings: byTable({ "@NL/eu-business": DUTCH_25.id }, {}, { triangularVatCodes: ["3"] }),
    expect: rows("D 1510 100.00", "K 3107 100.00"),
  },
  {
    name: "shipping follows the goods of triangular trade",
    lines: [
      { ...print, price: "100.00", rate: "0", vatCode: "3" },
      { kind: "shipping", sku: null, price: "4.90", rate: "0", vatCode: "0" },
    ],
    order: to("NL"),
    buyer: "company",
    settings: byTable(
      { "@NL/eu-business": DUTCH_25.id },
      { ...tables, shippingCoding: { table: { "@EU/eu-business": GOODS_25.id } } },
      { triangularVatCodes: ["3"] },
    ),
    expect: rows("D 1510 104.90", "K 3107 100.00", "K 3107 4.90"),
  },
  {
    name: "the VAT code of triangular trade on a sale outside the EU",
    lines: [{ ...print, price: "100.00", rate: "0", vatCode: "3" }],
    order: to("NO"),
    settings: byTable({ "/export": GOODS_25.id }, {}, { triangularVatCodes: ["3"] }),
    expect: { held: ["triangular-not-possible"] },
  },
  {
    name: "outside the EU: the coding's account for export",
    lines: [{ ...print, price: "100.00", rate: "0" }],
    order: to("NO"),
    settings: byTable({ ...AT_HOME, "/export": GOODS_25.id }),
    expect: rows("D 1510 100.00", "K 3105 100.00"),
  },
  {
    name: "under OSS: the coding's account for it",
    lines: [{ ...print, price: "119.00", rate: "0.19" }],
    order: to("DE"),
    company: { usesOss: true },
    settings: byTable({ "/oss": DUTCH_25.id }),
    expect: rows("D 1510 119.00", "K 3119 100.00", "K 2670 19.00"),
  },
  {
    name: "under OSS, a coding without an account for it at the seller's rate",
    lines: [{ ...print, price: "125.00" }],
    order: to("DE"),
    company: { usesOss: true },
    settings: byTable({ "25%/oss": PLAIN_25.id }),
    expect: rows("D 1510 125.00", "K 3106 100.00", "K 2670 25.00"),
  },
  {
    name: "a private person in the EU without OSS: the account with the seller's VAT",
    lines: [{ ...print, price: "125.00" }],
    order: to("DE"),
    settings: byTable({ "/eu-consumer": GOODS_25.id }),
    expect: rows("D 1510 125.00", "K 3106 100.00", "K 2670 25.00"),
  },
  {
    name: "a credit takes goods by coding back on the same account",
    lines: [{ ...print, price: "125.00", quantity: "-1" }],
    order: { creditsOrderId: sourceOrderId(77) },
    settings: byTable({ "25%": FREIGHT_25.id }),
    expect: rows("K 1510 125.00", "D 3520 100.00", "D 2611 25.00"),
  },
  {
    name: "goods that no row of the table fits are held, whatever account revenue has",
    lines: [{ ...print, price: "106.00", rate: "0.06" }],
    settings: byTable({ "25%": GOODS_25.id }),
    expect: { held: ["goods-coding-missing"] },
  },
  {
    name: "what several lines lack is told once, and each thing by itself",
    lines: [
      { ...print, price: "106.00", rate: "0.06" },
      { ...print, price: "53.00", rate: "0.06" },
      { ...print, price: "112.00", rate: "0.12" },
    ],
    settings: byTable({ "25%": GOODS_25.id, "12%": ENDED_12.id }),
    expect: { held: ["goods-coding-missing", "coding-ended"] },
  },
  {
    name: "a coding of another rate than was charged is held at home",
    lines: [{ ...print, price: "125.00" }],
    settings: byTable({ "25%": FOOD_12.id }),
    expect: { held: ["vat-rate-differs"] },
  },
  {
    name: "a coding without an account for the kind of sale is held",
    lines: [{ ...print, price: "100.00", rate: "0" }],
    order: to("NO"),
    settings: byTable({ "/export": HOME_25.id }),
    expect: { held: ["coding-without-account"] },
  },
  {
    name: "a country that the ledger doesn't list is held",
    lines: [{ ...print, price: "100.00", rate: "0" }],
    order: to("ZZ"),
    settings: byTable({ "0%": GOODS_25.id }),
    expect: { held: ["sale-country-unknown"] },
  },
];

export const VOUCHER_CODINGS: readonly VoucherCase[] = CASES.map((one) => ({
  ...one,
  codings: CODINGS,
}));
