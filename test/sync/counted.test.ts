/**
 * What is counted for a tenant's page, held against what stands in the tables; and what is looked
 * at for it.
 */
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { inDoubt, jobCounts, openAlerts } from "../../src/sync/tenant/counts/counters.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { all, count, run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
});

const job = (key: string): string =>
  jobs.openFor(sql, key)?.id ??
  jobs.create(sql, { key, flow: "orders", lane: "live", type: "order.created", due: 0, now: 0 }).id;

function send(key: string): number {
  const intent = {
    key,
    role: "sales-order",
    n: 0,
    kind: "order.create",
    marker: "m",
    markerCode: "c",
    markerField: "f",
    documentId: null,
  } as const;
  return journal.send(sql, {
    jobId: "j1",
    claimNo: 1,
    intent,
    request: { keyId: "k1", bytes: new Uint8Array([1]) },
    now: 0,
    abortAt: 1,
  }).opId;
}

const counted = () => ({
  ...Object.fromEntries(
    ["queued", "running", "waiting", "done", "dead"].map((status) => [
      status,
      count(sql, "SELECT count(*) AS n FROM jobs WHERE status = ?", status),
    ]),
  ),
  doubts: count(sql, "SELECT count(*) AS n FROM operations WHERE state IN ('sent', 'in-doubt')"),
  alerts: count(sql, "SELECT count(*) AS n FROM alerts WHERE resolved_at IS NULL"),
});
const told = () => ({ ...jobCounts(sql).jobs, doubts: inDoubt(sql), alerts: openAlerts(sql) });

const status = fc.constantFrom(
  "queued" as const,
  "running" as const,
  "waiting" as const,
  "done" as const,
  "dead" as const,
);
const state = fc.constantFrom(
  "planned" as const,
  "sent" as const,
  "in-doubt" as const,
  "done" as const,
  "rejected" as const,
);
const act = fc.oneof(
  fc.record({ what: fc.constant("job" as const), key: fc.integer({ min: 1, max: 5 }), status }),
  fc.record({ what: fc.constant("forget" as const), key: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ what: fc.constant("send" as const), key: fc.integer({ min: 1, max: 5 }), state }),
  fc.record({
    what: fc.constant("alert" as const),
    key: fc.integer({ min: 1, max: 3 }),
    by: fc.constantFrom("poison" as const, "planning-died" as const),
  }),
  fc.record({
    what: fc.constantFrom("resolve" as const, "drop" as const),
    key: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ what: fc.constant("ask" as const) }),
);

test("whatever happens, and whenever it is first asked for, what is told is what stands there", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      sql = objectSql();
      for (const one of acts) {
        if (one.what === "job")
          jobs.update(
            sql,
            job(`order:${one.key}`),
            { status: one.status, ...(one.status === "waiting" ? { wait: "rate" } : {}) },
            0,
          );
        else if (one.what === "forget")
          jobs.remove(
            sql,
            all<{ id: string }>(
              sql,
              "SELECT id FROM jobs WHERE key = ? AND status IN ('done', 'dead')",
              `order:${one.key}`,
            ).map(({ id }) => id),
          );
        else if (one.what === "send") journal.setState(sql, send(`order:${one.key}`), one.state, 0);
        else if (one.what === "alert") alerts.raise(sql, `a${one.key}`, reason(one.by), null, 0);
        else if (one.what === "resolve") alerts.resolve(sql, `a${one.key}`, 1);
        else if (one.what === "drop") run(sql, "DELETE FROM alerts WHERE id = ?", `a${one.key}`);
        else expect(told()).toEqual(counted());
      }
      expect(told()).toEqual(counted());
    }),
    { numRuns: 150 },
  );
});

test("writes that come with a transfer are counted, also when their page is taken in twice", () => {
  inDoubt(sql);
  for (let time = 0; time < 2; time += 1)
    run(
      sql,
      "INSERT OR REPLACE INTO operations (id, job_id, key, role, n, kind, state, claim) VALUES (7, 'j1', 'order:1', 'sales-order', 0, 'order.create', 'in-doubt', 0)",
    );
  expect(inDoubt(sql)).toBe(1);
  run(
    sql,
    "INSERT OR REPLACE INTO operations (id, job_id, key, role, n, kind, state, claim) VALUES (7, 'j1', 'order:1', 'sales-order', 0, 'order.create', 'done', 0)",
  );
  expect(inDoubt(sql)).toBe(0);
});

/**
 * Whole tables that a query looks at; what is kept for the figures is short, and so are these
 * indexes.
 */
const scans = (query: string): readonly string[] =>
  all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`)
    .map(({ detail }) => detail)
    .filter(
      (detail) =>
        detail.startsWith("SCAN ") &&
        !/^SCAN (counts|CONSTANT ROW)\b|INDEX (jobs_next|operations_open|alerts_open|alerts_listed)\b/.test(
          detail,
        ),
    );

test("once counted, no figure of a page looks at every job, write or alert", () => {
  alerts.raise(sql, "job order:1", reason("poison"), "j1", 0);
  const asked: string[] = [];
  const watched = {
    exec: (query: string, ...binds: unknown[]) => (
      asked.push(query.replaceAll("?", "1")),
      (sql.exec as (...input: unknown[]) => unknown)(query, ...binds)
    ),
  } as unknown as SqlStorage;
  jobCounts(sql);
  jobCounts(watched);
  inDoubt(watched);
  alerts.list(watched);
  expect(asked.length).toBeGreaterThanOrEqual(6);
  expect(asked.flatMap(scans)).toEqual([]);
  expect(
    asked
      .flatMap((query) => all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`))
      .filter(({ detail }) => detail.includes("TEMP B-TREE FOR ORDER BY")),
  ).toEqual([]);
  expect(scans("SELECT count(*) FROM operations o WHERE state = 'planned'")).not.toEqual([]);
});
