/** Charts: where marks stand, and how far shop and ledger are said to agree by day. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { agreementOf, daysBetween } from "../../src/http/pages/comparison/agreement.tsx";
import { linesThrough, stackedColumns } from "../../src/http/pages/charts/geometry.ts";

const SERIES = ["a", "b", "c"] as const;
const points = fc.array(
  fc.record({
    a: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    b: fc.integer({ min: 0, max: 1_000_000 }),
    c: fc.integer({ min: 0, max: 1_000_000 }),
  }),
  { minLength: 1, maxLength: 62 },
);

test("every mark lies within the drawing, none on another, and each is as tall as its figure", () => {
  fc.assert(
    fc.property(points, (given) => {
      const { bars, ticks, ground } = stackedColumns(given, SERIES);
      const [low, high] = [ticks[0], ticks.at(-1)];
      for (const [index, ofPoint] of bars.entries()) {
        for (const { series, x, y, width, height } of ofPoint) {
          for (const edge of [x, y, x + width, y + height]) {
            expect(edge).toBeGreaterThanOrEqual(-0.02);
            expect(edge).toBeLessThanOrEqual(100.02);
          }
          const figure = given[index]?.[series as (typeof SERIES)[number]] ?? 0;
          expect(figure).not.toBe(0);
          if (low !== undefined && high !== undefined && low.value !== high.value) {
            const scale = (low.y - high.y) / (high.value - low.value);
            expect(Math.abs(height - Math.abs(figure) * scale)).toBeLessThanOrEqual(0.03);
          }
          // What is below nothing hangs from the ground, all else stands on it.
          if (figure < 0) expect(y).toBeGreaterThanOrEqual(ground - 0.02);
          else expect(y + height).toBeLessThanOrEqual(ground + 0.02);
        }
        const standing = ofPoint.toSorted(
          (one, other) => one.y - other.y || one.height - other.height,
        );
        for (const [at, bar] of standing.entries()) {
          const below = standing[at + 1];
          if (below !== undefined) expect(bar.y + bar.height).toBeLessThanOrEqual(below.y + 0.03);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a line is broken where a figure is missing, and nothing at all is a flat ground", () => {
  const { paths } = linesThrough([{ a: 1 }, {}, { a: 2 }, { a: 3 }], ["a"]);
  expect(paths[0]?.d.match(/M/g)).toHaveLength(2);
  expect(stackedColumns([{ a: 0 }], ["a"])).toMatchObject({ bars: [[]], ground: 100 });
  expect(stackedColumns([], ["a"]).bars).toEqual([]);
});

const cents = fc.integer({ min: -9_999_999, max: 9_999_999 });
const euros = (of: number): string => (of / 100).toFixed(2);

test("what is agreed and what is short is the shop's sum, what is agreed and what is over the ledger's", () => {
  fc.assert(
    fc.property(cents, fc.array(cents, { maxLength: 6 }), (source, differences) => {
      const ledger = differences.reduce((all, one) => all + one, source);
      const day = agreementOf(
        {
          day: "2026-11-20",
          totals: {
            gross: [
              { currency: "SEK", orders: 1, source: euros(source), ledger: euros(ledger) },
              { currency: "EUR", orders: 1, source: "7.00", ledger: "7.00" },
            ],
            rates: [],
            parts: differences.map((one) => ({
              name: "amount" as const,
              currency: "SEK",
              gross: euros(one),
              rates: [],
            })),
          },
        },
        "SEK",
      );
      const [agreed, short, over] = [day.agreed, day.short, day.over].map((text) =>
        Math.round(Number(text) * 100),
      ) as [number, number, number];
      expect(agreed + short).toBe(source);
      expect(agreed + over).toBe(ledger);
      expect(Math.min(short, over)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 100 },
  );
});

test("every day is drawn, also those without orders", () => {
  expect(daysBetween("2026-02-27", "2026-03-02")).toEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
  ]);
});
