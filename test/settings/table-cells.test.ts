/** Rows of look-ups that a form shows alone: what it doesn't show stays. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { usedLookups } from "../../src/settings/lookups/used-lookups.ts";
import { choose } from "../../src/settings/lookups/lookup.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import {
  cellValue,
  gridKey,
  gridOf,
  unmappedIn,
  withCells,
} from "../../src/settings/lookups/table-cells.ts";

const lookups = (of: object) => settingsSchema.parse({ lookups: of }).lookups;
const code = fc.constantFrom("25%", "12%", "6%", "0%");
const country = fc.constantFrom("", "NL", "FI", "EU", "WORLD");
const key = fc.oneof(
  fc.tuple(code, country).map(([one, at]) => gridKey(one, at)),
  fc.constantFrom("25%@NL/private", "25% from 2026-01-01", "@EU/company"),
);
const account = fc.constantFrom("3001", "3002", "3003");

test("a grid sent as it was shown changes nothing, and a changed cell changes its key alone", () => {
  fc.assert(
    fc.property(fc.dictionary(key, account), code, country, account, (table, one, at, to) => {
      const before = lookups({ revenueAccount: { default: "3000", table } });
      const { revenueAccount } = before;
      const grid = gridOf(revenueAccount, false, ["25%"], ["SE"]);
      const cells = grid.codes.flatMap((row) =>
        grid.countries.map((column) => {
          const cell = { name: "revenueAccount" as const, key: gridKey(row, column) };
          return { ...cell, to: cellValue(before, cell) };
        }),
      );
      expect(withCells(before, cells)).toEqual(before);
      const shown = cells.filter((cell) => cell.to !== "").length;
      expect(shown + grid.narrower).toBe(Object.keys(table).length);
      const changed = { name: "revenueAccount" as const, key: gridKey(one, at), to };
      expect(withCells(before, [...cells, changed]).revenueAccount).toEqual({
        ...revenueAccount,
        table: { ...table, [changed.key]: to },
      });
    }),
  );
});

test("an account that a cell gives is the one that an order of that country and rate gets", () => {
  const before = lookups({ revenueAccount: { table: { "25%": "3001" } } });
  const { revenueAccount } = withCells(before, [
    { name: "revenueAccount", key: gridKey("25%", "NL"), to: "3106" },
  ]);
  expect(choose(revenueAccount, "25%", { country: "NL" }).value).toBe("3106");
  expect(choose(revenueAccount, "25%", { country: "SE" }).value).toBe("3001");
});

test("blank takes a row away, and the value for the rest", () => {
  const before = lookups({ revenueAccount: { default: "3000", table: { "25%": "3001" } } });
  expect(
    withCells(before, [
      { name: "revenueAccount", key: "25%", to: "" },
      { name: "revenueAccount", key: null, to: "" },
    ]).revenueAccount,
  ).toEqual({ table: {} });
});

test.each([
  [{ type: "sales-order" }, ["salesType", "giftCard"]],
  [{ type: "draft-invoice", payments: "register" }, ["salesType", "giftCard", "paymentMethod"]],
  [{ type: "invoice" }, ["salesType", "giftCard"]],
  [{ type: "invoice", payments: "register" }, ["salesType", "giftCard", "paymentMethod"]],
  [{ type: "mutation" }, []],
  [{ type: "mutation", voucher: { paid: "clearing" } }, ["clearingAccount"]],
  [{ type: "invoice", wholeUnits: "mutation" }, ["salesType", "giftCard"]],
  [
    {
      type: "sales-order",
      voucher: { paid: "clearing" },
      typeRules: [{ customerKind: "private", type: "mutation" }],
    },
    ["salesType", "giftCard", "clearingAccount"],
  ],
])("with %j these look-ups are asked for and needed", (orders, asked) => {
  const account = { default: "1510", table: {} };
  const settings = settingsSchema.parse({
    orders,
    lookups: {
      receivableAccount: account,
      revenueAccount: account,
      vatAccount: account,
      clearingAccount: account,
    },
  });
  expect(usedLookups(settings)).toEqual(asked);
});

test("unmapped is what orders had and nothing says anything of, the most used first", () => {
  const occurred = [
    { paymentMethod: ["1", "2"], day: "2026-02-01" },
    { paymentMethod: ["2"], day: "2026-02-03" },
    { paymentMethod: ["3"], day: "2026-02-02" },
    { paymentMethod: ["4"] },
  ];
  const told = (paymentMethod: object) =>
    unmappedIn(["paymentMethod"], lookups({ paymentMethod }), occurred);
  expect(told({ table: { "1": "a", "4@NL": "b" } })).toEqual([
    { name: "paymentMethod", value: "2", orders: 2, last: "2026-02-03" },
    { name: "paymentMethod", value: "3", orders: 1, last: "2026-02-02" },
  ]);
  expect(told({ default: "a" })).toEqual([]);
  expect(told({ force: "a" })).toEqual([]);
});
