/** Kinds of values while an expression is checked: what agrees with what, and what is remembered. */
import { describe, expect, test } from "vitest";
import { check, type Target } from "../../../src/settings/expressions/index.ts";
import { nearest } from "../../../src/settings/expressions/scope.ts";
import {
  about,
  DATE,
  either,
  filled,
  list,
  mayBeEmpty,
  named,
  NOTHING,
  NUMBER,
  optional,
  record,
  text,
  type Type,
  UNKNOWN,
  YES_NO,
} from "../../../src/settings/expressions/types.ts";
import { message } from "../../../src/messages/message.ts";
import { inEnglish } from "../../support/in-english.ts";
import { compiled, faults, TEXT } from "./kit.ts";

const CONDITION: Target = { kind: "yes-no", required: false };
const codes = (expression: string, target: Target = TEXT): readonly string[] =>
  faults(expression, target).map(({ code }) => code);

describe("one mistake gives one fault, whatever stands around it", () => {
  test.each([
    "ordr + ordr2",
    "upper(ordr + ordr2)",
    'ordr + "a"',
    '"a" + ordr',
    "-ordr",
    "!ordr",
    "ordr && true",
    "true || ordr",
    "ordr == 1",
    '"a" == ordr',
    "ordr < true",
    "ordr in order.lines",
    "1 in ordr",
    "1 in [ordr]",
    "[ordr, 1][0]",
    "ordr[0]",
    "ordr[0].text",
    "ordr.text.text",
    "order.lines[ordr].text",
    "ordr.map(x, x)",
    "ordr.exists(x, x.paid)",
    "order.lines.map(l, ordr)[0]",
    "ordr ? 1 : 2",
    "true ? ordr : 2",
    'order.paid ? "a" : ordr',
    "upper(ordr)",
    "cut(ordr, 2)",
    "join([ordr], ordr2)",
    "sum([ordr])",
    "formatAddress(ordr)",
    "coalesce(ordr, 1)",
    "coalesce(1, ordr)",
    "has(ordr)",
    'lookup("carriers", ordr)',
  ])("%s", (expression) => {
    const wrong = ["ordr", "ordr2"].filter((name) => new RegExp(`\\b${name}\\b`).test(expression));
    expect(codes(expression)).toEqual(wrong.map(() => "unknown-name"));
  });

  test("but a part whose kind is known in spite of it is held to that", () => {
    expect(codes("upper(ordr - ordr)")).toEqual(
      ["wrong-type", "unknown-name", "unknown-name"].toSorted(),
    );
    expect(codes("upper(ordr + 1)")).toEqual(["unknown-name", "wrong-type"]);
    expect(codes("upper(1 + ordr)")).toEqual(["unknown-name", "wrong-type"]);
    expect(codes("upper(ordr == 1)")).toEqual(["unknown-name", "wrong-type"]);
    expect(codes('"a" + ordr + 1')).toEqual(["unknown-name", "wrong-type"]);
  });
});

describe("what goes together", () => {
  test.each([
    "order.comments == null",
    "null != order.discount",
    "null == null",
    "null in order.lines.map(l, l.sku)",
    '"a" in order.lines.map(l, l.sku)',
    "1 in [1, null]",
    "order.date == order.date",
    "order.paid == true",
    'order.comments == "a"',
    'has(order.tags) && "a" in order.tags',
    "has(order.lines)",
    "has(order)",
    "has(order.lines.map(l, l.sku))",
    "size(order.lines.map(l, l.sku)) > 0",
    "order.tags != null && order.tags.exists(t, has(t))",
  ])("%s", (expression) => {
    expect(codes(expression, CONDITION)).toEqual([]);
  });

  test.each([
    // What a test has shown to be filled.
    ['null != order.comments ? upper(order.comments) : ""', []],
    ['!has(order.comments) ? "" : upper(order.comments)', []],
    ['has(order.comments) && has(order.discount) ? order.comments + text(order.discount) : ""', []],
    [
      '(order.comments == null || order.discount == null) ? "" : order.comments + text(order.discount)',
      [],
    ],
    ['has(order.comments) ? (order.paid ? upper(order.comments) : "") : ""', []],
    ['has(order.pickup) ? formatAddress(order.pickup) : ""', []],
    // What it hasn't.
    ['order.comments == null ? upper(order.comments) : ""', ["may-be-empty"]],
    ['!has(order.comments) ? upper(order.comments) : ""', ["may-be-empty"]],
    ['has(order.comments) ? "" : upper(order.comments)', ["may-be-empty"]],
    ['has(order.discount) ? upper(order.comments) : ""', ["may-be-empty"]],
    ['has(order.comments) && order.paid ? "" : upper(order.comments)', ["may-be-empty"]],
    ['has(order.comments) || order.paid ? upper(order.comments) : ""', ["may-be-empty"]],
    ['order.comments != "a" ? upper(order.comments) : ""', ["may-be-empty"]],
    ['order.comments == "a" ? "" : upper(order.comments)', ["may-be-empty"]],
    ['has(order.lines[0].sku) ? upper(order.lines[0].sku) : ""', ["may-be-empty"]],
    ['has("a") ? upper(order.comments) : ""', ["may-be-empty"]],
    ['startsWith(order.number, "a") ? upper(order.comments) : ""', ["may-be-empty"]],
  ] as const)("%s: %j", (expression, found) => {
    expect(codes(expression)).toEqual(found);
  });

  test("what is filled around a list is filled for each of its items, and so is what an item shows", () => {
    expect(
      codes(
        "has(order.comments) && order.lines.exists(l, upper(order.comments) == l.text)",
        CONDITION,
      ),
    ).toEqual([]);
    expect(codes("order.lines.exists(l, has(l.sku) && upper(l.sku) == l.text)", CONDITION)).toEqual(
      [],
    );
    expect(codes("order.lines.exists(l, has(l.sku)) && l.sku == null", CONDITION)).toEqual([
      "unknown-name",
    ]);
  });
});

describe("how long a text may become is known", () => {
  test.each([
    ['"abc"', 3],
    ['"abc" + "de"', 5],
    ['cut(order.number, 5) + "de"', 7],
    ['"de" + cut(order.number, 5)', 7],
    ['cut("abc", 5)', 3],
    ['cut("abc", 2)', 2],
    ['trim("abc")', 3],
    ['oneLine("abc")', 3],
    ['coalesce(split("abc", ",")[0], "abcd")', 4],
    ["text(1)", 40],
    ["text(1, 2)", 40],
    ['order.paid ? "abc" : "abcd"', 4],
    ['order.paid ? "abcd" : "abc"', 4],
    ['order.paid ? "abc" : null', 3],
    ['["a", "abc", "ab"].filter(t, has(t))[0]', 3],
    ['coalesce(order.lines.map(l, "abc")[0], "a")', 3],
  ])("%s: %i characters", (expression, most) => {
    const target = (max: number): Target => ({ ...TEXT, kind: "text", max });
    expect(compiled(expression, target(most)).remarks).toEqual([]);
    const short = check(expression, {
      name: "r",
      fields: { order: ORDER_TYPE },
      target: target(most - 1),
    });
    // A text that is written out can't fit; anything else may not.
    if (short.ok)
      expect(short.value.remarks).toEqual([
        { id: "expressions.mayBeTooLong", args: { most: most - 1 } },
      ]);
    else
      expect(short.error.map((one) => one.message)).toEqual([
        { id: "expressions.textTooLong", args: { most: most - 1, length: most } },
      ]);
  });

  test.each([
    "order.number",
    '"a" + order.number',
    'order.number + "a"',
    "cut(order.number, order.gross)",
    "upper(order.number)",
    "lower(order.number)",
    'replace("a", "a", "b")',
    'join(["a"], "")',
    'format(order.date, "d")',
    'lookup("carriers", "12")',
    'lookup("carriers", "12", "a")',
    "formatAddress(order.deliveryAddress)",
    'order.paid ? "a" : order.number',
    'order.paid ? order.number : "a"',
    'coalesce(order.comments, "a")',
    "trim(order.number)",
  ])("but not of %s", (expression) => {
    expect(compiled(expression, TEXT).remarks).toHaveLength(1);
  });

  test("a figure, a day and a condition have no length", () => {
    for (const expression of ["order.gross", "order.date", "order.paid", "null"])
      expect(compiled(expression).remarks).toEqual([]);
  });
});

const ORDER_TYPE = record("order", {
  number: text(),
  paid: YES_NO,
  gross: NUMBER,
  lines: list(record("line", { text: text() })),
});

describe("either of two kinds", () => {
  const [line, other] = [record("line", { a: NUMBER }), record("other", { a: NUMBER })];
  test.each<[Type, Type, Type | null]>([
    [UNKNOWN, NUMBER, UNKNOWN],
    [NUMBER, UNKNOWN, UNKNOWN],
    [NOTHING, NOTHING, NOTHING],
    [NOTHING, NUMBER, optional(NUMBER)],
    [NUMBER, NOTHING, optional(NUMBER)],
    [NUMBER, NUMBER, NUMBER],
    [NUMBER, optional(NUMBER), optional(NUMBER)],
    [optional(NUMBER), NUMBER, optional(NUMBER)],
    [NUMBER, DATE, null],
    [NUMBER, text(), null],
    [text(), NUMBER, null],
    [text(3), text(5), text(5)],
    [text(5), text(3), text(5)],
    [text(3), text(), text()],
    [text(), text(3), text()],
    [optional(text(3)), text(5), optional(text(5))],
    [text(3), optional(text(5)), optional(text(5))],
    [list(NUMBER), list(NUMBER), list(NUMBER)],
    [list(text(3)), list(text(5)), list(text(5))],
    [list(NUMBER), list(DATE), null],
    [list(NUMBER), NUMBER, null],
    [NUMBER, list(NUMBER), null],
    [optional(list(NUMBER)), list(NUMBER), optional(list(NUMBER))],
    [list(NUMBER), optional(list(NUMBER)), optional(list(NUMBER))],
    [line, line, line],
    [line, optional(line), optional(line)],
    [line, other, null],
    [line, NUMBER, null],
    [NUMBER, line, null],
  ])("%j or %j", (a, b, both) => {
    expect(either(a, b)).toEqual(both);
  });
});

test("a kind is named in words, a list by what it holds", () => {
  const names = (type: Type): string => inEnglish(named(type));
  expect([text(), NUMBER, YES_NO, DATE, NOTHING].map(names)).toEqual([
    "text",
    "a number",
    "yes or no",
    "a date",
    "nothing",
  ]);
  expect(names(list(text()))).toBe("a list of text");
  expect(names(list(record("line", {})))).toBe("a list of lines");
  expect(names(list(NUMBER))).toMatch(/^a list of .*number/);
  expect(names(list(list(text())))).toBe("a list of a list of text");
  expect(names(record("address", {}))).toBe("a whole address");
  expect(names(UNKNOWN)).not.toBe("");
});

test("what may be empty is said by the kind alone", () => {
  expect([NOTHING, optional(NUMBER), optional(list(NUMBER))].map(mayBeEmpty)).toEqual([
    true,
    true,
    true,
  ]);
  expect([UNKNOWN, NUMBER, list(optional(NUMBER))].map(mayBeEmpty)).toEqual([false, false, false]);
  expect(filled(optional(NUMBER))).toEqual(NUMBER);
  expect([filled(NUMBER), filled(NOTHING), optional(NOTHING)]).toEqual([NUMBER, NOTHING, NOTHING]);
  const words = message("described.order.comments");
  expect(about(NUMBER, words)).toEqual({ ...NUMBER, about: words });
  expect(about(NOTHING, words)).toEqual(NOTHING);
});

test.each([
  ["ab", ["cd", "ac"], "ac"],
  ["ab", ["cd"], null],
  ["a", ["ab"], "ab"],
  ["abc", ["ab"], "ab"],
  ["abcde", ["abxye"], null],
  ["abcdef", ["abxyef"], "abxyef"],
  ["abcdef", ["axxxef"], null],
  ["abcdefghi", ["xxxdefghi"], "xxxdefghi"],
  ["NUMBER", ["number"], "number"],
  ["number", ["NUMBER"], "NUMBER"],
  ["nubmer", ["number"], "number"],
  ["numbr", ["number"], "number"],
  ["numbers", ["number"], "number"],
  ["xnumber", ["number"], "number"],
  ["cat", ["bat", "hat"], "bat"],
  ["", ["a"], "a"],
  ["", ["ab"], null],
  ["a", [], null],
])("for %j the nearest of %j is %j", (name, names, wanted) => {
  expect(nearest(name, names)).toBe(wanted);
});
