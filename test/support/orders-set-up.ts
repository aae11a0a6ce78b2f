/**
 * One bridge and one tenant for all tests of a file about orders: both kinds of customer are known,
 * the settings are the usual ones before each test, and the ledger has nothing to say against our
 * client at the end. `useOrders` sets it up for the file that calls it.
 */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Plan, PlanInput } from "../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import type { JobTimeline } from "../../src/sync/contract/index.ts";
import { Bridge, type Json, type Tenant } from "./bridge.ts";
import { codesOf, companyBuyer, mug, privateBuyer } from "./orders.ts";

export let bridge: Bridge;
export let tenant: Tenant;
/** The settings as every test finds them. */
let usual: Json;

/** Each file of tests calls it once, at its top. */
export function useOrders(): void {
  beforeAll(async () => {
    bridge = await Bridge.startFast();
    tenant = await bridge.tenant();
    for (const [index, buyer] of [
      companyBuyer("Warmcompany"),
      privateBuyer("Warmperson"),
    ].entries()) {
      const order = await bridge.place({ ...buyer, lines: [mug()] });
      const { job } = await bridge.book(tenant, order.id);
      expect(job.outcome, `warm order ${index}`).toBe("booked");
    }
    const { version: _, ...settings } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
    usual = settings;
  });

  afterEach(async () => {
    // Off in between: what is switched on anew asks for no line of its own for a filter that a test had narrowed.
    await bridge.configure(tenant.id, {
      ...usual,
      orders: { ...(usual["orders"] as Json), enabled: false },
    });
    await bridge.configure(tenant.id, usual);
    // The shop tells times to the second: what is placed in this one may seem older than that.
    await bridge.advance(1_000);
  });

  afterAll(async () => {
    const faults = await bridge.clientFaults();
    await bridge.stop();
    expect(faults).toEqual([]);
  });
}

/**
 * What a timeline keeps of a plan is enough to make it again, byte for byte. Answers how many plans
 * there were.
 */
export function expectReplays(timeline: JobTimeline["timeline"]): number {
  const plans = timeline
    .filter((entry) => entry.what === "plan")
    .map((entry) => entry.detail as { input: PlanInput; plan: Plan });
  for (const { input, plan } of plans)
    expect(JSON.stringify(planOrder(input))).toBe(JSON.stringify(plan));
  return plans.length;
}

/** Places, books, and answers the one document of the order. */
export async function booked(order: Json): Promise<{
  document: Json;
  placed: Json & { id: number; orderNumber: string };
  codes: readonly string[];
}> {
  const placed = await bridge.place(order);
  const { job, timeline } = await bridge.book(tenant, placed.id);
  expect(expectReplays(timeline)).toBeGreaterThan(0);
  expect([job.outcome, codesOf(job)]).toEqual(["booked", codesOf(job)]);
  const documents = await bridge.ordersOf(placed.orderNumber);
  expect(documents).toHaveLength(1);
  return { document: documents[0] ?? {}, placed, codes: codesOf(job) };
}
