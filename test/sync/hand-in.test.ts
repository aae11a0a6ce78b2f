/** How a run hands work to its object, and when it is remembered that it did. */
import { expect, test } from "vitest";
import type { WorkItem } from "../../src/flows/port.ts";
import type { Claim } from "../../src/sync/contract/runs.ts";
import type { RunnerDeps } from "../../src/sync/run/deps.ts";
import { RetainedReads } from "../../src/sync/run/reads.ts";
import { Session } from "../../src/sync/run/session.ts";
import type { RunnerStub } from "../../src/sync/tenant/stub.ts";
import { everyOf } from "../support/every-of.ts";

type Told = { readonly items: readonly WorkItem[] };

function running(fencedAfter = Infinity) {
  const told: Told[] = [];
  const engine = {
    runs: {
      enqueue: async (_ref: unknown, items: readonly WorkItem[]) => {
        if (told.length >= fencedAfter) return { kind: "fenced" };
        told.push({ items });
        return { kind: "enqueued" };
      },
    },
  } as unknown as RunnerStub;
  const deps = { clock: { now: () => 0 } } as unknown as RunnerDeps;
  const claim = { jobId: "j1", claimNo: 1, memory: {} } as unknown as Claim;
  const session = new Session({
    deps,
    object: engine,
    tenantId: "t",
    claim,
    via: "queue",
    time: TIME,
    kept: new RetainedReads(new Map()),
  });
  return { told, session, ports: session.ports([], []) };
}

const TIME = { began: 0, since: 0, takesNext: () => false };

const work = (count: number): WorkItem[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `order:${n}`,
    flow: "orders",
    type: "sweep",
    lane: "sweep",
  }));

test("a thousand items go in calls of bounded size, each of them once", async () => {
  const { told, ports } = running();
  expect(await ports.enqueue(work(1_001))).toEqual({ ok: true, value: undefined });
  expect(everyOf(told, (call) => call.items.length <= 200)).toBe(true);
  expect(new Set(told.flatMap((call) => call.items.map((item) => item.key))).size).toBe(1_001);
});

test("what is remembered stays with the run while work is handed in, and goes with what comes after it", async () => {
  const { ports, session } = running();
  await ports.enqueue(work(1));
  ports.remember("watermark", "7");
  await ports.enqueue(work(1));
  expect(session.takeUpdates().memory).toEqual({ watermark: "7" });
});

test("a run that lost its claim stops handing in, and is told so", async () => {
  const { told, ports, session } = running(2);
  expect((await ports.enqueue(work(1_000))).ok).toBe(false);
  expect([told.length, session.halted]).toEqual([2, true]);
});
