/**
 * One bridge and one tenant for all tests of a file about the engine: connected and warm before the
 * first test, mended after each, and ended with the ledger's word that our client did nothing that
 * a careful one doesn't do. `useEngine` sets it up for the file that calls it.
 */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { Bridge, type Json, type Tenant } from "./bridge.ts";
import { companyBuyer, mug } from "./orders.ts";

export let bridge: Bridge;
export let tenant: Tenant;
let buyers = 0;

/** Each file of tests calls it once, at its top. */
export function useEngine(): void {
  beforeAll(async () => {
    bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
    tenant = await bridge.tenant();
    await bookedOne(tenant);
  });

  afterEach(async () => {
    await bridge.break({ d1: false, d1Hangs: false, queueSend: false, crash: null });
    for (const vendor of ["asperion", "eaccounting"] as const)
      await bridge.control(vendor, "DELETE", "/faults");
    await bridge.control("eaccounting", "PUT", "/limits", { perMinute: 60_000 });
    await bridge.control("eaccounting", "PUT", "/company", {
      modules: ["api_standard", "order_standard", "quote_standard", "stock_standard"],
      CompanyStatus: 1,
    });
    if ((await bridge.health(tenant.id)).pause.paused)
      await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
  });

  afterAll(async () => {
    const faults = await bridge.clientFaults();
    await bridge.stop();
    expect(faults).toEqual([]);
  });
}

export type Placed = Json & { id: number; orderNumber: string };

/** A company that nobody has met yet. */
export const buyer = (): Json => companyBuyer(`Engine${(buyers += 1)}`);
export const place = (change: Json = {}): Promise<Placed> =>
  bridge.place({ ...buyer(), lines: [mug(2)], ...change });
export const keyOf = (order: { id: number }): string => `order:${order.id}`;

export async function bookedOne(at: Tenant): Promise<Placed> {
  const order = await place();
  expect((await bridge.book(at, order.id)).job.outcome).toBe("booked");
  return order;
}

export async function expectBookedOnce(at: Tenant, orders: readonly Placed[]): Promise<void> {
  const { orders: documents } = await bridge.ledger(at.company, "orders");
  for (const { orderNumber } of orders) {
    const own = (documents ?? []).filter((document) =>
      String(document["OurReference"]).startsWith(`${orderNumber} #`),
    );
    expect([orderNumber, own.length]).toEqual([orderNumber, 1]);
  }
}

export async function jobOf(at: Tenant, order: { id: number }) {
  const [job] = await bridge.jobs(at.id, { key: keyOf(order) });
  return job;
}

export const onTheWay =
  (route: string, before: Readonly<Record<string, number>>) => async (): Promise<boolean> =>
    ((await bridge.calls("eaccounting"))[route] ?? 0) > (before[route] ?? 0);
