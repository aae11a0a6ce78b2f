/**
 * The list of alerts: page by page, with what ails the tenant as a whole in front of any number of
 * orders.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";

const START = Date.UTC(2026, 10, 24, 12);

test("every alert is on exactly one page: the tenant's own first, then orders, newest first, then what is over; and all that is open is counted", () => {
  const sql = objectSql();
  alerts.raise(
    sql,
    "watch connection asperion",
    reason("connection-expiring", { vendor: "asperion" }),
    null,
    START,
  );
  // Ten of each instant: the instant alone doesn't say where a page ended.
  for (let n = 0; n < 450; n += 1)
    alerts.raise(
      sql,
      `job order:${n}`,
      reason("article-not-found", { sku: String(n) }),
      `j${n}`,
      START + 1 + Math.floor(n / 10),
    );
  for (let n = 0; n < 150; n += 1) alerts.resolve(sql, `job order:${n}`, START + 1_000);

  const pages: ReturnType<typeof alerts.list>[] = [];
  for (
    let cursor: string | null | undefined;
    cursor !== null && pages.length < 9;
    cursor = pages.at(-1)?.cursor ?? null
  )
    pages.push(alerts.list(sql, cursor));
  expect(pages.map(({ alerts: page, open }) => [page.length, open])).toEqual([
    [200, 301],
    [200, 301],
    [51, 301],
  ]);
  const seen = pages.flatMap(({ alerts: page }) => page);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(451);
  expect([seen[0]?.id, seen.findIndex(({ resolvedAt }) => resolvedAt !== null)]).toEqual([
    "watch connection asperion",
    301,
  ]);
  for (const [at, one] of seen.entries())
    if (at !== 0 && at !== 1 && at !== 301)
      expect(one.since).toBeLessThanOrEqual(seen[at - 1]?.since ?? 0);
});

test("what was resolved is listed however many are open, those that arose last first, twenty at most", () => {
  const sql = objectSql();
  for (let n = 0; n < 300; n += 1)
    alerts.raise(
      sql,
      `job order:${n}`,
      reason("article-not-found", { sku: String(n) }),
      `j${n}`,
      START + n,
    );
  for (let n = 0; n < 30; n += 1) alerts.resolve(sql, `job order:${n}`, START + 1_000 + n);

  expect(alerts.lastResolved(sql).map(({ jobId, resolvedAt }) => [jobId, resolvedAt])).toEqual(
    Array.from({ length: 20 }, (_, at) => [`j${29 - at}`, START + 1_029 - at]),
  );
});

test.each(["", "x", "3 1 job", "0 1", "1 1 '; DROP TABLE alerts"])(
  "a cursor that isn't one (%s) breaks nothing",
  (cursor) => {
    const sql = objectSql();
    alerts.raise(sql, "tenant", bareReason("needs-login"), null, START);
    expect(alerts.list(sql, cursor).open).toBe(1);
  },
);
