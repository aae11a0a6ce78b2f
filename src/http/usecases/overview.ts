/**
 * All tenants at a glance: the counts from D1's projection, which may lag, and how each is from its own object. The
 * objects of the first 60 are asked; an overview that asks hundreds would be slow, and their alerts show all the same.
 */
import { openAlertCounts, outcomeCounts } from "../../store/activity.ts";
import type { TenantRow } from "../../store/tenants.ts";
import type { TenantHealth } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { tenantHealth } from "./control.ts";
import { readSettings } from "./settings.ts";
import { visibleTenants } from "./tenants.ts";

const DAY_MS = 86_400_000;
const ASKED = 60;

export type GlanceCount = { readonly status: string; readonly outcome: string | null; readonly jobs: number };

export type TenantGlance = {
  readonly tenant: TenantRow;
  /** Jobs that changed within the last 24 hours. */
  readonly counts: readonly GlanceCount[];
  readonly alerts: number;
  /** `null`: not asked, or not to be reached. */
  readonly health: TenantHealth | null;
  readonly switchedOn: boolean;
};

export async function overviewOf(deps: EdgeDeps, actor: Actor): Promise<TenantGlance[]> {
  const tenants = await visibleTenants(deps, actor);
  const ids = tenants.map((tenant) => tenant.id);
  const [counts, alerts] = await Promise.all([outcomeCounts(deps.db, ids, deps.clock.now() - DAY_MS), openAlertCounts(deps.db, ids)]);
  return Promise.all(
    tenants.map(async (tenant, index): Promise<TenantGlance> => {
      const asked = index < ASKED;
      const [health, settings] = await Promise.all([asked ? tenantHealth(deps, actor, tenant.id) : null, asked ? readSettings(deps, actor, tenant.id) : null]);
      return {
        tenant,
        counts: counts.filter((count) => count.tenantId === tenant.id),
        alerts: alerts.find((count) => count.tenantId === tenant.id)?.alerts ?? 0,
        health: health?.ok === true ? health.value : null,
        switchedOn: settings === null || (settings.ok && settings.value.settings.orders.enabled),
      };
    }),
  );
}
