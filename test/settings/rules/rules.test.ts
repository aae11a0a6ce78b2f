/** Which rules settings take, and what a rule makes of a record. */
import { describe, expect, test } from "vitest";
import { applyRules, Budget, valuesOf, OrderRules } from "../../../src/settings/rules/apply.ts";
import {
  mappingFaults,
  readyRules,
  type Rule,
  lineRecord,
  orderRecord,
} from "../../../src/settings/rules/compile.ts";
import { DOCUMENT_STEPS } from "../../../src/settings/expressions/limits.ts";
import { PARTS, targetNamed, TARGETS } from "../../../src/settings/rules/targets.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { order } from "../../flows/orders/kit.ts";
import { faultsIn } from "../../../src/settings/setting-faults.ts";
import { inEnglish, describedInEnglish } from "../../support/in-english.ts";

type Wanted = {
  head?: readonly Rule[];
  rows?: readonly Rule[];
  customers?: readonly Rule[];
  tables?: Record<string, Record<string, string>>;
  orders?: object;
};

const settingsOf = ({
  head = [],
  rows = [],
  customers = [],
  tables = {},
  orders = {},
}: Wanted) => ({ orders, mapping: { tables, orders: { head, rows }, customers } });
const refused = (wanted: Wanted): readonly string[] => {
  const parsed = settingsSchema.safeParse(settingsOf(wanted));
  return parsed.success ? [] : describedInEnglish(faultsIn(parsed.error));
};
const GUID = "0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab";

describe("what settings refuse, with its path", () => {
  test.each<[Wanted, string, string]>([
    [
      { head: [{ target: "OurReference", default: "x" }] },
      "mapping.orders.head.0.target",
      "is used for the tracking code",
    ],
    [
      { head: [{ target: "BuyersOrderReference", default: "x" }] },
      "mapping.orders.head.0.target",
      "the customer's own reference",
    ],
    [
      {
        head: [{ target: "OurReference", default: "x" }],
        orders: { markerField: "YourReference", ourReference: "Anna" },
      },
      "mapping.orders.head.0.target",
      "has its own text",
    ],
    [
      {
        head: [
          { target: "YourReference", default: "x" },
          { target: "DeliveryCity", default: "x" },
          { target: "YourReference", field: "order.comments" },
        ],
      },
      "mapping.orders.head.2.target",
      "by another rule (position 1)",
    ],
    [
      { rows: [{ target: "UnitPrice", expression: "line.price" }] },
      "mapping.orders.rows.0.target",
      "amounts come from the order",
    ],
    [
      { rows: [{ target: "Quantity", expression: "line.quantity" }] },
      "mapping.orders.rows.0.target",
      "amounts come from the order",
    ],
    [
      { head: [{ target: "Amount", expression: "order.gross" }] },
      "mapping.orders.head.0.target",
      "eAccounting calculates it",
    ],
    [
      { customers: [{ target: "VatNumber", field: "customer.vatNumber" }] },
      "mapping.customers.0.target",
      "determines VAT",
    ],
    [
      { head: [{ target: "Colour", default: "x" }] },
      "mapping.orders.head.0.target",
      "There is no eAccounting field Colour",
    ],
    [
      { head: [{ target: "YourReference" }] },
      "mapping.orders.head.0.expression",
      "a field, an expression or a default value",
    ],
    [
      { head: [{ target: "YourReference", field: "order.comments", expression: "order.number" }] },
      "mapping.orders.head.0.expression",
      "not both",
    ],
    [
      { head: [{ target: "YourReference", field: "order.coments" }] },
      "mapping.orders.head.0.field",
      "Did you mean “comments”?",
    ],
    [
      { head: [{ target: "YourReference", field: "line.text" }] },
      "mapping.orders.head.0.field",
      "no “line” here",
    ],
    [
      { head: [{ target: "YourReference", field: "order.lines" }] },
      "mapping.orders.head.0.field",
      "a list of lines",
    ],
    [
      { head: [{ target: "YourReference", field: "order.payment" }] },
      "mapping.orders.head.0.field",
      "no field “payment”",
    ],
    [
      { head: [{ target: "YourReference", expression: "upper(order.number)" }] },
      "mapping.orders.head.0.expression",
      "order.number may be empty",
    ],
    [
      { head: [{ target: "YourReference", expression: "order.id +\n  order.gross" }] },
      "mapping.orders.head.0.expression",
      "(line 2, column 3)",
    ],
    [
      { head: [{ target: "DeliveryDate", expression: "order.number" }] },
      "mapping.orders.head.0.expression",
      "needs a date",
    ],
    [
      { head: [{ target: "DeliveryDate", default: "tomorrow" }] },
      "mapping.orders.head.0.default",
      "a date such as",
    ],
    [
      { head: [{ target: "DeliveryTermCode", default: "x".repeat(21) }] },
      "mapping.orders.head.0.default",
      "accepts at most 20 characters",
    ],
    [
      { rows: [{ target: "ProjectId", default: "P1" }] },
      "mapping.orders.rows.0.default",
      "an eAccounting ID",
    ],
    [
      {
        head: [
          { target: "DeliveryTermName", expression: 'lookup("terms", order.deliveryMethodId)' },
        ],
      },
      "mapping.orders.head.0.expression",
      "no table “terms”",
    ],
    [
      { customers: [{ target: "WebshopCustomerNumber", default: "1.5" }] },
      "mapping.customers.0.default",
      "a whole number",
    ],
  ])("%j: %s", (wanted, path, words) => {
    const [first] = refused(wanted);
    expect(first?.startsWith(`${path}: `)).toBe(true);
    expect(first).toContain(words);
  });

  test("a reference that the product doesn't use is free for a rule", () => {
    expect(
      refused({
        head: [{ target: "BuyersOrderReference", field: "order.number" }],
        orders: { buyerReferenceField: "none" },
      }),
    ).toEqual([]);
    expect(
      refused({
        head: [{ target: "OurReference", default: "Anna" }],
        orders: { markerField: "YourReference" },
      }),
    ).toEqual([]);
  });

  test("unknown keys and twenty-one rules", () => {
    expect(
      refused({ head: [{ target: "YourReference", default: "y", defualt: "x" } as never] }),
    ).toEqual([expect.stringMatching(/^mapping\.orders\.head\.0\.defualt: /)]);
    expect(
      refused({
        head: Array.from({ length: 21 }, () => ({ target: "YourReference", default: "x" })),
      })[0],
    ).toMatch(/^mapping\.orders\.head: /);
  });

  test("settings without rules are valid", () => {
    expect(mappingFaults(settingsSchema.parse({}))).toEqual([]);
  });
});

describe("what a rule makes of a record", () => {
  const source = order(
    [
      { price: "10", text: "Rope" },
      { price: "5", text: "Wrap" },
    ],
    {
      buyerReference: "PO 7",
      comments: "  ring\n the bell ",
      deliveryMethodId: "3",
      date: "2026-11-24T10:15:00",
    },
  );
  const apply = (
    part: (typeof PARTS)[number],
    rule: Rule,
    data = orderRecord(source),
    tables = {},
  ) => {
    const { mapping } = settingsSchema.parse(
      settingsOf({
        [part === "orders.head" ? "head" : part === "orders.rows" ? "rows" : "customers"]: [rule],
        tables,
      }),
    );
    const applied = applyRules(readyRules(mapping, part), data, new Budget());
    if (!applied.ok) return applied.error;
    return applied.value[0] ?? null;
  };

  test("a field is carried over on one line, with what was looked at", () => {
    expect(apply("orders.head", { target: "YourReference", field: "order.comments" })).toEqual({
      target: "YourReference",
      rule: "mapping.orders.head.0",
      by: "field",
      source: "order.comments",
      value: "ring the bell",
      inputs: { "order.comments": "  ring\n the bell " },
      shortened: false,
      line: null,
    });
  });

  test("a field that is too long is cut, and that is said; a result that is too long stops the rule", () => {
    const long = orderRecord({ ...source, comments: "x".repeat(120) });
    expect(
      apply("orders.head", { target: "YourReference", field: "order.comments" }, long),
    ).toMatchObject({ value: "x".repeat(100), shortened: true });
    expect(
      apply("orders.head", { target: "YourReference", expression: "order.comments" }, long),
    ).toMatchObject({
      target: "YourReference",
      fault: { code: "too-long", rule: "mapping.orders.head.0" },
    });
  });

  test("numbers and dates are carried over as people write them", () => {
    expect(apply("orders.head", { target: "YourReference", field: "order.gross" })).toMatchObject({
      value: "15",
    });
    expect(apply("orders.head", { target: "YourReference", field: "order.date" })).toMatchObject({
      value: "2026-11-24",
    });
    expect(
      apply("orders.head", { target: "DeliveryDate", expression: "addDays(order.date, 7)" }),
    ).toMatchObject({
      value: "2026-12-01",
      by: "expression",
      inputs: { "order.date": "2026-11-24T10:15:00" },
    });
  });

  test("the default stands in for nothing, and nothing without a default leaves the field alone", () => {
    const none = orderRecord({ ...source, comments: " " });
    expect(
      apply(
        "orders.head",
        { target: "YourReference", field: "order.comments", default: "web" },
        none,
      ),
    ).toMatchObject({ value: "web", by: "default" });
    expect(
      apply("orders.head", { target: "YourReference", field: "order.comments" }, none),
    ).toBeNull();
    expect(apply("orders.head", { target: "YourReference", default: "web" }, none)).toMatchObject({
      value: "web",
      by: "default",
      source: null,
    });
  });

  test("a rule of rows sees its line and the order, and a table of the settings", () => {
    const line = source.lines[1];
    if (line === undefined) throw new Error("no line");
    expect(
      apply(
        "orders.rows",
        { target: "Text", expression: 'line.text + " (" + coalesce(order.number, "-") + ")"' },
        lineRecord(orderRecord(source), line),
      ),
    ).toMatchObject({ value: "Wrap (1001)" });
    const projects = { projects: { "3": GUID } };
    expect(
      apply(
        "orders.rows",
        { target: "ProjectId", expression: 'lookup("projects", order.deliveryMethodId)' },
        lineRecord(orderRecord(source), line),
        projects,
      ),
    ).toMatchObject({ value: GUID });
    expect(
      apply(
        "orders.rows",
        { target: "ProjectId", expression: 'coalesce(order.deliveryMethodId, "")' },
        lineRecord(orderRecord(source), line),
      ),
    ).toMatchObject({ fault: { code: "unexpected-value", value: "3" } });
  });

  test("all rules of a document share one budget", () => {
    const { mapping } = settingsSchema.parse(
      settingsOf({
        rows: [
          { target: "Text", expression: "line.text + text(sum(order.lines.map(l, l.gross)))" },
        ],
      }),
    );
    const lines = Array.from({ length: 300 }, () => ({ price: "1" }));
    const big = order(lines);
    const budget = new Budget();
    const outcomes = big.lines.map((line) =>
      applyRules(
        readyRules(mapping, "orders.rows"),
        lineRecord(orderRecord(big), line),
        budget,
        line.lineNumber,
      ),
    );
    expect(outcomes[0]?.ok).toBe(true);
    expect(outcomes.at(-1)).toMatchObject({ ok: false, error: { fault: { code: "too-heavy" } } });
    expect(DOCUMENT_STEPS - budget.left).toBeLessThanOrEqual(DOCUMENT_STEPS);
  });

  test("an order's rules are worked out once, however often it is planned, and its parts share the budget", () => {
    const { mapping } = settingsSchema.parse(
      settingsOf({
        head: [{ target: "YourReference", field: "order.comments" }],
        rows: [{ target: "Text", expression: "upper(line.text)" }],
      }),
    );
    const whole = order([{ price: "1" }, { price: "2" }], { comments: "ring" });
    const part = { ...whole, lines: whole.lines.slice(1) };
    const rules = new OrderRules();
    const planned = (of: typeof whole) => [
      rules.head(mapping, of),
      ...of.lines.map((line) => rules.row(mapping, of, line, false)),
    ];
    const first = planned(whole);
    const left = rules.budget.left;
    expect(left).toBeLessThan(DOCUMENT_STEPS);
    expect(planned(whole)).toEqual(first);
    expect(rules.budget.left).toBe(left);
    planned(part);
    expect(rules.budget.left).toBeLessThan(left);
  });

  test("a whole number goes out as a number", () => {
    const field = {
      target: "WebshopCustomerNumber",
      rule: "r",
      by: "default" as const,
      source: null,
      value: "55",
      inputs: {},
      shortened: false,
      line: null,
    };
    expect(valuesOf([field], (name) => targetNamed("customers", name))).toEqual({
      WebshopCustomerNumber: 55,
    });
  });
});

test("every target has a limit and a sentence", () => {
  for (const part of PARTS)
    for (const target of TARGETS[part])
      expect([target.name, inEnglish(target.about)]).toEqual([
        expect.any(String),
        expect.stringMatching(/^[A-Z].*\.$/),
      ]);
});
