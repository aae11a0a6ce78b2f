/**
 * What a test that waits looks at again and again, told by the tenants' objects themselves: by the
 * API a look costs three times as much, as it also asks the database who asks, and of whom. That
 * the API tells the same is for its own tests to show.
 */
import type { JobPage, TenantHealth } from "../../src/sync/contract/index.ts";
import type { TenantStub } from "../../src/sync/tenant/stub.ts";

type Jobs = JobPage["jobs"];

/** Whether the ledger's company is known, and how many jobs there are in each state. */
export type TenantState = { readonly known: boolean; readonly jobs: TenantHealth["jobs"] };

const stubOf = (env: Env, tenantId: string): TenantStub =>
  env.TENANTS.getByName(tenantId) as unknown as TenantStub;

/** Jobs of a key, the newest first. */
export const jobsOf = async (env: Env, tenantId: string, key: string): Promise<Jobs> =>
  (await stubOf(env, tenantId).jobs.list(tenantId, { key })).jobs;

export async function stateOf(env: Env, tenantId: string): Promise<TenantState> {
  const { company, jobs } = await stubOf(env, tenantId).monitoring.health(tenantId);
  return { known: company !== null, jobs };
}

/**
 * The jobs that read look-ups and names for these tenants, newest first. Of one that is stopped, or
 * doesn't answer, there are none that a test could wait for.
 */
export async function readingsOf(env: Env, tenantIds: readonly string[]): Promise<readonly Jobs[]> {
  return Promise.all(
    tenantIds.map(async (id) => {
      try {
        const jobs = (await Promise.all(READINGS.map((key) => jobsOf(env, id, key)))).flat();
        const open = jobs.filter(({ status }) => status !== "done" && status !== "dead");
        if (open.length === 0) return [];
        const { pause } = await stubOf(env, id).monitoring.health(id);
        return pause.paused ? [] : open;
      } catch {
        return [];
      }
    }),
  );
}

const READINGS = ["lookups", "names"] as const;
