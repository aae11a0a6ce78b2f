/**
 * What a test that waits looks at again and again, told by the tenants' objects themselves: by the
 * API a look costs three times as much, as it also asks the database who asks, and of whom. That
 * the API tells the same is for its own tests to show.
 */
import type { JobPage, TenantHealth } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as counters from "../../src/sync/tenant/counts/counters.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import type { TenantStub } from "../../src/sync/tenant/stub.ts";

type Jobs = JobPage["jobs"];

/** Of a tenant's health what a look needs: all of it costs five times as much. */
export type TenantState = {
  /** The ledger's company is. */
  readonly known: boolean;
  readonly paused: boolean;
  /** How many there are in each state. */
  readonly jobs: TenantHealth["jobs"];
};

/** What the object answers for `state`. */
export const standing = (context: TenantContext): TenantState => ({
  known: cache.lists(context.sql).company !== null,
  paused: meta.pauseState(context.sql).paused,
  jobs: context.atomically(() => counters.jobCounts(context.sql)).jobs,
});

type Looked = TenantStub & { state(): Promise<TenantState> };

const stubOf = (env: Env, tenantId: string): Looked =>
  env.TENANTS.getByName(tenantId) as unknown as Looked;

/** Jobs of a key, the newest first. */
export const jobsOf = async (env: Env, tenantId: string, key: string): Promise<Jobs> =>
  (await stubOf(env, tenantId).jobs.list(tenantId, { key })).jobs;

export const stateOf = async (env: Env, tenantId: string): Promise<TenantState> =>
  stubOf(env, tenantId).state();

const ON_ITS_WAY: ReadonlySet<string> = new Set(["queued", "running"]);

/** Whether a job of them, or the one that is named, is queued or running. */
export const onTheirWay = (jobs: Jobs, id: string | undefined): boolean =>
  jobs.some((job) => ON_ITS_WAY.has(job.status) && (id === undefined || job.id === id));

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
        const { paused } = await stateOf(env, id);
        return paused ? [] : open;
      } catch {
        return [];
      }
    }),
  );
}

const READINGS = ["lookups", "names"] as const;
