/**
 * A page of tenants at a glance, each from its own object. For one that doesn't answer, D1's copy
 * has the number of open alerts.
 */
import { placesOf } from "../../../domain/jobs/open-counts.ts";
import { openAlertCounts } from "../../../store/activity.ts";
import type { Settings } from "../../../settings/schema.ts";
import { isLive } from "../../../settings/versions/consequences.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { TenantHealth } from "../../../sync/contract/index.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { tenantHealth } from "./control.ts";
import { readSettings } from "../settings/settings.ts";
import { tenantsPage } from "./tenants.ts";

/** Tenants per page: each of their objects is asked. */
export const TENANTS_PER_PAGE = 40;
/** No shop keeps the others waiting for longer. */
const WITHIN_MS = 3_000;

/** `after`: the `next` of the page before. */
export type OverviewAsked = {
  readonly text: string;
  readonly onlyAlerted: boolean;
  readonly after: string | null;
};

type GlanceCount = {
  /** Absent: what waits. */
  readonly flow?: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly jobs: number;
};

export type TenantGlance = {
  readonly tenant: TenantRow;
  /** Outcomes of the last 24 hours, and what waits now. */
  readonly counts: readonly GlanceCount[];
  /** Open ones that need no approval; where the object can't tell, all, up to a hundred. */
  readonly alerts: number;
  readonly approvals: number;
  readonly payouts: number;
  /** Of the payouts, those that are among the alerts. */
  readonly both: number;
  /** `null`: not to be reached. */
  readonly health: TenantHealth | null;
  readonly switchedOn: boolean;
  readonly mode: ShopMode;
};

/** `trial`: everything is worked out and nothing is written; `off`: no flow is switched on. */
export type ShopMode = "live" | "trial" | "off";

export const modeOf = (settings: Settings): ShopMode => {
  if (settings.trial) return "trial";
  return isLive(settings) ? "live" : "off";
};

type Overview = { readonly glances: readonly TenantGlance[]; readonly next: string | null };

export async function overviewOf(
  deps: EdgeDeps,
  actor: Actor,
  asked: OverviewAsked,
): Promise<Overview> {
  const { tenants, next } = await tenantsPage(deps, actor, { ...asked, limit: TENANTS_PER_PAGE });
  const looked = await Promise.all(
    tenants.map(async (tenant) => {
      const [health, settings] = await Promise.all([
        tenantHealth({ deps, actor, tenantId: tenant.id }, WITHIN_MS),
        readSettings({ deps, actor, tenantId: tenant.id }),
      ]);
      return {
        tenant,
        health: health.ok ? health.value : null,
        switchedOn: !settings.ok || settings.value.settings.orders.enabled,
        mode: settings.ok ? modeOf(settings.value.settings) : ("live" as const),
      };
    }),
  );
  const copied = await openAlertCounts(
    deps.db,
    looked.filter(({ health }) => health === null).map(({ tenant }) => tenant.id),
  );
  const glances = looked.map(({ tenant, health, ...described }) => ({
    tenant,
    health,
    ...described,
    counts: health === null ? [] : countsOf(health),
    ...waitingOf(health, copied.get(tenant.id) ?? 0),
  }));
  return { glances, next };
}

/** As the tabs of its own pages count. */
function waitingOf(
  health: TenantHealth | null,
  copied: number,
): Pick<TenantGlance, "alerts" | "approvals" | "payouts" | "both"> {
  const { attention, approvals, payouts, both } = placesOf(
    health?.open ?? { alerts: copied, approvals: 0 },
  );
  return { alerts: attention, approvals, payouts, both };
}

function countsOf(health: TenantHealth): readonly GlanceCount[] {
  const { lastDayByFlow, jobs } = health;
  const waiting = jobs.queued + jobs.waiting;
  return [
    ...lastDayByFlow.map(({ flow, outcome, n }) => ({ flow, status: "done", outcome, jobs: n })),
    ...(waiting === 0 ? [] : [{ status: "waiting", outcome: null, jobs: waiting }]),
  ];
}
