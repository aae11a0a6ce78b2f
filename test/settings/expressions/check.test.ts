/** What is refused when a rule is saved, with its place and in words. */
import { expect, test } from "vitest";
import { FIELDS, AMOUNT, compiled, faults, said, TEXT, withOrder } from "./kit.ts";
import { check, evaluate } from "../../../src/settings/expressions/index.ts";

const CONDITION = { kind: "yes-no", required: false } as const;
const DAY = { kind: "date", required: false } as const;

test.each([
  ["order.nmber", "unknown-field", 7, "Did you mean “number”?"],
  ["ordr.number", "unknown-name", 1, "Did you mean “order”?"],
  ["uper(order.number)", "unknown-function", 1, "Did you mean “upper”?"],
  ["upper(order.number, 2)", "wrong-count", 1, "upper(text)"],
  ["order.number + order.gross", "wrong-type", 16, "text(…)"],
  ["order.number + order.comments", "may-be-empty", 16, "coalesce(order.comments, …)"],
  ["upper(order.comments)", "may-be-empty", 7, "coalesce"],
  ['order.deliveryAddress.city + ""', "may-be-empty", 1, "order.deliveryAddress.city may be empty"],
  ["text(order.pickup.city)", "wrong-type", 6, "a number"],
  ["order.lines.text", "unknown-field", 13, ".map(item, …)"],
  ['order.gross == "1"', "wrong-type", 1, "can't be compared"],
  ['order.discount > 1 ? "a" : "b"', "may-be-empty", 1, "coalesce"],
  ['order.paid < true ? "a" : "b"', "wrong-type", 1, "compared as larger or smaller"],
  ['order.paid ? "a" : 1', "wrong-type", 1, "of the same type"],
  ['order.number ? "a" : "b"', "wrong-type", 1, "yes or no"],
  ["order.date + 1", "wrong-type", 1, "addDays"],
  ["order", "wrong-type", 1, "a whole order"],
  ["order.gross", "wrong-type", 1, "text(…)"],
  ['[1, "a"].map(x, x)[0]', "wrong-type", 1, "of the same type"],
  ['matches(order.number, "^(a+)+$") ? "a" : "b"', "bad-pattern", 23, "regular expression"],
  ['matches(order.number, order.number) ? "a" : "b"', "bad-pattern", 23, "in quotes"],
  ['format(order.date, "dd-mm-jjjj")', "bad-pattern", 20, "jjjj"],
  ['lookup("cariers", order.number)', "unknown-table", 8, "carriers"],
  [
    'join(order.lines.map(l, join(order.lines.map(k, k.text), "")), "")',
    "nested-list",
    30,
    "inside another list",
  ],
  ['join(order.lines.map(order, "x"), "")', "unknown-name", 6, "already in use"],
  ['join(order.lines.map(l, l.sku), "")', "may-be-empty", 6, "coalesce"],
  ["coalesce(order.comments, 1)", "wrong-type", 1, "of the same type"],
  ['"a" in order.number ? "a" : "b"', "wrong-type", 8, "needs a list"],
  ['1 in ["a"] ? "a" : "b"', "wrong-type", 1, "the list contains text"],
  ['["a"] in [[1.1]].map(it, ["b"]) ? "a" : "b"', "wrong-type", 1, "contains a list of text"],
  ["order[0]", "wrong-type", 1, "one item of a list"],
])("%s is refused: %s at column %i", (expression, code, column, words) => {
  const [first] = faults(expression);
  expect(first).toMatchObject({ code, at: { line: 1, column } });
  expect(said(first)).toContain(words);
});

test.each([
  ["order.number + order.gross", TEXT, " Use text(…)."],
  ["order.number + order.date", TEXT, ' Use format(…, "yyyy-MM-dd").'],
  ["order.gross * order.number", AMOUNT, " Use number(…)."],
  ["upper(order.gross)", TEXT, " Use text(…)."],
  ["upper(order.date)", TEXT, ' Use format(…, "yyyy-MM-dd").'],
  ["round(order.number, 2)", AMOUNT, " Use number(…)."],
  ["order.gross", TEXT, " Use text(…)."],
  ["order.number", AMOUNT, " Use number(…)."],
  ["order.paid", AMOUNT, ""],
  ["!order.gross", TEXT, ""],
  ["!order.number", TEXT, ""],
  ["!order.date", TEXT, ""],
  ["-order.date", AMOUNT, ""],
  ["-order.paid", AMOUNT, ""],
  ["upper(order.paid)", TEXT, ""],
  ['format(order.gross, "d")', TEXT, ""],
  ['format(order.number, "d")', TEXT, ""],
  ["order.gross", CONDITION, ""],
  ["order.number", CONDITION, ""],
  ["order.number", DAY, ""],
  ["order.date", TEXT, ""],
  ["order.date", AMOUNT, ""],
] as const)(
  "%s for %j is refused with what makes one kind of the other: %s",
  (expression, target, hint) => {
    const found = faults(expression, target);
    expect(found.map(({ code }) => code)).toEqual(["wrong-type"]);
    expect(said(found[0])).toMatch(
      hint === "" ? /^[^.]+\.$/ : new RegExp(`\\.${hint.replaceAll(/[.()]/g, "\\$&")}$`),
    );
  },
);

test.each([
  ["", "syntax", "empty"],
  ["upper(order.number", "syntax", "Expected “)” here, not the end"],
  ["order.number +", "syntax", "incomplete"],
  ["order.paid = true", "syntax", "Use “==”"],
  ['"abc', "syntax", "no closing quote"],
  ["order.number ; 1", "syntax", "Unexpected character"],
  ['{"a": 1}', "not-available", "curly brackets"],
  ["1e300", "not-available", "digits with a point"],
  ["0x10", "not-available", "digits with a point"],
  ["1u", "not-available", "only write text"],
  ['b"abc"', "not-available", "only write text"],
  ["order.lines.map(l, l.paid, l.text)", "not-available", "list.map(item"],
  ["order.lines.exists_one(l, true)", "unknown-name", "l"],
  ["type(order)", "unknown-function", "type"],
  ["dyn(order)", "unknown-function", "dyn"],
  ['timestamp("2020-01-01T00:00:00Z")', "unknown-function", "timestamp"],
  ['"x"'.padEnd(3000, " "), "too-large", "2000 characters"],
  [`${"(".repeat(60)}1${")".repeat(60)}`, "too-large", "too many parts"],
  [`1${"+1".repeat(400)}`, "too-large", "too many parts"],
])("%s is refused as %s", (expression, code, words) => {
  const [first] = faults(expression);
  expect(first).toMatchObject({ code });
  expect(said(first)).toContain(words);
});

test("every fault is told at once, each at its line and column", () => {
  const found = faults("upper(order.nmber) +\n  lower(order.gross)");
  expect(found.map(({ code, at }) => [code, at.line, at.column, at.length])).toEqual([
    ["unknown-field", 1, 13, 5],
    ["wrong-type", 2, 9, 11],
  ]);
});

test.each([
  'order.comments != null ? upper(order.comments) : ""',
  'order.comments == null ? "" : upper(order.comments)',
  'has(order.comments) && size(order.comments) > 3 ? order.comments + "!" : ""',
  '!(order.comments == null || order.discount == null) ? order.comments + text(order.discount) : ""',
  'order.comments == null || size(order.comments) > 3 ? "long" : "short"',
])("what a test has shown to be filled needs no coalesce: %s", (expression) => {
  expect(faults(expression)).toEqual([]);
});

test.each([
  'order.comments != null ? "" : upper(order.comments)',
  'order.comments != null || order.paid ? upper(order.comments) : ""',
  'has(order.comments) || size(order.comments) > 3 ? "a" : "b"',
])("what a test has not shown does: %s", (expression) => {
  expect(faults(expression)).toMatchObject([{ code: "may-be-empty" }]);
});

test("a written text that can't fit is refused, one that may not fit is remarked, one that is cut is right", () => {
  const short = { ...TEXT, max: 5 } as const;
  expect(faults('"too long"', short)).toMatchObject([{ code: "too-long" }]);
  expect(compiled("order.number", short).remarks).toHaveLength(1);
  expect(compiled("cut(order.number, 5)", short).remarks).toEqual([]);
  expect(compiled('cut(order.number, 2) + "abc"', short).remarks).toEqual([]);
  expect(compiled('cut(order.number, 3) + "abc"', short).remarks).toHaveLength(1);
});

test("a text may be as long as its target takes, and no longer", () => {
  const five = { ...TEXT, max: 5 } as const;
  expect(faults('"12345"', five)).toEqual([]);
  expect(faults('"123456"', five)).toMatchObject([
    { code: "too-long", message: { args: { most: 5, length: 6 } }, at: { offset: 0, length: 8 } },
  ]);
  const valueOfLength = (length: number, target: typeof TEXT) =>
    evaluate(compiled("order.number", target), withOrder({ number: "a".repeat(length) }));
  expect(valueOfLength(5, five)).toMatchObject({ ok: true });
  expect(valueOfLength(6, five)).toMatchObject({
    error: { code: "too-long", message: { args: { length: 6, most: 5 } } },
  });
  // No target takes more than a result may have.
  const any = { ...TEXT, max: 5000 } as const;
  expect(valueOfLength(2000, any)).toMatchObject({ ok: true });
  expect(valueOfLength(2001, any)).toMatchObject({
    error: { code: "too-long", message: { args: { length: 2001, most: 2000 } } },
  });
});

test("a target that needs a value refuses an expression that may give none", () => {
  expect(faults("order.comments", { ...TEXT, required: true })).toMatchObject([
    { code: "may-be-empty" },
  ]);
  expect(faults("order.comments")).toEqual([]);
  expect(faults("coalesce(order.comments, order.number)", { ...TEXT, required: true })).toEqual([]);
});

test("there is no type of number but the decimal one: an amount takes what every number is", () => {
  expect(faults("order.gross * 1.21", AMOUNT)).toEqual([]);
  expect(faults("double(order.gross)", AMOUNT)).toMatchObject([{ code: "unknown-function" }]);
  expect(faults("order.number", AMOUNT)).toMatchObject([{ code: "wrong-type" }]);
});

test("names of JavaScript's own objects are no fields", () => {
  for (const name of ["constructor", "toString", "hasOwnProperty"])
    expect(check(`order.${name}`, { name: "r", fields: FIELDS, target: TEXT })).toMatchObject({
      ok: false,
      error: [{ code: "unknown-field" }],
    });
  expect(faults("toString")).toMatchObject([{ code: "unknown-name" }]);
  expect(faults("order.__proto__")).toMatchObject([{ code: "unknown-field" }]);
});
