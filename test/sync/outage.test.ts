/** An outage is told for as long as it lasts, also while a job is tried once more. */
import { expect, test } from "vitest";
import { look } from "../../src/sync/tenant/alarm/watching.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";

const HOUR_MS = 3_600_000;

test.each([
  ["waits", { status: "waiting", wait: "back-off" }],
  ["is handed out", { status: "queued", wait: null }],
  ["is tried once more", { status: "running", wait: null }],
] as const)("a job that has failed for over an hour is told while it %s", async (_, state) => {
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
  jobs.update(sql, id, { tries: 6, ...state }, clock.at);
  const told = async () => {
    await look(context);
    return alerts
      .list(sql)
      .alerts.filter(({ resolvedAt }) => resolvedAt === null)
      .map(({ reason }) => reason.code);
  };
  expect(await told()).not.toContain("backing-off-long");
  clock.at += HOUR_MS + 1;
  expect(await told()).toContain("backing-off-long");
  jobs.update(sql, id, { status: "done", outcome: "booked", wait: null }, clock.at);
  expect(await told()).not.toContain("backing-off-long");
});
