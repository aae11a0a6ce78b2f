/**
 * Money that goes back, in any order of events: sales with one to three credit orders and refunds
 * of payouts, of a new seed each time (ADR 0132). What is registered is what went back, on each
 * credit and in sum, or a person is told; it is never registered twice.
 */
import { beforeAll, expect, test } from "vitest";
import type { PaybackOptions } from "./paybacks/sales.ts";
import { loadSimulation } from "./load.ts";

const SALES = 16;

let runPaybacks: Awaited<ReturnType<typeof loadSimulation>>["runPaybacks"];
beforeAll(async () => {
  ({ runPaybacks } = await loadSimulation());
});

test.each<[string, Omit<PaybackOptions, "seed" | "sales">]>([
  ["nothing else happens", {}],
  ["orders are edited and cancelled", { changes: true }],
  ["things go wrong", { faults: true }],
  ["orders are edited and cancelled and things go wrong", { changes: true, faults: true }],
])("what went back is registered once, or told, where %s", async (_, options) => {
  const seed = Math.floor(Math.random() * 1_000_000_000);
  console.log(`runPaybacks ${JSON.stringify({ seed, sales: SALES, ...options })}`);
  const { findings } = await runPaybacks({ seed, sales: SALES, ...options });
  expect(findings).toEqual([]);
});
