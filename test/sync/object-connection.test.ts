/**
 * A runner's calls go in the session of the call that gave it its claim. Where the session breaks
 * off, the run is as well served as one whose call was lost.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ObjectConnection } from "../../src/sync/run/object-connection.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import type { RunCalls, RunnerStub } from "../../src/sync/tenant/stub.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { NOTHING, OVER } from "./one-transaction/worlds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

async function told({ object }: NodeTenant, how: { takes?: boolean }) {
  const answer = object.inbox.accept(TENANT, {
    eventId: "e1",
    key: "order:1",
    flow: "orders",
    type: "order.created",
    ...how,
  });
  await vi.advanceTimersByTimeAsync(0);
  return answer;
}

const queued = ({ sql }: NodeTenant, key: string): string =>
  jobs.create(sql, { key, flow: "orders", lane: "live", type: "sweep", due: NOW, now: NOW }).id;

/** As the platform tells of a connection that was lost, and of an object that was started anew. */
const LOST = Object.assign(new Error("Network connection lost."), { retryable: true });
const RESET = Object.assign(new Error("reset because its code was updated."), {
  durableObjectReset: true,
});

/** Who was asked what. `fails`: how the session answers. */
function heard(object: RunnerStub, fails: (method: string) => Error | null = () => null) {
  const asked: string[] = [];
  const dispose = vi.fn();
  const noting = (by: string, calls: object, fault: (method: string) => Error | null): RunCalls =>
    new Proxy({} as RunCalls, {
      get: (_, method) => {
        if (method === Symbol.dispose) return by === "session" ? dispose : undefined;
        return async (...input: unknown[]): Promise<unknown> => {
          asked.push(`${by} ${String(method)}`);
          const failed = fault(String(method));
          if (failed !== null) throw failed;
          const call = Reflect.get(calls, method) as (...all: unknown[]) => Promise<unknown>;
          return Reflect.apply(call, calls, input);
        };
      },
    });
  const session = noting("session", object.runs, fails);
  const stub: RunnerStub = {
    runs: noting("stub", object.runs, () => null),
    runner: {
      claim: async (tenantId, jobId, how) => {
        const { session: opened, ...answer } = await object.runner.claim(tenantId, jobId, how);
        return { ...answer, ...(opened === undefined ? {} : { session }) };
      },
      renewToken: (...input) => object.runner.renewToken(...input),
      throttled: (...input) => object.runner.throttled(...input),
      stopTenant: (...input) => object.runner.stopTenant(...input),
    },
  };
  return { asked, dispose, session, stub };
}

test("who takes jobs gets a session with the claim, and nobody else does", async () => {
  const world = await tenantInNode();
  expect((await told(world, { takes: true })).session).toBe(world.object.runs);
  expect(await told(await tenantInNode(), {})).not.toHaveProperty("session");
  const other = await tenantInNode();
  const job = queued(other, "order:2");
  expect(await other.object.runner.claim(TENANT, job)).not.toHaveProperty("session");
  const last = queued(other, "order:3");
  expect(await other.object.runner.claim(TENANT, last, { takes: true })).toMatchObject({
    kind: "packed",
    session: {},
  });
  // What isn't claimed needs no session.
  expect(await other.object.runner.claim(TENANT, last, { takes: true })).toEqual({
    kind: "not-now",
    why: "running",
  });
});

test("a run asks in the session that its claim brought, and the next one goes on in it", async () => {
  const world = await tenantInNode();
  const { asked, dispose, stub } = heard(world.object);
  const jobId = queued(world, "order:1");
  const next = queued(world, "order:2");
  const engine = new ObjectConnection(stub, undefined);
  expect(await engine.runner.claim(TENANT, jobId)).toMatchObject({ claim: { claimNo: 1 } });
  const ended = await engine.runs.complete({ tenantId: TENANT, jobId, claimNo: 1 }, NOTHING, {
    ...OVER,
    takesNext: true,
  });
  expect(asked).toEqual(["session complete"]);
  const { claim } = ended;
  if (claim === undefined) throw new Error("nothing was handed over");
  const handed = engine.goesOn({ jobId: next, grant: { claim, began: NOW } })?.grant;
  expect(dispose).not.toHaveBeenCalled();
  const after = new ObjectConnection(stub, handed?.session);
  await after.runs.complete({ tenantId: TENANT, jobId: next, claimNo: 1 }, NOTHING, OVER);
  expect(asked).toEqual(["session complete", "session complete"]);
  expect(after.goesOn(null)).toBeNull();
  expect(dispose).toHaveBeenCalledOnce();
});

test("a run without a session asks by the stub", async () => {
  const world = await tenantInNode();
  const { asked, stub } = heard(world.object);
  const jobId = queued(world, "order:1");
  await world.object.runner.claim(TENANT, jobId);
  const engine = new ObjectConnection(stub, undefined);
  await engine.runs.complete({ tenantId: TENANT, jobId, claimNo: 1 }, NOTHING, OVER);
  expect(asked).toEqual(["stub complete"]);
});

test.each([LOST, RESET])(
  "an end whose session broke off (%s) is told once more, by the stub",
  async (fault) => {
    const world = await tenantInNode();
    const { asked, session, stub } = heard(world.object, () => fault);
    const jobId = queued(world, "order:1");
    await world.object.runner.claim(TENANT, jobId);
    const engine = new ObjectConnection(stub, session);
    await engine.runs.complete({ tenantId: TENANT, jobId, claimNo: 1 }, NOTHING, OVER);
    expect(asked).toEqual(["session complete", "stub complete"]);
    expect(jobs.byId(world.sql, jobId)?.status).toBe("done");
  },
);

test("a write whose session broke off isn't begun a second time; what follows goes by the stub", async () => {
  const world = await tenantInNode();
  const { asked, session, stub } = heard(world.object, () => LOST);
  const jobId = queued(world, "order:1");
  await world.object.runner.claim(TENANT, jobId);
  const engine = new ObjectConnection(stub, session);
  const ref = { tenantId: TENANT, jobId, claimNo: 1 };
  await expect(engine.runs.begin(ref, NOTHING, {} as never, {} as never)).rejects.toThrow("lost");
  await engine.runs.record(ref, NOTHING, null);
  expect(asked).toEqual(["session begin", "stub record"]);
});

test("what the object itself throws is passed on, and the session goes on", async () => {
  const world = await tenantInNode();
  const thrown: (Error | null)[] = [new Error("a statement failed"), null];
  const { asked, session, stub } = heard(world.object, () => thrown.shift() ?? null);
  const jobId = queued(world, "order:1");
  await world.object.runner.claim(TENANT, jobId);
  const engine = new ObjectConnection(stub, session);
  const ref = { tenantId: TENANT, jobId, claimNo: 1 };
  await expect(engine.runs.record(ref, NOTHING, null)).rejects.toThrow("a statement failed");
  await engine.runs.record(ref, NOTHING, null);
  expect(asked).toEqual(["session record", "session record"]);
});
