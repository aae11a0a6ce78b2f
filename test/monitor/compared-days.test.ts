/** Which days a comparison is about, and which no comparison has ever looked at. */
import { expect, test } from "vitest";
import { RETRY } from "../../src/domain/jobs/requested-actions.ts";
import { notCompared, withDays } from "../../src/monitor/reconciliation/compared-days.ts";
import type { Range } from "../../src/monitor/reconciliation/port.ts";
import { rangeEvent, rangeOf } from "../../src/monitor/reconciliation/range.ts";

test("a run is about the days that were asked for, all of them at once, and the night's about the last five weeks", () => {
  const now = Date.parse("2026-11-24T02:00:00Z");
  expect(
    rangeOf(
      [
        rangeEvent({ from: "2026-09-01", to: "2026-09-03" }),
        rangeEvent({ from: "2026-08-30", to: "2026-09-01" }),
      ],
      now,
    ),
  ).toEqual({ from: "2026-08-30", to: "2026-09-03" });
  const nights = { from: "2026-10-20", to: "2026-11-24" };
  expect(rangeOf(["nightly"], now)).toEqual(nights);
  // A person tries again what didn't come to its end; with none, the last weeks.
  const january = { from: "2026-01-01", to: "2026-01-31" };
  expect(rangeOf([RETRY], now, january)).toEqual(january);
  expect(rangeOf([RETRY, "nightly"], now, january)).toEqual({ ...january, to: nights.to });
  expect(rangeOf([RETRY], now)).toEqual(nights);
});

test("days that were compared grow together, and those that weren't are named up to today", () => {
  const range = (from: string, to: string) => ({ from: `2026-11-${from}`, to: `2026-11-${to}` });
  const ranges = [range("05", "07"), range("20", "22"), range("08", "10"), range("09", "09")];
  const compared = ranges.reduce(withDays, [] as readonly Range[]);
  expect(compared).toEqual([range("05", "10"), range("20", "22")]);
  const november = range("01", "30");
  expect(notCompared(compared, november, "2026-11-24")).toEqual([
    range("01", "04"),
    range("11", "19"),
    range("23", "24"),
  ]);
  expect(notCompared(compared, range("06", "09"), "2026-11-24")).toEqual([]);
  expect(notCompared(compared, range("25", "30"), "2026-11-24")).toEqual([]);
  expect(notCompared([], range("01", "02"), "2026-11-24")).toEqual([range("01", "02")]);
  expect(withDays(compared, range("11", "10"))).toEqual(compared);
});
