/** Rules that choose an order's kind of document, as rows of the settings form, and back. */
import { expect, test } from "vitest";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import {
  meantRows,
  ruleName,
  typeRulesInput,
} from "../../src/http/pages/settings/sections/type-rules.ts";
import { inputOf, valuesOf } from "../../src/http/pages/settings/fields/values.ts";
import { typeRule } from "../../src/settings/orders/order-types.ts";
import { defaultSettings, type Settings, settingsSchema } from "../../src/settings/schema.ts";

const base = defaultSettings();
const RULED: Settings = {
  ...base,
  orders: {
    ...base.orders,
    typeRules: [
      { paymentMethods: ["30", "31"], type: "invoice" },
      {
        deliveryCountries: ["SE", "NO"],
        grossFrom: "100.00",
        grossTo: "250.50",
        customerKind: "private",
        type: "sales-order",
      },
    ],
  },
};

/** The form as it is shown, with other texts in some cells: `row column` names one. */
const form = (settings: Settings, cells: Readonly<Record<string, string | readonly string[]>>) =>
  new Map([
    ...valuesOf(settings),
    ...Object.entries(cells).map(
      ([cell, text]) =>
        [
          ruleName(Number(cell.split(" ")[0]), cell.split(" ")[1] ?? ""),
          typeof text === "string" ? [text] : text,
        ] as const,
    ),
  ]);
const typed = (settings: Settings, cells: Parameters<typeof form>[1]) =>
  settingsSchema.safeParse(inputOf(settings, form(settings, cells), FIELDS));
const rules = (settings: Settings, cells: Parameters<typeof form>[1]) =>
  typed(settings, cells).data?.orders.typeRules;

test.each([
  ["none", base],
  ["rules with every condition", RULED],
])("%s come back from the form as they were shown", (_, settings) => {
  expect(settingsSchema.parse(inputOf(settings, valuesOf(settings), FIELDS))).toEqual(settings);
});

test("countries are ticked, and others typed by their codes", () => {
  const ticked = { "2 type": "invoice", "2 deliveryCountries": ["SE", "FI", "ca, jp se"] };
  expect(rules(RULED, ticked)?.[2]?.deliveryCountries).toEqual(["SE", "FI", "CA", "JP"]);
  const approval = new Map([
    ...valuesOf(base),
    ["orders.approval.countries", ["NO", "us"]] as const,
  ]);
  const read = settingsSchema.parse(inputOf(base, approval, FIELDS));
  expect(read.orders.approval.countries).toEqual(["NO", "US"]);
  expect(valuesOf(read).get("orders.approval.countries")).toEqual(["NO", "US"]);
});

test("a rule is added in an empty row, taken away by emptying its row, and moved by its place", () => {
  const added = { "2 type": "draft-invoice", "2 deliveryCountries": "de nl;fi" };
  expect(rules(RULED, added)?.[2]).toEqual({
    deliveryCountries: ["DE", "NL", "FI"],
    type: "draft-invoice",
  });
  expect(rules(RULED, { ...added, "2 place": "1" })?.map(({ type }) => type)).toEqual([
    "invoice",
    "draft-invoice",
    "sales-order",
  ]);
  expect(rules(RULED, { ...added, "0 place": "9" })?.map(({ type }) => type)).toEqual([
    "sales-order",
    "draft-invoice",
    "invoice",
  ]);
  expect(rules(RULED, { "0 paymentMethods": [], "0 type": "" })?.map(({ type }) => type)).toEqual([
    "sales-order",
  ]);
});

test("amounts are taken as people write them, and payment methods from a list or as text", () => {
  expect(rules(RULED, { "1 grossFrom": "1 000", "1 grossTo": "2500,5" })?.[1]).toMatchObject({
    grossFrom: "1000.00",
    grossTo: "2500.50",
  });
  expect(rules(base, { "0 paymentMethods": "30, 31", "0 type": "invoice" })).toEqual([
    { paymentMethods: ["30", "31"], type: "invoice" },
  ]);
});

test("what is wrong names the rule by its place among those that are meant", () => {
  const path = (cells: Parameters<typeof form>[1]) =>
    typed(base, cells).error?.issues[0]?.path.join(".");
  // The first row is left empty: the second is the first rule.
  expect(path({ "1 deliveryCountries": "Sweden", "1 type": "invoice" })).toBe(
    "orders.typeRules.0.deliveryCountries.0",
  );
  expect(meantRows(form(base, { "1 deliveryCountries": "Sweden", "1 type": "invoice" }))).toEqual([
    1,
  ]);
  expect(path({ "0 grossFrom": "much", "0 type": "invoice" })).toBe("orders.typeRules.0.grossFrom");
  expect(path({ "0 grossFrom": "5" })).toBe("orders.typeRules.0.type");
  expect(path({ "0 type": "invoice" })).toBe("orders.typeRules.0");
  expect(path({ "0 type": "invoice", "0 grossFrom": "5", "0 grossTo": "4" })).toBe(
    "orders.typeRules.0",
  );
});

test("a level of detail goes with a journal voucher alone, and comes back as it was chosen", () => {
  const dear = { "0 grossFrom": "5", "0 level": "extreme" };
  const chosen = { grossFrom: "5.00", type: "mutation", level: "extreme" };
  expect(typeRulesInput([], form(base, { ...dear, "0 type": "mutation" }))).toEqual([chosen]);
  expect(typeRule.parse(chosen)).toEqual(chosen);
  const refused = typed(base, { ...dear, "0 type": "invoice" }).error?.issues;
  expect(refused?.map(({ path }) => path.join("."))).toEqual(["orders.typeRules.0.level"]);
});

test("a page that was opened before the rules came says nothing of them", () => {
  const before = new Map(
    [...valuesOf(RULED)].filter(([name]) => !name.startsWith("orders.typeRules")),
  );
  expect(settingsSchema.parse(inputOf(RULED, before, FIELDS)).orders.typeRules).toEqual(
    RULED.orders.typeRules,
  );
});

test("who is told of alerts is set and taken away", () => {
  const told = (cells: Readonly<Record<string, readonly string[]>>) =>
    settingsSchema.safeParse(
      inputOf(base, new Map([...valuesOf(base), ...Object.entries(cells)]), FIELDS),
    );
  expect(
    told({
      "notifications.emails": ["a@example.com, b@example.com"],
      "notifications.webhook": ["https://hooks.example.com/in"],
      "notifications.dailySummary": [],
    }).data?.notifications,
  ).toEqual({
    emails: ["a@example.com", "b@example.com"],
    webhook: "https://hooks.example.com/in",
    kinds: [],
    channelKinds: { mail: [], webhook: [], slack: [], teams: [] },
    dailySummary: false,
  });
  expect(told({ "notifications.webhook": [""] }).data?.notifications.webhook).toBeNull();
  expect(
    told({ "notifications.webhook": ["http://10.0.0.1/"] }).error?.issues[0]?.path.join("."),
  ).toBe("notifications.webhook");
});

test("an amount of a rule that is none is refused at its field, beside another that is one", () => {
  const rule = { type: "invoice", grossFrom: "much", grossTo: "100.00" };
  const { error } = typeRule.safeParse(rule);
  expect(error?.issues.map(({ path }) => path)).toEqual([["grossFrom"]]);
});
