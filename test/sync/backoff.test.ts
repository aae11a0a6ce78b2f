import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff, jitterOf } from "../../src/sync/backoff.ts";

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

test("what failed together isn't tried again together", () => {
  const slices = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 1_000; n += 1) {
    const spread = jitterOf(`shop-${n} asperion 4`);
    slices[Math.floor(spread * 10)] = (slices[Math.floor(spread * 10)] ?? 0) + 1;
  }
  expect([Math.min(...slices) > 50, Math.max(...slices) < 200]).toEqual([true, true]);
});

test("a spread is the same each time, and another one with the next try", () => {
  expect(jitterOf("shop asperion 3")).toBe(jitterOf("shop asperion 3"));
  expect(new Set(Array.from({ length: 20 }, (_, n) => jitterOf(`shop asperion ${n}`))).size).toBe(
    20,
  );
});
