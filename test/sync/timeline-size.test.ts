/** A timeline that is too long for its row. */
import { expect, test } from "vitest";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { truncatedTimeline, truncatedJson } from "../../src/sync/run/run-timeline.ts";

const read = (length: number): TimelineEntry => ({
  at: 1,
  what: "read",
  title: "GET /v1/SalesOrderWithLines",
  detail: { vendor: "asperion", query: { page: "1" }, status: 200, body: "x".repeat(length) },
});
const outcome: TimelineEntry = {
  at: 2,
  what: "outcome",
  title: "updated",
  detail: { reasons: [] },
};

test("stays as it is while it fits", () => {
  const timeline = [read(100), outcome];
  expect(truncatedTimeline(timeline, 1_000)).toBe(timeline);
});

test("leaves out the longest answers and says so; what was asked, and how it ended, stays", () => {
  const [long, short, end] = truncatedTimeline([read(900), read(50), outcome], 500);
  expect(long?.detail).toEqual({
    vendor: "asperion",
    query: { page: "1" },
    status: 200,
    leftOut: true,
    chars: expect.any(Number),
  });
  expect([short, end]).toEqual([read(50), outcome]);
});

test("of a hundred megabytes is less than a row takes", () => {
  const pages = Array.from({ length: 50 }, () => read(2_000_000));
  expect(JSON.stringify(truncatedTimeline([...pages, outcome])).length).toBeLessThan(2_000_000);
});

test("is the same as JSON, with its answers bounded, whichever side of the bound it is on", () => {
  for (const length of [10, 400, 500, 2_000]) {
    const timeline = [read(length), read(20), outcome];
    expect(truncatedJson(timeline, 700)).toBe(JSON.stringify(truncatedTimeline(timeline, 700)));
  }
});
