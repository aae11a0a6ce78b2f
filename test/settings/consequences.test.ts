/** What has to be confirmed before settings are saved. */
import { expect, test } from "vitest";
import { consequencesOf } from "../../src/settings/consequences.ts";
import { settingsSchema, type Settings } from "../../src/settings/schema.ts";

const ACCOUNTS = {
  revenueAccount: { default: "3001" },
  vatAccount: { default: "2611" },
  receivableAccount: { default: "1510" },
};
const settings = (orders: object = {}): Settings =>
  settingsSchema.parse({ orders, lookups: ACCOUNTS });
const toVouchers = { customerKind: "company", type: "mutation" };

test("what books is confirmed, however it is switched on", () => {
  const before = settings();
  const asked = (orders: object) => consequencesOf(before, settings(orders));
  expect(asked({ type: "invoice" })).toEqual(["booked-invoices"]);
  expect(asked({ invoiceOrders: "delivered" })).toEqual(["booked-invoices"]);
  expect(asked({ typeRules: [{ ...toVouchers, type: "invoice" }] })).toEqual(["booked-invoices"]);
  expect(asked({ type: "mutation" })).toEqual(["vouchers"]);
  expect(asked({ typeRules: [toVouchers] })).toEqual(["vouchers"]);
  expect(asked({ type: "draft-invoice", wholeUnits: "mutation" })).toEqual(["vouchers"]);
  expect(asked({ type: "invoice", typeRules: [toVouchers] })).toEqual([
    "booked-invoices",
    "vouchers",
  ]);
});

test("what was on already, is switched off, or is booked by a person isn't asked about", () => {
  expect(consequencesOf(settings({ type: "invoice" }), settings({ type: "invoice" }))).toEqual([]);
  expect(consequencesOf(settings({ type: "mutation" }), settings())).toEqual([]);
  expect(consequencesOf(settings(), settings({ type: "draft-invoice" }))).toEqual([]);
  // Drafts aren't invoiced by their delivery.
  expect(
    consequencesOf(settings(), settings({ type: "draft-invoice", invoiceOrders: "delivered" })),
  ).toEqual([]);
});

test("what writes to the shop is confirmed once it is switched on, or once a trial ends", () => {
  const shop = (input: object): Settings => settingsSchema.parse({ lookups: ACCOUNTS, ...input });
  const on = { enabled: true };
  const orders = { enabled: true, startLine: "2026-11-01T00:00:00Z" };
  const stock = { ...on, correctionDebtor: 205 };
  const off = shop({ orders });
  expect(consequencesOf(off, shop({ orders, products: on }))).toEqual(["article-sync"]);
  expect(consequencesOf(off, shop({ orders, stock }))).toEqual(["stock-sync"]);
  const trial = shop({ orders, products: on, stock, trial: true });
  expect(consequencesOf(off, trial)).toEqual([]);
  const live = shop({ orders, products: on, stock });
  expect(consequencesOf(trial, live)).toEqual(["article-sync", "stock-sync"]);
  expect(consequencesOf(live, live)).toEqual([]);
});
