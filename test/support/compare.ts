/** Runs the reconciliation of some days to its end, and reads what it found. */
import type { Bridge, Tenant } from "./bridge.ts";
import type { Compared } from "./compared.ts";
import { DAY } from "./sweeps.ts";

export type Days = { readonly from: string; readonly to: string };

export async function compareDays(bridge: Bridge, tenant: Tenant, days: Days): Promise<Compared> {
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, days);
  await bridge.finished(tenant, String(jobId));
  const query = new URLSearchParams(days);
  return (await bridge.ask("GET", `/tenants/${tenant.id}/reconciliation?${query}`)) as Compared;
}

/** From three days ago until tomorrow, by the test's clock. */
export async function lastDays(bridge: Bridge): Promise<Days> {
  const now = await bridge.now();
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  return { from: day(now - 3 * DAY), to: day(now + DAY) };
}
