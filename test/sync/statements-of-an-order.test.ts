/**
 * How many statements the object runs for an order of a known customer: each costs some 20 to 50
 * microseconds of the processor on the platform.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type NodeTenant, TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { CREATE, NOTHING, ORDER, OVER, SEALED } from "./one-transaction/worlds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/**
 * 69 before answers were kept, 32 before rows of jobs were kept as written, 21 before writes were,
 * 20 before a new job's row came with its insert, 19 before a run's end left standing when the
 * others are due, 18 before pinned settings were asked for only where there are any.
 */
const MOST = 17;

async function order({ object, clock }: NodeTenant, id: number): Promise<void> {
  const key = `order:${id}`;
  const accepting = object.inbox.accept(TENANT, {
    eventId: `e${id}`,
    type: "order.created",
    key,
    flow: "orders",
    takes: true,
  });
  await vi.advanceTimersByTimeAsync(0);
  const { jobId, packed } = await accepting;
  const ref = { tenantId: TENANT, jobId, claimNo: packed?.claimNo ?? 0 };
  clock.at += 100;
  await object.runs.resolveFor(
    ref,
    { ...NOTHING, label: `A-${id}`, knownState: { [key]: "m" } },
    { linkSource: "7", skus: ["CAP", "MUG", "PEN"] },
  );
  const begun = await object.runs.begin(
    ref,
    NOTHING,
    { ...CREATE, key, marker: `A-${id} #1` },
    { vendor: "eaccounting", endpoint: "/orders", capability: "orders", request: SEALED },
  );
  if (begun.kind !== "start") throw new Error(begun.kind);
  clock.at += 100;
  const settlement = {
    opId: begun.opId,
    attempt: begun.attempt,
    state: "compared",
    documentId: `d-${id}`,
    documentNumber: String(id),
    failure: null,
    document: { ...ORDER, id: `d-${id}`, key },
    link: null,
  } as const;
  await object.runs.complete(
    ref,
    { ...NOTHING, settlements: [settlement] },
    { ...OVER, outcome: "booked", reasons: [] },
  );
  await vi.advanceTimersByTimeAsync(10);
  clock.at += 1_000;
}

test("it opens a transaction only where it writes: event, claim, attempt, outcome, end", async () => {
  const world = await tenantInNode();
  for (const id of [1, 2, 3]) await order(world, id);
  const before = world.transactions();
  await order(world, 4);
  expect(world.transactions() - before).toBe(5);
});

async function statementsOf(): Promise<readonly string[]> {
  const world = await tenantInNode();
  for (const id of [1, 2, 3]) await order(world, id);
  const seen = vi.spyOn(world.sql, "exec");
  await order(world, 4);
  return seen.mock.calls.map(([query]) => String(query).replaceAll(/\s+/g, " "));
}

test("an order of a known customer takes few of them, the round after it included", async () => {
  const statements = await statementsOf();
  expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(MOST);
});

/** SQLite plans these anew at each value that a column is compared with, unless it can't look at it. */
const LOOKS = /ORDER BY|\bmax\(|\bcount\(|\bJOIN\b|\bUNION\b/;

test("none that sorts, sums up or joins is planned anew at each value: it compares with +?", async () => {
  const looking = (await statementsOf()).filter((query) => LOOKS.test(query));
  expect(looking.length).toBeGreaterThan(4);
  expect(looking.filter((query) => /[^<>]= \?/.test(query))).toEqual([]);
});
