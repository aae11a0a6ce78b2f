/**
 * An outage is told for as long as it lasts, also while a job is tried once more; with whose system
 * doesn't answer, and since its first failure, however old the job is.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { firstFailureAt, retryWaitMs } from "../../src/sync/backoff.ts";
import { updateAlerts } from "../../src/sync/tenant/alarm/watching.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { memoryOf } from "../../src/sync/tenant/storage/memory.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const UNREACHABLE = reason("vendor-unreachable", { vendor: "asperion", cause: null });

/** A job that was made ten days ago and has been put off as often as fails for about `minutes`. */
async function failing(minutes: number, state: Partial<jobs.JobRow>, why = UNREACHABLE) {
  const { object, sql, clock } = await tenantInNode();
  const context = object.inside();
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: clock.at,
    now: clock.at,
  });
  clock.at += 10 * DAY_MS;
  const waits = context.deps.timings.backoffMs;
  const who = `${context.tenantId()} ${id}`;
  let [tries, waited] = [0, 0];
  while (waited < minutes * MINUTE_MS) waited += retryWaitMs(waits, { tries: tries++, who });
  jobs.update(
    sql,
    id,
    { tries, reasons: JSON.stringify([why]), due: clock.at, ...state },
    clock.at,
  );
  await updateAlerts(context);
  const told = () =>
    alerts
      .list(sql)
      .alerts.filter(({ resolvedAt }) => resolvedAt === null)
      .find(({ reason: { code } }) => code === "backing-off-long")?.reason.params ?? null;
  /** It was tried once more, so much later, and another job in its place. */
  const later = async (ms: number) => {
    clock.at += ms;
    const tried = { tries: tries + 1, due: clock.at + MINUTE_MS };
    jobs.update(sql, id, { status: "waiting", wait: "back-off", ...tried }, clock.at);
    await updateAlerts(context);
    return [...memoryOf(sql).failingSince.keys()].map((one) => one === id);
  };
  const beside = async () => {
    const other = { key: "order:2", flow: "orders", lane: "live", type: "order.created" } as const;
    const made = jobs.create(sql, { ...other, due: clock.at, now: clock.at });
    jobs.update(sql, made.id, { status: "running", wait: null, due: null, tries: 4 }, clock.at);
    await updateAlerts(context);
    jobs.update(sql, made.id, { status: "waiting", wait: "back-off", due: clock.at }, clock.at);
  };
  const ended = async () => {
    jobs.update(sql, id, { status: "done", outcome: "booked", wait: null }, clock.at);
    await updateAlerts(context);
  };
  return { told, ended, later, beside };
}

const STATES = [
  ["waits", { status: "waiting", wait: "back-off" }],
  ["is handed out", { status: "queued", wait: null }],
  ["is tried once more", { status: "running", wait: null, due: null }],
] as const;

test.each(STATES)(
  "a job that has failed for over an hour is told while it %s",
  async (_, state) => {
    const { told, ended } = await failing(200, state);
    expect(told()).toMatchObject({ vendor: "asperion", count: 1 });
    // Not the ten days since it was made; the last wait may take an hour.
    expect(told()?.["hours"]).toBeGreaterThanOrEqual(3);
    expect(told()?.["hours"]).toBeLessThanOrEqual(5);
    await ended();
    expect(told()).toBeNull();
  },
);

test.each(STATES)(
  "an old job that has failed for minutes isn't told while it %s",
  async (_, state) => {
    expect((await failing(25, state)).told()).toBeNull();
  },
);

test("a job whose tries come late fails since it was first seen to; of others nothing is kept", async () => {
  const [, waits] = STATES[0];
  const { told, later, beside } = await failing(70, waits);
  await beside();
  expect(await later(300 * MINUTE_MS)).toEqual([true]);
  expect(told()?.["hours"]).toBeGreaterThanOrEqual(6);
});

test("no system is named where another one or none stands in the reason", async () => {
  const [, waits] = STATES[0];
  const why = reason("client-refused", { vendor: "eaccounting", client: null });
  expect((await failing(200, waits, why)).told()).toMatchObject({ vendor: null });
});

test("the first failure lies as far back as all waits since", () => {
  const waits = [1_000, 10_000];
  const job = { tries: 3, who: "a" };
  const each = [0, 1, 2].map((tries) => retryWaitMs(waits, { tries, who: "a" }));
  expect(firstFailureAt(waits, 100_000, job)).toBe(
    100_000 - each.reduce((sum, wait) => sum + wait, 0),
  );
  expect(firstFailureAt(waits, 100_000, { ...job, tries: 0 })).toBe(100_000);
});
