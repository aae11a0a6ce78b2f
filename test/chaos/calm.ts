/** Waiting for the end: time passes as far as the next thing that waits, until nothing does. */
import type { Json, JobSummary, Vendor } from "../../scripts/local/operator.ts";
import type { Mortal } from "../support/mortal.ts";
import type { Tenant } from "../support/webhook.ts";

const LEASE_MS = 26_000;
const COALESCE_MS = 6_000;
/** Later than any write that commits late. */
const LATEST_MS = 5 * 60_000;
/** So many looks without a call at either vendor: whoever is said to run is dead. */
const STILL = 8;
/** More looks would take the time of what is looked at. */
const LOOK_MS = 60;
/** A person who has tried an order so often gives up; what is left of it is found by the audit. */
const PATIENCE = 3;

type Due = JobSummary & { readonly due: number | null };

type Standing = {
  readonly jobs: Readonly<Record<string, number>>;
  readonly connections: readonly { readonly vendor: Vendor; readonly state: string }[];
};

/**
 * How many jobs are queued or running. A runtime that is killed while a grant is renewed may lose
 * the only token that the vendor still takes: then the tenant waits for a person, who signs in.
 */
async function notDone({ world }: Mortal, { id, company }: Tenant): Promise<number> {
  const { operator } = world;
  const { jobs, connections } = (await operator.ask(
    "GET",
    `/tenants/${id}/health`,
  )) as unknown as Standing;
  for (const { vendor, state } of connections) {
    if (state !== "needs-login") continue;
    const { companies } = (await operator.control("eaccounting", "GET", "/companies")) as {
      companies: { id: string; name: string }[];
    };
    if (vendor === "eaccounting")
      await operator.control(vendor, "PUT", "/oauth", {
        nextSubject: companies.find(({ name }) => name === company)?.id,
      });
    await operator.connect(id, vendor);
  }
  return (jobs["queued"] ?? 0) + (jobs["running"] ?? 0);
}

/**
 * Nothing is queued or running. A runner that was killed keeps its job until its lease is over, so
 * that passes.
 */
export async function calm(mortal: Mortal, tenants: readonly Tenant[]): Promise<void> {
  let [calls, still] = [0, 0];
  await mortal.until(
    "nothing is queued or running",
    async () => {
      // By the API, which tells more and costs more, only once nothing seems to happen.
      const busy = await Promise.all(tenants.map(({ id }) => mortal.busy(id)));
      const isCalm = busy.every((count) => count === 0);
      const now = await mortal.calls();
      still = now === calls ? still + 1 : 0;
      calls = now;
      if (!isCalm && still < STILL) return false;
      const counts = await Promise.all(tenants.map((tenant) => notDone(mortal, tenant)));
      if (counts.every((count) => count === 0)) return true;
      if (still >= STILL) {
        still = 0;
        await mortal.advance(LEASE_MS);
      }
      return false;
    },
    600_000,
    LOOK_MS,
  );
}

const FOR_ANOTHER: ReadonlySet<string> = new Set([
  "credit-waits-for-original",
  "credit-original-on-hold",
  "waiting-for-same-sale",
]);

/** Waits for another order, which may wait for a person: no time that passes brings it on. */
const forAnother = (job: Due): boolean =>
  job.wait === "key" && job.reasons.some(({ code }) => FOR_ANOTHER.has(code));

/** Nothing is queued, runs or waits for its time. */
export async function emptied(mortal: Mortal, tenants: readonly Tenant[]): Promise<void> {
  const { operator } = mortal.world;
  await mortal.until(
    "nothing waits",
    async () => {
      await calm(mortal, tenants);
      const waiting = (
        await Promise.all(
          tenants.map(
            async ({ id }) => (await operator.jobs(id, { status: "waiting" })) as readonly Due[],
          ),
        )
      ).flat();
      if (waiting.every(forAnother))
        return (
          (await Promise.all(tenants.map(({ id }) => operator.health(id)))).reduce(
            (sum, { jobs }) => sum + (jobs["waiting"] ?? 0),
            0,
          ) === waiting.length
        );
      await mortal.advance(
        Math.max(
          500,
          Math.min(...waiting.filter((job) => !forAnother(job)).map((job) => job.due ?? 0)) -
            mortal.now(),
        ),
      );
      return false;
    },
    600_000,
  );
}

/**
 * What a person does afterwards: has tried again what was put before them, each order so often and
 * no more. Answers how many that were.
 */
async function retried(
  mortal: Mortal,
  tenant: Tenant,
  tried: Map<string, number>,
  say: (line: string) => void,
): Promise<number> {
  const { operator } = mortal.world;
  const dead = await operator.jobs(tenant.id, { status: "dead", limit: "100" });
  const asked = await operator.jobs(tenant.id, { outcome: "needs-attention", limit: "100" });
  let count = 0;
  for (const job of [...dead, ...asked]) {
    const [newest] = await operator.jobs(tenant.id, { key: job.key });
    const before = tried.get(`${tenant.id} ${job.key}`) ?? 0;
    if (newest?.id !== job.id || !job.key.startsWith("order:") || before === PATIENCE) continue;
    say(`a person has ${job.key} tried again: ${job.reasons.map(({ code }) => code).join(", ")}`);
    tried.set(`${tenant.id} ${job.key}`, before + 1);
    await operator.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    count += 1;
  }
  return count;
}

/**
 * All that was begun comes to an end, by itself, then by one sweep, then by a person. Answers how
 * often a person had something tried again.
 */
export async function wound(
  mortal: Mortal,
  tenants: readonly Tenant[],
  say: (line: string) => void,
): Promise<number> {
  const { operator } = mortal.world;
  await emptied(mortal, tenants);
  await mortal.advance(LATEST_MS);
  await emptied(mortal, tenants);
  for (const { id } of tenants) await operator.ask("POST", `/tenants/${id}/flows/orders/run`);
  await mortal.advance(COALESCE_MS);
  await emptied(mortal, tenants);
  const tried = new Map<string, number>();
  const retriedAll = async (): Promise<number> =>
    (await Promise.all(tenants.map((tenant) => retried(mortal, tenant, tried, say)))).reduce(
      (sum, count) => sum + count,
      0,
    );
  let forPeople = 0;
  for (let count = await retriedAll(); count > 0; count = await retriedAll()) {
    forPeople += count;
    await mortal.advance(COALESCE_MS);
    await emptied(mortal, tenants);
  }
  return forPeople;
}

type Ended = Pick<JobSummary, "id" | "key" | "status" | "outcome">;

/**
 * Of jobs that are in doubt, dead or for a person, and the newest of their key: those that no alert
 * names which is still open. Pure.
 */
export function unnamed(jobs: readonly Ended[], alerts: readonly Json[]): readonly string[] {
  const named = new Set(
    alerts.filter((alert) => alert["resolvedAt"] === null).map((alert) => alert["jobId"]),
  );
  return jobs
    .filter((job) => !named.has(job.id))
    .map((job) => `${job.key} ${job.status} ${job.outcome}`);
}

export async function unannounced(
  mortal: Mortal,
  tenants: readonly Tenant[],
): Promise<readonly string[]> {
  const { operator } = mortal.world;
  const silent: string[] = [];
  for (const { id } of tenants) {
    const alerts = (await operator.ask("GET", `/tenants/${id}/alerts`))[
      "alerts"
    ] as readonly Json[];
    const open = (
      await Promise.all(
        [{ status: "dead" }, { outcome: "in-doubt" }, { outcome: "needs-attention" }].map((asked) =>
          operator.jobs(id, { ...asked, limit: "100" }),
        ),
      )
    ).flat();
    const newest = await Promise.all(
      open.map(async (job) => (await operator.jobs(id, { key: job.key }))[0]?.id),
    );
    silent.push(
      ...unnamed(
        open.filter((job, at) => newest[at] === job.id),
        alerts,
      ),
    );
  }
  return silent;
}
