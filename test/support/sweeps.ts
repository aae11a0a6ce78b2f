/** Tenants that sweep, and waiting until a sweep, or all that came of it, is over. */
import type { Bridge, Json, Tenant } from "./bridge.ts";

/** A clock time of its own, so that a turn is never due by chance. */
export const SWEEP = 300_000;
export const DAY = 86_400_000;
/** Behind the last night of any test. */
const FAR_MS = 400 * 86_400_000;
let companies = 0;

/** A whole second: the shop's stamps have no finer part. */
export async function lineAt(bridge: Bridge, offset: number): Promise<string> {
  return new Date(Math.floor((await bridge.now()) / 1_000) * 1_000 + offset).toISOString();
}

/** A tenant with a company of its own, which sweeps as often as the deployment says. */
export async function newCompany(
  bridge: Bridge,
  orders: Json,
  settings: Json = {},
): Promise<Tenant> {
  const tenant = await bridge.tenant({
    company: `Swept company ${(companies += 1)} AB`,
    orders,
    settings: { schedules: {}, ...settings },
  });
  // The night's comparison of both sides finds the same orders: here it is the sweep that has to.
  const storage = await bridge.storage(tenant);
  await storage.exec(
    "INSERT OR REPLACE INTO turns (name, since, ran_at) VALUES ('reconciliation', 0, ?)",
    (await bridge.now()) + FAR_MS,
  );
  return tenant;
}

/** Lets the sweep's turn come, and waits until that sweep is over. */
export async function sweep(bridge: Bridge, tenant: Tenant, ms = SWEEP): Promise<void> {
  const due = (await bridge.now()) + ms;
  await bridge.advance(ms);
  await bridge.until(async () => {
    const { works } = await bridge.health(tenant.id);
    const ran = works.find(({ name }) => name === "order-sweep")?.lastRun ?? 0;
    // Where there is nothing to do no job is made.
    const [job] = await bridge.jobs(tenant.id, { key: "sweep:orders" });
    return ran >= due && (job === undefined || job.status === "done");
  }, "the sweep is over");
}

/** Everything that was handed in is over; time passes as far as something waits. */
export async function drained(bridge: Bridge, tenant: Tenant): Promise<void> {
  await bridge.until(async () => {
    const { jobs, works } = await bridge.health(tenant.id);
    if (jobs.queued + jobs.running > 0) return false;
    // A sweep whose turn has come is looked at before it has a job.
    const next = works.find(({ name }) => name === "order-sweep")?.nextRun ?? null;
    if (next !== null && next <= (await bridge.now())) return false;
    if (jobs.waiting > 0) await bridge.advance(1_000);
    return jobs.waiting === 0;
  }, "all is done");
}
