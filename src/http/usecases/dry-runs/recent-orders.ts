/**
 * A tenant's last orders as its object remembers them: each as last read from the shop, with the
 * vendors' answers in its timeline. Includes orders that were excluded. Asks no vendor.
 */
import { z } from "zod";
import { readPostedOrder } from "../../../asperion/orders.ts";
import type { JobView, Outcome } from "../../../domain/jobs/job.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { toOrder } from "../../../flows/orders/intake/fetch.ts";
import type { Memory, RememberedRead } from "../../../flows/orders/trial/remembered.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";
import { timelinesOf } from "../jobs/timelines.ts";
import { defined } from "../../../domain/platform/defined.ts";

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

/** Jobs that are looked through at most, and timelines asked for at once. */
const MOST_JOBS = 100;
const AT_ONCE = 5;
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
    HELD.map((stands) =>
      tenant.jobs.list(query.tenantId, { flow: "orders", newest: true, stands, limit: MOST_HELD }),
    ),
  );
  const isKnown = new Set(known.map(({ jobId }) => jobId));
  const others = lists
    .flatMap(({ jobs }) => jobs)
    .filter((job) => isHeld(job) && !isKnown.has(job.id));
  return rememberedOrders(tenant, { ...query, jobs: others });
}

const HELD = ["held", "needs-attention", "rejected"] as const satisfies readonly Outcome[];

const isHeld = ({ outcome, status }: JobView): boolean =>
  (status === "done" || status === "dead") && HELD.some((one) => one === outcome);

/** A change that is on hold is tried with what stands; any other order as if it were new. */
export async function asHeld(
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
  {
    tenantId,
    administrationId,
    now,
    jobs,
    most,
    asksApproval,
  }: RecentQuery & { readonly jobs: readonly JobView[] },
): Promise<readonly RecentOrder[]> {
  if (jobs.length === 0) return [];
  const lists = await tenant.reads.ledger(tenantId);
  const recent: RecentOrder[] = [];
  for (let from = 0; from < jobs.length && recent.length < most;) {
    // No more than are wanted: each is unsealed and read whole.
    const some = jobs.slice(from, from + Math.min(AT_ONCE, most - recent.length));
    from += some.length;
    const timelines = await timelinesOf(
      tenant,
      tenantId,
      some.map(({ id }) => id),
    );
    const known = some.flatMap((job) => {
      const described = timelines.get(job.id);
      if (described == null) return [];
      const order = orderIn(described.timeline, job.key.slice("order:".length), administrationId);
      return order === null ? [] : [{ job, described, order }];
    });
    const [lowered, approvals] = await Promise.all([
      Promise.all(known.map(({ job }) => tenant.reads.loweredBy(tenantId, job.key))),
      Promise.all(
        asksApproval ? known.map(({ job }) => tenant.reads.approval(tenantId, job.key)) : [],
      ),
    ]);
    for (const [index, { job, described, order }] of known.entries()) {
      const memory: Memory = {
        tenantId,
        administrationId,
        now,
        lists,
        reads: readsIn(described.timeline),
        loweredBy: lowered[index] ?? [],
        ...defined({ approval: approvals[index] }),
        madeCustomer: described.timeline.some(isCustomerMade),
        buyer: (linkSource, skus, codes = []) =>
          tenant.reads.buyer(tenantId, { linkSource, skus, codes }),
        original: (original) => tenant.reads.original(tenantId, { original, except: job.key }),
      };
      recent.push({
        jobId: job.id,
        label: job.label,
        settingsVersion: job.settingsVersion,
        order,
        memory,
        stands: described.documents.length > 0,
        isHeld: isHeld(job),
      });
    }
  }
  return recent.slice(0, most);
}

const read = z.looseObject({
  vendor: z.string(),
  query: z.record(z.string(), z.string()),
  status: z.int(),
  body: z.unknown(),
});

/** Returns requests and answers, newest last. */
export const readsIn = (timeline: readonly TimelineEntry[]): readonly RememberedRead[] =>
  timeline.flatMap(({ what, title, detail }): readonly RememberedRead[] => {
    if (what !== "read" && what !== "lookup") return [];
    const parsed = read.safeParse(detail);
    return parsed.success
      ? [
          {
            vendor: parsed.data.vendor,
            path: title.slice(title.indexOf(" ") + 1),
            query: parsed.data.query,
            status: parsed.data.status,
            body: parsed.data.body,
          },
        ]
      : [];
  });

const isCustomerMade = ({ what, title }: TimelineEntry): boolean =>
  what === "answer" && title === "customer.create";

const listed = z.looseObject({ _data: z.array(z.unknown()) });

/** Returns the order with this id as last answered: in a list of one, or alone. */
export function orderIn(
  timeline: readonly TimelineEntry[],
  id: string,
  administrationId: number,
): Order | null {
  for (const { vendor, body } of readsIn(timeline).toReversed()) {
    if (vendor !== "asperion") continue;
    const list = listed.safeParse(body);
    for (const item of list.success ? list.data._data : [body]) {
      const posted = readPostedOrder(item);
      const order = posted.ok ? toOrder(posted.value, administrationId) : null;
      if (order?.ok === true && order.value.id === id) return order.value;
    }
  }
  return null;
}
