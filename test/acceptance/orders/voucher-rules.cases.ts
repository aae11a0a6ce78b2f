/**
 * Field rules on vouchers: their words, and cost centres and projects of rows, at each level. No
 * rule touches a figure, an account or a day.
 */
import type { Order } from "../../../src/domain/orders/order.ts";
import type { Sold } from "../../flows/orders/kit.ts";
import type { VoucherCase } from "./voucher-case.ts";

const WEB = "c0000000-0000-4000-8000-00000000000a";
const TEA = "c0000000-0000-4000-8000-00000000000b";
const SHOP = "b0000000-0000-4000-8000-00000000000c";

const lines: readonly Sold[] = [
  { price: "125.00", sku: "MUG", text: "Mug" },
  { price: "112.00", rate: "0.12", sku: "TEA", text: "Tea" },
];
const ROWS = ["D 1510 237.00", "K 2611 25.00", "K 2621 12.00", "K 3001 100.00", "K 3002 100.00"];

type Rule = { target: string; field?: string; expression?: string; default?: string };
const rules = (rows: readonly Rule[], head: readonly Rule[] = []) => ({
  tables: { items: { TEA } },
  vouchers: { head: [...head], rows: [...rows] },
});
const byArticle: Rule = {
  target: "CostCenterItemId1",
  expression: 'row.sku != null ? lookup("items", row.sku) : null',
};
const level = (name: "simple" | "recommended" | "complex" | "extreme") => ({
  voucher: { level: name },
});

export const VOUCHER_RULES: readonly VoucherCase[] = [
  {
    name: "a rule gives the project of each row of what was sold, and VAT has none",
    lines,
    settings: { mapping: rules([{ target: "ProjectId", default: SHOP }]) },
    expect: {
      rows: ROWS,
      spread: [`3001 ProjectId=${SHOP}`, `3002 ProjectId=${SHOP}`],
      because: ["field-mapped"],
    },
  },
  {
    name: "a cost centre by the article, where a row stands for one alone",
    lines,
    settings: { mapping: rules([byArticle]) },
    expect: { rows: ROWS, spread: [`3002 CostCenterItemId1=${TEA}`] },
  },
  {
    name: "a row of two articles has no article to go by",
    lines: [...lines, { price: "112.00", rate: "0.12", sku: "CUP", text: "Cup" }],
    settings: { mapping: rules([byArticle]) },
    expect: {
      rows: ["D 1510 349.00", "K 2611 25.00", "K 2621 24.00", "K 3001 100.00", "K 3002 200.00"],
      spread: [],
    },
  },
  {
    name: "at the level extreme each line has its own",
    lines: [...lines, { price: "112.00", rate: "0.12", sku: "CUP", text: "Cup" }],
    settings: { orders: level("extreme"), mapping: rules([byArticle]) },
    expect: {
      rows: [
        "D 1510 349.00",
        "K 2611 25.00",
        "K 2621 24.00",
        "K 3001 100.00",
        "K 3002 100.00",
        "K 3042 100.00",
      ],
      spread: [`3042 CostCenterItemId1=${TEA}`],
    },
  },
  {
    name: "at the level simple the one row has it",
    lines,
    settings: {
      orders: level("simple"),
      lookups: { revenueAccount: { default: "3000", table: {} } },
      mapping: rules([{ target: "ProjectId", default: SHOP }]),
    },
    expect: { rows: ["D 1510 237.00", "K 3000 237.00"], spread: [`3000 ProjectId=${SHOP}`] },
  },
  {
    name: "a rule goes before the look-up, which fills what no rule does",
    lines,
    settings: {
      lookups: {
        costCenter1: { default: WEB, table: {} },
        project: { default: SHOP, table: {} },
      },
      mapping: rules([byArticle]),
    },
    expect: {
      rows: ROWS,
      spread: [
        `3001 CostCenterItemId1=${WEB} ProjectId=${SHOP}`,
        `3002 CostCenterItemId1=${TEA} ProjectId=${SHOP}`,
      ],
    },
  },
  {
    name: "by the kind of row and its account: shipping has a project of its own",
    lines: [...lines, { kind: "shipping", price: "12.50", text: "Post" }],
    settings: {
      mapping: rules([
        {
          target: "ProjectId",
          expression: `row.kind == "shipping" && row.account == "3520" ? "${SHOP}" : null`,
        },
      ]),
    },
    expect: {
      rows: [
        "D 1510 249.50",
        "K 2611 27.50",
        "K 2621 12.00",
        "K 3001 100.00",
        "K 3002 100.00",
        "K 3520 10.00",
      ],
      spread: [`3520 ProjectId=${SHOP}`],
    },
  },
  {
    name: "by the VAT rate of a row",
    lines,
    settings: {
      mapping: rules([
        { target: "ProjectId", expression: `row.vatRate == 0.12 ? "${SHOP}" : null` },
      ]),
    },
    expect: { rows: ROWS, spread: [`3002 ProjectId=${SHOP}`] },
  },
  {
    name: "the voucher's words behind the marker are a rule's",
    lines,
    settings: {
      mapping: rules(
        [],
        [{ target: "VoucherText", expression: '"Web " + coalesce(order.number, "-")' }],
      ),
    },
    expect: { rows: ROWS, text: "1001 #K7Q2M9XA · Web 1001" },
  },
  {
    name: "where that rule gives nothing, they are as ever",
    lines,
    settings: { mapping: rules([], [{ target: "VoucherText", field: "order.comments" }]) },
    expect: { rows: ROWS, text: "1001 #K7Q2M9XA · Anna Svensson" },
  },
  {
    name: "a credit says which voucher it takes back, before a rule's words",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: { creditsOrderId: "500" as Order["id"], payment: "open" },
    settings: { mapping: rules([], [{ target: "VoucherText", default: "Web shop" }]) },
    expect: {
      rows: ["D 2611 25.00", "D 3001 100.00", "K 1510 125.00"],
      text: "1001 #K7Q2M9XA · Rättar verifikation A12 · Web shop",
    },
  },
  {
    name: "a rule that gives what is no id holds the order",
    lines,
    settings: { mapping: rules([{ target: "ProjectId", field: "row.sku" }]) },
    expect: { held: ["rule-failed"] },
  },
];
