/**
 * A tenant's last orders as its object remembers them: each as last read from the shop, with the
 * vendors' answers in its timeline. Includes orders that were excluded. Asks no vendor.
 */
import { type JobView, ON_HOLD, isOnHold } from "../../../domain/jobs/job.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { Memory } from "../../../flows/orders/trial/remembered-ports.ts";
import type { LedgerLists } from "../../../flows/port.ts";
import type { JobTimeline, TimelineEntry } from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";
import { fromTimelines } from "../jobs/timelines.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { findOrderInTimeline } from "./order-from-timeline.ts";
import { recordedReads } from "./remembered-reads.ts";

export type RecentOrder = {
  readonly jobId: string;
  readonly label: string | null;
  readonly settingsVersion: number | null;
  readonly order: Order;
  readonly memory: Memory;
  /** It has a document in the ledger. */
  readonly stands: boolean;
  readonly isHeld: boolean;
};

/** Jobs that are looked through at most. */
const MOST_JOBS = 100;
/** Of each kind of hold: timelines may have expired, and a press looks through no hundreds. */
const MOST_HELD = 40;

type RecentQuery = {
  readonly tenantId: string;
  readonly administrationId: number;
  readonly now: number;
  readonly most: number;
  readonly asksApproval: boolean;
};

/**
 * Newest first, one per order, at most `most`, without those whose timeline has expired.
 * `asksApproval`: whether approval rules will be checked.
 */
export async function recentOrders(
  tenant: TenantStub,
  query: RecentQuery,
): Promise<readonly RecentOrder[]> {
  const { jobs } = await tenant.jobs.list(query.tenantId, {
    flow: "orders",
    newest: true,
    limit: MOST_JOBS,
  });
  return rememberedOrders(tenant, { ...query, jobs });
}

/** Those on hold, which settings may let go on, at most `most`; without `known` ones. */
export async function heldOrders(
  tenant: TenantStub,
  query: RecentQuery,
  known: readonly RecentOrder[],
): Promise<readonly RecentOrder[]> {
  const lists = await Promise.all(
    ON_HOLD.map((outcome) =>
      tenant.jobs.list(query.tenantId, { flow: "orders", newest: true, outcome, limit: MOST_HELD }),
    ),
  );
  const isKnown = new Set(known.map(({ jobId }) => jobId));
  const others = lists
    .flatMap(({ jobs }) => jobs)
    .filter((job) => isHeld(job) && !isKnown.has(job.id));
  return rememberedOrders(tenant, { ...query, jobs: others });
}

const isHeld = ({ outcome, status }: JobView): boolean =>
  (status === "done" || status === "dead") && isOnHold(outcome);

/** A change that is on hold is tried with what stands; any other order as if it were new. */
export async function withHeldState(
  tenant: TenantStub,
  tenantId: string,
  one: RecentOrder,
): Promise<RecentOrder> {
  if (!one.isHeld || !one.stands) return one;
  const standing = await tenant.reads.standing(tenantId, `order:${one.order.id}`);
  return { ...one, memory: { ...one.memory, standing } };
}

/** Returns the orders of these jobs, at most `most`. */
export async function rememberedOrders(
  tenant: TenantStub,
  { jobs, ...query }: RecentQuery & { readonly jobs: readonly JobView[] },
): Promise<readonly RecentOrder[]> {
  if (jobs.length === 0) return [];
  const { tenantId, administrationId, most } = query;
  const lists = await tenant.reads.ledger(tenantId);
  return fromTimelines(tenant, tenantId, { jobs, most }, (some) =>
    Promise.all(
      some.flatMap(({ job, described }) => {
        const id = job.key.slice("order:".length);
        const order = findOrderInTimeline(described.timeline, id, administrationId);
        return order === null
          ? []
          : [remembered(tenant, { ...query, lists }, { job, described, order })];
      }),
    ),
  );
}

type KnownOrder = {
  readonly job: JobView;
  readonly described: JobTimeline;
  readonly order: Order;
};

async function remembered(
  tenant: TenantStub,
  {
    tenantId,
    administrationId,
    now,
    asksApproval,
    lists,
  }: RecentQuery & { readonly lists: LedgerLists },
  { job, described, order }: KnownOrder,
): Promise<RecentOrder> {
  const [loweredBy, approval] = await Promise.all([
    tenant.reads.loweredBy(tenantId, job.key),
    asksApproval ? tenant.reads.approval(tenantId, job.key) : undefined,
  ]);
  const memory: Memory = {
    tenantId,
    administrationId,
    now,
    lists,
    reads: recordedReads(described.timeline),
    loweredBy,
    ...defined({ approval }),
    madeCustomer: described.timeline.some(isCustomerMade),
    buyer: (linkSource, skus, codes = []) =>
      tenant.reads.buyer(tenantId, { linkSource, skus, codes }),
    original: (original) => tenant.reads.original(tenantId, { original, except: job.key }),
  };
  return {
    jobId: job.id,
    label: job.label,
    settingsVersion: job.settingsVersion,
    order,
    memory,
    stands: described.documents.length > 0,
    isHeld: isHeld(job),
  };
}

const isCustomerMade = ({ what, title }: TimelineEntry): boolean =>
  what === "answer" && title === "customer.create";
