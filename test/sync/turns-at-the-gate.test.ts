/**
 * Tenants at one gate, simulated: each asks, is served or told when to come again, and comes again
 * a little late.
 */
import { expect, test } from "vitest";
import type { Lane } from "../../src/domain/jobs/job.ts";
import { type GateState, LAPSE_MS, leaseSlots, spacingMs } from "../../src/sync/rate/spacing.ts";

const LIMIT = 600;
const MINUTE = 60_000;
const spacing = spacingMs(LIMIT);
/** Between a refusal's end and the next question: waking, reading the order. */
const LATE_MS = 60;

type Tenant = {
  readonly lane: Lane;
  /** How many jobs ask at once. */
  readonly hands: number;
  /** Work comes in this often; 0: there is always more. */
  readonly everyMs: number;
};

/** Answers the slots of each tenant. */
function run(
  tenants: readonly Tenant[],
  minutes: number,
  fair = true,
): readonly (readonly number[])[] {
  let state: GateState = { next: 0, nextBackFill: 0 };
  const turns: (number | null)[] = tenants.map(() => null);
  const slots: number[][] = tenants.map(() => []);
  const asks = tenants.flatMap(({ hands }, who) =>
    Array.from({ length: hands }, (_, n) => ({ who, at: (who * 7 + n * 13) % 500 })),
  );
  for (let now = 0; now < minutes * MINUTE; now += 5)
    for (const ask of asks) {
      if (ask.at > now) continue;
      const { lane, everyMs } = tenants[ask.who] ?? { lane: "live", everyMs: 0 };
      const leased = leaseSlots(state, {
        now,
        lane,
        want: 1,
        spacing,
        ...(fair ? { turn: turns[ask.who] ?? null } : {}),
      });
      state = leased.state;
      turns[ask.who] = leased.turn;
      slots[ask.who]?.push(...leased.slots);
      const [slot] = leased.slots;
      ask.at =
        slot === undefined
          ? (leased.later ?? now) + LATE_MS
          : Math.max(now + everyMs, slot) + LATE_MS;
    }
  return slots;
}

const within = (slots: readonly number[], from: number): number =>
  slots.filter((slot) => slot >= from && slot < from + MINUTE).length;

const all = (slots: readonly (readonly number[])[]): number[] =>
  slots.flat().toSorted((a, b) => a - b);

const CROWD = Array.from({ length: 50 }, (): Tenant => ({ lane: "live", hands: 2, everyMs: 0 }));

test("fifty tenants that all wait use the limit, break no window of it, and share it evenly in every minute", () => {
  const slots = run(CROWD, 4);
  for (const from of [MINUTE, 2 * MINUTE]) {
    expect(within(all(slots), from)).toBeGreaterThanOrEqual(LIMIT * 0.95);
    expect(within(all(slots), from)).toBeLessThanOrEqual(LIMIT);
    expect(Math.min(...slots.map((own) => within(own, from)))).toBeGreaterThanOrEqual(
      (LIMIT / CROWD.length) * 0.5,
    );
  }
});

test("a tenant with one job at a time gets its share beside one that has twenty, which without turns it doesn't", () => {
  const greedy = Array.from({ length: 10 }, (): Tenant => ({
    lane: "live",
    hands: 20,
    everyMs: 0,
  }));
  const modest: Tenant = { lane: "live", hands: 1, everyMs: 0 };
  const share = (LIMIT / 11) * 0.5;
  expect(within(run([...greedy, modest], 3)[10] ?? [], MINUTE)).toBeGreaterThanOrEqual(share);
  expect(within(run([...greedy, modest], 3, false)[10] ?? [], MINUTE)).toBeLessThan(share);
});

test("one tenant alone has the whole limit", () => {
  expect(
    within(all(run([{ lane: "live", hands: 12, everyMs: 0 }], 3)), MINUTE),
  ).toBeGreaterThanOrEqual(LIMIT * 0.95);
});

test("a crowd of back-fills takes nothing from live work", () => {
  const past = Array.from({ length: 20 }, (): Tenant => ({
    lane: "back-fill",
    hands: 10,
    everyMs: 0,
  }));
  const shop: Tenant = { lane: "live", hands: 1, everyMs: 1_000 };
  const own = run([...past, shop], 3)[20] ?? [];
  // One a second is wanted, and one a second there is.
  expect(within(own, MINUTE)).toBeGreaterThanOrEqual(55);
});

test("a turn that nobody takes is gone, and its tenant can have another one", () => {
  const full = leaseSlots(
    { next: 10_000, nextBackFill: 0 },
    { now: 0, lane: "live", want: 1, spacing, turn: null },
  );
  expect(full).toMatchObject({ slots: [], turn: 10_000 });
  const again = leaseSlots(full.state, {
    now: 9_500,
    lane: "live",
    want: 1,
    spacing,
    turn: full.turn,
  });
  expect(again).toMatchObject({ slots: [10_000], turn: null, later: null });
  const lapsed = leaseSlots(full.state, {
    now: 10_000 + LAPSE_MS + 1,
    lane: "live",
    want: 1,
    spacing,
    turn: full.turn,
  });
  expect(lapsed.slots).toEqual([10_000 + LAPSE_MS + 1]);
});

test("who has a turn is given no second one, and who only asks whether there is room takes none", () => {
  const refused = leaseSlots(
    { next: 10_000, nextBackFill: 0 },
    { now: 0, lane: "live", want: 0, spacing, turn: null },
  );
  expect(refused).toMatchObject({ slots: [], turn: 10_000 });
  expect(
    leaseSlots(refused.state, { now: 100, lane: "live", want: 5, spacing, turn: refused.turn }),
  ).toMatchObject({ slots: [], turn: 10_000, state: refused.state });
  expect(
    leaseSlots(
      { next: 0, nextBackFill: 0 },
      { now: 100, lane: "live", want: 0, spacing, turn: null },
    ),
  ).toMatchObject({ slots: [], later: null, turn: null, state: { next: 0 } });
});
