/**
 * All tenants at a glance, each as its own object tells it. The objects of the first 60 are asked;
 * an overview that asks hundreds would be slow. Of the others, and of one that can't be reached,
 * D1's copy says how many alerts are open.
 */
import { openAlertCounts } from "../../store/activity.ts";
import type { TenantRow } from "../../store/tenants.ts";
import type { TenantHealth } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { tenantHealth } from "./control.ts";
import { readSettings } from "./settings.ts";
import { visibleTenants } from "./tenants.ts";

const ASKED = 60;
/** No shop keeps the others waiting for longer. */
const WITHIN_MS = 3_000;

export type GlanceCount = {
  readonly status: string;
  readonly outcome: string | null;
  readonly jobs: number;
};

export type TenantGlance = {
  readonly tenant: TenantRow;
  /** How things came to stand within the last 24 hours, and what waits now. */
  readonly counts: readonly GlanceCount[];
  /** Open ones; where the object doesn't tell them, as far as a hundred. */
  readonly alerts: number;
  /** `null`: not asked, or not to be reached. */
  readonly health: TenantHealth | null;
  readonly switchedOn: boolean;
  /** Everything is worked out and nothing is written. */
  readonly trial: boolean;
};

export async function overviewOf(deps: EdgeDeps, actor: Actor): Promise<TenantGlance[]> {
  const tenants = await visibleTenants(deps, actor);
  const looked = await Promise.all(
    tenants.map(async (tenant, index) => {
      const asked = index < ASKED;
      const [health, settings] = await Promise.all([
        asked ? tenantHealth(deps, actor, tenant.id, WITHIN_MS) : null,
        asked ? readSettings(deps, actor, tenant.id) : null,
      ]);
      return {
        tenant,
        health: health?.ok === true ? health.value : null,
        switchedOn: settings === null || (settings.ok && settings.value.settings.orders.enabled),
        trial: settings?.ok === true && settings.value.settings.trial,
      };
    }),
  );
  const copied = await openAlertCounts(
    deps.db,
    looked.filter(({ health }) => health === null).map(({ tenant }) => tenant.id),
  );
  return looked.map(({ tenant, health, ...described }) => ({
    tenant,
    health,
    ...described,
    counts: health === null ? [] : countsOf(health),
    alerts: health?.openAlerts ?? copied.get(tenant.id) ?? 0,
  }));
}

function countsOf({ lastDay, jobs }: TenantHealth): readonly GlanceCount[] {
  const waiting = jobs.queued + jobs.waiting;
  return [
    ...lastDay.map(({ outcome, n }) => ({ status: "done", outcome, jobs: n })),
    ...(waiting === 0 ? [] : [{ status: "waiting", outcome: null, jobs: waiting }]),
  ];
}
