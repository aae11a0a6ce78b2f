/** The tree of an expression: its parts with their places, and the fields that it names. */
import { expect, test } from "vitest";
import { filledWhen } from "../../../src/settings/expressions/scope.ts";
import { parse } from "../../../src/settings/expressions/parse.ts";
import {
  type Expr,
  pathOf,
  pathsIn,
  writtenOut,
} from "../../../src/settings/expressions/syntax.ts";

function tree(source: string): Expr {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

test.each([
  ['"AB"', { op: "text", value: "AB" }],
  ["12.50", { op: "number", value: "12.50" }],
  ["123456789012345.1234567890", { op: "number", value: "123456789012345.1234567890" }],
  ["true", { op: "yes-no", value: true }],
  ["false", { op: "yes-no", value: false }],
  ["null", { op: "nothing" }],
  ["a", { op: "name", name: "a" }],
  ["a.b", { op: "field", of: { op: "name", name: "a" }, name: "b" }],
  ["a[b]", { op: "item", of: { name: "a" }, index: { name: "b" } }],
  ["[a, b]", { op: "list", items: [{ name: "a" }, { name: "b" }] }],
  ["!a", { op: "not", of: { name: "a" } }],
  ["-a", { op: "minus", of: { name: "a" } }],
  ["a && b", { op: "and", left: { name: "a" }, right: { name: "b" } }],
  ["a || b", { op: "or", left: { name: "a" }, right: { name: "b" } }],
  ["a in b", { op: "in", left: { name: "a" }, right: { name: "b" } }],
  ["a ? b : c", { op: "choose", test: { name: "a" }, yes: { name: "b" }, no: { name: "c" } }],
  ["f(a, b)", { op: "call", name: "f", args: [{ name: "a" }, { name: "b" }] }],
  ["a.f(b)", { op: "call", name: "f", args: [{ name: "a" }, { name: "b" }] }],
  ["a.f()", { op: "call", name: "f", args: [{ name: "a" }] }],
  ["f()", { op: "call", name: "f", args: [] }],
  // A call, as a macro needs its list in front.
  ["map(a, b)", { op: "call", name: "map", args: [{ name: "a" }, { name: "b" }] }],
])("%s is read", (source, wanted) => {
  expect(tree(source)).toMatchObject({ ...wanted, at: { start: 0, end: source.length } });
});

test.each(["+", "-", "*", "/", "%"])("a %s b is a sum of numbers", (sign) => {
  expect(tree(`a ${sign} b`)).toMatchObject({
    op: "math",
    sign,
    left: { name: "a" },
    right: { name: "b" },
    at: { start: 0, end: 5 },
  });
});

test.each(["==", "!=", "<", "<=", ">", ">="])("a %s b is a comparison", (sign) => {
  expect(tree(`a ${sign} b`)).toMatchObject({
    op: "compare",
    sign,
    left: { name: "a" },
    right: { name: "b" },
  });
});

test.each(["map", "filter", "exists", "all"])("a.%s(b, c) goes through a list", (macro) => {
  expect(tree(`a.${macro}(b, c)`)).toMatchObject({
    op: "each",
    macro,
    over: { name: "a" },
    item: "b",
    body: { name: "c" },
  });
});

test("each part has its own place", () => {
  const [source, found] = ["f(order.a, -1) + [b]", [] as string[]];
  const look = (part: Expr): void => {
    found.push(source.slice(part.at.start, part.at.end));
    const inner = Object.values(part).flatMap((one: unknown) => (Array.isArray(one) ? one : [one]));
    for (const one of inner) if (typeof one === "object" && "op" in one) look(one as Expr);
  };
  look(tree(source));
  expect(found).toEqual([source, "f(order.a, -1)", "order.a", "order", "-1", "1", "[b]", "b"]);
});

test.each([
  ["order.address.city", ["order.address.city"]],
  ["order", ["order"]],
  ['"a" + text(1) + (true ? "b" : "c") + null', []],
  ["order.lines[0].text", ["order.lines"]],
  ["order.lines[order.index]", ["order.lines", "order.index"]],
  ["[order.a, order.b, order.a]", ["order.a", "order.b"]],
  ["!order.a", ["order.a"]],
  ["-order.a", ["order.a"]],
  ["order.a && order.b", ["order.a", "order.b"]],
  ["order.a || order.b", ["order.a", "order.b"]],
  ["order.a * order.b", ["order.a", "order.b"]],
  ["order.a < order.b", ["order.a", "order.b"]],
  ["order.a in order.b", ["order.a", "order.b"]],
  ["order.a ? order.b : order.c", ["order.a", "order.b", "order.c"]],
  ["cut(order.a, order.b)", ["order.a", "order.b"]],
  ["order.lines.map(l, l.text)", ["order.lines", "l.text"]],
])("%s names the fields %j", (source, paths) => {
  expect(pathsIn(tree(source))).toEqual(paths);
});

test("a path is made of names alone", () => {
  expect(pathOf(tree("order.address.city"))).toBe("order.address.city");
  for (const source of ["f(order)", "order[0]", "order.lines[0].text", "f(order).a", "1"])
    expect(pathOf(tree(source))).toBeNull();
});

test("text and numbers are written out, nothing else is", () => {
  expect(['"AB"', '""', "12.50"].map((source) => writtenOut(tree(source)))).toEqual([
    "AB",
    "",
    "12.50",
  ]);
  for (const source of ["true", "null", "order", "-1", '"a" + "b"', '["a"]'])
    expect(writtenOut(tree(source))).toBeNull();
});

test.each([
  ["order.a != null", ["order.a"], []],
  ["null != order.a", ["order.a"], []],
  ["order.a == null", [], ["order.a"]],
  ["order.a != order.b", [], []],
  ['order.a == "x"', [], []],
  ["order.lines[0] != null", [], []],
  ["has(order.a)", ["order.a"], []],
  ['has("a")', [], []],
  ["has()", [], []],
  ["coalesce(order.a, true)", [], []],
  ["order.a", [], []],
  ["!has(order.a)", [], ["order.a"]],
  ["has(order.a) && has(order.b)", ["order.a", "order.b"], []],
  ["has(order.a) || has(order.b)", [], []],
  ["order.a == null || order.b == null", [], ["order.a", "order.b"]],
  ["order.a == null && order.b == null", [], []],
])("%s shows %j to be filled where it is true, %j where it isn't", (source, yes, no) => {
  expect([filledWhen(tree(source), true), filledWhen(tree(source), false)]).toEqual([yes, no]);
});
