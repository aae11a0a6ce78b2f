/**
 * Wake-ups of other releases: what they add is passed over, and what isn't known here is left for
 * the one that knows it.
 */
import { expect, test, vi } from "vitest";
import { consume, type ConsumerDeps } from "../../src/sync/consumer.ts";
import type { Claim } from "../../src/sync/contract/runs.ts";
import type { Next } from "../../src/sync/run/run-job.ts";

const deps = (run: ConsumerDeps["run"] = async () => null) => ({
  clock: { now: () => 0 },
  run: vi.fn(run),
  wake: vi.fn(async () => undefined),
});
const message = (body: unknown) => ({
  id: "m1",
  timestamp: new Date(0),
  attempts: 1,
  body,
  ack: vi.fn(),
  retry: vi.fn(),
});
const batch = (...messages: readonly ReturnType<typeof message>[]) =>
  ({
    queue: "jobs",
    messages,
    ackAll: () => undefined,
    retryAll: () => undefined,
  }) as unknown as MessageBatch;

test("fields that a newer release put into a wake-up don't matter", async () => {
  const given = deps();
  const one = message({ v: 1, tenantId: "shop", jobId: "j1", lane: "urgent", trace: { id: 7 } });
  await consume(given, batch(one));
  expect(given.run).toHaveBeenCalledExactlyOnceWith("shop", { jobId: "j1" }, 10_000);
  expect([one.ack.mock.calls.length, one.retry.mock.calls.length]).toEqual([1, 0]);
});

test.each([
  { v: 2, tenantId: "shop", jobId: "j1" },
  { v: 2, work: ["shop", "j1"] },
  { tenantId: "shop", jobId: "j1" },
  "wake up",
  null,
])(
  "a wake-up of a version that isn't known here (%j) is tried again later, neither run nor acknowledged",
  async (body) => {
    const given = deps();
    const [foreign, own] = [message(body), message({ v: 1, tenantId: "shop", jobId: "j2" })];
    await consume(given, batch(foreign, own));
    expect(foreign.ack).not.toHaveBeenCalled();
    expect(foreign.retry.mock.calls[0]?.[0]).toMatchObject({ delaySeconds: expect.any(Number) });
    // The others of its batch are not held up.
    expect(given.run).toHaveBeenCalledExactlyOnceWith("shop", { jobId: "j2" }, 10_000);
    expect(own.ack).toHaveBeenCalledOnce();
  },
);

test("a job whose run fails keeps its wake-up, and stops no other", async () => {
  const given = deps(async (_, { jobId }) => {
    if (jobId === "j1") throw new Error("the object can't be reached");
    return null;
  });
  const [bad, good] = [
    message({ v: 1, tenantId: "shop", jobId: "j1" }),
    message({ v: 1, tenantId: "shop", jobId: "j2" }),
  ];
  await consume(given, batch(bad, good));
  expect([
    bad.ack.mock.calls.length,
    bad.retry.mock.calls.length,
    good.ack.mock.calls.length,
  ]).toEqual([0, 1, 1]);
});

test("a runner goes on with what comes due for a while; what it was handed it runs in any case", async () => {
  let now = 0;
  const handed = { claim: {} as Claim, began: 0 };
  const nexts: readonly (Next | null)[] = [
    { jobId: "j2" },
    { jobId: "j3", grant: handed },
    { jobId: "j4" },
  ];
  const ran: string[] = [];
  const given = {
    ...deps(async (_, { jobId }) => {
      now += 6_000;
      ran.push(jobId);
      return nexts[ran.length - 1] ?? null;
    }),
    clock: { now: () => now },
  };
  await consume(given, batch(message({ v: 1, tenantId: "shop", jobId: "j1" })));
  // After twelve seconds j3 can't be left: its claim is this runner's. j4 is anybody's.
  expect(ran).toEqual(["j1", "j2", "j3"]);
  expect(given.wake).toHaveBeenCalledExactlyOnceWith([{ v: 1, tenantId: "shop", jobId: "j4" }]);
});

test("an object that can't be reached is asked ever less often, and not by all messages at once", async () => {
  const delays = async (attempts: number, id: string): Promise<number> => {
    const one = { ...message({ v: 1, tenantId: "t1", jobId: "j1" }), attempts, id };
    await consume(
      {
        clock: { now: () => 0 },
        run: async () => {
          throw new Error("away");
        },
        wake: async () => undefined,
      },
      batch(one),
    );
    return Number(one.retry.mock.calls[0]?.[0]?.delaySeconds);
  };
  const [first, third, tenth] = [
    await delays(1, "m1"),
    await delays(3, "m1"),
    await delays(10, "m1"),
  ];
  expect([first <= 5, third >= 30, tenth >= 150, tenth <= 300]).toEqual([true, true, true, true]);
  const spread = new Set(
    await Promise.all(Array.from({ length: 20 }, (_, n) => delays(10, `m${n}`))),
  );
  expect(spread.size).toBeGreaterThan(10);
});
