import fc from "fast-check";
import { expect, test } from "vitest";
import { LANES, type Lane } from "../../src/domain/jobs/job.ts";
import { HORIZON_MS, leaseSlots, spacingMs, type GateState } from "../../src/sync/rate/spacing.ts";
import { everyOf } from "../support/every-of.ts";

const LIMIT = 600;
const EMPTY: GateState = { next: 0, nextBackFill: 0 };

/** The most requests that any window of a minute holds: how the vendor counts. */
function fullestMinute(instants: readonly number[]): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let most = 0;
  for (let end = 0, start = 0; end < sorted.length; end += 1) {
    while ((sorted[end] ?? 0) - (sorted[start] ?? 0) >= 60_000) start += 1;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

/** Everybody asks for as much as there is, all the time. */
function drain(lane: Lane, minutes: number, spacing = spacingMs(LIMIT)): number[] {
  const slots: number[] = [];
  let state = EMPTY;
  for (let now = 0; now < minutes * 60_000; now += 50) {
    const leased = leaseSlots(state, { now, lane, want: 20, spacing });
    state = leased.state;
    slots.push(...leased.slots);
  }
  return slots;
}

test("three minutes at full demand use at least 95 % of the vendor's limit", () => {
  const slots = drain("live", 3);
  expect(slots.filter((slot) => slot < 180_000).length).toBeGreaterThanOrEqual(3 * LIMIT * 0.95);
});

/** Each request at its slot, late by up to `most` ms as `lateness` draws it. */
function holdsFor(most: number, lateness: (most: number) => fc.Arbitrary<number>): void {
  const slots = drain("live", 3);
  const { length } = slots;
  fc.assert(
    fc.property(fc.array(lateness(most), { minLength: length, maxLength: length }), (late) => {
      expect(
        fullestMinute(slots.map((slot, index) => slot + (late[index] ?? 0))),
      ).toBeLessThanOrEqual(LIMIT);
    }),
    { numRuns: 20 },
  );
}

test("no window of a minute holds more than the limit, whichever requests are 1.8 seconds late", () => {
  // In (60 + 1.8) seconds there are 599.5 slots: not even the worst choice breaks it.
  expect(61_800 / spacingMs(LIMIT)).toBeLessThan(LIMIT);
  holdsFor(1_800, (most) => fc.integer({ min: 0, max: most }));
  holdsFor(1_800, (most) => fc.constantFrom(0, most));
});

test("no window of a minute holds more than the limit, where each request is late at random by up to three seconds", () => {
  // Without bias: the worst choice, all late and then none, would break it.
  holdsFor(3_000, (most) => fc.noBias(fc.integer({ min: 0, max: most })));
});

test("spacing at the limit itself would break it at the first jitter", () => {
  const slots = drain("live", 3, 60_000 / LIMIT);
  expect(
    fullestMinute(slots.map((slot, index) => slot + (index % 7 === 0 ? 5 : 0))),
  ).toBeGreaterThan(LIMIT);
});

test("nobody books further ahead than the horizon; later is an instant at which there is room again", () => {
  const spacing = spacingMs(LIMIT);
  const first = leaseSlots(EMPTY, { now: 1_000, lane: "live", want: 100, spacing });
  expect(everyOf(first.slots, (slot) => slot <= 1_000 + HORIZON_MS)).toBe(true);
  const refused = leaseSlots(first.state, { now: 1_000, lane: "live", want: 1, spacing });
  expect(refused.slots).toEqual([]);
  expect(
    leaseSlots(refused.state, { now: refused.later ?? 0, lane: "live", want: 1, spacing }).slots,
  ).toHaveLength(1);
});

test("when live orders book ahead, every lane below them is told to wait", () => {
  const spacing = spacingMs(LIMIT);
  const busy = leaseSlots(EMPTY, { now: 0, lane: "live", want: 100, spacing }).state;
  for (const lane of LANES.filter((name) => name !== "live"))
    expect(leaseSlots(busy, { now: 0, lane, want: 1, spacing }).slots).toEqual([]);
  expect(leaseSlots(busy, { now: spacing, lane: "live", want: 1, spacing }).slots).toHaveLength(1);
});

test("a back-fill alone leaves a fifth of the limit free", () => {
  const slots = drain("back-fill", 2).filter((slot) => slot < 120_000);
  expect(slots.length).toBeLessThanOrEqual(2 * LIMIT * 0.8);
  expect(slots.length).toBeGreaterThan(2 * LIMIT * 0.7);
});
