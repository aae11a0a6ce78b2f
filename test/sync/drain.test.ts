/**
 * Orders that wait are drained at the gate's own pace: once work is under way no slot is lost, also
 * where every answer is late by a time of its own. In a time of its own, so that it is the protocol
 * that is measured and not the machine.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

let turn = 0;

beforeEach(() => {
  turn = 0;
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const START = Date.parse("2026-06-01T08:00:00Z");
const PER_MINUTE = 600;
/** The gate uses so much of the limit. */
const SPACING = 60_000 / (PER_MINUTE * 0.97);
const ORDERS = 150;
/** By then as many jobs stand ready as are needed: the window has been filled three times. */
const UNDER_WAY = 61;
const SETTINGS = {
  schedules: {
    debtors: "never",
    lookups: "never",
    orders: "never",
    products: "never",
    stock: "never",
  },
  asperionRequestsPerSecond: 50,
} as const;
const USUAL = { queue: 40, object: 4, vendor: 100 } as const;

/** When the orders of a drain were written. `lateBy`: what each answer takes longer than usual. */
async function drained(lateBy: () => number): Promise<readonly number[]> {
  const engine = await Engine.open(
    { start: START, perMinute: PER_MINUTE, late: (what) => USUAL[what] + lateBy() },
    SETTINGS,
  );
  const told = async (orders: number): Promise<void> => {
    for (let n = 0; n < orders; n += 1) {
      const order = { ...companyBuyer(`Buyer${n % 5}`), lines: [mug(2)] };
      const { id } = await engine.place({ ...order, date: "2026-06-01T10:05:00" });
      void engine.tell(id);
    }
    await engine.pass(1_000);
  };
  // Customers, their first orders, and how the ledger rounds: none of it is to be met in the drain.
  await told(5);
  await engine.pass(60_000);
  void engine.tenant.admin.pause("shop", "anna", "");
  await engine.pass(100);
  await told(ORDERS);
  const since = engine.time.now();
  void engine.tenant.admin.resume("shop");
  await engine.pass(60_000);
  return engine
    .callsOf("eaccounting", since)
    .flatMap(({ what, at }) => (what === "POST /v2/orders" ? [at] : []))
    .toSorted((a, b) => a - b);
}

/** Of the gate's slots between the n-th order and the last. */
const share = (at: readonly number[], from: number): number =>
  ((at.length - 1 - from) * SPACING) / ((at.at(-1) ?? 0) - (at[from] ?? 0));

test.each([
  ["each answer takes as long as the others", () => 0],
  [
    "answers are late, each by a time of its own",
    () => {
      // Every instant of the stretch comes once, in no order.
      turn = (turn + 17) % 31;
      return turn;
    },
  ],
])("a drain uses the gate's slots where %s", async (_, lateBy) => {
  const at = await drained(lateBy);
  expect(at).toHaveLength(ORDERS);
  expect(share(at, UNDER_WAY)).toBeGreaterThanOrEqual(0.99);
  expect(share(at, 0)).toBeGreaterThanOrEqual(0.9);
});
