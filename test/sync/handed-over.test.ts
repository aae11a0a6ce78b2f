/**
 * A job is claimed with the answer to another call: for the webhook endpoint that runs it at once,
 * and for a runner that has ended the one before. Nothing of that may cost the call itself.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Access } from "../../src/sync/tenant/context/vault.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { NOTHING, OVER } from "./one-transaction/worlds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const LEASE_MS = 25_000;

async function told({ object }: NodeTenant, id: number, takes = true) {
  const answer = object.inbox.accept(TENANT, {
    eventId: `e${id}`,
    key: `order:${id}`,
    flow: "orders",
    type: "order.created",
    ...(takes ? { takes } : {}),
  });
  const settled = Promise.allSettled([answer]);
  await vi.advanceTimersByTimeAsync(0);
  await settled;
  return answer;
}

const claim = async ({ object }: NodeTenant, jobId: string) => {
  const answer = await object.runner.claim(TENANT, jobId);
  if (answer.kind === "packed") throw new Error(answer.kind);
  return answer.kind === "run" ? answer.claim.claimNo : answer.why;
};

/** Ends the job that was handed over, for a runner that has time for another or has none. */
const end = ({ object }: NodeTenant, jobId: string, takesNext: boolean) =>
  object.runs.complete({ tenantId: TENANT, jobId, claimNo: 1 }, NOTHING, {
    ...OVER,
    ...(takesNext ? { takesNext } : {}),
  });

const waiting = ({ sql }: NodeTenant, key: string): string =>
  jobs.create(sql, { key, flow: "orders", lane: "live", type: "sweep", due: NOW, now: NOW }).id;

test("the webhook endpoint gets the claim with its answer, and nobody else does", async () => {
  const world = await tenantInNode();
  const answer = await told(world, 1);
  expect(answer).toMatchObject({ dispatch: true, packed: { claimNo: 1, key: "order:1" } });
  expect(await claim(world, answer.jobId)).toBe("running");
});

test("who doesn't say that it takes jobs is handed none, and its runner claims it", async () => {
  const world = await tenantInNode();
  const answer = await told(world, 1, false);
  expect([answer.dispatch, answer.packed]).toEqual([true, undefined]);
  expect(await claim(world, answer.jobId)).toBe(1);
});

test("a job whose taker never came is given to another when the lease is over", async () => {
  const world = await tenantInNode();
  const { jobId } = await told(world, 1);
  world.clock.at += LEASE_MS - 1;
  expect(await claim(world, jobId)).toBe("running");
  world.clock.at += 2;
  expect(await claim(world, jobId)).toBe(2);
});

test("a token that would have to be renewed holds no webhook up: the job is claimed as ever", async () => {
  const world = await tenantInNode();
  const { vault } = world.object.inside();
  const renewing = vi.fn(() => new Promise<Access>(() => undefined));
  Object.assign(vault, { atHand: () => null, access: renewing });
  const answer = await told(world, 1);
  expect([answer.dispatch, answer.packed]).toEqual([true, undefined]);
  expect(renewing).not.toHaveBeenCalled();
});

test("tokens that can't be opened cost no event", async () => {
  const world = await tenantInNode();
  const fails = async (): Promise<never> => Promise.reject(new Error("the key is gone"));
  Object.assign(world.object.inside().vault, { atHand: () => null, open: fails });
  expect(await told(world, 1)).toMatchObject({ dispatch: true });
});

test("an event is durable whatever becomes of its claim", async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  const world = await tenantInNode();
  const before = world.statements();
  await told(world, 1);
  const made = world.statements() - before;
  const known: boolean[] = [];
  for (let nth = 1; nth <= made; nth += 1) {
    const other = await tenantInNode();
    other.failAt(nth);
    const stored = await told(other, 1).then(
      ({ jobId }) => jobId,
      () => null,
    );
    other.mend();
    // What was answered is there; what failed left nothing behind.
    expect(jobs.latestFor(other.sql, "order:1")?.id ?? null).toBe(stored);
    known.push(stored !== null);
  }
  expect(new Set(known)).toEqual(new Set([false, true]));
});

test("a job that may not run yet is put down, and its caller runs nothing", async () => {
  const world = await tenantInNode();
  world.object.inside().slots.pauseAsperion(60_000);
  const answer = await told(world, 1);
  expect([answer.dispatch, answer.packed]).toEqual([false, undefined]);
  expect(jobs.byId(world.sql, answer.jobId)).toMatchObject({ status: "waiting", wait: "rate" });
});

test("a runner that has time gets the next job with the end of the one before", async () => {
  const world = await tenantInNode();
  const { jobId } = await told(world, 1);
  const next = waiting(world, "order:2");
  const ended = await end(world, jobId, true);
  expect(ended).toMatchObject({ fenced: false, next, claim: { jobId: next, claimNo: 1 } });
  expect(await claim(world, next)).toBe("running");
});

test("a runner that has none is told of it, and whoever is woken claims it", async () => {
  const world = await tenantInNode();
  const { jobId } = await told(world, 1);
  const next = waiting(world, "order:2");
  const ended = await end(world, jobId, false);
  expect([ended.next, ended.claim]).toEqual([next, undefined]);
  expect(await claim(world, next)).toBe(1);
});

test("a runner that lost its claim ends nothing and is handed nothing", async () => {
  const world = await tenantInNode();
  const { jobId } = await told(world, 1);
  const next = waiting(world, "order:2");
  world.clock.at += LEASE_MS + 1;
  expect(await claim(world, jobId)).toBe(2);
  expect(await end(world, jobId, true)).toEqual({ fenced: true, next: null });
  expect(jobs.byId(world.sql, next)?.status).toBe("queued");
});

test("while the tenant waits for its turn at the gate nothing is handed over", async () => {
  const gate = {
    lease: async () => ({ kind: "later", inMs: 4_000, turn: true }) as const,
    penalize: async () => undefined,
    view: async () => ({ perMinute: 600, endpoints: [] }),
  };
  const world = await tenantInNode({ gate: () => gate });
  const { jobId } = await told(world, 1);
  const next = waiting(world, "order:2");
  await world.object.inside().slots.eaccounting("/orders", "live");
  const ended = await end(world, jobId, true);
  expect([ended.next, ended.claim]).toEqual([next, undefined]);
});
