/**
 * What each part of an expression costs, to the step: a part that costs less than its work would
 * let a rule run for longer than its budget says, one that costs more would stop rules that are
 * saved. `nodes` are the parts that are looked at, `work` is what they do.
 */
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../src/settings/expressions/index.ts";
import { COST, LIST_ITEMS, STEPS } from "../../../src/settings/expressions/limits.ts";
import { Meter } from "../../../src/settings/expressions/meter.ts";
import { compiled, ORDER, withOrder } from "./kit.ts";

const { number: NUMBER, date: DAY, quotientDigit: DIGIT } = COST;
const of = (length: number): string => `"${"a".repeat(length)}"`;

describe("what parts cost", () => {
  test.each([
    // Values as they are written.
    ["true", 1, 0],
    ["has(null)", 2, 0],
    ['"AB"', 1, 0],
    ["1", 1, NUMBER],
    ["size([true, false])", 4, 2 + NUMBER],
    // Fields of the record.
    ["order.paid", 2, 0],
    ["order.number", 2, 1],
    ["order.gross", 2, NUMBER],
    ["order.date", 2, DAY],
    ["order.pickup.city", 3, 0],
    ["order.lines[0].text", 5, 2 + NUMBER + 1],
    // Signs.
    ["!order.paid", 3, 0],
    ["-1", 2, 2 * NUMBER],
    ["false && true", 2, 0],
    ["true && false", 3, 0],
    ["true || false", 2, 0],
    ["false || true", 3, 0],
    ["true ? 1 : 2", 3, NUMBER],
    [`${of(60)} + ${of(40)}`, 3, 1],
    [`${of(60)} + ${of(41)}`, 3, 2],
    ["1 + 2", 3, 4 * NUMBER],
    ["1 - 2", 3, 4 * NUMBER],
    ["5 * 8", 3, 4 * NUMBER + 1],
    ["12345678 * 12345", 3, 4 * NUMBER + 1],
    ["12345678 * 123456", 3, 4 * NUMBER + 2],
    ["7 / 2", 3, 3 * NUMBER + 31 * DIGIT],
    ["7 % 2", 3, 3 * NUMBER + 31 * DIGIT],
    ["1000 / 2", 3, 3 * NUMBER + 34 * DIGIT],
    ["1000 / 200", 3, 3 * NUMBER + 32 * DIGIT],
    ["1 / 2000", 3, 3 * NUMBER + 31 * DIGIT],
    ["1 == 2", 3, 2 * NUMBER],
    ["null == 1", 3, NUMBER],
    ["true == false", 3, 1],
    ['"a" == "b"', 3, 1],
    [`${of(101)} == "a"`, 3, 1],
    [`${of(101)} == ${of(102)}`, 3, 2],
    ["order.date == order.date", 5, 3 * DAY + 1],
    ['"a" in ["b", "c"]', 5, 2 + 2 + 2],
    ['"b" in ["b", "c"]', 5, 2 + 2 + 1],
    // What goes through lists.
    ["size(order.lines.map(l, true))", 6, 2 + NUMBER],
    ["size(order.lines.filter(l, true))", 6, 2 + NUMBER],
    ["order.lines.exists(l, true)", 4, 2],
    ["order.lines.exists(l, false)", 5, 2],
    ["order.lines.all(l, false)", 4, 2],
    ["order.lines.all(l, true)", 5, 2],
  ])("%s: %i parts and %i", (expression, nodes, work) => {
    expect(stepsOf(expression)).toBe(nodes + work);
  });
});

describe("what functions cost", () => {
  test.each([
    ["upper(T)", 2, "abcd", 2 + 1],
    ["lower(T)", 2, "abcd", 2 + 1],
    ["oneLine(T)", 2, "abcd", 2 + 1],
    ["trim(T)", 2, "abcd", 1],
    ["cut(T, 2)", 3, "abcd", NUMBER + 1],
    ['replace(T, "b", "xy")', 4, "abcabc", 1 + 3 + 1],
    [`replace(T, "b", ${of(100)})`, 4, "abcabc", 1 + 3 + 3],
    [`replace(T, ${of(100)}, "b")`, 4, `b${"a".repeat(200)}b`, 152 + 3 + 1],
    ['size(split(T, ","))', 4, "a,b", 1 + 2 + NUMBER],
    ['startsWith(T, "ab")', 3, "abc", 1],
    [`startsWith(T, ${of(101)})`, 3, "a".repeat(300), 2],
    [`endsWith(T, ${of(101)})`, 3, "a".repeat(300), 2],
    ['contains(T, "ab")', 3, "abc", 1],
    [`contains(T, ${of(16)})`, 3, "b".repeat(160), 160 / 8 + 16],
    ['matches(T, "A?-#")', 3, "AB-1", 1],
    ['matches(T, "*aaaaaaaa*")', 3, "b".repeat(300), 15],
    ["size(T)", 2, "abcd", NUMBER],
    ["number(T)", 2, "1", 1 + NUMBER],
    ["number(T, 0)", 3, "1", NUMBER + 1 + NUMBER],
    ["number(T)", 2, `1${" ".repeat(100)}`, 2 + NUMBER],
    ["date(T)", 2, "2026-03-09", DAY],
    ['lookup("carriers", T)', 3, "12", 0],
    ['coalesce(T, "x")', 3, "  ", 2],
    ['coalesce(T, "x")', 3, "y", 1],
    ['coalesce(T, "x")', 3, " ".repeat(101), 3],
  ])("%s: %i parts, over %j: %i", (shape, nodes, text, work) => {
    expect(stepsOf(shape.replace("T", `"${text}"`))).toBe(nodes + work);
  });

  test.each([
    ["text(1)", 2, 3 * NUMBER],
    ["text(1, 2)", 3, 4 * NUMBER],
    ["round(1.5)", 2, 2 * NUMBER],
    ["round(1.5, 1)", 3, 3 * NUMBER],
    ["floor(1.5)", 2, 2 * NUMBER],
    ["abs(1)", 2, NUMBER],
    ["max(1, 2)", 3, 2 * NUMBER],
    ["min(1, 2, 3)", 4, 3 * NUMBER],
    ["sum([1, 2])", 4, 2 * NUMBER + 2 + 2 * NUMBER + NUMBER],
    ['join(["a", "b"], ", ")', 5, 2 + 2 + 1],
    [`join([${of(60)}, ${of(37)}], "--")`, 5, 2 + 2 + 2],
    ['addDays(date("2026-03-09"), 1)', 4, 2 * DAY + NUMBER],
    ['format(date("2026-03-09"), "d-M-yyyy")', 4, 2 * DAY + 8 * COST.dateSign + 1],
    ["coalesce(1, 2)", 3, 2 * NUMBER],
    ['coalesce(null, "x")', 3, 1],
    ["has(order.comments)", 3, 0],
    ["formatAddress(order.deliveryAddress)", 3, COST.address + 1],
  ])("%s: %i parts and %i", (expression, nodes, work) => {
    expect(stepsOf(expression)).toBe(nodes + work);
  });
});

test("a larger budget than there is makes no difference, and what was spent is told", () => {
  const lines = Array.from({ length: LIST_ITEMS }, () => ORDER.order.lines[0]);
  const rule = compiled(
    'order.lines.all(l, upper(l.text + l.text) != "" && l.gross * l.gross > 0)',
  );
  let spent = 0;
  const done = evaluate(rule, withOrder({ lines }), 10 * STEPS, (steps) => (spent = steps));
  expect(done).toMatchObject({
    ok: false,
    error: { code: "too-heavy", message: { args: { steps: STEPS } }, value: String(spent) },
  });
  expect(spent).toBeGreaterThan(STEPS);
  expect(spent).toBeLessThan(STEPS + 200);
});

describe("a meter", () => {
  test("takes its last step, and no further one", () => {
    const meter = new Meter(10);
    meter.steps(10);
    expect(meter.used).toBe(10);
    expect(() => meter.steps(1)).toThrow(message("too-heavy", "11", { steps: 10 }));
  });

  test("takes 10,000 characters, 1,000 items and 256 that are looked for, and no further one", () => {
    const meter = new Meter(STEPS);
    meter.characters(10_000);
    expect(meter.used).toBe(100);
    expect(meter.text("a".repeat(10_000))).toHaveLength(10_000);
    expect(() => meter.characters(10_001)).toThrow(message("too-long", "10001", { most: 10_000 }));
    expect(meter.list(Array.from({ length: 1000 }, () => true))).toHaveLength(1000);
    expect(() => meter.list(Array.from({ length: 1001 }, () => true))).toThrow(
      message("too-many-items", "1001", { most: 1000 }),
    );
    meter.search("a", "b".repeat(256), "contains");
    expect(() => meter.search("a", "b".repeat(257), "contains")).toThrow(
      message("too-long", "257", { name: "contains", most: 256 }),
    );
    expect(meter.used).toBe(100 + 100 + 1000 + 2);
  });

  test("takes 15 digits before the point and rounds half away from zero at the twentieth after it", () => {
    const meter = new Meter(STEPS);
    const [half, less] = [`0.${"0".repeat(20)}5`, `0.${"0".repeat(20)}49`];
    expect(meter.number("999999999999999.9").toFixed()).toBe("999999999999999.9");
    expect(meter.number("-999999999999999.9").toFixed()).toBe("-999999999999999.9");
    expect(meter.number(half).toFixed()).toBe(`0.${"0".repeat(19)}1`);
    expect(meter.number(`-${half}`).toFixed()).toBe(`-0.${"0".repeat(19)}1`);
    expect(meter.number(less).toFixed()).toBe("0");
    expect(meter.used).toBe(5 * NUMBER);
    for (const sign of ["", "-"])
      expect(() => meter.number(`${sign}1000000000000000`)).toThrow(
        message("number-too-large", `${sign}1000000000000000`, { most: 15 }),
      );
    expect(() => meter.number("1".repeat(60))).toThrow(
      message("number-too-large", "1".repeat(40), { most: 15 }),
    );
  });
});

const message = (code: string, value: string, args: Readonly<Record<string, unknown>>): unknown =>
  expect.objectContaining({ code, value, described: expect.objectContaining({ args }) });

function stepsOf(expression: string): number {
  const done = evaluate(compiled(expression), ORDER);
  if (!done.ok) throw new Error(done.error.code);
  return done.value.steps;
}
