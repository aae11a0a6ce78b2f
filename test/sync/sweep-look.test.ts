/**
 * What a sweep costs a shop in which nothing happened: the object looks itself, and writes down
 * that it did. Whatever else comes of the look, the sweep gets its job.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";
import type { VendorAnswer } from "../../src/domain/vendors/request.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import type { TenantDeps } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import * as turns from "../../src/sync/tenant/intake/turns.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { ADMINISTRATION, list, order } from "../asperion/fixtures.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

const EVERY = 300_000;
const HOUR = 3_600_000;
const KEY = "sweep:orders";
const MARKS = {
  "orders-changed-until": String(NOW - HOUR),
  "orders-dated-until": String(NOW - HOUR),
  "orders-change-filter": "works",
  "orders-sort": "works",
};

type Answer = Result<VendorAnswer, Failure>;
const page = (items: readonly unknown[]): Answer =>
  ok({ ...list([...items], { nextPage: null }), headers: { date: new Date(NOW).toUTCString() } });
const unknownOrder = order({
  id: 7,
  date: "2026-11-24T12:10:00",
  dateLastChange: "2026-11-24T12:10:00",
});
const oldOrder = order({
  id: 8,
  date: "2025-11-24T12:10:00",
  dateLastChange: "2026-11-24T12:30:00",
});
const BUSY: Failure = {
  kind: "rate-limited",
  vendor: "asperion",
  endpoint: "/v1/SalesOrderWithLines",
  retryAfterMs: 5_000,
};

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => void vi.useRealTimers());

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 150));

/** A shop that has been swept before, as a fresh object meets it. */
async function shop(ask: TenantDeps["ask"], marks: Readonly<Record<string, string>> = MARKS) {
  const asked: string[] = [];
  const alarms: number[] = [];
  const world = await tenantInNode(
    {
      ask: async (request, token, administrationId) => {
        asked.push(request.query["DateLastChange_from"] === undefined ? "dated" : "changed");
        return ask(request, token, administrationId);
      },
    },
    (at) => void alarms.push(at),
  );
  const { sql } = world;
  const settings = defaultSettings();
  const configure = (version: number): unknown =>
    world.object.admin.configure(TENANT, {
      administrationId: ADMINISTRATION,
      version,
      settings: {
        ...settings,
        orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
        asperionRequestsPerSecond: 50,
        schedules: { ...settings.schedules, lookups: "never" },
      },
    });
  await configure(2);
  meta.remember(sql, marks);
  // The hour's care and the night's works had their turns.
  meta.set(sql, "cared", String(NOW));
  for (const name of ["order-sweep", "order-sweep-nightly", "reconciliation"])
    run(sql, "INSERT INTO turns (name, since, ran_at) VALUES (?, ?, ?)", name, 0, NOW);
  run(sql, "UPDATE turns SET ran_at = ? WHERE name = 'order-sweep'", NOW - EVERY);
  await world.object.ticks();
  await settled();
  const ranAt = (): unknown =>
    all<{ at: number }>(sql, "SELECT ran_at AS at FROM turns WHERE name = 'order-sweep'")[0]?.at;
  const again = async (): Promise<void> => {
    world.clock.at += EVERY;
    vi.setSystemTime(world.clock.at);
    await world.object.ticks();
    await settled();
  };
  return { ...world, asked, alarms, ranAt, again, configure };
}

test("a sweep that finds nothing writes that it ran, the alarm and nothing else", async () => {
  const { sql, dump, asked, alarms, ranAt, again } = await shop(async () => page([]));
  expect([asked, ranAt(), jobs.latestFor(sql, KEY)]).toEqual([["changed", "dated"], NOW, null]);
  const before = dump();
  alarms.length = 0;
  await again();
  expect([asked.length, ranAt(), alarms.length]).toEqual([4, NOW + EVERY, 1]);
  const at = (ran: number): string =>
    JSON.stringify({ name: "order-sweep", since: 0, ran_at: ran });
  expect(dump()).toBe(before.replace(at(NOW).slice(0, -1), at(NOW + EVERY).slice(0, -1)));
});

test("the watermarks stay: what a look has read is read again", async () => {
  const { sql } = await shop(async () => page([]));
  expect(meta.memory(sql)).toEqual(MARKS);
});

test("an order that nobody told of gets the sweep its job, and is not taken up by the look", async () => {
  const { sql, ranAt } = await shop(async () => page([unknownOrder]));
  const job = jobs.openFor(sql, KEY);
  expect([job?.status, job?.types, ranAt()]).toEqual(["queued", '["schedule"]', NOW]);
  expect([jobs.latestFor(sql, "order:7"), keys.of(sql, "order:7")]).toEqual([null, null]);
});

test.each([
  ["the shop doesn't answer", err({ kind: "transient", vendor: "asperion", cause: "none" })],
  ["the shop's limit is used up", err(BUSY)],
  ["the answer can't be read", ok({ status: 200, headers: {}, body: "?", isJson: false })],
  ["there are more orders than a look takes", page(Array.from({ length: 101 }, () => oldOrder))],
] as readonly (readonly [string, Answer])[])("%s: the sweep gets its job", async (_, answer) => {
  const { sql, asked } = await shop(async () => answer);
  expect([asked, jobs.openFor(sql, KEY)?.status]).toEqual([["changed"], "queued"]);
});

test("an order before the start line is no news", async () => {
  const { sql, asked } = await shop(async ({ query }) =>
    page(query["DateLastChange_from"] === undefined ? [] : [oldOrder]),
  );
  expect([asked, jobs.latestFor(sql, KEY)]).toEqual([["changed", "dated"], null]);
});

test.each([
  ["never swept before", {}],
  ["that broke off in the middle of a list", { ...MARKS, "orders-changed-until:place": "{}" }],
  ["whose night isn't over", { ...MARKS, "orders-night": '{"pass":1,"found":0}' }],
] as const)("a shop %s is swept with a job", async (_, marks) => {
  const { sql } = await shop(async () => page([]), marks);
  expect(jobs.openFor(sql, KEY)?.status).toBe("queued");
});

test("a look from which nobody comes back leaves the turn due, and is not begun twice meanwhile", async () => {
  const { sql, clock, asked, ranAt, object, alarms } = await shop(
    () => new Promise(() => undefined),
  );
  clock.at += 10_000;
  vi.setSystemTime(clock.at);
  await object.ticks();
  await settled();
  expect([asked, ranAt(), jobs.latestFor(sql, KEY)]).toEqual([["changed"], NOW - EVERY, null]);
  // Whoever starts the object anew finds the turn due; its alarm comes at the latest with the next.
  expect(turns.nextDue(object.inside())).toBe(NOW);
  expect(alarms.at(-1)).toBe(NOW + EVERY);
});

test("settings that were changed meanwhile may let other orders count: the sweep gets its job", async () => {
  let change = (): unknown => undefined;
  const world = await shop(async () => {
    await change();
    return page([]);
  });
  change = () => world.configure(3);
  await world.again();
  expect(jobs.openFor(world.sql, KEY)?.status).toBe("queued");
});
