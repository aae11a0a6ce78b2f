/** In which zone Asperion's times are (P13), as the stamps of orders show that a webhook named. */
import { expect, test } from "vitest";
import { differs, holds, type Observation, unclear } from "../../../src/domain/vendors/checks.ts";
import { stampSeen, stampZone } from "../../../src/flows/vendor-observations.ts";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

/** Noon in summer: Amsterdam is two hours ahead of UTC. */
const NOON = Date.parse("2026-06-15T10:00:00Z");
const MINUTE = 60_000;
const at = (
  changed: string | null,
  {
    now = NOON,
    type = "order.updated",
    before,
  }: { now?: number; type?: string; before?: Observation } = {},
): Observation | null => stampSeen({ changed, now, eventTypes: [type], before });

test.each([
  ["2026-06-15T11:59:58", holds()],
  ["2026-06-15T11:50:00", holds()],
  // The shop's clock is a little ahead.
  ["2026-06-15T12:01:00", holds()],
  ["2026-06-15T14:00:00", unclear({ minutes: -120, at: NOON })],
  ["2026-06-15T09:59:58", unclear({ minutes: 120, at: NOON })],
  // A webhook that was late, or a job that waited.
  ["2026-06-15T11:30:00", null],
  ["2026-06-15T07:00:00", null],
  ["2026-06-15", null],
  ["yesterday", null],
  [null, null],
])("a change that was met now, stamped %s", (changed, seen) => {
  expect(at(changed)).toEqual(seen);
});

test.each([
  ["2026-06-15T11:50:00", holds()],
  // Sweeps meet orders whose change lies back, and clocks of theirs tell nothing.
  ["2026-06-15T09:59:58", null],
  ["2026-06-15T14:00:00", null],
])("a change that a sweep met, stamped %s", (changed, seen) => {
  expect(at(changed, { type: "swept" })).toEqual(seen);
});

test("what UTC would look like is believed once another change looks so", () => {
  const first = at("2026-06-15T09:59:58") ?? undefined;
  const later = (minutes: number, changed: string) =>
    at(changed, {
      now: NOON + minutes * MINUTE,
      ...(first === undefined ? {} : { before: first }),
    });
  // The same change again, by another webhook.
  expect(later(5, "2026-06-15T09:59:58")).toBeNull();
  expect(later(40, "2026-06-15T10:39:58")).toEqual(differs({ minutes: 120 }));
  expect(later(40, "2026-06-15T12:39:58")).toEqual(holds());
});

test("a stamp to come is believed once another change looks so, and not beside one as old as UTC", () => {
  const later = (before: Observation | null, changed: string, minutes = 40) =>
    at(changed, { now: NOON + minutes * MINUTE, ...(before === null ? {} : { before }) });
  const ahead = at("2026-06-15T14:00:00");
  const old = at("2026-06-15T09:59:58");
  expect(later(ahead, "2026-06-15T14:00:00", 5)).toBeNull();
  expect(later(ahead, "2026-06-15T14:40:00")).toEqual(differs({ minutes: -120 }));
  expect(later(ahead, "2026-06-15T12:39:58")).toEqual(holds());
  const at40 = NOON + 40 * MINUTE;
  expect(later(old, "2026-06-15T14:40:00")).toEqual(unclear({ minutes: -120, at: at40 }));
  expect(later(ahead, "2026-06-15T10:39:58")).toEqual(unclear({ minutes: 120, at: at40 }));
  for (const found of [differs({ minutes: -120 }), differs({ minutes: 120 })])
    expect(later(found, "2026-06-15T14:40:00")).toBeNull();
});

test("once seen to hold it holds, and what was otherwise can hold again", () => {
  expect(at("2026-06-15T14:00:00", { before: holds() })).toBeNull();
  expect(at("2026-06-15T11:59:58", { before: differs() })).toEqual(holds());
});

test("once found to be UTC it stays so, until a stamp says otherwise", () => {
  const found = differs({ minutes: 120 });
  expect(at("2026-06-15T09:59:58", { before: found })).toBeNull();
  expect(at("2026-06-15T11:59:58", { before: found })).toEqual(holds());
});

test.each([
  [undefined, "unknown"],
  [unclear({ minutes: 60, at: NOON }), "unknown"],
  [holds(), "local"],
  [differs({ minutes: 60 }), "utc"],
  [differs({ minutes: -60 }), "local"],
  [differs(), "local"],
] as const)("what was seen, %j, is read as %s", (seen, zone) => {
  expect(stampZone(seen === undefined ? {} : { seenAtWork: { P13: seen } })).toBe(zone);
});

test("a sweep or a person meets orders of any age, which tells nothing", () => {
  expect(at("2026-06-15T09:59:58", { type: "sweep" })).toBeNull();
  expect(at("2026-06-15T14:00:00", { type: "retry-by-person" })).toBeNull();
});

test("in the hour that a clock change repeats nothing is concluded", () => {
  const now = Date.parse("2026-10-25T00:30:00Z");
  expect(at("2026-10-25T02:30:00", { now })).toBeNull();
  expect(at("2026-10-25T02:30:00", { now: now + 60 * MINUTE })).toBeNull();
  // Winter: an hour.
  const winter = Date.parse("2026-12-01T10:00:00Z");
  expect(at("2026-12-01T10:00:00", { now: winter })).toEqual(unclear({ minutes: 60, at: winter }));
});

test("an order's run notes it, where a webhook led to it", async () => {
  const world = await FlowWorld.open();
  const order = { ...companyBuyer("Zone"), lines: [mug(1)], dateLastChange: "2999-01-01T12:00:00" };
  const { id } = await world.place(order);
  await world.book(id, ["sweep"]);
  expect(world.lists.seenAtWork?.P13).toBeUndefined();
  await world.book(id);
  const seen = world.lists.seenAtWork?.P13;
  expect(seen?.verdict).toBe("unclear");
  // One of the other kind is news, though it is as unclear.
  Object.assign(world.lists, { seenAtWork: { P13: unclear({ minutes: 120, at: 0 }) } });
  await world.book(id);
  expect(world.lists.seenAtWork?.P13?.facts["minutes"]).toBeLessThan(0);
});
