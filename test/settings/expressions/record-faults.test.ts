/**
 * What stops a saved expression on a record: the code, the value that it failed on, and the place,
 * between « and ». A tree that was never checked is a bug and throws.
 */
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../src/settings/expressions/index.ts";
import { parse } from "../../../src/settings/expressions/parse.ts";
import { compiled, faultOf, FIELDS, ORDER, said, unmarked, valueOf, withOrder } from "./kit.ts";

const LONG = "a".repeat(5001);
const DIGITS = "1".repeat(61);

describe("what stops a rule", () => {
  test.each([
    ["1 + «1 / 0»", {}, "divided-by-zero", "1"],
    ["1 +\n «order.gross % 0»", {}, "divided-by-zero", "119.7"],
    ["upper(order.number) +\n text(«number(order.number)»)", {}, "not-a-number", "NL-1001"],
    ["order.lines.exists(l, «number(l.text)» > 1)", {}, "not-a-number", "Rope, red"],
    ['format(«date(order.number)», "dd")', {}, "not-a-date", "NL-1001"],
    ['"a" + «cut(order.number, 1.5)»', {}, "not-whole", "1.5"],
    ["«cut(order.number, -1)»", {}, "not-whole", "-1"],
    ["«cut(order.number, 10001)»", {}, "not-whole", "10001"],
    ["«text(1, 11)»", {}, "not-whole", "11"],
    ["«text(1, -1)»", {}, "not-whole", "-1"],
    ["«text(1, 0.5)»", {}, "not-whole", "0.5"],
    ["«round(1, 11)»", {}, "not-whole", "11"],
    ["«round(1, -1)»", {}, "not-whole", "-1"],
    ["«addDays(order.date, 36526)»", {}, "not-whole", "36526"],
    ["«addDays(order.date, -36526)»", {}, "not-whole", "-36526"],
    ["«addDays(order.date, 0.5)»", {}, "not-whole", "0.5"],
    ['«split(order.number, "")»[0]', {}, "nothing-to-search", {}],
    ['"a" + «replace(order.number, "", "x")»', {}, "nothing-to-search", {}],
    ["«-order.gross * 1000000000 * 1000000000»", {}, "number-too-large", "-119700000000000000000"],
    ["«order.number + upper(order.number)»", { number: LONG }, "too-long", "10002"],
    ["«order.number»", { number: LONG.slice(0, 501) }, "too-long", `${LONG.slice(0, 80)}…`],
    // A record that isn't what its fields say.
    ["«order.number»", { number: null }, "empty", {}],
    ["«order.number»", { number: undefined }, "empty", {}],
    ["«order.number»", { number: 7 }, "unexpected-value", "7"],
    ["«order.number»", { number: { a: 1 } }, "unexpected-value", "object"],
    ["text(«order.gross»)", { gross: "1e3" }, "unexpected-value", "1e3"],
    ["text(«order.gross»)", { gross: "" }, "unexpected-value", ""],
    ["text(«order.gross»)", { gross: true }, "unexpected-value", "true"],
    ["text(«order.gross»)", { gross: 1.5 }, "unexpected-value", "1.5"],
    ["text(«order.gross»)", { gross: DIGITS }, "unexpected-value", DIGITS],
    ["«order.paid»", { paid: LONG }, "unexpected-value", LONG.slice(0, 80)],
    ["«order.date»", { date: 20_260_227 }, "unexpected-value", "20260227"],
    ["«order.date»", { date: "2026-02-30" }, "unexpected-value", "2026-02-30"],
    ["size(«order.lines»)", { lines: "x" }, "unexpected-value", "x"],
    ["size(«order.lines»)", { lines: {} }, "unexpected-value", "object"],
    ["size(«order.lines»)", { lines: [1] }, "unexpected-value", "1"],
    ["size(«order.lines»)", { lines: [null] }, "empty", {}],
    ["«order.pickup».city", { pickup: [] }, "unexpected-value", "object"],
    ["«order.pickup».city", { pickup: "Amsterdam" }, "unexpected-value", "Amsterdam"],
    ["«order.pickup».city", { pickup: true }, "unexpected-value", "true"],
  ])("%s on %j: %s, told with %j", (marked, changes, code, value) => {
    const { source, places } = unmarked(marked);
    expect(faultOf(source, withOrder(changes))).toMatchObject({ code, value, at: places[0] });
  });

  test("a result that the target can't take is the fault of the whole expression", () => {
    const cents = { kind: "number", decimals: 2, required: true } as const;
    expect(faultOf("order.gross /\n 11", ORDER, cents)).toMatchObject({
      code: "too-many-decimals",
      message: { args: { decimals: 2 } },
      value: "10.88181818181818181818",
      at: { offset: 0, length: 17, line: 1, column: 1 },
    });
  });

  test("the fault says which field, or which figure, in words", () => {
    const told = (expression: string, changes = {}): string =>
      said(faultOf(expression, withOrder(changes)));
    expect(told("order.number", { number: 7 })).toBe("number isn't text.");
    expect(told("order.number", { number: null })).toBe("number is empty, but must have a value.");
    expect(told("text(size(order.lines))", { lines: "x" })).toBe("lines isn't a list of lines.");
    expect(told("text(1, 11)")).toMatch(/decimals must be a whole number from 0 to 10\.$/);
    expect(told("round(1, 11)")).toMatch(/decimals must be a whole number from 0 to 10\.$/);
    expect(told("cut(order.number, -1)")).toMatch(/characters .* from 0 to 10000\.$/);
    expect(told("addDays(order.date, 0.5)")).toMatch(/days .* from -36525 to 36525\.$/);
    expect(told('split(order.number, "")[0]')).toMatch(/^split needs at least one character/);
    expect(told('replace(order.number, "", "")')).toMatch(/^replace needs at least one character/);
    expect(told("order.number", { number: LONG.slice(0, 501) })).toMatch(/501 characters.*500/);
    expect(told("order.number + order.number", { number: LONG })).toMatch(/than 10000 characters/);
    expect(told("order.gross * 1000000000 * 1000000000")).toMatch(/at most 15 digits/);
  });
});

test.each([
  ["text(order.gross)", { gross: 119 }, "119"],
  ["text(order.gross)", { gross: "1".repeat(15).padStart(60, "0") }, "1".repeat(15)],
  ["order.comments", { comments: undefined }, null],
  ["order.comments", { comments: "" }, ""],
  ["order.date", { date: "1900-01-01" }, "1900-01-01"],
  ["order.date", { date: "2199-12-31" }, "2199-12-31"],
])("%s on %j is taken", (expression, changes, value) => {
  expect(valueOf(expression, withOrder(changes))).toBe(value);
});

test.each(["1899-12-31", "2200-01-01", "2026-13-01", "today", ""])("%s is no date", (date) => {
  expect(faultOf("order.date", withOrder({ date }))).toMatchObject({ code: "unexpected-value" });
});

describe("a tree that was never checked is a bug", () => {
  test.each([
    ["order.number.size", "string for a field"],
    ["order.number[0]", "string for a list"],
    ['order.lines["0"]', "string for a number"],
    ["!order.number", "string for yes or no"],
    ["-order.number", "string for a number"],
    ["order.number && true", "string for yes or no"],
    ["order.comments ? 1 : 2", "nothing for yes or no"],
    ['order.gross + "a"', "string for a number"],
    ["1 in order.number", "string for a list"],
    ["order == order", "object for a single value"],
    ["order.number.all(l, true)", "string for a list"],
    ["upper(order.gross)", "a checked expression got object"],
    ["upper(order.comments)", "a checked expression got nothing"],
    ["round(order.number)", "a checked expression got string"],
    ['format(order.number, "d")', "a checked expression got string"],
    ["formatAddress(order.number)", "a checked expression got string"],
    ["sum(order.number)", "a checked expression got string"],
    ['join([1], "")', "a checked expression got object"],
    ['sum(["a"])', "a checked expression got string"],
    ["upper()", "no function upper of 0"],
    ["nothing(1)", "no function nothing of 1"],
    ["ordr", "no field ordr"],
    ["order.nmber", "no field nmber"],
    ["toString", "no field toString"],
    ["order.lines", "a checked expression gave a list or a record"],
    ["order", "a checked expression gave a list or a record"],
  ])("%s: %s", (source, words) => {
    const parsed = parse(source);
    if (!parsed.ok) throw new Error(parsed.error.code);
    const unchecked = { ...compiled("order.number"), fields: FIELDS, tree: parsed.value };
    // Not by its words alone: toThrow takes a thrown undefined for any of them.
    expect(() => evaluate(unchecked, ORDER)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(words) }),
    );
  });
});
