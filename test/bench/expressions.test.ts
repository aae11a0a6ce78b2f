/**
 * The bench that says what a step is worth drives each function: one that is left out could cost
 * anything.
 */
import { expect, test } from "vitest";
import { CASES, costOf, untried } from "./expressions.ts";

test("each function of expressions is driven to its worst by the bench", () => {
  expect(untried()).toEqual([]);
});

test("each case of the bench runs, and does enough to be measured", () => {
  for (const one of CASES)
    expect([one.expression, costOf(one, 1).steps > 200]).toEqual([one.expression, true]);
});
