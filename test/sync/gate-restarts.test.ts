/**
 * What a gate that ended leaves to the next one: it writes down where that one begins, once a
 * second and not with each slot.
 */
import { beforeEach, expect, test } from "vitest";
import { PERSISTED_AHEAD_MS, RateGateObject } from "../../src/sync/rate/rate-gate.ts";
import { memoryTables } from "../support/object-sql.ts";

const ENDPOINT = "/orders";
const START = Date.parse("2026-11-30T12:00:00Z");
const clock = { at: START };
let sql: SqlStorage;
let writes: number;

beforeEach(() => {
  clock.at = START;
  writes = 0;
  const tables = memoryTables();
  const exec = (query: string, ...binds: never[]) => {
    if (query.startsWith("INSERT")) writes += 1;
    return tables.sql.exec(query, ...binds);
  };
  sql = { exec } as unknown as SqlStorage;
});

/** On the same tables: what another one had in memory is gone. */
const gate = (): RateGateObject =>
  new RateGateObject({ storage: { sql } } as unknown as DurableObjectState, {} as Env, {
    clock: { now: () => clock.at },
    perMinute: 600,
  });

/** The next instant that it gives; who is told to come again does so. */
async function slot(of: RateGateObject, lane: "live" | "back-fill" = "live"): Promise<number> {
  for (;;) {
    const answer = await of.lease(ENDPOINT, lane, 1);
    if (answer.kind === "slots") return clock.at + (answer.inMs[0] ?? 0);
    clock.at += answer.inMs;
  }
}

test("whenever a gate ends, the next one gives no slot that was given, and none beside one", async () => {
  for (let ended = 1; ended < 30; ended += 1) {
    const one = gate();
    let last = 0;
    for (let n = 0; n < ended; n += 1) {
      clock.at += 40;
      const answer = await one.lease(ENDPOINT, "live", 1);
      if (answer.kind === "slots") last = clock.at + (answer.inMs[0] ?? 0);
    }
    expect((await slot(gate())) - last).toBeGreaterThanOrEqual(100);
    clock.at += 5_000;
  }
});

test("back-fills, too, go on no earlier than the gate that ended let them", async () => {
  const one = gate();
  await one.lease(ENDPOINT, "back-fill", 1);
  const before = await slot(one, "back-fill");
  expect(await slot(gate(), "back-fill")).toBeGreaterThanOrEqual(before);
});

test("a busy gate writes once a second and not with each slot", async () => {
  const one = gate();
  for (let n = 0; n < 50; n += 1) {
    await one.lease(ENDPOINT, "live", 1);
    clock.at += 200;
  }
  expect(writes).toBeGreaterThanOrEqual(8);
  expect(writes).toBeLessThanOrEqual(12);
});

test("after a gate that ended while idle the next one begins at once", async () => {
  await slot(gate());
  clock.at += PERSISTED_AHEAD_MS + 200;
  expect(await slot(gate())).toBe(clock.at);
});

test("a pause that a 429 named, and the wider spacing after it, outlive the gate", async () => {
  const one = gate();
  await one.penalize(ENDPOINT, 30_000);
  const next = gate();
  const first = await next.lease(ENDPOINT, "live", 1);
  expect(first.kind).toBe("later");
  clock.at += 32_000;
  const a = await slot(next);
  expect((await slot(next)) - a).toBeGreaterThan(120);
});
