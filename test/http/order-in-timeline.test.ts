/** The shop's order in a job's timeline, for its page and for previews. */
import { describe, expect, test } from "vitest";
import { findOrderInTimeline } from "../../src/http/usecases/dry-runs/order-from-timeline.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { ADMINISTRATION, line, list, order } from "../asperion/fixtures.ts";

const read = (body: unknown): TimelineEntry => ({
  at: 0,
  what: "read",
  title: "GET /v1/SalesOrderWithLines",
  detail: { vendor: "asperion", query: {}, status: 200, body },
});
const listed = (change: Record<string, unknown> = {}): TimelineEntry =>
  read(list([order(change)]).body);

const numberIn = (timeline: readonly TimelineEntry[], id = "1001"): string | null =>
  findOrderInTimeline(timeline, id, ADMINISTRATION)?.number ?? null;

describe("an order in a timeline", () => {
  test("is the one that was answered last, in a list or alone, whatever else was read", () => {
    const lines = { _data: [line()], _meta: {} };
    const other = listed({ id: 7, orderNumber: "other" });
    expect(numberIn([listed({ orderNumber: "old" }), listed({ orderNumber: "new" }), other])).toBe(
      "new",
    );
    expect(
      numberIn([listed({ orderNumber: "old" }), read(order({ orderNumber: "new", lines }))]),
    ).toBe("new");
    expect(numberIn([other])).toBe(null);
  });

  test("isn't what an answer without its lines says", () => {
    expect(numberIn([listed({ orderNumber: "whole" }), listed({ lines: null })])).toBe("whole");
  });

  test("is none where the newest answer can't be read: an older one would pass for it", () => {
    expect(numberIn([listed(), listed({ status: 77 })])).toBe(null);
  });
});
