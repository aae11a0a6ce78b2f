import { describe, expect, test } from "vitest";
import { FUNCTIONS } from "../../../src/settings/expressions/functions/index.ts";
import { faultOf, valueOf, withOrder } from "./kit.ts";
import { inEnglish } from "../../support/in-english.ts";

describe.each(FUNCTIONS.map((one) => [one.name, one] as const))("%s", (_, { examples, about }) => {
  test.each(examples)("$expression gives $result", ({ expression, result }) => {
    expect(String(valueOf(expression))).toBe(result);
  });

  test("is said in a sentence and has an example", () => {
    expect(inEnglish(about)).toMatch(/^[A-Z].*\.$/);
    expect(examples.length).toBeGreaterThan(0);
  });
});

test.each([
  ['cut("ab😀cd", 3)', "ab"],
  ['cut("ab cd", 3)', "ab"],
  ['replace("aaa", "a", "bb")', "bbbbbb"],
  ['order.number.split("-")[1]', "1001"],
  ['split("a,b", ",")[7]', null],
  ['split("a,b", ",")[0.5]', null],
  ["text(0 - 0.001, 2)", "0.00"],
  ["text(-1.005, 2)", "-1.01"],
  ['join(order.lines.map(l, l.text), " + ")', "Rope, red + Gift wrap"],
  ['join(order.lines.filter(l, l.sku != null).map(l, coalesce(l.sku, "")), ",")', "AB-1"],
  ["text(sum(order.lines.map(l, l.gross * l.quantity)), 2)", "219.80"],
  ["size(order.lines)", "2"],
  ['format(order.date, "yyyyMMdd HH:mm")', "20260227 23:30"],
  ["addDays(order.date, 2)", "2026-03-01"],
  ['addDays(date("2024-03-01"), -1)', "2024-02-29"],
  ['formatAddress(order.deliveryAddress, "\\n")', "Anna de Vries\nDam 1\n1012 AB Amsterdam\nNL"],
  ['coalesce(order.comments, order.pickup.city, "-")', "-"],
  ['coalesce("  ", "x")', "x"],
  ['coalesce("  ", null)', "  "],
  ['lookup("carriers", "toString")', null],
  ['lookup("carriers", order.comments, "none")', "none"],
  ["floor(-7.01)", "-8"],
  ["round(2.345, 2)", "2.35"],
  ["max(1, 2, 10)", "10"],
  ["7 / 2", "3.5"],
  ["10 % 3", "1"],
  ['oneLine(" a\\n\\t b ")', "a b"],
])("%s gives %s", (expression, result) => {
  expect(valueOf(expression)).toBe(result);
});

test.each([
  ["AB-####", "AB-1001", true],
  ["AB-####", "AB-10010", false],
  ["*-1*1", "AB-1001", true],
  ["*", "", true],
  ["a*b*c", "a-b-b-c", true],
  ["a*a", "a", false],
  ["?", "x", true],
  ["?", "", false],
  ["a*bc*bc", "abcbc", true],
  ["a*bc*bc", "abc", false],
])("the pattern %s over %s: %s", (pattern, text, fits) => {
  expect(valueOf(`matches(order.number, "${pattern}")`, withOrder({ number: text }))).toBe(fits);
});

test.each([
  ["1 / order.gross", withOrder({ gross: "0" }), "divided-by-zero"],
  ["number(order.number)", withOrder({ number: "NL" }), "not-a-number"],
  ["date(order.number)", withOrder({ number: "2026-02-30" }), "not-a-date"],
  ["cut(order.number, 1.5)", withOrder({}), "not-whole"],
  ["addDays(order.date, 40000)", withOrder({}), "not-whole"],
  ['addDays(date("2199-12-31"), 1)', withOrder({}), "not-a-date"],
  ['split(order.number, "")[0]', withOrder({}), "nothing-to-search"],
  ['replace(order.number, "", "x")', withOrder({}), "nothing-to-search"],
  ["order.gross * 1000000000 * 1000000000", withOrder({}), "number-too-large"],
])("%s stops the rule: %#", (expression, data, code) => {
  const fault = faultOf(expression, data);
  expect(fault).toMatchObject({ rule: "rule", code });
  expect(fault.value).not.toBe("");
});
