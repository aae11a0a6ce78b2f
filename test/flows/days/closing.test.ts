/** When a day closes, by the clock of the company's zone and through its changes. */
import { describe, expect, test } from "vitest";
import { lastClosing, nextClosing } from "../../../src/flows/days/close.ts";

const ZONE = "Europe/Stockholm";
const at = (text: string): number => Date.parse(text);
const shown = ({ at: instant, day }: ReturnType<typeof lastClosing>): string =>
  `${day} at ${new Date(instant).toISOString()}`;

describe("a day closes at the tenant's hour of the day after it", () => {
  test.each([
    ["the instant itself", "2026-11-25T05:00:00Z", 6, "2026-11-24 at 2026-11-25T05:00:00.000Z"],
    ["a moment before", "2026-11-25T04:59:59.999Z", 6, "2026-11-23 at 2026-11-24T05:00:00.000Z"],
    ["just after midnight", "2026-11-24T23:00:00Z", 0, "2026-11-24 at 2026-11-24T23:00:00.000Z"],
    ["just before midnight", "2026-11-24T22:59:59Z", 0, "2026-11-23 at 2026-11-23T23:00:00.000Z"],
    ["late in the evening", "2026-11-25T22:30:00Z", 23, "2026-11-24 at 2026-11-25T22:00:00.000Z"],
    ["over a new year", "2027-01-01T05:00:00Z", 6, "2026-12-31 at 2027-01-01T05:00:00.000Z"],
    // 2026-10-25: three o'clock becomes two. The hour is over when it is over twice.
    [
      "the hour that comes twice",
      "2026-10-25T00:30:00Z",
      2,
      "2026-10-23 at 2026-10-24T00:00:00.000Z",
    ],
    ["and its second time", "2026-10-25T01:00:00Z", 2, "2026-10-24 at 2026-10-25T01:00:00.000Z"],
    // 2026-03-29: two o'clock becomes three.
    [
      "the hour that is skipped",
      "2026-03-29T01:00:00Z",
      2,
      "2026-03-28 at 2026-03-29T01:00:00.000Z",
    ],
  ] as const)("%s", (_what, now, hour, expected) => {
    expect(shown(lastClosing(at(now), hour, ZONE))).toBe(expected);
  });

  test("the next one is after now, and is the newest once it came, each day from one new year to the next once", () => {
    const days: string[] = [];
    for (let now = at("2026-01-01T00:00:00Z"); now < at("2027-01-01T00:00:00Z");) {
      const next = nextClosing(now, 2, ZONE);
      expect(next).toBeGreaterThan(now);
      const closing = lastClosing(next, 2, ZONE);
      expect(closing.at).toBe(next);
      expect(lastClosing(next - 1, 2, ZONE).at).toBeLessThan(next);
      days.push(closing.day);
      now = next;
    }
    expect([days.length, new Set(days).size, days[0], days.at(-1)]).toEqual([
      366,
      366,
      "2025-12-31",
      "2026-12-31",
    ]);
  });
});
