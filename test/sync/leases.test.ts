/**
 * Slots that are leased ahead, and thousands of shops at one gate: the gate, and what each shop's
 * object keeps of it, as they are, in a time of their own.
 */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Lane } from "../../src/domain/jobs/job.ts";
import type { GateRpc } from "../../src/sync/contract/runs.ts";
import { SLOT_GRACE_MS, LeasedSlots, Slots } from "../../src/sync/tenant/context/slots.ts";
import { RateGateObject } from "../../src/sync/rate/rate-gate.ts";
import { leaseSlots, spacingMs } from "../../src/sync/rate/spacing.ts";
import { objectTables } from "../support/object-sql.ts";
import { VirtualTime } from "./crowd/time.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const LIMIT = 600;
const MINUTE = 60_000;
const START = Date.parse("2026-06-01T06:00:00Z");
/** A call of the gate, the read of an order, and how late whoever waits comes again. */
const CALL = 4;
const READ = 80;
const LATE = 60;

/** The most of them within any stretch of `width`. */
function most(instants: readonly number[], width: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let fullest = 0;
  for (let end = 0, start = 0; end < sorted.length; end += 1) {
    while ((sorted[end] ?? 0) - (sorted[start] ?? 0) >= width) start += 1;
    fullest = Math.max(fullest, end - start + 1);
  }
  return fullest;
}

class Gate {
  readonly asked: number[] = [];
  /** By endpoint: when calls of the vendor went out. */
  readonly sent = new Map<string, number[]>();
  readonly #gate: RateGateObject;

  constructor(readonly time: VirtualTime) {
    this.#gate = new RateGateObject(
      { storage: objectTables(time.now()) } as unknown as DurableObjectState,
      {} as Env,
      { clock: { now: time.now }, perMinute: LIMIT },
    );
  }

  readonly rpc: GateRpc = {
    lease: async (...input) => {
      await this.time.wait(CALL);
      this.asked.push(this.time.now());
      return this.#gate.lease(...input);
    },
    penalize: (...input) => this.#gate.penalize(...input),
    view: () => this.#gate.view(),
  };

  send(endpoint: string): void {
    this.sent.set(endpoint, [...(this.sent.get(endpoint) ?? []), this.time.now()]);
  }
}

type Work = {
  readonly endpoint: string;
  readonly lane: Lane;
  readonly jobs: number;
  readonly hands: number;
};

/** A shop's object works through what waits; `dies` after so many calls, with all it had leased. */
function shop(gate: Gate, name: string, work: Work, dies = Infinity): { done(): number } {
  const { time } = gate;
  let left = work.jobs;
  let done = 0;
  const slots = new Slots(
    { now: time.now },
    () => gate.rpc,
    () => name,
    () => Math.min(20, left),
  );
  const run = async (id: string): Promise<void> => {
    left -= 1;
    while (done < dies) {
      const early = await slots.early(id);
      if (early.inMs > 0) {
        await time.wait(early.inMs + LATE);
        continue;
      }
      await time.wait(READ);
      const slot = await slots.eaccounting(work.endpoint, work.lane);
      if (slot.kind === "later") {
        slots.left(id);
        await time.wait(slot.inMs + LATE);
        continue;
      }
      await time.wait(slot.inMs);
      if (done >= dies) return;
      done += 1;
      gate.send(work.endpoint);
      slots.left(id);
      if (left > 0) return run(`${id}'`);
      return;
    }
  };
  for (let hand = 0; hand < Math.min(work.hands, work.jobs); hand += 1) void run(`${name} ${hand}`);
  return { done: () => done };
}

const ORDERS = { endpoint: "/orders", lane: "live" } as const;

test("one gate serves a thousand busy shops beside ten thousand idle ones with fewer than 100 calls a second", async () => {
  const time = new VirtualTime(START);
  const gate = new Gate(time);
  const busy: { done(): number }[] = [];
  for (let n = 0; n < 1_000; n += 1)
    time.at(START + n * 60, () => {
      busy.push(shop(gate, `busy-${n}`, { ...ORDERS, jobs: 4, hands: 2 }));
    });
  // Each looks at its ledger's articles once in ten minutes: nearly twice what there is room for.
  for (let n = 0; n < 10_000; n += 1)
    time.at(START + n * 60, () => {
      shop(gate, `idle-${n}`, { endpoint: "/articles", lane: "sweep", jobs: 1, hands: 1 });
    });
  await time.until(START + 5 * MINUTE, () => false);
  expect(most(gate.asked, 1_000)).toBeLessThan(100);
  for (const sent of gate.sent.values()) {
    expect(most(sent, MINUTE)).toBeLessThanOrEqual(LIMIT);
    const within = sent.filter((at) => at >= START + MINUTE && at < START + 4 * MINUTE);
    // Of the slots that there are, which are 97 % of the limit.
    expect(within.length / (3 * LIMIT * 0.97)).toBeGreaterThanOrEqual(0.96);
  }
  // In rotation: nobody is served a third time before everybody was once.
  const served = busy.map((shop) => shop.done());
  expect(Math.min(...served)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...served)).toBeLessThanOrEqual(4);
});

test("a shop that dies with what it leased costs those slots, and nobody waits for it longer", async () => {
  const time = new VirtualTime(START);
  const gate = new Gate(time);
  const doomed = shop(gate, "doomed", { ...ORDERS, jobs: 500, hands: 12 }, 3);
  time.at(START + 1_500, () => void shop(gate, "other", { ...ORDERS, jobs: 20, hands: 2 }));
  await time.until(START + MINUTE, () => false);
  expect(doomed.done()).toBe(3);
  const sent = gate.sent.get(ORDERS.endpoint) ?? [];
  expect(sent).toHaveLength(23);
  // Two slots more than the twenty take, and the few that the dead one had taken.
  expect(Math.max(...sent) - START - 1_500).toBeLessThan(20 * 103 + 2_000);
});

test("however shops come, work and die, no minute holds more calls than the limit says", async () => {
  const one = fc.record({
    jobs: fc.integer({ min: 1, max: 300 }),
    hands: fc.integer({ min: 1, max: 20 }),
    comes: fc.integer({ min: 0, max: MINUTE }),
    dies: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 20 })),
    lane: fc.constantFrom<Lane>("live", "update", "sweep", "back-fill"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), async (shops) => {
      const time = new VirtualTime(START);
      const gate = new Gate(time);
      for (const [n, { comes, dies, ...work }] of shops.entries())
        time.at(START + comes, () => {
          shop(gate, `shop-${n}`, { ...work, endpoint: "/orders" }, dies);
        });
      await time.until(START + 4 * MINUTE, () => false);
      const sent = gate.sent.get("/orders") ?? [];
      expect(most(sent, MINUTE)).toBeLessThanOrEqual(LIMIT);
      expect(most(sent, 1_000)).toBeLessThanOrEqual(LIMIT / 60 + SLOT_GRACE_MS / spacingMs(LIMIT));
    }),
    { numRuns: 12 },
  );
});

describe("what is leased ahead", () => {
  const spacing = spacingMs(LIMIT);
  const asked = { now: 0, lane: "live", want: 1, spacing, turn: null } as const;

  test("is as much as waits behind, and leaves others room within a live order's reach", () => {
    const little = leaseSlots({ next: 0, nextBackFill: 0 }, { ...asked, behind: 2 });
    expect([little.slots.length, little.ahead.length, little.turn]).toEqual([1, 2, null]);
    const much = leaseSlots({ next: 0, nextBackFill: 0 }, { ...asked, behind: 20 });
    expect(Math.max(...much.ahead)).toBeLessThanOrEqual(500);
    const [other = 0] = leaseSlots(much.state, asked).slots;
    expect(other - Math.max(...much.ahead)).toBeCloseTo(spacing);
  });

  test("is nothing for who has nothing behind, and nothing while the gate is full", () => {
    expect(leaseSlots({ next: 0, nextBackFill: 0 }, asked).ahead).toEqual([]);
    const full = leaseSlots({ next: 5_000, nextBackFill: 0 }, { ...asked, behind: 9 });
    expect([full.slots, full.ahead, full.turn]).toEqual([[], [], 5_000]);
  });

  test("is the next turn, with a slot that was waited for, if the gate is still full", () => {
    const first = { ...asked, turn: 800 };
    const one = leaseSlots({ next: 9_000, nextBackFill: 0 }, { ...first, behind: 3 });
    expect([one.slots, one.ahead, one.turn, one.later]).toEqual([[800], [], 9_000, null]);
    expect(leaseSlots({ next: 9_000, nextBackFill: 0 }, first).turn).toBeNull();
  });

  test("is given once, in its order, and not after it has ended", () => {
    const held = new LeasedSlots();
    held.keep("live /orders", [1_000, 1_100, 1_200]);
    expect(held.take("sweep /orders", 900)).toBeNull();
    expect(held.take("live /orders", 900)).toBe(100);
    expect(held.take("live /orders", 1_100 + SLOT_GRACE_MS)).toBe(0);
    expect(held.take("live /orders", 1_200 + SLOT_GRACE_MS + 1)).toBeNull();
    held.keep("live /orders", [3_000]);
    expect([held.take("live /orders", 2_900), held.take("live /orders", 2_900)]).toEqual([
      100,
      null,
    ]);
  });

  test("isn't used after the vendor has refused a call of that endpoint", async () => {
    let calls = 0;
    const gate = {
      lease: async () =>
        ({ kind: "slots", inMs: [0], ahead: [100, 200], n: (calls += 1) }) as const,
    };
    const slots = new Slots(
      { now: () => START },
      () => gate as never,
      () => "t",
      () => 2,
    );
    await slots.eaccounting("/orders", "live");
    expect(await slots.eaccounting("/orders", "live")).toEqual({ kind: "slot", inMs: 100 });
    expect(calls).toBe(1);
    slots.refused("/orders");
    await slots.eaccounting("/orders", "live");
    expect(calls).toBe(2);
  });
});
