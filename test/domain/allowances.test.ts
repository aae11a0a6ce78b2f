/**
 * What a company of the ledger allows, by its variant, modules, scopes and lists; what isn't told
 * is unknown, never no.
 */
import { expect, test } from "vitest";
import {
  type AllowanceFacts,
  allowancesOf,
  type AllowedThing,
  isAllowed,
} from "../../src/domain/ledger/allowances.ts";
import type { LedgerCompany } from "../../src/domain/ledger/ledger.ts";

const company: LedgerCompany = {
  companyId: "c",
  name: "Demo AB",
  organisationNumber: null,
  country: "SE",
  currency: "SEK",
  showPricesExclVatForPrivate: false,
  domesticRounding: "none",
  modules: ["api_standard", "order_standard", "stock_standard"],
  variant: "pro",
  termsOfPaymentId: null,
};
const ALL = "ea:api ea:sales ea:accounting ea:purchase offline_access";
const codings = { entries: [{ id: "1", name: "Exempt", note: "0 %" }], readAt: 1, fault: null };
const of = (thing: AllowedThing, change: Partial<AllowanceFacts>) => {
  const { verdict, missing, name } =
    allowancesOf({
      company,
      scope: ALL,
      names: { "eaccounting.codings": codings },
      ...change,
    }).find((one) => one.thing === thing) ?? {};
  return [verdict, missing, name];
};

test("a company with everything allows everything", () => {
  expect(
    allowancesOf({ company, scope: ALL, names: { "eaccounting.codings": codings } }).map(
      ({ verdict }) => verdict,
    ),
  ).toEqual(Array.from({ length: 7 }, () => "yes"));
});

test.each([
  [
    "sales-orders",
    { company: { ...company, modules: ["api_standard"] } },
    ["no", "module", "order_standard"],
  ],
  [
    "sales-orders",
    { company: { ...company, variant: "bookkeeping" as const } },
    ["no", "variant", "bookkeeping"],
  ],
  ["sales-orders", { scope: "ea:api ea:accounting" }, ["no", "scope", "ea:sales"]],
  [
    "sales-orders",
    { company: { ...company, modules: [], variant: null } },
    ["unknown", null, null],
  ],
  ["payments", { scope: "ea:api ea:sales" }, ["no", "scope", "ea:purchase"]],
  [
    "payments",
    {
      names: {
        "eaccounting.bankAccounts": { entries: [], readAt: null, fault: "no-access" as const },
      },
    },
    ["no", "rights", null],
  ],
  [
    "vouchers",
    { company: { ...company, variant: "invoicing" as const } },
    ["no", "variant", "invoicing"],
  ],
  [
    "stock",
    { company: { ...company, modules: ["api_standard"] } },
    ["no", "module", "stock_standard"],
  ],
  [
    "rounding",
    { names: { "eaccounting.codings": { ...codings, entries: [] } } },
    ["no", "coding", null],
  ],
  [
    "rounding",
    {
      names: {
        "eaccounting.codings": { ...codings, entries: [{ id: "2", name: "VAT", note: "25 %" }] },
      },
    },
    ["no", "coding", null],
  ],
  ["rounding", { names: {} }, ["unknown", null, null]],
  [
    "rounding",
    { names: { "eaccounting.codings": { ...codings, entries: [], readAt: null } } },
    ["unknown", null, null],
  ],
  ["invoices", { bookkeeping: "cash" as const }, ["no", "method", null]],
  ["invoices", { bookkeeping: "none" as const }, ["yes", null, null]],
  [
    "cents",
    { company: { ...company, domesticRounding: "whole" as const } },
    ["no", "whole-units", null],
  ],
  ["invoices", { scope: null }, ["unknown", null, null]],
  ["invoices", { scope: " " }, ["unknown", null, null]],
  ["invoices", { scope: "ea:api  ea:sales" }, ["yes", null, null]],
] as const)("%s of %o", (thing, change, expected) => {
  expect(of(thing, change as Partial<AllowanceFacts>)).toEqual(expected);
});

test("what isn't known may be tried, and so may what nobody was asked about", () => {
  const found = allowancesOf({ company, scope: "ea:accounting", names: {} });
  expect([
    isAllowed(found, "vouchers"),
    isAllowed(found, "rounding"),
    isAllowed(found, "invoices"),
    isAllowed([], "invoices"),
  ]).toEqual([true, true, false, true]);
});
