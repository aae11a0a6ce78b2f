import { describe, expect, test } from "vitest";
import { chooseType, type TypeFacts, type TypeRule } from "../../src/settings/order-types.ts";
import { settingsSchema } from "../../src/settings/schema.ts";

const facts = (change: Partial<TypeFacts> = {}): TypeFacts => ({
  paymentMethod: "3",
  deliveryCountry: "SE",
  gross: "100.00",
  customerKind: "company",
  ...change,
});
const choose = (typeRules: readonly TypeRule[], change: Partial<TypeFacts> = {}) =>
  chooseType({ type: "invoice", typeRules }, facts(change));

test("the tenant's type is taken where no rule fits, and no rule is named", () => {
  expect(choose([])).toEqual({ type: "invoice", rule: null });
  expect(choose([{ paymentMethods: ["4"], type: "sales-order" }])).toEqual({
    type: "invoice",
    rule: null,
  });
});

test("the first rule that fits decides, and is named by its place", () => {
  expect(
    choose([
      { paymentMethods: ["4"], type: "sales-order" },
      { deliveryCountries: ["SE"], type: "draft-invoice" },
      { customerKind: "company", type: "sales-order" },
    ]),
  ).toEqual({ type: "draft-invoice", rule: 2 });
});

test("amounts are compared as figures, both ends counted in", () => {
  const range: TypeRule = { grossFrom: "100.00", grossTo: "1000.00", type: "sales-order" };
  expect(
    ["99.99", "100", "1000.0", "1000.01"].map((gross) => choose([range], { gross }).rule),
  ).toEqual([null, 1, 1, null]);
});

describe("settings", () => {
  const refused = (typeRules: readonly unknown[]) =>
    settingsSchema
      .safeParse({ orders: { typeRules } })
      .error?.issues.map(({ path }) => path.join("."));

  test("refuse a rule without a condition, which would hide all that follow", () => {
    expect(refused([{ type: "invoice" }])).toEqual(["orders.typeRules.0"]);
  });

  test("refuse an empty range, an unknown type, and a country that isn't two letters", () => {
    expect(refused([{ grossFrom: "2.00", grossTo: "1.00", type: "invoice" }])).toEqual([
      "orders.typeRules.0",
    ]);
    expect(refused([{ customerKind: "company", type: "voucher" }])).toEqual([
      "orders.typeRules.0.type",
    ]);
    expect(refused([{ deliveryCountries: ["Sweden"], type: "invoice" }])).toEqual([
      "orders.typeRules.0.deliveryCountries.0",
    ]);
  });

  test("take an amount as text only", () => {
    expect(refused([{ grossFrom: 100, type: "invoice" }])).toEqual([
      "orders.typeRules.0.grossFrom",
    ]);
  });
});
