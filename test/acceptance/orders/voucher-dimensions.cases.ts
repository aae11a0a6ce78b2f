/**
 * Cost centres and projects of vouchers: by where the goods go, who buys and when, on the rows of
 * what was sold alone.
 */
import type { Order } from "../../../src/domain/orders/order.ts";
import { address } from "../../flows/orders/kit.ts";
import { level, type VoucherCase } from "./voucher-case.ts";

const WEB = "c0000000-0000-4000-8000-00000000000a";
const ABROAD = "c0000000-0000-4000-8000-00000000000b";
const SHOP = "b0000000-0000-4000-8000-00000000000c";

const by = (lookups: NonNullable<VoucherCase["settings"]>["lookups"]): VoucherCase["settings"] => ({
  lookups,
});
const rows = ["D 1510 125.00", "K 2611 25.00", "K 3001 100.00"];
const all = {
  costCenter1: { default: WEB, table: {} },
  project: { default: SHOP, table: {} },
} as const;

export const DIMENSIONS: readonly VoucherCase[] = [
  {
    name: "the row of revenue has cost centre and project, what is owed and VAT have none",
    lines: [{ price: "125.00" }],
    settings: by(all),
    expect: {
      rows,
      spread: [`3001 CostCenterItemId1=${WEB} ProjectId=${SHOP}`],
      because: ["lookup-chosen"],
    },
  },
  {
    name: "each of the three cost centres is a look-up of its own",
    lines: [{ price: "125.00" }],
    settings: by({
      costCenter1: { default: WEB, table: {} },
      costCenter2: { default: ABROAD, table: {} },
      costCenter3: { default: SHOP, table: {} },
    }),
    expect: {
      rows,
      spread: [
        `3001 CostCenterItemId1=${WEB} CostCenterItemId2=${ABROAD} CostCenterItemId3=${SHOP}`,
      ],
    },
  },
  {
    name: "shipping, discount and fee have them too, a gift card and cents don't",
    lines: [
      { price: "125.00" },
      { kind: "shipping", price: "12.50" },
      { kind: "fee", price: "12.50" },
      { kind: "discount", quantity: "-1", price: "25.00" },
      { kind: "gift-card", price: "50.00", rate: "0" },
    ],
    order: { gross: "175.01", net: "150.01" },
    settings: by({ project: { default: SHOP, table: {} } }),
    expect: {
      rows: [
        "D 1510 175.01",
        "D 3730 20.00",
        "K 2421 50.00",
        "K 2611 25.00",
        "K 3001 100.00",
        "K 3520 10.00",
        "K 3540 10.00",
        "K 3740 0.01",
      ],
      spread: [
        `3001 ProjectId=${SHOP}`,
        `3520 ProjectId=${SHOP}`,
        `3540 ProjectId=${SHOP}`,
        `3730 ProjectId=${SHOP}`,
      ],
    },
  },
  {
    name: "another cost centre abroad, and none of the home's own",
    lines: [{ price: "119.00", rate: "0.19" }],
    order: { invoiceAddress: address({ country: "DE" }) },
    settings: by({ costCenter2: { table: { SE: WEB, EU: ABROAD } } }),
    expect: {
      rows: ["D 1510 119.00", "K 2670 19.00", "K 3109 100.00"],
      spread: [`3109 CostCenterItemId2=${ABROAD}`],
    },
  },
  {
    name: "by the kind of customer",
    lines: [{ price: "125.00" }],
    buyer: "company",
    settings: by({ costCenter1: { table: { SE: WEB, "SE/company": ABROAD } } }),
    expect: { rows, spread: [`3001 CostCenterItemId1=${ABROAD}`] },
  },
  {
    name: "by the order's day: a project that began with the year's last month",
    lines: [{ price: "125.00" }],
    order: { date: "2026-12-01T09:00:00" },
    today: "2026-12-01",
    settings: by({
      project: { table: { "SE until 2026-11-30": WEB, "SE from 2026-12-01": SHOP } },
    }),
    expect: { rows, spread: [`3001 ProjectId=${SHOP}`] },
  },
  {
    name: "one for all orders, whatever the table says",
    lines: [{ price: "125.00" }],
    settings: by({ project: { force: SHOP, table: { SE: WEB } } }),
    expect: { rows, spread: [`3001 ProjectId=${SHOP}`] },
  },
  {
    name: "a country that no row fits has none",
    lines: [{ price: "125.00" }],
    settings: by({ project: { table: { NO: SHOP } } }),
    expect: { rows, spread: [] },
  },
  {
    name: "also at the level simple",
    lines: [{ price: "125.00" }],
    settings: {
      ...level("simple"),
      lookups: { ...all, revenueAccount: { default: "3000", table: {} } },
    },
    expect: {
      rows: ["D 1510 125.00", "K 3000 125.00"],
      spread: [`3000 CostCenterItemId1=${WEB} ProjectId=${SHOP}`],
    },
  },
  {
    name: "and on each line of the level extreme",
    lines: [
      { price: "125.00", text: "Mug" },
      { price: "62.50", text: "Cup" },
    ],
    settings: { ...level("extreme"), lookups: { project: { default: SHOP, table: {} } } },
    expect: {
      rows: ["D 1510 187.50", "K 2611 37.50", "K 3001 100.00", "K 3001 50.00"],
      spread: [`3001 ProjectId=${SHOP}`, `3001 ProjectId=${SHOP}`],
    },
  },
  {
    name: "a credit takes them back where they stood",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: { creditsOrderId: "500" as Order["id"], payment: "open" },
    settings: by(all),
    expect: {
      rows: ["D 2611 25.00", "D 3001 100.00", "K 1510 125.00"],
      spread: [`3001 CostCenterItemId1=${WEB} ProjectId=${SHOP}`],
    },
  },
];
