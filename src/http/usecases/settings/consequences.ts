/**
 * Consequences of saving settings, in numbers where possible: by dry runs of the flows concerned,
 * with the new settings.
 */
import type { PreviewedFlow, RunPreview } from "../../../domain/jobs/run-preview.ts";
import { type Consequence, consequencesOf } from "../../../settings/versions/consequences.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRequest } from "../../deps.ts";
import type { DeletionPreview, FirstDay } from "../../../sync/contract/index.ts";
import { runFlow, tenantHealth } from "../tenants/control.ts";
import { orNull } from "../refusal.ts";
import { onTenant } from "../tenant-access.ts";
import { previewAsTyped } from "../dry-runs/run-preview.ts";

/** The flow whose next run shows the consequence. */
const RUNS: Readonly<Partial<Record<Consequence, PreviewedFlow>>> = {
  orders: "orders",
  "earlier-orders": "orders",
  "write-back": "orders",
  "customer-sync": "customers",
  "article-sync": "products",
  "article-changes": "products",
  "stock-sync": "stock",
};

/**
 * Starts the runs that carry out these consequences, as a person's "Run now" does. False: one of
 * them waits for its flow's next run, as it is stopped, not connected or only run manually.
 */
export async function beginNow(
  asking: TenantRequest,
  what: readonly Consequence[],
): Promise<boolean> {
  const flows = new Set(
    what.flatMap((one) => (one === "more-statuses" ? "orders" : (RUNS[one] ?? []))),
  );
  if (flows.size === 0) return true;
  const health = await tenantHealth(asking);
  if (!health.ok) return false;
  const runs = new Set(
    health.value.works.flatMap(({ flow, nextRun }) => (nextRun === null ? [] : [flow])),
  );
  const begun = await Promise.all(
    [...flows].map(async (flow) => runs.has(flow) && (await isBegun(asking, flow))),
  );
  return begun.every(Boolean);
}

/** Where the audit log can't be written, nothing is begun: the settings are saved all the same. */
async function isBegun(
  asking: TenantRequest,
  flow: Parameters<typeof runFlow>[1],
): Promise<boolean> {
  try {
    return (await runFlow(asking, flow)).ok;
  } catch {
    return false;
  }
}

/** Consequences that delete for good. */
export const DELETING: ReadonlySet<Consequence> = new Set<Consequence>([
  "kept-shorter",
  "evidence-shorter",
]);

export type DescribedConsequence = {
  readonly what: Consequence;
  /** `null`: it can't be worked out now. Left out: no run is about it. */
  readonly run?: RunPreview | null;
  /** What a shorter retention deletes; like `run`. */
  readonly deletes?: DeletionPreview | null;
  /** What waits for the limit of the first day; like `run`. */
  readonly waits?: Released | null;
  /** Orders that stand as journal vouchers, which took no stock in the ledger; like `run`. */
  readonly vouchers?: number | null;
  /** What a stop meets under way; like `run`. */
  readonly open?: UnderWay | null;
};

/** Jobs in progress, and orders that wait for approval. */
type UnderWay = { readonly jobs: number; readonly approvals: number };

/** Orders that wait for the limit of the first day. */
type Released = Pick<FirstDay, "waiting" | "sums"> & {
  /** How many of them needn't wait for it any more. */
  readonly released: number;
  /** The shop or its orders are stopped: those are booked once they run again. */
  readonly stopped: boolean;
};

export type ConsequenceReport = {
  readonly all: readonly DescribedConsequence[];
  /** From when on orders are booked. */
  readonly startLine: string | null;
};

/**
 * The consequences of a change as things stand: a limit of the first day that no order waits for
 * brings nothing about.
 */
export async function consequencesNow(
  asking: TenantRequest,
  before: Settings,
  after: Settings,
): Promise<readonly Consequence[]> {
  const all = consequencesOf(before, after);
  if (!all.includes("first-day-limit")) return all;
  const waits = await releasedBy(asking, after);
  return waits?.released === 0 ? all.filter((one) => one !== "first-day-limit") : all;
}

/** Orders that wait for approval while its rules change: the change doesn't release them. */
export async function stillToApprove(
  asking: TenantRequest,
  before: Settings,
  after: Settings,
): Promise<number> {
  const rules = [before, after].map(({ orders }) => JSON.stringify(orders.approval));
  if (rules[0] === rules[1]) return 0;
  const health = await tenantHealth(asking);
  return health.ok ? health.value.open.approvals : 0;
}

/** Which orders the limit lets go on under these settings; `undefined`: it isn't known now. */
async function releasedBy(
  asking: TenantRequest,
  { orders }: Settings,
): Promise<Released | undefined> {
  const health = await tenantHealth(asking);
  if (!health.ok) return undefined;
  const { firstDay, pause, stoppedFlows } = health.value;
  const { waiting, inDays, sums, made } = firstDay ?? NO_LIMIT;
  const room = (orders.firstDayLimit ?? Infinity) - made;
  // A daily voucher is closed with all its orders or not at all.
  const released = Math.min(waiting - inDays, Math.max(0, room)) + (room < 0 ? 0 : inDays);
  const stopped = pause.paused || stoppedFlows["orders"] !== undefined;
  return { waiting, sums, released, stopped };
}

const NO_LIMIT = { waiting: 0, inDays: 0, sums: [], made: 0 } as const;

export async function describeConsequences(
  asking: TenantRequest,
  settings: Settings,
  what: readonly Consequence[],
): Promise<ConsequenceReport> {
  const deletes = what.some((one) => DELETING.has(one))
    ? await wouldDelete(asking, settings)
    : null;
  const all = await Promise.all(
    what.map(async (one, at): Promise<DescribedConsequence> => {
      if (DELETING.has(one)) return { what: one, deletes };
      if (one === "first-day-limit")
        return { what: one, waits: (await releasedBy(asking, settings)) ?? null };
      if (one === "trial-begins" || one === "orders-off")
        return { what: one, open: await underWay(asking) };
      const flow = RUNS[one];
      // Of several about one run, the first has the number.
      if (flow === undefined || what.findIndex((other) => RUNS[other] === flow) < at)
        return { what: one };
      const vouchers = one === "stock-sync" ? { vouchers: await asVouchers(asking) } : {};
      return { what: one, ...vouchers, run: await previewAsTyped(asking, flow, settings) };
    }),
  );
  return { all, startLine: settings.orders.startLine };
}

async function underWay(asking: TenantRequest): Promise<UnderWay | null> {
  const health = await tenantHealth(asking);
  if (!health.ok) return null;
  const { queued, running, waiting } = health.value.jobs;
  return { jobs: queued + running + waiting, approvals: health.value.open.approvals };
}

/** Their stock is to be counted in the ledger: a run of stock gives it back to the shop. */
const asVouchers = (asking: TenantRequest): Promise<number | null> =>
  orNull(onTenant(asking, (tenant) => tenant.reads.vouchers(asking.tenantId)));

const wouldDelete = (
  asking: TenantRequest,
  { retentionDays, evidenceYears }: Settings,
): Promise<DeletionPreview | null> =>
  orNull(
    onTenant(asking, (tenant) =>
      tenant.privacy.wouldDelete(asking.tenantId, { retentionDays, evidenceYears }),
    ),
  );
