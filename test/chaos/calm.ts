/** Waiting for the end: time passes as far as the next thing that waits, until nothing does. */
import type { Json, JobSummary } from "../local/operator.ts";
import type { Mortal } from "../support/mortal.ts";
import type { Tenant } from "../support/webhook.ts";

const LEASE_MS = 26_000;
const COALESCE_MS = 6_000;
/** Later than any write that commits late. */
const LATEST_MS = 5 * 60_000;
/** So many looks without a call at either vendor: whoever is said to run is dead. */
const STILL = 15;

type Due = JobSummary & { readonly due: number | null };

/** Nothing is queued or running. A runner that was killed keeps its job until its lease is over, so that passes. */
export async function calm(mortal: Mortal, tenant: Tenant): Promise<void> {
  let [calls, still] = [0, 0];
  await mortal.until("nothing is queued or running", async () => {
    const { jobs } = await mortal.world.operator.health(tenant.id);
    if ((jobs["queued"] ?? 0) + (jobs["running"] ?? 0) === 0) return true;
    const now = await mortal.calls();
    still = now === calls ? still + 1 : 0;
    calls = now;
    if (still >= STILL) {
      still = 0;
      await mortal.advance(LEASE_MS);
    }
    return false;
  }, 600_000);
}

/** Nothing is queued, runs or waits. */
export async function emptied(mortal: Mortal, tenant: Tenant): Promise<void> {
  await mortal.until("nothing waits", async () => {
    await calm(mortal, tenant);
    const waiting = (await mortal.world.operator.jobs(tenant.id, { status: "waiting" })) as readonly Due[];
    if (waiting.length === 0) return (await mortal.world.operator.health(tenant.id)).jobs["waiting"] === 0;
    await mortal.advance(Math.max(500, Math.min(...waiting.map((job) => job.due ?? 0)) - mortal.now()));
    return false;
  }, 600_000);
}

/** What a person does afterwards: has tried again what was put before them. Answers how many that were. */
async function retried(mortal: Mortal, tenant: Tenant): Promise<number> {
  const { operator } = mortal.world;
  const dead = await operator.jobs(tenant.id, { status: "dead", limit: "100" });
  const asked = await operator.jobs(tenant.id, { outcome: "needs-attention", limit: "100" });
  let count = 0;
  for (const job of [...dead, ...asked]) {
    const [newest] = await operator.jobs(tenant.id, { key: job.key });
    if (newest?.id !== job.id || !job.key.startsWith("order:")) continue;
    await operator.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    count += 1;
  }
  return count;
}

/** All that was begun comes to an end, by itself, then by one sweep, then by a person. */
export async function wound(mortal: Mortal, tenant: Tenant): Promise<{ readonly forPeople: number }> {
  const { operator } = mortal.world;
  await emptied(mortal, tenant);
  await mortal.advance(LATEST_MS);
  await emptied(mortal, tenant);
  await operator.ask("POST", `/tenants/${tenant.id}/flows/orders/run`);
  await mortal.advance(COALESCE_MS);
  await emptied(mortal, tenant);
  let forPeople = 0;
  for (let count = await retried(mortal, tenant); count > 0; count = forPeople > 1_000 ? 0 : await retried(mortal, tenant)) {
    forPeople += count;
    await mortal.advance(COALESCE_MS);
    await emptied(mortal, tenant);
  }
  return { forPeople };
}

/** Jobs that are in doubt, dead or for a person, and that no alert names. */
export async function unannounced(mortal: Mortal, tenant: Tenant): Promise<readonly string[]> {
  const { operator } = mortal.world;
  const alerts = (await operator.ask("GET", `/tenants/${tenant.id}/alerts`))["alerts"] as readonly Json[];
  const named = new Set(alerts.filter((alert) => alert["resolvedAt"] === null).map((alert) => alert["jobId"]));
  const open = [...(await operator.jobs(tenant.id, { status: "dead", limit: "100" })), ...(await operator.jobs(tenant.id, { outcome: "in-doubt", limit: "100" })), ...(await operator.jobs(tenant.id, { outcome: "needs-attention", limit: "100" }))];
  const newest = await Promise.all(open.map(async (job) => (await operator.jobs(tenant.id, { key: job.key }))[0]?.id));
  return open.filter((job, at) => newest[at] === job.id && !named.has(job.id)).map((job) => `${job.key} ${job.status} ${job.outcome}`);
}
