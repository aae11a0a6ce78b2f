/**
 * Cron's round: each tenant's object is made to look, whatever becomes of the others, and the round
 * says that it was.
 */
import { beforeEach, expect, test, vi } from "vitest";
import { TENANTS_PER_RUN, type ScheduleDeps, scheduled } from "../../src/sync/schedule.ts";

const did: string[] = [];
const asked: string[] = [];
let side = { now: 0, most: 0 };

beforeEach(() => {
  did.length = 0;
  asked.length = 0;
  side = { now: 0, most: 0 };
});

const round = (tenants: readonly string[], change: Partial<ScheduleDeps> = {}): Promise<void> =>
  scheduled({
    minute: 0,
    activeTenants: async () => tenants,
    tick: async (tenantId) => {
      side = { now: side.now + 1, most: Math.max(side.most, side.now + 1) };
      await Promise.resolve();
      side = { ...side, now: side.now - 1 };
      did.push(`tick ${tenantId}`);
    },
    heartbeat: async () => void did.push("heartbeat"),
    care: [async (ids) => void did.push(`care ${ids.length}`)],
    ...change,
  });

test("every tenant is looked at, then the alarm loop ticks, then the registry is cared for", async () => {
  await round(["a", "b"]);
  expect(did).toEqual(["tick a", "tick b", "heartbeat", "care 2"]);
});

test("no more than five objects are asked at once", async () => {
  await round(Array.from({ length: 20 }, (_, n) => String(n)));
  expect([did.length, side.most]).toEqual([22, 5]);
});

test("an object that can't be reached keeps nobody else from being looked at, and the alarm loop ticks", async () => {
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
  await round(["a"], { care: [() => Promise.reject(new Error("D1_ERROR"))] });
  expect(did).toEqual(["tick a", "heartbeat"]);
});

test("a part of the care that fails keeps no other part from being done", async () => {
  await round(["a"], {
    care: [
      () => Promise.reject(new Error("D1_ERROR")),
      async () => void did.push("the registry's retention"),
    ],
  });
  expect(did).toEqual(["tick a", "heartbeat", "the registry's retention"]);
});

test("where the tenants can't be listed there is no heartbeat, so that /healthz tells", async () => {
  await expect(
    round([], { activeTenants: () => Promise.reject(new Error("D1_ERROR")) }),
  ).rejects.toThrow("D1_ERROR");
  expect(did).toEqual([]);
});

test("of ten thousand tenants each run asks a part, and seventeen runs in a row ask all", async () => {
  const tenants = Array.from({ length: 10_000 }, (_, n) => `t${n}`);
  for (let minute = 28_000_000; minute < 28_000_017; minute += 1) {
    did.length = 0;
    await round(tenants, { minute, tick: async (id) => void asked.push(id) });
    expect(did).toEqual(["heartbeat", "care 10000"]);
  }
  expect([asked.length, new Set(asked).size]).toEqual([17 * TENANTS_PER_RUN, 10_000]);
});

test("an object that never answers is given up, and the others are looked at", async () => {
  vi.useFakeTimers();
  try {
    const running = round(["hangs", "b"], {
      tick: (id) => (id === "hangs" ? new Promise(() => {}) : Promise.resolve()),
    });
    await vi.advanceTimersByTimeAsync(5_000);
    await running;
    expect(did).toEqual(["heartbeat", "care 2"]);
  } finally {
    vi.useRealTimers();
  }
});
