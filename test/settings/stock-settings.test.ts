import { describe, expect, test } from "vitest";
import { goodsSettings } from "../../src/settings/orders/codings.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { computeStock, compileStock } from "../../src/settings/stock/stock-expression.ts";
import {
  stockFaults,
  stockMoves,
  stockSettings,
  withoutStockField,
} from "../../src/settings/stock/stock-settings.ts";

const START = "2026-11-01T00:00:00+01:00";
const faults = (stock: object, orders: object = {}): readonly string[] => {
  const parsed = settingsSchema.safeParse({
    orders: { enabled: true, startLine: START, ...orders },
    stock: { enabled: true, correctionDebtor: 205, ...stock },
  });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."));
};

describe("the stock flow", () => {
  test("is off by itself, and valid as it comes out", () => {
    expect(settingsSchema.parse({}).stock).toMatchObject({
      enabled: false,
      strategy: "correction-order",
      calculation: "available",
      floorAtZero: true,
    });
  });

  test("may be on where an order that is booked moves stock in the ledger", () =>
    expect(faults({})).toEqual([]));

  test.each([
    ["without the order flow", {}, { enabled: false }, "stock.enabled"],
    ["with sales orders that are made as drafts", {}, { orderStatus: "draft" }, "stock.enabled"],
    [
      "with a rule that makes drafts of some orders",
      {},
      { typeRules: [{ customerKind: "company", type: "draft-invoice" }] },
      "stock.enabled",
    ],
    [
      "with the balance, where a rule chooses ongoing orders",
      { calculation: "balance" },
      { type: "invoice", typeRules: [{ customerKind: "company", type: "sales-order" }] },
      "stock.calculation",
    ],
    [
      "without a debtor for its correction orders",
      { correctionDebtor: null },
      {},
      "stock.correctionDebtor",
    ],
    [
      "with the guests' debtor for its correction orders",
      { correctionDebtor: 299 },
      { collectiveDebtors: [299] },
      "stock.correctionDebtor",
    ],
    [
      "with the balance, which ongoing orders don't lower",
      { calculation: "balance" },
      {},
      "stock.calculation",
    ],
    [
      "with an expression over the balance alone",
      { calculation: "expression", expression: "balance - 1" },
      {},
      "stock.calculation",
    ],
    [
      "with an expression that can't be computed",
      { calculation: "expression", expression: "availble - 1" },
      {},
      "stock.expression",
    ],
    [
      "with an expression that gives words",
      { calculation: "expression", expression: '"ten"' },
      {},
      "stock.expression",
    ],
    ["with more than a hundred per cent", { percentage: "101" }, {}, "stock.percentage"],
    ["with a margin below zero", { margin: "-1" }, {}, "stock.margin"],
    ["with a field that articles don't have", { field: "currentStock" }, {}, "stock.field"],
    ["with what nobody knows", { interval: 5 }, {}, "stock"],
  ])("can't be on %s", (_, stock, orders, path) => expect(faults(stock, orders)).toEqual([path]));

  test("writes the balance into a field: nothing there is moved by sales", () =>
    expect(
      faults({ calculation: "balance", strategy: "article-field", correctionDebtor: null }),
    ).toEqual([]));

  test.each([
    ["sales-order", "ongoing", "reserves"],
    ["sales-order", "draft", "nothing"],
    ["invoice", "ongoing", "takes"],
    ["draft-invoice", "ongoing", "nothing"],
    ["mutation", "ongoing", "nothing"],
  ] as const)("%s, %s: %s", (type, orderStatus, move) => {
    const goods = goodsSettings.parse({});
    const orders = { enabled: true, type, orderStatus, collectiveDebtors: [], goods };
    expect([...stockMoves(orders)]).toEqual([move]);
    expect(
      stockFaults({
        orders,
        stock: stockSettings.parse({ enabled: true, correctionDebtor: 205 }),
      }).map((fault) => fault.path.join(".")),
    ).toEqual(move === "nothing" ? ["stock.enabled"] : []);
    expect(
      stockFaults({
        orders,
        stock: stockSettings.parse({
          enabled: true,
          correctionDebtor: 205,
          calculation: "balance",
        }),
      }).some((fault) => fault.path.join(".") === "stock.calculation"),
    ).toBe(move === "reserves");
  });
});

describe("the tenant's own expression", () => {
  const compute = (source: string, available = "7") => {
    const compiled = compileStock(source);
    if (!compiled.ok) throw new Error(compiled.error.map(({ code }) => code).join());
    return computeStock(compiled.value, { available, balance: "9", reserved: "2", number: "MUG" });
  };
  test("computes in decimals", () =>
    expect([
      compute("available * 0.1"),
      compute("balance - reserved - 1"),
      compute('number == "MUG" ? 1 : 0'),
    ]).toEqual(["0.7", "6", "1"]));
  test("gives nothing rather than a guess", () =>
    expect(compute("10 / available", "0")).toBe(null));
});

describe("the characteristic into which stock is written", () => {
  const rules = (stock: object) => {
    const settings = settingsSchema.parse({
      orders: { enabled: true, startLine: START },
      stock: { enabled: true, field: "characteristic2", correctionDebtor: 205, ...stock },
      products: { fields: { free1: { from: "number" }, free2: { from: "number" } } },
    });
    const { free1, free2 } = withoutStockField(settings).products.fields;
    return [free1.from, free2.from];
  };

  test("is written by no rule of products", () =>
    expect(rules({ strategy: "article-field" })).toEqual(["number", "none"]));

  test("is a field like others where stock goes by orders, or is off", () => {
    expect(rules({})).toEqual(["number", "number"]);
    expect(rules({ strategy: "article-field", enabled: false })).toEqual(["number", "number"]);
  });
});
