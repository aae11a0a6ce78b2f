/**
 * A refusal that stops the tenant, told by a run that began before somebody let the tenant go on:
 * it is from before as well. Stopped anew, the tenant would stand still though nothing is wrong any
 * more, until somebody looks again.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { NOW, TENANT } from "../support/tenant-in-node.ts";
import { DOWN, NOTHING, running } from "./one-transaction/worlds.ts";

const BLOCKED = reason("company-blocked", { vendor: "eaccounting", code: "4008" });
const SECOND = 1_000;

/** Two runs met the company while it was blocked; the first one stopped the tenant. */
async function stopped() {
  const world = await running();
  const { object, sql, clock, ref } = world;
  await object.runner.stopTenant(TENANT, BLOCKED);
  clock.at = NOW + SECOND;
  await object.admin.resume(TENANT);
  clock.at = NOW + 2 * SECOND;
  const isStopped = () => meta.pauseState(sql).paused;
  const refused = () => object.runner.stopTenant(TENANT, BLOCKED, ref);
  const putDown = () => object.runs.park(ref, NOTHING, { ...DOWN, wait: "pause", dueMs: 0 });
  return { ...world, isStopped, refused, putDown };
}

test("the refusal of a run from before stops nothing anew, and its job goes again at once", async () => {
  const { sql, clock, ref, isStopped, refused, putDown } = await stopped();
  await refused();
  expect(isStopped()).toBe(false);
  await putDown();
  expect(jobs.byId(sql, ref.jobId)).toMatchObject({ status: "waiting", due: clock.at });
});

test("a run that began since then stops the tenant, and so does a runner that doesn't say which run it is", async () => {
  const { object, isStopped, clock, ref, putDown } = await stopped();
  await object.runner.stopTenant(TENANT, BLOCKED);
  expect(isStopped()).toBe(true);
  await object.admin.resume(TENANT);
  await putDown();
  // Its write is looked up first.
  clock.at += 120 * SECOND;
  const again = await object.runner.claim(TENANT, ref.jobId);
  if (again.kind !== "run") throw new Error(again.kind);
  await object.runner.stopTenant(TENANT, BLOCKED, { ...ref, claimNo: again.claim.claimNo });
  expect(isStopped()).toBe(true);
});
