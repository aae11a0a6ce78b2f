/**
 * What looks at each unfinished job does it once: with tens of thousands of them each look takes
 * tens of milliseconds, and two of them are more than a step of the object may take.
 */
import { expect, test, vi } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { updateAlerts } from "../../src/sync/tenant/alarm/watching.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { jobCounts } from "../../src/sync/tenant/counts/counters.ts";
import { reclaim } from "../../src/sync/tenant/intake/pump.ts";
import { unsettledKeys } from "../../src/sync/tenant/jobs/keys.ts";
import { memoryOf } from "../../src/sync/tenant/storage/memory.ts";
import { all, run, type Value } from "../../src/sync/tenant/storage/sql.ts";
import { TENANT, tenantInNode } from "../support/tenant-in-node.ts";

/** Read no further than their limit, once in an object's life, or along the index's first part. */
const BOUNDED = /SELECT 1 FROM jobs WHERE over = 0 LIMIT|status = 'running'|CASE lane/;

async function waiting() {
  const world = await tenantInNode();
  const { sql, clock } = world;
  for (let n = 0; n < 3; n += 1) {
    const { id } = jobs.create(sql, {
      key: `order:${n}`,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: clock.at,
      now: clock.at + n,
    });
    if (n > 0) jobs.update(sql, id, { status: "waiting", wait: "pause" }, clock.at);
  }
  const exec = vi.spyOn(sql, "exec");
  /** Statements that look at all unfinished jobs, since the last call. */
  const looks = (): number => {
    const found = exec.mock.calls.filter(
      ([query]) => String(query).includes("WHERE over = 0") && !BOUNDED.test(String(query)),
    );
    exec.mockClear();
    return found.length;
  };
  return { ...world, looks };
}

test("the watch looks at each of them once", async () => {
  const { object, looks } = await waiting();
  looks();
  await updateAlerts(object.inside());
  expect(looks()).toBe(1);
});

test("all of them are looked at in their index alone", async () => {
  const { object, sql } = await waiting();
  const exec = vi.spyOn(sql, "exec");
  exec.mockClear();
  jobCounts(sql);
  await updateAlerts(object.inside());
  unsettledKeys(sql);
  memoryOf(sql).running = null;
  jobs.running(sql);
  const plans = exec.mock.calls
    .filter(([query]) => /WHERE over = 0 AND|WHERE over = 0$/.test(String(query)))
    .map(([query, ...binds]) =>
      all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${String(query)}`, ...(binds as Value[]))
        .map(({ detail }) => detail)
        .filter((detail) => detail.includes("jobs_next")),
    )
    .filter((plan) => plan.length > 0);
  expect(plans).toHaveLength(4);
  expect(plans.flat().filter((detail) => !detail.includes("COVERING INDEX jobs_next"))).toEqual([]);
});

test("a job that runs is told as running, whatever it waited for", async () => {
  const { object, sql, clock } = await waiting();
  const id = "j000000002";
  const due = clock.at - 3_600_000;
  jobs.update(sql, id, { status: "waiting", wait: "back-off", due, tries: 4 }, clock.at);
  jobs.update(sql, id, { status: "running", wait: null, lease_until: clock.at + 1 }, clock.at);
  expect(jobs.byId(sql, id)).toMatchObject({ status: "running", wait: null, due: null });
  const { jobs: counts } = await object.monitoring.health(TENANT);
  expect([counts.queued, counts.running, counts.waiting]).toEqual([1, 1, 1]);
  await updateAlerts(object.inside());
  const raised = () =>
    all<{ reason: string }>(sql, "SELECT reason FROM alerts WHERE resolved_at IS NULL").map(
      ({ reason }) => (JSON.parse(reason) as { code: string }).code,
    );
  expect(raised()).not.toContain("queue-old");
  clock.at += 2;
  reclaim(sql, clock.at);
  expect(jobs.byId(sql, id)).toMatchObject({ status: "queued", wait: null, due: clock.at });
  expect((await object.monitoring.health(TENANT)).jobs).toMatchObject({ queued: 2, running: 0 });
});

test("jobs wait for a vendor's limit since they were seen to, however long ago they were made", async () => {
  const { object, sql, clock } = await waiting();
  const id = "j000000002";
  const limited = JSON.stringify([reason("rate-limited", { vendor: null, endpoint: "asperion" })]);
  const waits = () =>
    jobs.update(sql, id, { status: "waiting", wait: "rate", due: clock.at, reasons: limited }, 0);
  const told = async () => {
    await updateAlerts(object.inside());
    return all<{ reason: string }>(sql, "SELECT reason FROM alerts WHERE resolved_at IS NULL")
      .map(({ reason: of }) => JSON.parse(of) as Reason)
      .filter(({ code }) => code === "rate-pressure")
      .map(({ params }) => params);
  };
  // Made an hour ago, and retried now.
  clock.at += 3_600_000;
  waits();
  expect(await told()).toEqual([]);
  clock.at += 9 * 60_000;
  // It is tried, and waits again.
  jobs.update(sql, id, { status: "running", lease_until: clock.at + 1 }, clock.at);
  expect(await told()).toEqual([]);
  waits();
  expect(await told()).toEqual([]);
  clock.at += 2 * 60_000;
  expect(await told()).toEqual([{ count: 1, minutes: 11, hours: null, vendor: "asperion" }]);
  jobs.update(sql, id, { status: "done", wait: null, outcome: "booked" }, clock.at);
  expect(await told()).toEqual([]);
});

test("the state of a shop looks at each of them once, and again only after one has changed", async () => {
  const { object, sql, clock, looks } = await waiting();
  await object.monitoring.health(TENANT);
  looks();
  const { jobs: counts, oldestWaiting } = await object.monitoring.health(TENANT);
  expect(looks()).toBe(0);
  expect([counts.queued, counts.waiting, oldestWaiting]).toEqual([1, 2, clock.at]);
  jobs.update(sql, "j000000001", { status: "running", lease_until: clock.at + 1 }, clock.at);
  const next = await object.monitoring.health(TENANT);
  expect(looks()).toBe(1);
  expect([next.jobs.running, next.oldestWaiting]).toEqual([1, clock.at + 1]);
});

test("a list of very many jobs looks at each of them once in a step, and waits before the next", async () => {
  const { object, sql, looks } = await waiting();
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, types, reasons, created_at, updated_at)
     WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 10000)
     SELECT 'j1' || printf('%08d', n), 'order:x' || n, 'orders', 'update', 'waiting', '[]', '[]', n, n
     FROM s`,
  );
  const steps: number[] = [];
  let isOver = false;
  looks();
  const page = object.jobs
    .list(TENANT, { flow: "orders", sums: true, limit: 50 })
    .finally(() => (isOver = true));
  // What follows without a turn of the event loop is one step.
  for (let turn = 0; turn < 1_000 && !isOver; turn += 1) {
    await new Promise((resolve) => void setImmediate(resolve));
    steps.push(looks());
  }
  expect((await page).jobs).toHaveLength(50);
  expect((await page).sums).toMatchObject({ more: true, gross: [] });
  expect(Math.max(...steps)).toBe(1);
});
