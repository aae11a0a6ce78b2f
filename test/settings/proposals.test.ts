/**
 * What is filled in before anybody has answered: only what both sides call alike, and never over a
 * person's answer.
 */
import { expect, test } from "vitest";
import type { NameEntry, NameLists } from "../../src/domain/ledger/names.ts";
import { propose } from "../../src/settings/lookups/proposals.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const list = (...entries: readonly (readonly [id: string, name: string, note?: string])[]) => ({
  entries: entries.map(([id, name, note]): NameEntry => ({ id, name, note: note ?? null })),
  readAt: 1,
  fault: null,
});
const names: NameLists = {
  "asperion.paymentConditions": list(
    ["1", "Paid in advance"],
    ["2", "14 days net"],
    ["3", "30 dagar"],
    ["5", "2 % within 10 days, else 30"],
  ),
  "eaccounting.termsOfPayment": list(
    ["a", "Kontant", "0"],
    ["b", "14 dagar", "14"],
    ["c", "30 dagar", "30"],
    ["d", "Kort", "0"],
  ),
  "asperion.deliveryMethods": list(
    ["PICKUP", "Collected at the shop"],
    ["X", "DHL"],
    ["EMAIL", "By e-mail"],
  ),
  "eaccounting.deliveryMethods": list(["p", "Hämtas", "PICKUP"], ["q", "dhl", "D"]),
  "asperion.vatCodes": list(
    ["H", "High", "25 %"],
    ["H2", "High too", "25 %"],
    ["N", "None", "0 %"],
  ),
};

test("terms go by their name, else by their days; what is ambiguous stays open", () => {
  expect(
    propose(defaultSettings(), { names, salesOrders: true }).lookups.termsOfPayment.table,
  ).toEqual({ "2": "b", "3": "c" });
});

test("delivery methods go by their name, else by the code that the ledger has for the shop's id", () => {
  expect(
    propose(defaultSettings(), { names, salesOrders: true }).lookups.deliveryMethod.table,
  ).toEqual({ PICKUP: "p", X: "q" });
});

test("two that fit equally well are no proposal", () => {
  const twins: NameLists = {
    ...names,
    "eaccounting.termsOfPayment": list(["b", "14 dagar", "14"], ["e", "14 dagar netto", "14"]),
  };
  expect(
    propose(defaultSettings(), { names: twins, salesOrders: true }).lookups.termsOfPayment.table,
  ).toEqual({});
});

test("an answer that is there stays, and the rest is filled in beside it", () => {
  const settings = settingsSchema.parse({
    lookups: { termsOfPayment: { table: { "2": "mine" } } },
  });
  expect(propose(settings, { names, salesOrders: true }).lookups.termsOfPayment.table).toEqual({
    "2": "mine",
    "3": "c",
  });
});

test("a company without sales orders is offered drafts of invoices", () => {
  expect(propose(defaultSettings(), { names, salesOrders: false }).orders.type).toBe(
    "draft-invoice",
  );
  expect(propose(defaultSettings(), { names, salesOrders: true }).orders.type).toBe("sales-order");
});

test("each VAT rate takes the first of the shop's codes for it", () => {
  expect(propose(defaultSettings(), { names, salesOrders: true }).products.vatCode.table).toEqual({
    "25": "H",
    "0": "N",
  });
});

test("what is proposed is always valid, with names and without", () => {
  for (const known of [names, {}])
    expect(
      settingsSchema.safeParse(propose(defaultSettings(), { names: known, salesOrders: true }))
        .success,
    ).toBe(true);
});
