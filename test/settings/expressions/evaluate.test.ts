/**
 * What a rule gives on a record, and what stops it. The bombs here each took seconds in CEL's own
 * evaluator.
 */
import { expect, test } from "vitest";
import { evaluate } from "../../../src/settings/expressions/index.ts";
import { STEPS } from "../../../src/settings/expressions/limits.ts";
import { AMOUNT, compiled, faultOf, ORDER, valueOf, withOrder } from "./kit.ts";

const many = (count: number): unknown =>
  Array.from({ length: count }, (_, index) => ({
    sku: `AB-${index}`,
    text: "Rope",
    quantity: "1",
    gross: "1.01",
  }));

test("amounts are added and multiplied to the last digit", () => {
  expect(valueOf("0.1 + 0.2", ORDER, AMOUNT)).toBe("0.3");
  expect(valueOf("1.005 * 100.0", ORDER, AMOUNT)).toBe("100.5");
  expect(valueOf("order.gross - 119.69", ORDER, AMOUNT)).toBe("0.01");
  expect(valueOf("123456789012345.12 + 0.01", ORDER, AMOUNT)).toBe("123456789012345.13");
});

test("a target's decimals are not rounded in silence", () => {
  const cents = { kind: "number", decimals: 2, required: true } as const;
  expect(faultOf("order.gross / 11", ORDER, cents)).toMatchObject({ code: "too-many-decimals" });
  expect(valueOf("round(order.gross / 11, 2)", ORDER, cents)).toBe("10.88");
});

test("a field of something empty is empty", () => {
  expect(valueOf("order.pickup.city")).toBeNull();
  expect(valueOf("has(order.pickup.city)")).toBe(false);
  expect(valueOf("order.pickup.city == null")).toBe(true);
  expect(valueOf('order.comments == "x"')).toBe(false);
  expect(valueOf('order.comments != "x"')).toBe(true);
});

test("conditions look no further than they need", () => {
  expect(valueOf("order.paid || 1 / (order.gross - order.gross) > 1")).toBe(true);
  expect(valueOf("!order.paid && 1 / (order.gross - order.gross) > 1")).toBe(false);
});

test("lists are gone through, and looked into", () => {
  expect(valueOf("order.lines.exists(l, l.gross > 100)")).toBe(true);
  expect(valueOf("order.lines.all(l, l.gross > 100)")).toBe(false);
  expect(valueOf("order.lines[1].text")).toBe("Gift wrap");
  expect(valueOf('"NL-1001" in ["NL-1000", order.number]')).toBe(true);
});

test("dates and texts are compared in their own order", () => {
  expect(valueOf('order.date > date("2026-02-27")')).toBe(true);
  expect(valueOf('order.date < date("2026-02-27T23:30:01")')).toBe(true);
  expect(valueOf('"B" < "a"')).toBe(true);
});

test("a fault names the rule, the value and the place", () => {
  const fault = faultOf(
    "upper(order.number) + text(number(order.number))",
    withOrder({ number: "NL-7" }),
  );
  expect(fault).toMatchObject({
    rule: "rule",
    code: "not-a-number",
    value: "NL-7",
    at: { line: 1, column: 28, length: 20 },
  });
});

test("a record that isn't what its fields say stops the rule instead of passing a wrong value on", () => {
  expect(faultOf("text(order.gross)", withOrder({ gross: 119.7 }))).toMatchObject({
    code: "unexpected-value",
  });
  expect(faultOf("text(order.gross)", withOrder({ gross: "1e3" }))).toMatchObject({
    code: "unexpected-value",
  });
  expect(faultOf("order.number", withOrder({ number: 7 }))).toMatchObject({
    code: "unexpected-value",
  });
  expect(faultOf("order.number", withOrder({ number: null }))).toMatchObject({ code: "empty" });
  expect(faultOf('format(order.date, "dd")', withOrder({ date: "yesterday" }))).toMatchObject({
    code: "unexpected-value",
  });
});

test("texts don't double without end", () => {
  const doubled = `["${"x".repeat(100)}"]${".map(s, s + s)".repeat(24)}[0]`;
  const started = performance.now();
  expect(faultOf(`coalesce(${doubled}, "")`)).toMatchObject({ code: "too-long" });
  expect(
    faultOf(
      `replace(replace(replace(order.number, "a", "${"a".repeat(400)}"), "a", "${"a".repeat(400)}"), "a", "b")`,
      withOrder({ number: "aaaa" }),
    ),
  ).toMatchObject({ code: "too-long" });
  expect(performance.now() - started).toBeLessThan(500);
});

test("a list inside the body of another is stopped by its steps, however it is smuggled in", () => {
  const squared = "order.lines.all(l, size(order.lines) > 0)";
  expect(valueOf(squared, withOrder({ lines: many(100) }))).toBe(true);
  expect(faultOf(squared, withOrder({ lines: many(300) }))).toMatchObject({ code: "too-heavy" });
});

test("a pattern costs the length of the text times its own, at most", () => {
  const started = performance.now();
  expect(
    valueOf(
      `matches(order.number, "*${"a*".repeat(40)}b")`,
      withOrder({ number: "a".repeat(9000) }),
    ),
  ).toBe(false);
  expect(performance.now() - started).toBeLessThan(200);
});

test("figures stay small whatever is multiplied", () => {
  expect(faultOf(`[10000000.0]${".map(n, n * n)".repeat(5)}[0] == 1.0`)).toMatchObject({
    code: "number-too-large",
  });
  expect(valueOf(`text(coalesce([0.0000000001]${".map(n, n * n)".repeat(5)}[0], 1))`)).toBe("0");
});

test("more than a thousand items are refused", () => {
  expect(faultOf("text(size(order.lines))", withOrder({ lines: many(1001) }))).toMatchObject({
    code: "too-many-items",
  });
  expect(valueOf("text(size(order.lines))", withOrder({ lines: many(1000) }))).toBe("1000");
});

test("the cost is the same each time, and a smaller budget stops sooner", () => {
  const rule = compiled('join(order.lines.map(l, upper(l.text)), ", ")');
  const data = withOrder({ lines: many(50) });
  const [first, second] = [evaluate(rule, data), evaluate(rule, data)];
  expect(first).toEqual(second);
  const steps = first.ok ? first.value.steps : STEPS;
  expect(steps).toBeLessThan(STEPS);
  expect(evaluate(rule, data, steps).ok).toBe(true);
  expect(evaluate(rule, data, steps - 1)).toMatchObject({
    ok: false,
    error: { code: "too-heavy" },
  });
});
