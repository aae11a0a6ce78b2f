/** What a back-fill may take of a tenant's window, and the order in which jobs are woken. */
import { describe, expect, test } from "vitest";
import type { Lane } from "../../src/domain/jobs/job.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import {
  BACKFILL_WINDOW,
  inFlight,
  pickJobsToWake,
  WINDOW,
} from "../../src/sync/tenant/intake/pump.ts";
import { objectSql } from "../support/object-sql.ts";

const NOW = 1_000_000;

function withJobs(counts: Partial<Record<Lane, number>>) {
  const sql = objectSql();
  for (const [lane, count] of Object.entries(counts) as [Lane, number][])
    for (let n = 0; n < count; n += 1)
      jobs.create(sql, {
        key: `order:${lane}${n}`,
        flow: "orders",
        lane,
        type: "test",
        due: NOW - 1,
        now: NOW - 1,
      });
  const lanes = (ids: readonly string[]): Lane[] =>
    ids.map((id) => jobs.byId(sql, id)?.lane ?? "live");
  return { sql, lanes };
}

describe("a window full of past orders", () => {
  test("keeps half of itself free, however many wait", () => {
    const { sql } = withJobs({ "back-fill": 100 });
    expect(pickJobsToWake(sql, NOW, WINDOW)).toHaveLength(BACKFILL_WINDOW);
    // They are under way now: no more are woken, and a live event still finds room.
    expect(pickJobsToWake(sql, NOW, WINDOW - inFlight(sql, NOW))).toEqual([]);
    expect(inFlight(sql, NOW)).toBeLessThan(WINDOW);
  });

  test("lets a live order, an edit and a sweep go first", () => {
    const { sql, lanes } = withJobs({ "back-fill": 30, live: 3, sweep: 2, update: 1 });
    expect(lanes(pickJobsToWake(sql, NOW, 8))).toEqual([
      "live",
      "live",
      "live",
      "update",
      "sweep",
      "sweep",
      "back-fill",
      "back-fill",
    ]);
  });

  test("is all theirs to the live ones when they are many", () => {
    const { sql, lanes } = withJobs({ "back-fill": 30, live: 30 });
    expect(new Set(lanes(pickJobsToWake(sql, NOW, WINDOW)))).toEqual(new Set(["live"]));
  });
});
