/**
 * A turn at the gate is kept for the job that was let in for it, and only while that job is on its
 * way to it.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GateSlot } from "../../src/sync/contract/runs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const TURN_MS = 4_000;
/** Further off than a job is let wait for its slot. */
const SHOP_MS = 1_900;

/** A tenant that waits for its turn at the gate, which has come. */
async function atItsTurn(): Promise<NodeTenant> {
  const answer: GateSlot = { kind: "later", inMs: TURN_MS, turn: true };
  const gate = {
    lease: async () => answer,
    penalize: async () => undefined,
    view: async () => ({ perMinute: 600, endpoints: [] }),
  };
  const world = await tenantInNode({ gate: () => gate });
  await world.object.inside().slots.eaccounting("/orders", "live");
  world.clock.at += TURN_MS;
  return world;
}

const made = ({ sql }: NodeTenant, key: string): string =>
  jobs.create(sql, { key, flow: "orders", lane: "live", type: "order.created", due: NOW, now: NOW })
    .id;

/** Jobs that are woken and aren't begun, each for a reason of its own. */
const REFUSED = {
  "is over": ({ sql }: NodeTenant, id: string) =>
    jobs.update(sql, id, { status: "done", due: null }, NOW),
  "waits for a later instant": ({ sql }: NodeTenant, id: string) =>
    jobs.update(sql, id, { status: "waiting", due: NOW + 3_600_000 }, NOW),
  "runs elsewhere": ({ sql }: NodeTenant, id: string) =>
    jobs.update(sql, id, { status: "running", lease_until: NOW + 3_600_000 }, NOW),
  "is buried": ({ sql }: NodeTenant, id: string) =>
    jobs.update(sql, id, { failed_attempts: 3 }, NOW),
  "has to wait for the shop's own pace": ({ object }: NodeTenant) =>
    object.inside().slots.pauseAsperion(SHOP_MS),
};

test.each(Object.entries(REFUSED))(
  "one that %s gives its turn to the next at once",
  async (_why, refuse) => {
    const world = await atItsTurn();
    const [first, second] = [made(world, "order:1"), made(world, "order:2")];
    refuse(world, first);
    expect((await world.object.runner.claim(TENANT, first)).kind).toBe("not-now");
    world.clock.at += 950;
    expect((await world.object.runner.claim(TENANT, second)).kind).toBe("run");
  },
);

test("one that was let in, and had to wait for the shop, isn't in its own way when it comes again", async () => {
  const world = await atItsTurn();
  const id = made(world, "order:1");
  world.object.inside().slots.pauseAsperion(SHOP_MS);
  expect(await world.object.runner.claim(TENANT, id)).toMatchObject({
    kind: "not-now",
    why: "rate",
  });
  const due = jobs.byId(world.sql, id)?.due ?? 0;
  // Before its turn would be given to another anyhow.
  expect(due).toBeLessThan(world.clock.at + 1_000);
  world.clock.at = due;
  expect((await world.object.runner.claim(TENANT, id)).kind).toBe("run");
});

test("a wake-up that comes twice takes no turn from the job that runs", async () => {
  const world = await atItsTurn();
  const [first, second] = [made(world, "order:1"), made(world, "order:2")];
  expect((await world.object.runner.claim(TENANT, first)).kind).toBe("run");
  expect(await world.object.runner.claim(TENANT, first)).toMatchObject({
    kind: "not-now",
    why: "running",
  });
  world.clock.at += 100;
  expect(await world.object.runner.claim(TENANT, second)).toMatchObject({
    kind: "not-now",
    why: "rate",
  });
});
