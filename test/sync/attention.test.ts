import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { attention } from "../../src/sync/tenant/views/attention.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { objectSql } from "../support/object-sql.ts";

const why = reason("poison", { claims: 3 });

function held(sql: SqlStorage, key: string, at: number): string {
  const { id } = jobs.create(sql, {
    key,
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: at,
    now: at,
  });
  jobs.update(sql, id, { status: "done", outcome: "held" }, at);
  alerts.raise(sql, `job ${key}`, why, id, at);
  return id;
}

test("the longest open comes first, each job once, and what is settled isn't there", () => {
  const sql = objectSql();
  const [late, early, over] = [
    held(sql, "order:1", 300),
    held(sql, "order:2", 100),
    held(sql, "order:3", 200),
  ];
  alerts.raise(sql, "doubt order:2", why, early, 100);
  alerts.raise(sql, "tenant", why, null, 50);
  alerts.resolve(sql, "job order:3", 400);
  const ids = attention(sql, null).jobs.map(({ id }) => id);
  expect(ids).toEqual([early, late]);
  expect(ids).not.toContain(over);
});

test("page by page everything comes once, whatever stands at one instant", () => {
  const sql = objectSql();
  const all = Array.from({ length: 120 }, (_, n) => held(sql, `order:${1_000 + n}`, 100 + (n % 3)));
  const knownState: string[] = [];
  let cursor: string | null = null;
  do {
    const page = attention(sql, cursor);
    knownState.push(...page.jobs.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== null);
  expect(knownState.toSorted()).toEqual(all.toSorted());
});

test.each(["held", "rejected", "needs-attention"] as const)(
  "a dry run that ends as %s asks nobody for anything, and an order that does so does",
  (outcome) => {
    const sql = objectSql();
    const end = (key: string, flow: jobs.JobRow["flow"]): string => {
      const job = jobs.create(sql, { key, flow, lane: "sweep", type: "dry-run", due: 1, now: 1 });
      claims.complete(
        sql,
        job,
        {
          outcome,
          reasons: [reason("article-not-found", { sku: "X", line: 1 })],
          label: "1001",
          figures: null,
          timeline: null,
          people: [],
        },
        2,
        { coalesceMs: 0 } as never,
      );
      return job.id;
    };
    const [, order] = [end("dry-run:b000001:7", "dry-run"), end("order:7", "orders")];
    expect(attention(sql, null).jobs.map(({ id }) => id)).toEqual([order]);
  },
);
