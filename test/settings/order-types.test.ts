import { describe, expect, test } from "vitest";
import {
  chooseLevel,
  chooseType,
  type TypeFacts,
  type TypeRule,
} from "../../src/settings/orders/order-types.ts";
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

const mutation = { type: "mutation" } as const;
test.each([
  [{ paymentMethods: ["3", "4"], ...mutation }, {}, 1],
  [{ paymentMethods: ["4"], ...mutation }, {}, null],
  [{ paymentMethods: ["3"], ...mutation }, { paymentMethod: null }, null],
  [{ deliveryCountries: ["NO", "SE"], ...mutation }, {}, 1],
  [{ deliveryCountries: ["NO"], ...mutation }, {}, null],
  [{ grossFrom: "100.00", ...mutation }, {}, 1],
  [{ grossFrom: "100.01", ...mutation }, {}, null],
  [{ grossTo: "100.00", ...mutation }, {}, 1],
  [{ grossTo: "99.99", ...mutation }, {}, null],
  [{ customerKind: "company", ...mutation }, {}, 1],
  [{ customerKind: "private", ...mutation }, {}, null],
  [{ customerKind: "company", deliveryCountries: ["NO"], ...mutation }, {}, null],
  [{ customerKind: "private", deliveryCountries: ["SE"], ...mutation }, {}, null],
] as const)("%j over %j is rule %j", (rule, change, wanted) => {
  expect(choose([rule as unknown as TypeRule], change).rule).toBe(wanted);
});

test("a voucher's level is its rule's own, else the tenant's", () => {
  const level = (typeRules: readonly TypeRule[]) =>
    chooseLevel({ ...mutation, typeRules, voucher: { level: "complex" } }, facts());
  const known: TypeRule = { customerKind: "company", type: "mutation" };
  expect(level([])).toBe("complex");
  expect(level([known])).toBe("complex");
  expect(level([{ ...known, level: "simple" }])).toBe("simple");
  expect(level([{ customerKind: "private", type: "mutation", level: "simple" }])).toBe("complex");
  expect(
    level([
      { ...known, level: "extreme" },
      { ...known, level: "simple" },
    ]),
  ).toBe("extreme");
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

  test("refuse a level of what is no voucher, beside its field", () => {
    expect(refused([{ customerKind: "company", type: "invoice", level: "simple" }])).toEqual([
      "orders.typeRules.0.level",
    ]);
    expect(refused([{ customerKind: "company", type: "mutation", level: "all" }])).toEqual([
      "orders.typeRules.0.level",
    ]);
    expect(refused([{ customerKind: "company", type: "mutation", level: "simple" }])).not.toContain(
      "orders.typeRules.0.level",
    );
    // A level is no condition, and neither is one that isn't set.
    expect(refused([{ type: "invoice", grossFrom: undefined }])).toEqual(["orders.typeRules.0"]);
    expect(refused([{ type: "mutation", level: "simple" }])).toContain("orders.typeRules.0");
  });

  test.each([
    [{ grossFrom: "2.00", grossTo: "2.00" }, []],
    [{ grossFrom: "10.00", grossTo: "9.00" }, [""]],
    [{ grossFrom: "9.00", grossTo: "10.00" }, []],
    [{ grossFrom: "123456789.00" }, []],
    [{ grossFrom: "1234567890.00" }, [".grossFrom"]],
    [{ grossTo: "1" }, [".grossTo"]],
    [{ grossTo: "1.5" }, [".grossTo"]],
    [{ grossTo: "1.500" }, [".grossTo"]],
    [{ grossTo: "-1.50" }, [".grossTo"]],
    [{ grossTo: "1,50" }, [".grossTo"]],
    [{ paymentMethods: [] }, [".paymentMethods"]],
    [{ paymentMethods: [""] }, [".paymentMethods.0"]],
    [{ deliveryCountries: [] }, [".deliveryCountries"]],
    [{ deliveryCountries: ["se"] }, [".deliveryCountries.0"]],
    [{ deliveryCountries: ["SE", "SEK"] }, [".deliveryCountries.1"]],
    [{ deliveryCountries: ["1SE"] }, [".deliveryCountries.0"]],
    [{ customerKind: "company", colour: "red" }, [""]],
  ])("with the condition %j are refused at %j", (condition, paths) => {
    expect(refused([{ type: "invoice", ...condition }]) ?? []).toEqual(
      paths.map((path) => `orders.typeRules.0${path}`),
    );
  });

  test("take an amount as text only", () => {
    expect(refused([{ grossFrom: 100, type: "invoice" }])).toEqual([
      "orders.typeRules.0.grossFrom",
    ]);
  });
});
