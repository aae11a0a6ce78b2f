/**
 * The plans of a tenant's last orders, from kept timelines: each with all its inputs, so that it
 * can be made again with other settings. Asks no vendor, writes nothing.
 */
import { z } from "zod";
import type { JobView } from "../../../domain/jobs/job.ts";
import type { StoredPlan } from "../../../flows/orders/trial/plan-vs-other-settings.ts";
import { PLAN_VERSION } from "../../../flows/orders/shared/plan-input.ts";
import type { JobPage, TimelineEntry } from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";
import type { TenantRequest } from "../../deps.ts";
import { onTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";
import { fromTimelines } from "../jobs/timelines.ts";

type RecentPlan = {
  readonly jobId: string;
  readonly label: string | null;
  readonly settingsVersion: number | null;
  readonly stored: StoredPlan;
};

/** Jobs that are looked through at most. */
const MOST_JOBS = 100;
/** Jobs to list for each wanted plan: most runs of an order made one. */
const JOBS_A_PLAN = 4;

/** Our own planner's note: its version guarantees the rest of its shape. */
const note = z.looseObject({
  input: z.looseObject({
    order: z.looseObject({ lines: z.array(z.unknown()) }),
    settings: z.looseObject({}),
  }),
  plan: z.looseObject({ version: z.literal(PLAN_VERSION), kind: z.enum(["write", "hold"]) }),
});

/**
 * The newest first, one an order, at most `most`. Orders whose timeline has expired, or was planned
 * otherwise, are left out.
 */
const recentPlans = (asking: TenantRequest, most: number): Answer<readonly RecentPlan[]> =>
  onTenant(asking, (tenant) => collect(tenant, asking.tenantId, most));

async function collect(
  tenant: TenantStub,
  tenantId: string,
  most: number,
): Promise<readonly RecentPlan[]> {
  const plans: RecentPlan[] = [];
  const keys = new Set<string>();
  let cursor: string | null = "";
  for (let looked = 0; looked < MOST_JOBS && plans.length < most && cursor !== null;) {
    // A few first, and all the others at once where these don't do.
    const limit = looked === 0 ? Math.min(JOBS_A_PLAN * most, MOST_JOBS) : MOST_JOBS - looked;
    const page: JobPage = await tenant.jobs.list(tenantId, {
      limit,
      ...(cursor === "" ? {} : { cursor }),
    });
    const orders = page.jobs.filter(
      (job) =>
        job.flow === "orders" &&
        job.key.startsWith("order:") &&
        !keys.has(job.key) &&
        keys.add(job.key),
    );
    plans.push(...(await plansOf(tenant, tenantId, orders, most - plans.length)));
    looked += limit;
    ({ cursor } = page);
  }
  return plans;
}

/** For these orders, at most `most`. */
const plansOf = (
  tenant: TenantStub,
  tenantId: string,
  jobs: readonly JobView[],
  most: number,
): Promise<readonly RecentPlan[]> =>
  fromTimelines(tenant, tenantId, { jobs, most }, async (some) =>
    some.flatMap(({ job: { id: jobId, label, settingsVersion }, described }) => {
      const stored = findPlan(described.timeline);
      return stored === null ? [] : [{ jobId, label, settingsVersion, stored }];
    }),
  );

/** The newest plan of a timeline, with its inputs. */
export function findPlan(timeline: readonly TimelineEntry[]): StoredPlan | null {
  const detail = timeline.findLast((entry) => entry.what === "plan")?.detail;
  return isNote(detail) ? detail : null;
}

const isNote = (detail: unknown): detail is StoredPlan => note.safeParse(detail).success;

/** Returns the plans if there are any: for callers that can do without. */
export async function anyRecentPlans(
  asking: TenantRequest,
  most: number,
): Promise<readonly RecentPlan[]> {
  const recent = await recentPlans(asking, most);
  return recent.ok ? recent.value : [];
}
