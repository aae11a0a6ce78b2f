import fc from "fast-check";
import { expect, test } from "vitest";
import { inTurns } from "../../src/domain/platform/in-turns.ts";
import { everyOf } from "../support/every-of.ts";

test("a list that is short enough has its turn each time, as it is", () => {
  expect(inTurns(["a", "b"], 7, 2)).toEqual(["a", "b"]);
  expect(inTurns([], 7, 2)).toEqual([]);
});

test("from any turn on, each item comes once in as many turns as its parts", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 30_000_000 }),
      (length, most, first) => {
        const items = Array.from({ length }, (_, n) => n);
        const turns = Array.from({ length: Math.ceil(length / most) }, (_, n) =>
          inTurns(items, first + n, most),
        );
        expect(everyOf(turns, (part) => part.length <= most)).toBe(true);
        expect(everyOf(turns, (part) => new Set(part).size === part.length)).toBe(true);
        expect(new Set(turns.flat()).size).toBe(length);
      },
    ),
  );
});
