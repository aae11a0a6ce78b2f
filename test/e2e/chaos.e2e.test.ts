/**
 * The storm, small: what `npm run chaos` does with thousands. `CHAOS_SEED` makes it another one;
 * the titles name it. The second run shows that the auditor can fail: a product that forgets what
 * it sent books orders twice.
 */
import { expect, test } from "vitest";
import { runChaos } from "../chaos/run.ts";

const SEED = Number(process.env["CHAOS_SEED"] ?? 20_261_124);
const quiet = (): void => undefined;

test(`with seed ${SEED}, of 200 orders in the storm none is lost, doubled or wrong, and what is left to people is announced`, async () => {
  const { orders, struck, findings, unannounced, clientFaults } = await runChaos({
    orders: 200,
    seed: SEED,
    name: "chaos",
    journal: true,
    say: quiet,
  });
  expect({ findings, unannounced, clientFaults }).toEqual({
    findings: [],
    unannounced: [],
    clientFaults: [],
  });
  expect(orders).toBe(200);
  // It was a storm.
  expect(
    Math.min(
      struck.kills,
      struck.webhooksLost,
      struck.webhooksTwice,
      struck.webhooksLate,
      struck.tokensExpired,
    ),
  ).toBeGreaterThan(0);
  expect(struck.faults).toBeGreaterThan(20);
});

test(`with seed ${SEED}, without its journal the product books orders twice, and the auditor sees it`, async () => {
  const { findings } = await runChaos({
    orders: 60,
    seed: SEED,
    name: "chaos-forgetful",
    journal: false,
    say: quiet,
  });
  expect(findings.filter(({ fault }) => fault === "doubled").length).toBeGreaterThan(0);
});
