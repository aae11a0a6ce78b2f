/**
 * From an order to the timelines of the customer and the articles that it names: only where there
 * is such a job.
 */
import type { Order } from "../../../../domain/orders/order.ts";
import { productKey } from "../../../../flows/products/port.ts";
import type { JobTimeline } from "../../../../sync/contract/index.ts";
import { listJobs } from "../../../usecases/jobs/jobs.ts";
import { planView } from "../../../usecases/dry-runs/plan-note.ts";
import type { TenantRequest } from "../../../deps.ts";

/** Ids of jobs; of articles by their code. */
export type RelatedJobs = {
  readonly customer: string | null;
  readonly articles: ReadonlyMap<string, string>;
};

const NO_RELATED_JOBS: RelatedJobs = { customer: null, articles: new Map() };

const MOST_ARTICLES = 20;

export async function relatedJobs(
  asking: TenantRequest,
  { job, timeline }: JobTimeline,
  order: Order | null,
): Promise<RelatedJobs> {
  if (order === null || job.flow !== "orders") return NO_RELATED_JOBS;
  const newest = async (key: string): Promise<string | null> => {
    const found = await listJobs(asking, { key, limit: 1 });
    return found.ok ? (found.value.jobs[0]?.id ?? null) : null;
  };
  // Which article of the ledger a code stands for is what the plan found.
  const plan = planView(timeline.findLast((entry) => entry.what === "plan")?.detail);
  const known = Object.entries(plan?.input.articles ?? {})
    .flatMap(([sku, { article }]) => (article === undefined ? [] : [[sku, article.id] as const]))
    .slice(0, MOST_ARTICLES);
  const [customer, ...articles] = await Promise.all([
    order.debtorId === null ? null : newest(`debtor:${order.debtorId}`),
    ...known.map(([, id]) => newest(productKey(id))),
  ]);
  return {
    customer: customer ?? null,
    articles: new Map(
      known.flatMap(([sku], index) => {
        const at = articles[index];
        return at == null ? [] : [[sku, at] as const];
      }),
    ),
  };
}
