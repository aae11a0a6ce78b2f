/**
 * What work costs in steps: whatever is done with texts and figures is charged by how much there is
 * of them.
 */
import { expect, test } from "vitest";
import { evaluate } from "../../../src/settings/expressions/index.ts";
import {
  EXPRESSION_LENGTH,
  NEEDLE_LENGTH,
  STEPS,
} from "../../../src/settings/expressions/limits.ts";
import { compiled, faultOf, valueOf, withOrder } from "./kit.ts";

const LONG = 10_000;
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    sku: `S${index}`,
    text: "Rope",
    quantity: "1",
    gross: "123456789012345.6789",
  }));
const data = withOrder({ comments: `b${"a ".repeat(LONG / 2 - 1)}`, lines: many(1000) });
const text = 'coalesce(order.comments, "")';
const needle = `${"a".repeat(200)}b`;

const stepsOf = (expression: string, record = data): number => {
  let spent = 0;
  evaluate(compiled(expression), record, STEPS, (steps) => (spent = steps));
  return spent;
};

test.each(["contains(T, N)", "size(split(T, N)) > 0", 'replace(T, N, "") != ""'])(
  "%s costs the length of the text times that of what is looked for",
  (shape) => {
    const looking = (length: number): number =>
      stepsOf(shape.replace("T", text).replace("N", `"${"a".repeat(length - 1)}b"`));
    const [short, long] = [looking(20), looking(200)];
    expect(long - short).toBeGreaterThan((LONG * 180) / 200);
    expect(stepsOf(shape.replace("T", '"ab"').replace("N", '"a"'))).toBeLessThan(60);
  },
);

test("no more than so many characters are looked for, wherever they come from", () => {
  const of = (length: number) =>
    withOrder({ comments: "a".repeat(LONG), number: "a".repeat(length) });
  expect(valueOf(`contains(${text}, order.number)`, of(NEEDLE_LENGTH))).toBe(true);
  for (const expression of [
    `contains(${text}, order.number)`,
    `size(split(${text}, order.number)) > 0`,
    `replace(${text}, order.number, "") != ""`,
  ])
    expect(faultOf(expression, of(NEEDLE_LENGTH + 1))).toMatchObject({
      code: "too-long",
      message: { id: "expressions.searchTooLong", args: { most: NEEDLE_LENGTH } },
    });
});

test.each([
  `contains(${text}, "${needle}")`,
  `size(split(${text}, "${needle}")) > 0`,
  `replace(${text}, "${needle}", "") != "x"`,
  `replace(${text}, "a", "c") != "x"`,
  `upper(${text}) != "x"`,
  `lower(${text}) != "x"`,
  `oneLine(${text}) != "x"`,
  "l.gross / 3 / 7 / 11 / 13 > 0",
  `addDays(order.date, 1) != order.date`,
])("a bomb goes off for nobody: %s for each line of a large order", (body) => {
  const expression = `order.lines.all(l, (${body}) || l.quantity > 0)`;
  expect(expression.length).toBeLessThan(EXPRESSION_LENGTH);
  expect(faultOf(expression, data)).toMatchObject({ code: "too-heavy" });
});

test("ordinary rules stay far below what they may take", () => {
  const ordinary = withOrder({
    comments: "Ring the bell, please. Leave it at the neighbours' if nobody is in.",
    lines: many(1000),
  });
  expect(
    stepsOf('contains(lower(coalesce(order.comments, "")), "gift") ? "gift" : "-"', ordinary),
  ).toBeLessThan(100);
  expect(stepsOf('format(addDays(order.date, 2), "d-M-yyyy")', ordinary)).toBeLessThan(400);
  expect(stepsOf("sum(order.lines.map(l, l.gross)) > 0", ordinary)).toBeLessThan(STEPS / 2);
});

test("what a stopped evaluation took is told too", () => {
  expect(stepsOf("text(1 / (order.gross - order.gross))")).toBeGreaterThan(10);
});
