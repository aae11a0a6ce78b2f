import { describe, expect, test } from "vitest";
import { FUNCTIONS } from "../../../src/settings/expressions/functions/index.ts";
import { globFault, globMatches } from "../../../src/settings/expressions/functions/text.ts";
import { dec } from "../../../src/domain/money.ts";
import { addDays, patternFault, readDate } from "../../../src/settings/expressions/dates.ts";
import { check, type Tables } from "../../../src/settings/expressions/index.ts";
import { record } from "../../../src/settings/expressions/types.ts";
import {
  isDate,
  isList,
  isNumber,
  isRecord,
  shortText,
  type Value,
} from "../../../src/settings/expressions/values.ts";
import { faultOf, ORDER, valueOf, withOrder } from "./kit.ts";
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

/** Each sign between equals, and between a smaller and a larger one. */
function comparisons(one: string, same: string, larger: string): readonly [string, boolean][] {
  return [
    [`${one} == ${same}`, true],
    [`${one} != ${same}`, false],
    [`${one} < ${same}`, false],
    [`${one} <= ${same}`, true],
    [`${one} > ${same}`, false],
    [`${one} >= ${same}`, true],
    [`${one} == ${larger}`, false],
    [`${one} != ${larger}`, true],
    [`${one} < ${larger}`, true],
    [`${one} <= ${larger}`, true],
    [`${one} > ${larger}`, false],
    [`${one} >= ${larger}`, false],
    [`${larger} < ${one}`, false],
    [`${larger} <= ${one}`, false],
    [`${larger} > ${one}`, true],
    [`${larger} >= ${one}`, true],
  ];
}

test.each<[string, string | boolean | null]>([
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
  // Signs of comparison, over each kind that has an order.
  ...["1", "1.0"].flatMap((one) => comparisons(one, "1", "2")),
  ...comparisons('"B"', '"B"', '"a"'),
  ...comparisons("order.date", "order.date", 'date("2026-02-28")'),
  ...comparisons('date("2026-02-27")', 'date("2026-02-27T00:00:00")', "order.date"),
  ["true == true", true],
  ["true == false", false],
  ["false != true", true],
  ["null == null", true],
  ["null != null", false],
  ["null == 1", false],
  ["1 != null", true],
  ["order.comments == order.pickup.city", true],
  // Items of a list.
  ['split("a,b", ",")[0]', "a"],
  ['split("a,b", ",")[2]', null],
  ['split("a,b", ",")[-1]', null],
  ["order.tags[0]", null],
  ["order.lines.exists(l, l.gross > 1000)", false],
  ["order.lines.all(l, l.gross > 1)", true],
  ['join(order.lines.filter(l, l.gross > 100).map(l, l.text), "")', "Rope, red"],
  ['"c" in ["a", "b"]', false],
  ["null in order.lines.map(l, l.sku)", true],
  ["null in [1, 2]", false],
  // Figures.
  ["-order.gross", "-119.7"],
  ["5 - 7", "-2"],
  ["2 * 3.5", "7"],
  ["floor(-2)", "-2"],
  ["floor(2)", "2"],
  ["floor(-2.5)", "-3"],
  ["round(-0.4)", "0"],
  ["round(1.0000000001 / 2, 10)", "0.5000000001"],
  ["abs(2)", "2"],
  ["min(2, 1, 3)", "1"],
  ["max(2, 3, 1)", "3"],
  ["text(1, 0)", "1"],
  ["text(1, 10)", "1.0000000000"],
  ["text(-0.4, 0)", "0"],
  ["text(-0.5, 0)", "-1"],
  ["text(-10, 2)", "-10.00"],
  ["text(0.05, 1)", "0.1"],
  ['number(" 12.5 ")', "12.5"],
  ['number("1e5", 7)', "7"],
  ['number("", 7)', "7"],
  [`number("${"0".repeat(39)}1", 7)`, "1"],
  [`number("${"0".repeat(40)}1", 7)`, "7"],
  // Texts.
  ['cut("abc", 0)', ""],
  ['cut("abc", 10000)', "abc"],
  ['startsWith("abc", "b")', false],
  ['startsWith("abc", "ab")', true],
  ['endsWith("abc", "b")', false],
  ['endsWith("abc", "bc")', true],
  ['contains("abc", "b")', true],
  ['contains("abc", "d")', false],
  ['contains("abc", "")', true],
  ['replace("abc", "b", "")', "ac"],
  ["size(order.number)", "7"],
  ['join(["a"], ",")', "a"],
  ['trim(" a b ")', "a b"],
  // Days.
  ['format(order.date, "yyyy yy MM M dd d HH mm ss")', "2026 26 02 2 27 27 23 30 00"],
  ['format(date("2026-11-03"), "M/d HH:mm:ss")', "11/3 00:00:00"],
  ['format(addDays(order.date, 1), "dd HH:mm")', "28 23:30"],
  ["addDays(order.date, 0)", "2026-02-27"],
  ['addDays(date("2000-01-01"), 36525)', "2100-01-01"],
  ['addDays(date("2100-01-01"), -36525)', "2000-01-01"],
  // What there is first.
  ['coalesce(null, "  ", "x")', "x"],
  ['coalesce(null, "", " ")', " "],
  ["coalesce(null, order.discount, 3)", "3"],
  ["coalesce(order.paid, true)", true],
  ['lookup("carriers", "99")', null],
  ['lookup("carriers", "14", "none")', "DHL"],
  ['lookup("carriers", "toString", "none")', "none"],
  ["has(order.paid)", true],
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
  ["ab*ba", "aba", false],
  ["ab*ba", "abba", true],
  ["a*c*c", "ac", false],
  ["a*b*c", "abc", true],
  ["a*b*c", "ac", false],
  ["a*bb*c", "abc", false],
  ["a*b*d*c", "adbc", false],
  ["a*b*d*c", "axbxdxc", true],
  ["#", "0", true],
  ["#", "9", true],
  ["#", "/", false],
  ["#", ":", false],
  ["*#", "a1", true],
  ["*#*", "abc", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["?*", "", false],
  ["*?", "x", true],
  ["AB", "ab", false],
  ["AB", "ABC", false],
  ["ABC", "AB", false],
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

test.each([
  ["^a", "expressions.regularExpression"],
  ["a$", "expressions.regularExpression"],
  ["\\d", "expressions.regularExpression"],
  ["\\w", "expressions.regularExpression"],
  ["\\s", "expressions.regularExpression"],
  ["\\b", "expressions.regularExpression"],
  ["a\\.b", "expressions.regularExpression"],
  ["a.*", "expressions.regularExpression"],
  ["a.+", "expressions.regularExpression"],
  ["[ab]", "expressions.regularExpression"],
  ["x[]", "expressions.regularExpression"],
  ["(ab|c)", "expressions.regularExpression"],
  ["(ab+", "expressions.regularExpression"],
  ["(a*)", "expressions.regularExpression"],
  ["(a?)", "expressions.regularExpression"],
  ["", "expressions.emptyPattern"],
  ["a".repeat(101), "expressions.patternTooLong"],
])("the pattern %s is refused: %s", (pattern, id) => {
  expect(globFault(pattern)?.id).toBe(id);
});

test.each(["a^", "$a", "a.b", "(a)", "a|b", "a+", "[a", "a]", "\\x", "(a)b*", "a".repeat(100)])(
  "the pattern %s is one",
  (pattern) => {
    expect(globFault(pattern)).toBeNull();
  },
);

test("a pattern is held against the whole text, each run between stars once", () => {
  expect(globMatches("a".repeat(50), "*a*a*a*")).toBe(true);
  expect(globMatches("aa", "*a*a*a*")).toBe(false);
});

test.each([
  ["dd-MM-yyyy HH:mm:ss", null],
  ["yyyyMMdd", null],
  ["d.M.yy", null],
  ["", null],
  ["dd jjjj", "jjjj"],
  ["yyyyMMddT", "yyyyMMddT"],
  ["ddd", "ddd"],
  ["yyy", "yyy"],
  ["D", "D"],
])("the pattern %j of a day: %j isn't known", (pattern, letters) => {
  const fault = patternFault(pattern);
  expect(fault?.args ?? null).toEqual(
    letters === null ? null : { parts: "yyyy, yy, MM, M, dd, d, HH, mm, ss", letters },
  );
});

test("a day is moved by at most a hundred years, and stays between 1900 and 2199", () => {
  const day = (text: string) => readDate(text) ?? expect.fail(text);
  expect(addDays(day("2000-01-01T10:00:00"), 1)).toEqual({
    kind: "date",
    day: "2000-01-02",
    time: "10:00:00",
  });
  for (const [from, days] of [
    ["2050-01-01", 36_526],
    ["2050-01-01", -36_526],
    ["2199-12-31", 1],
    ["1900-01-01", -1],
  ] as const)
    expect(() => addDays(day(from), days)).toThrow(
      expect.objectContaining({
        code: "not-a-date",
        value: { id: "expressions.values.dayAndDays", args: { day: from, days } },
      }),
    );
});

test.each([
  [null, { id: "expressions.kinds.nothing" }],
  [["a", "b"], { id: "expressions.values.list", args: { count: 2 } }],
  ["a".repeat(80), "a".repeat(80)],
  ["a".repeat(81), `${"a".repeat(80)}…`],
  [true, "true"],
  [false, "false"],
  [dec("12.50"), "12.5"],
  [{ kind: "date", day: "2026-03-09", time: null }, "2026-03-09"],
  [{ kind: "date", day: "2026-03-09", time: "10:00:00" }, "2026-03-09 10:00:00"],
  [{ kind: "record", type: record("line", {}), data: {} }, "line"],
] as const)("%j is shown as %j", (value, words) => {
  expect(shortText(value)).toEqual(words);
});

test("what is no list, number, day or record isn't taken for one", () => {
  const values = [null, "a", true, dec("1"), ["a"], readDate("2026-03-09"), ORDER_RECORD] as const;
  const found = (is: (value: Value) => boolean) => values.map((value, at) => (is(value) ? at : -1));
  const only = (index: number) => values.map((_, at) => (at === index ? at : -1));
  expect([found(isNumber), found(isList)]).toEqual([only(3), only(4)]);
  expect([found(isDate), found(isRecord)]).toEqual([only(5), only(6)]);
});

const ORDER_RECORD = { kind: "record", type: record("order", {}), data: {} } as const;

test("an address is its parts that are filled, on one line or under each other", () => {
  const of = (deliveryAddress: object, separator = ", ") =>
    valueOf(
      `formatAddress(order.deliveryAddress, "${separator}")`,
      withOrder({ deliveryAddress: { ...ORDER.order.deliveryAddress, ...deliveryAddress } }),
    );
  expect(of({ street2: " 2nd floor " })).toBe(
    "Anna de Vries, Dam 1, 2nd floor, 1012 AB Amsterdam, NL",
  );
  expect(of({ postCode: "" })).toBe("Anna de Vries, Dam 1, Amsterdam, NL");
  expect(of({ city: null, country: " " })).toBe("Anna de Vries, Dam 1, 1012 AB");
  expect(of({ name: 7, street: undefined }, "/")).toBe("1012 AB Amsterdam/NL");
});

test("a table that isn't there is told with those that are", () => {
  const told = (tables: object) => {
    const checked = check('lookup("x", "1")', {
      name: "rule",
      fields: {},
      target: { kind: "text", max: 500, required: false },
      tables: tables as Tables,
    });
    return checked.ok ? "" : inEnglish(checked.error[0]?.message ?? expect.fail());
  };
  expect(told({})).not.toContain("Available");
  expect(told({ a: {}, b: {} })).toContain("Available: a, b");
  expect(told({ x: {} })).toBe("");
});
