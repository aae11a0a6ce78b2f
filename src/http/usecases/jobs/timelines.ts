/** Timelines of several jobs, in as few calls of the tenant's object as hold them. */
import type { JobView } from "../../../domain/jobs/job.ts";
import { Late } from "../../../sync/with-timeout.ts";
import type { JobTimeline } from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";

/**
 * Returns timelines by job; jobs without one are left out. `null`: reading it failed. If a request
 * for several fails, each half is requested again, down to single ones. Throws if all fail, or if
 * the object doesn't answer in time.
 */
export async function timelinesOf(
  tenant: TenantStub,
  tenantId: string,
  jobIds: readonly string[],
): Promise<ReadonlyMap<string, JobTimeline | null>> {
  const found = new Map<string, JobTimeline | null>();
  let answers = 0;
  let size = jobIds.length;
  for (let from = 0; from < jobIds.length;) {
    const asked = jobIds.slice(from, from + size);
    try {
      const answered = await tenant.jobs.timelines(tenantId, asked);
      for (const [at, described] of answered.entries())
        if (described !== null) found.set(asked[at] ?? "", described);
      from += Math.max(1, answered.length);
      answers += 1;
      size = jobIds.length;
    } catch (fault) {
      // An object that is out of reach fails for the second one alone as well.
      const isLast = from + 1 >= jobIds.length;
      const isAway = asked.length === 1 && answers === 0 && (found.size > 0 || isLast);
      if (fault instanceof Late || isAway) throw fault;
      if (asked.length > 1) size = Math.ceil(asked.length / 2);
      else {
        found.set(asked[0] ?? "", null);
        from += 1;
        size = jobIds.length;
      }
    }
  }
  return found;
}

const AT_ONCE = 5;

type Described = { readonly job: JobView; readonly described: JobTimeline };

/**
 * Returns what `of` makes of these jobs by their timelines, in the order of the jobs, at most
 * `most`. No more timelines are read than are wanted: each is unsealed and read whole.
 */
export async function fromTimelines<T>(
  tenant: TenantStub,
  tenantId: string,
  { jobs, most }: { readonly jobs: readonly JobView[]; readonly most: number },
  of: (some: readonly Described[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < jobs.length && found.length < most;) {
    const some = jobs.slice(from, from + Math.min(AT_ONCE, most - found.length));
    from += some.length;
    const timelines = await timelinesOf(
      tenant,
      tenantId,
      some.map(({ id }) => id),
    );
    found.push(
      ...(await of(
        some.flatMap((job) => {
          const described = timelines.get(job.id);
          return described == null ? [] : [{ job, described }];
        }),
      )),
    );
  }
  return found.slice(0, most);
}
