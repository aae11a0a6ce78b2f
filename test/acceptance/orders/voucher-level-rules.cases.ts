/**
 * Each of the four levels by a rule of the tenant's, with cost centres and projects: which rows an
 * order gets, and which of them have them.
 */
import type { Order } from "../../../src/domain/orders/order.ts";
import type { VOUCHER_LEVELS } from "../../../src/domain/ledger/voucher.ts";
import { address, type Sold } from "../../flows/orders/kit.ts";
import type { VoucherCase } from "./voucher-case.ts";

const WEB = "c0000000-0000-4000-8000-00000000000a";
const GOODS = "c0000000-0000-4000-8000-00000000000b";
const STAFF = "c0000000-0000-4000-8000-00000000000c";
const SHOP = "b0000000-0000-4000-8000-00000000000c";

/** Two rates, shipping, and a discount in a line. */
const lines: readonly Sold[] = [
  { price: "200.00", sku: "MUG", text: "Mug", discount: "0.1" },
  { price: "112.00", rate: "0.12", sku: "TEA", text: "Tea" },
  { kind: "shipping", price: "12.50", text: "Shipping" },
];

const DIMENSIONS = {
  costCenter1: { default: WEB, table: {} },
  costCenter2: { table: { SE: GOODS } },
  costCenter3: { force: STAFF, table: {} },
  project: { default: SHOP, table: {} },
} as const;
const ALL = `CostCenterItemId1=${WEB} CostCenterItemId2=${GOODS} CostCenterItemId3=${STAFF} ProjectId=${SHOP}`;
const on = (...accounts: readonly string[]): readonly string[] =>
  accounts.map((account) => `${account} ${ALL}`);

/** The settings want one level of all orders, and a rule another of dear ones. */
type Level = (typeof VOUCHER_LEVELS)[number];

const ruled = (level: Level, own: Level, more: object = {}) => ({
  orders: {
    voucher: { level: own },
    typeRules: [{ type: "mutation" as const, grossFrom: "300.00", level }],
  },
  lookups: { ...DIMENSIONS, ...more },
});

const back = { creditsOrderId: "500" as Order["id"], payment: "open" } as const;

export const LEVEL_RULES: readonly VoucherCase[] = [
  {
    name: "by a rule, simple: one row has cost centres and project",
    lines,
    settings: ruled("simple", "extreme", { revenueAccount: { default: "3000", table: {} } }),
    expect: {
      rows: ["D 1510 304.50", "K 3000 304.50"],
      spread: on("3000"),
      because: ["voucher-keeps-vat", "lookup-chosen"],
    },
  },
  {
    name: "by a rule, recommended: revenue, shipping and discount have them, VAT doesn't",
    lines,
    settings: ruled("recommended", "simple"),
    expect: {
      rows: [
        "D 1510 304.50",
        "D 3730 16.00",
        "K 2611 38.50",
        "K 2621 12.00",
        "K 3001 160.00",
        "K 3002 100.00",
        "K 3520 10.00",
      ],
      spread: on("3001", "3002", "3520", "3730"),
    },
  },
  {
    name: "by a rule, complex: the account of a product has them",
    lines,
    settings: ruled("complex", "recommended"),
    expect: {
      rows: [
        "D 1510 304.50",
        "D 3730 16.00",
        "K 2611 38.50",
        "K 2621 12.00",
        "K 3001 160.00",
        "K 3042 100.00",
        "K 3520 10.00",
      ],
      spread: on("3001", "3042", "3520", "3730"),
    },
  },
  {
    name: "by a rule, extreme: each line has them, two of one account as well",
    lines: [...lines, { price: "125.00", sku: "MUG", text: "Second mug" }],
    settings: ruled("extreme", "recommended"),
    expect: {
      rows: [
        "D 1510 429.50",
        "D 3730 16.00",
        "K 2611 63.50",
        "K 2621 12.00",
        "K 3001 100.00",
        "K 3001 160.00",
        "K 3042 100.00",
        "K 3520 10.00",
      ],
      spread: on("3001", "3001", "3042", "3520", "3730"),
    },
  },
  {
    name: "an order that no rule fits has the level of the settings",
    lines: [{ price: "112.00", rate: "0.12", sku: "TEA" }],
    settings: ruled("complex", "recommended"),
    expect: { rows: ["D 1510 112.00", "K 2621 12.00", "K 3002 100.00"], spread: on("3002") },
  },
  {
    name: "a rule that names no level leaves that of the settings",
    lines: [{ price: "112.00", rate: "0.12", sku: "TEA" }],
    settings: {
      orders: {
        voucher: { level: "complex" },
        typeRules: [{ type: "mutation", grossFrom: "100.00" }],
      },
    },
    expect: { rows: ["D 1510 112.00", "K 2621 12.00", "K 3042 100.00"] },
  },
  {
    name: "the first rule that fits decides, also of two that make vouchers",
    lines: [{ price: "112.00", rate: "0.12", sku: "TEA" }],
    settings: {
      orders: {
        typeRules: [
          { type: "mutation", grossFrom: "100.00", level: "complex" },
          { type: "mutation", grossFrom: "50.00", level: "simple" },
        ],
      },
    },
    expect: { rows: ["D 1510 112.00", "K 2621 12.00", "K 3042 100.00"] },
  },
  {
    name: "a level by the method of payment",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "7" },
    settings: {
      orders: { typeRules: [{ type: "mutation", paymentMethods: ["7"], level: "simple" }] },
      lookups: { revenueAccount: { default: "3000", table: {} } },
    },
    expect: { rows: ["D 1510 125.00", "K 3000 125.00"] },
  },
  {
    name: "a level by the kind of customer",
    lines: [{ price: "112.00", rate: "0.12", sku: "TEA" }],
    buyer: "company",
    settings: {
      orders: { typeRules: [{ type: "mutation", customerKind: "company", level: "complex" }] },
    },
    expect: { rows: ["D 1510 112.00", "K 2621 12.00", "K 3042 100.00"] },
  },
  {
    name: "by the country of delivery, with the cost centre of that country",
    lines: [{ price: "119.00", rate: "0.19", text: "Lamp" }],
    order: { invoiceAddress: address({ country: "DE" }) },
    settings: {
      orders: { typeRules: [{ type: "mutation", deliveryCountries: ["DE"], level: "extreme" }] },
      lookups: { costCenter1: { table: { SE: WEB, DE: GOODS } } },
    },
    expect: {
      rows: ["D 1510 119.00", "K 2670 19.00", "K 3109 100.00"],
      spread: [`3109 CostCenterItemId1=${GOODS}`],
    },
  },
  {
    name: "a credit has the level of what it takes back, whatever the rules say of its own amount",
    lines: [{ price: "112.00", rate: "0.12", sku: "TEA", quantity: "-1" }],
    order: back,
    booked: "complex",
    settings: ruled("complex", "recommended"),
    expect: { rows: ["D 2621 12.00", "D 3042 100.00", "K 1510 112.00"], spread: on("3042") },
  },
  {
    name: "and keeps it after the settings have chosen another",
    lines: [{ price: "112.00", rate: "0.12", sku: "TEA", quantity: "-1" }],
    order: back,
    booked: "recommended",
    settings: { orders: { voucher: { level: "extreme" } } },
    expect: { rows: ["D 2621 12.00", "D 3002 100.00", "K 1510 112.00"] },
  },
];
