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
