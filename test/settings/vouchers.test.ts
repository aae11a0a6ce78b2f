/**
 * Settings of vouchers: what can't be carried out is refused when it is saved, with the path of
 * what is missing.
 */
import { expect, test } from "vitest";
import { settingsSchema } from "../../src/settings/schema.ts";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import { lookupForm, lookupInput } from "../../src/http/pages/settings/lookups/lookup-values.ts";
import { inputOf, valuesOf } from "../../src/http/pages/settings/fields/values.ts";

const PROJECT = "6f000000-0000-4000-8000-00000000000a";
const accounts = {
  revenueAccount: { default: "3001" },
  vatAccount: { table: { "25%": "2611" } },
  receivableAccount: { default: "1510" },
};
const refused = (
  orders: object,
  lookups: object = accounts,
  more: object = {},
): readonly string[] => {
  const parsed = settingsSchema.safeParse({
    orders: { type: "mutation", ...orders },
    lookups,
    ...more,
  });
  return parsed.error?.issues.map((issue) => issue.path.join(".")) ?? [];
};

test.each([
  [
    "accounts for revenue, VAT and what is owed are needed",
    {},
    {},
    ["lookups.revenueAccount", "lookups.vatAccount", "lookups.receivableAccount"],
  ],
  [
    "the level simple needs none for VAT",
    { voucher: { level: "simple" } },
    { ...accounts, vatAccount: {} },
    [],
  ],
  [
    "an account for what is owed isn't needed where all is paid onto clearing accounts",
    { voucher: { paid: "clearing" } },
    { ...accounts, receivableAccount: {}, clearingAccount: { table: { CARD: "1580" } } },
    [],
  ],
  [
    "clearing needs an account for some payment method",
    { voucher: { paid: "clearing" } },
    accounts,
    ["lookups.clearingAccount"],
  ],
  [
    "Enter a first number for customer ledger items.",
    { voucher: { receivable: "ledger-item" } },
    accounts,
    ["orders.voucher.ledgerItemsFrom"],
  ],
  [
    "a series is one capital letter",
    { voucher: { series: "ab" } },
    accounts,
    ["orders.voucher.series"],
  ],
  [
    "an account is a number",
    {},
    { ...accounts, revenueAccount: { default: "sales" } },
    ["lookups.revenueAccount.default"],
  ],
  [
    "Payments can.t be registered on vouchers",
    { payments: "register" },
    accounts,
    ["orders.payments"],
  ],
  [
    "but what is paid later can go onto the account of its payment method",
    { payments: "register", voucher: { paid: "clearing" } },
    { ...accounts, clearingAccount: { table: { CARD: "1580" } } },
    [],
  ],
  [
    "or onto the item of the customer ledger",
    { payments: "register", voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
    accounts,
    [],
  ],
  [
    "no voucher is invoiced later",
    { invoiceOrders: "delivered" },
    accounts,
    ["orders.invoiceOrders"],
  ],
  [
    "unless some orders become something else",
    {
      payments: "register",
      invoiceOrders: "delivered",
      typeRules: [{ grossFrom: "100.00", type: "invoice" }],
    },
    accounts,
    [],
  ],
  [
    "a rule that makes vouchers asks for accounts as well",
    { type: "sales-order", typeRules: [{ grossFrom: "100.00", type: "mutation" }] },
    {},
    ["lookups.revenueAccount", "lookups.vatAccount", "lookups.receivableAccount"],
  ],
  [
    "a rule with a level of its own asks for what that level needs",
    {
      voucher: { level: "simple" },
      typeRules: [{ grossFrom: "100.00", type: "mutation", level: "complex" }],
    },
    { ...accounts, vatAccount: {} },
    ["lookups.vatAccount"],
  ],
  [
    "a rule for something else asks for nothing by its tenant's level",
    {
      type: "sales-order",
      voucher: { level: "complex" },
      typeRules: [
        { grossFrom: "100.00", type: "mutation", level: "simple" },
        { grossTo: "1.00", type: "invoice" },
      ],
    },
    { ...accounts, vatAccount: {} },
    [],
  ],
  [
    "a rule without a level takes the tenant's",
    {
      type: "sales-order",
      voucher: { level: "complex" },
      typeRules: [{ grossFrom: "100.00", type: "mutation" }],
    },
    { ...accounts, vatAccount: {} },
    ["lookups.vatAccount"],
  ],
  [
    "orders with cents that become vouchers ask for accounts too",
    { type: "invoice", wholeUnits: "mutation", voucher: { level: "complex" } },
    { ...accounts, vatAccount: {} },
    ["lookups.vatAccount"],
  ],
  [
    "an account for what is owed is needed for items of the customer ledger, paid or not",
    { voucher: { paid: "clearing", receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
    { ...accounts, receivableAccount: {}, clearingAccount: { default: "1580" } },
    ["lookups.receivableAccount"],
  ],
  [
    "a first number is needed for items alone",
    { voucher: { receivable: "account", ledgerItemsFrom: null } },
    accounts,
    [],
  ],
  ["nothing is asked where no order becomes a voucher", { type: "invoice" }, {}, []],
  ["accounts may stand there before any order becomes one", { type: "invoice" }, accounts, []],
])("%s", (_, orders, lookups, paths) => {
  expect(refused(orders, lookups)).toEqual(paths);
});

test("a rule of the tenant for fields that no voucher has is refused", () => {
  expect(
    refused({}, accounts, {
      mapping: { orders: { head: [{ target: "ElectronicReference", default: "1" }] } },
    }),
  ).toContain("mapping.orders.head");
});

test("so is one for their rows, unless some orders become something else", () => {
  const mapping = { orders: { rows: [{ target: "ProjectId", default: PROJECT }] } };
  expect(refused({}, accounts, { mapping })).toEqual(["mapping.orders.rows"]);
  const typeRules = [{ grossFrom: "100.00", type: "invoice" }];
  expect(refused({ typeRules }, accounts, { mapping })).toEqual([]);
});

test("stock can't be kept by orders that move none", () => {
  expect(
    refused({ enabled: true, startLine: "2026-01-01T00:00:00Z" }, accounts, {
      stock: { enabled: true, correctionDebtor: 9 },
    }),
  ).toContain("stock.enabled");
});

test("settings of vouchers that are shown on the page and sent back untouched are the same settings", () => {
  const settings = settingsSchema.parse({
    orders: {
      type: "mutation",
      voucher: {
        level: "extreme",
        series: "K",
        receivable: "ledger-item",
        ledgerItemsFrom: 900_001,
        paid: "clearing",
        rate: "source",
      },
    },
    lookups: {
      ...accounts,
      clearingAccount: { table: { CARD: "1580" } },
      revenueAccount: { default: "3001", table: { "25%@NL/company from 2026-01-01": "3108" } },
    },
  });
  expect(settingsSchema.parse(inputOf(settings, valuesOf(settings), FIELDS))).toEqual(settings);
  for (const lookup of LOOKUPS)
    expect(
      lookupInput(lookupForm(lookup, settings.lookups[lookup.name], {}, new Map())),
      lookup.name,
    ).toEqual(settings.lookups[lookup.name]);
});
