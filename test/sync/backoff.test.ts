import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "../../src/sync/backoff.ts";

const WAITS = [1_000, 5_000, 30_000];

test("each try waits longer than the one before, and the last wait repeats", () => {
  const whole = [0, 1, 2, 3, 40].map((tries) => backoff(WAITS, tries, 1));
  expect(whole).toEqual([1_000, 5_000, 30_000, 30_000, 30_000]);
});

test("a wait is spread over its second half: never shorter than half, never longer than the whole", () => {
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.nat({ max: 10 }), random, (tries, spread) => {
      const whole = backoff(WAITS, tries, 1);
      const wait = backoff(WAITS, tries, spread);
      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }),
  );
});

test("without any wait there is none", () => {
  expect(backoff([], 3, 0.5)).toBe(0);
});
