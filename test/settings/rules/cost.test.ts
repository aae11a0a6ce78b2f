/** What a rule may cost when it is saved. */
import { describe, expect, test } from "vitest";
import { type Rule } from "../../../src/settings/rules/compile.ts";
import { tooCostly } from "../../../src/settings/rules/cost.ts";
import { MODEL_ORDER } from "../../../src/settings/rules/models.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { describedInEnglish } from "../../support/in-english.ts";

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

describe("what a rule may cost when it is saved", () => {
  const costly = (rules: Wanted) =>
    describedInEnglish(tooCostly(settingsSchema.parse(settingsOf(rules)), MODEL_ORDER));

  test("an ordinary rule passes on an order of 300 lines", () => {
    expect(
      costly({
        head: [
          {
            target: "YourReference",
            expression: 'cut(join(order.lines.map(l, l.text), ", "), 100)',
          },
        ],
        rows: [{ target: "Text", expression: 'upper(line.text) + " " + text(line.gross, 2)' }],
      }),
    ).toEqual([]);
  });

  test("one that goes through a list for each item is refused, and so is one that does it for each row", () => {
    expect(
      costly({
        head: [
          {
            target: "YourReference",
            expression: 'order.lines.all(l, size(order.lines) > 0) ? "a" : "b"',
          },
        ],
      }),
    ).toEqual([expect.stringMatching(/^mapping\.orders\.head\.0\.expression: .* steps/)]);
    expect(
      costly({
        rows: [
          { target: "Text", expression: "line.text + text(sum(order.lines.map(l, l.gross)))" },
        ],
      }),
    ).toEqual([expect.stringMatching(/^mapping\.orders\.rows\.0\.expression: .*300 lines/)]);
  });

  const faultsOf = (settings: object) =>
    describedInEnglish(tooCostly(settingsSchema.parse(settings), MODEL_ORDER));
  const SEARCH = (text: string) =>
    Array.from({ length: 8 }, () => `contains(${text}, "${"a".repeat(200)}b")`).join(" || ");

  test("rules that are light one by one are refused where together they are too heavy, at the heaviest", () => {
    const rows = ["Text", "ProjectId", "CostCenterItemId1"].map((target, index) => ({
      target,
      expression: `${Array.from({ length: 3 + index }, () => 'upper(line.text) != "x"').join(" && ")} ? "a" : "b"`,
    }));
    expect(faultsOf(settingsOf({ rows: rows.slice(0, 1) }))).toEqual([]);
    expect(faultsOf(settingsOf({ rows }))).toEqual([
      expect.stringMatching(/^mapping\.orders\.rows\.2\.expression: .*all rules together/),
    ]);
  });

  test("rules of customers, of products and of stock are measured as well", () => {
    const name = 'coalesce(customer.name, "-")';
    expect(
      faultsOf(settingsOf({ customers: [{ target: "WwwAddress", expression: `upper(${name})` }] })),
    ).toEqual([]);
    const items = `[${Array.from({ length: 90 }, () => "1").join(", ")}]`;
    expect(
      faultsOf(
        settingsOf({
          customers: [
            {
              target: "WwwAddress",
              expression: `size(${items}.map(n, n / 3 / 7)) > 0 ? "a" : ${name}`,
            },
          ],
        }),
      ),
    ).toEqual([
      expect.stringMatching(/^mapping\.customers\.0\.expression: On the largest customer/),
    ]);
    const ofNote = (expression: string) => ({
      products: { enabled: true, fields: { free1: { from: "none", expression } } },
    });
    expect(faultsOf(ofNote('upper(coalesce(note, "-"))'))).toEqual([]);
    expect(faultsOf(ofNote(`${SEARCH('coalesce(note, "")')} ? "a" : "b"`))).toEqual([
      expect.stringMatching(/^products\.fields\.free1\.expression: On the largest article/),
    ]);
    const stock = (expression: string) => ({ stock: { calculation: "expression", expression } });
    expect(faultsOf(stock("available * 0.9 - 2"))).toEqual([]);
    expect(faultsOf(stock(`available + sum(${items}.map(n, n / 3))`))).toEqual([
      expect.stringMatching(/^stock\.expression: On the largest article/),
    ]);
  });

  test("a rule that stops for another reason is no matter of cost", () => {
    expect(
      costly({
        head: [{ target: "YourReference", expression: "text(1 / (order.gross - order.gross))" }],
      }),
    ).toEqual([]);
  });
});
