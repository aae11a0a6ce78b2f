/**
 * Cron's round: each tenant's object is made to look, whatever becomes of the others, and the round
 * says that it was.
 */
import { beforeEach, expect, test } from "vitest";
import { type ScheduleDeps, scheduled } from "../../src/sync/schedule.ts";

const did: string[] = [];
let side = { now: 0, most: 0 };

beforeEach(() => {
  did.length = 0;
  side = { now: 0, most: 0 };
});

const round = (tenants: readonly string[], change: Partial<ScheduleDeps> = {}): Promise<void> =>
  scheduled({
    activeTenants: async () => tenants,
    tick: async (tenantId) => {
      side = { now: side.now + 1, most: Math.max(side.most, side.now + 1) };
      await Promise.resolve();
      side = { ...side, now: side.now - 1 };
      did.push(`tick ${tenantId}`);
    },
    heartbeat: async () => void did.push("heartbeat"),
    care: async (ids) => void did.push(`care ${ids.length}`),
    ...change,
  });

test("every tenant is looked at, then the alarm loop beats, then the registry is cared for", async () => {
  await round(["a", "b"]);
  expect(did).toEqual(["tick a", "tick b", "heartbeat", "care 2"]);
});

test("no more than five objects are asked at once", async () => {
  await round(Array.from({ length: 20 }, (_, n) => String(n)));
  expect([did.length, side.most]).toEqual([22, 5]);
});

test("an object that can't be reached keeps nobody else from being looked at, and the alarm loop beats", async () => {
  const reached: string[] = [];
  await round(["a", "dead", "c"], {
    tick: async (tenantId) => {
      if (tenantId === "dead") throw new Error("object is overloaded");
      reached.push(tenantId);
    },
  });
  expect([reached, did]).toEqual([
    ["a", "c"],
    ["heartbeat", "care 3"],
  ]);
});

test("a registry that can't be cared for ends the round all the same: it is tried again with the next", async () => {
  await round(["a"], { care: () => Promise.reject(new Error("D1_ERROR")) });
  expect(did).toEqual(["tick a", "heartbeat"]);
});

test("where the tenants can't be listed there is no heartbeat, so that /healthz tells", async () => {
  await expect(
    round([], { activeTenants: () => Promise.reject(new Error("D1_ERROR")) }),
  ).rejects.toThrow("D1_ERROR");
  expect(did).toEqual([]);
});
