/**
 * What looks at each unfinished job does it once: with tens of thousands of them each look takes
 * tens of milliseconds, and two of them are more than a step of the object may take.
 */
import { expect, test, vi } from "vitest";
import { look } from "../../src/sync/tenant/alarm/watching.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { TENANT, tenantInNode } from "../support/tenant-in-node.ts";

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
    const found = exec.mock.calls.filter(([query]) =>
      /FROM jobs\s+WHERE over = 0(?!.*LIMIT)(?!.*status = 'running')/s.test(String(query)),
    );
    exec.mockClear();
    return found.length;
  };
  return { ...world, looks };
}

test("the watch looks at each of them once", async () => {
  const { object, looks } = await waiting();
  looks();
  await look(object.inside());
  expect(looks()).toBe(1);
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
