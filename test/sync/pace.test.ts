/**
 * Whole runs at paces of every kind, in a time of their own: everything ends, and nothing is read
 * for nothing.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { companyBuyer, mug } from "../support/orders.ts";
import { Engine } from "./crowd/engine.ts";

// The platform seals beside the program, in a time that can't be moved.
vi.mock("../../src/store/seal.ts", async (original) => ({
  ...(await original<typeof import("../../src/store/seal.ts")>()),
  sealJson: async (_: unknown, value: unknown) => ({
    keyId: "k",
    bytes: new TextEncoder().encode(JSON.stringify(value)),
  }),
  sealJsonText: async (_: unknown, json: string) => ({
    keyId: "k",
    bytes: new TextEncoder().encode(json),
  }),
  openJson: async (_: unknown, sealed: { readonly bytes: Uint8Array }) => ({
    ok: true,
    value: JSON.parse(new TextDecoder().decode(sealed.bytes)) as unknown,
  }),
  sealText: async (_: unknown, text: string) => ({
    keyId: "k",
    bytes: new TextEncoder().encode(text),
  }),
  hmacs: async () => [],
}));
vi.mock("../../src/sync/tenant/journal/name-words.ts", async (original) => ({
  ...(await original<typeof import("../../src/sync/tenant/journal/name-words.ts")>()),
  withWords: async (_: unknown, report: unknown) => report,
}));

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const START = Date.parse("2026-06-01T08:00:00Z");
const MINUTE = 60_000;
const QUIET = {
  schedules: {
    debtors: "never",
    lookups: "never",
    orders: "never",
    products: "never",
    stock: "never",
  },
} as const;

/** Runs a dry run of a back-fill over so many orders of the past. */
async function dryRun(perMinute: number, orders: number, minutes: number) {
  const engine = await Engine.open(
    { start: START, perMinute },
    { ...QUIET, orders: { startLine: "2026-05-20T00:00:00Z" } },
  );
  for (let n = 0; n < orders; n += 1)
    await engine.place({
      ...companyBuyer(`Past${n}`),
      lines: [mug(2)],
      date: "2026-05-04T10:00:00",
    });
  const since = engine.time.now();
  const begun = await engine.tenant.backfills.begin(
    "shop",
    { from: "2026-05-01", to: "2026-05-10", dryRunId: null },
    "tester",
  );
  if (!begun.ok) throw new Error(begun.kind);
  const rows = () =>
    engine.sql.exec("SELECT state, verdict FROM backfill_orders").toArray() as {
      state: string;
      verdict: string | null;
    }[];
  const state = () =>
    (engine.sql.exec("SELECT state FROM backfills").toArray()[0] as { state: string }).state;
  await engine.pass(minutes * MINUTE, () => state() === "done");
  const reads = engine
    .callsOf("asperion", since)
    .filter(({ what }) => what.startsWith("GET /v1/SalesOrderWithLines")).length;
  return { state: state(), verdicts: rows().map(({ verdict }) => verdict), reads };
}

describe("a back-fill's dry run", () => {
  test.each([
    [600, 20, 5],
    [240, 20, 10],
    [60, 10, 60],
    [10, 6, 240],
  ])(
    "ends at %i calls a minute, and reads each order a few times at most",
    async (perMinute, orders, minutes) => {
      const found = await dryRun(perMinute, orders, minutes);
      expect(found.state).toBe("done");
      expect(new Set(found.verdicts)).toEqual(new Set(["would-book"]));
      expect(found.verdicts).toHaveLength(orders);
      // One read an order, and the list's; a run that waits for longer than a minute reads its order anew.
      expect(found.reads).toBeLessThanOrEqual((perMinute >= 60 ? 2 : 10) * orders);
    },
  );
});

/** The most of any second. */
const fullest = (instants: readonly number[]): number =>
  Math.max(
    ...instants.map((from) => instants.filter((at) => at >= from && at < from + 1_000).length),
  );

describe("Asperion's ten calls a second", () => {
  test("hold for forty webhooks of one moment, also where the object's answers are late by anything up to two seconds", async () => {
    let seed = 7;
    const random = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const late = (what: "queue" | "object" | "vendor"): number =>
      what === "object" ? random(random(4) === 0 ? 1_000 : 60) : 30;
    const engine = await Engine.open({ start: START, perMinute: 6_000, late }, QUIET);
    const orders = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        engine.place({ ...companyBuyer(`Crowd${n}`), lines: [mug(1)] }),
      ),
    );
    await engine.pass(10_000);
    const since = engine.time.now();
    for (const order of orders) void engine.tell(order.id);
    await engine.pass(5 * MINUTE);
    const calls = engine.callsOf("asperion", since);
    expect(engine.sql.exec("SELECT count(*) AS n FROM documents").toArray()).toEqual([{ n: 40 }]);
    expect(fullest(calls.map(({ at }) => at))).toBeLessThanOrEqual(10);
  });

  test("are used nearly in full where answers are quick", async () => {
    const engine = await Engine.open({ start: START, perMinute: 6_000 }, QUIET);
    const orders = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        engine.place({ ...companyBuyer(`Quick${n % 5}`), lines: [mug(1)] }),
      ),
    );
    await engine.pass(10_000);
    const since = engine.time.now();
    for (const order of orders) void engine.tell(order.id);
    await engine.pass(
      5 * MINUTE,
      () => engine.sql.exec("SELECT count(*) AS n FROM documents").toArray()[0]?.["n"] === 100,
    );
    const at = engine.callsOf("asperion", since).map((call) => call.at);
    expect(at.length / ((Math.max(...at) - since) / 1_000)).toBeGreaterThan(9);
  });
});
