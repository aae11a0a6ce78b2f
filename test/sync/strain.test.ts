import { expect, test } from "vitest";
import { backpressureAfter429, spacingFactor } from "../../src/sync/rate/rate-gate.ts";

const MINUTE = 60_000;
const START = 1_000_000;

test("as long as nothing is refused, requests are spaced as usual", () => {
  expect(spacingFactor(null, START)).toBe(1);
});

test("a 429 spaces them a quarter wider, and ten minutes without another one bring them back step by step", () => {
  const strain = backpressureAfter429(null, START, 0);
  expect(spacingFactor(strain, START)).toBe(1.25);
  expect(spacingFactor(strain, START + 5 * MINUTE)).toBeCloseTo(1.125);
  expect(spacingFactor(strain, START + 10 * MINUTE)).toBe(1);
  expect(spacingFactor(strain, START + 60 * MINUTE)).toBe(1);
});

test("refusals of requests that were under way when the first one came are one lesson; one after the pause is another", () => {
  const first = backpressureAfter429(null, START, 0);
  const until = START + MINUTE;
  expect(backpressureAfter429(first, START + 50, until)).toEqual(first);
  expect(backpressureAfter429(first, until + 1, until).factor).toBeGreaterThan(1.4);
});

test("however often it is refused, a quarter of the limit is used", () => {
  let strain = backpressureAfter429(null, START, 0);
  for (let n = 1; n < 50; n += 1)
    strain = backpressureAfter429(strain, START + n * MINUTE, START + (n - 1) * MINUTE);
  expect(spacingFactor(strain, strain.at)).toBe(4);
});
