/** Shows one record's timeline, with what is to be said about a form that wasn't carried out. */
import type { JobView } from "../../../domain/jobs/job.ts";
import { wordsIn } from "../../../domain/jobs/listed.ts";
import type { JobTimeline, LinkView } from "../../../sync/contract/index.ts";
import { mayOn } from "../../auth/rights.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { type RecordSides, recordSides } from "../../usecases/jobs/record-sides.ts";
import { type ArticleView, articleView } from "../../usecases/jobs/article-view.ts";
import { readActionActors, withActorNames } from "../../usecases/jobs/known-names.ts";
import { jobTimeline, listJobs } from "../../usecases/jobs/jobs.ts";
import { linkedCustomer } from "../../usecases/ledger/linked-customer.ts";
import { listLinks } from "../../usecases/ledger/links.ts";
import { orderFromTimeline } from "../../usecases/dry-runs/order-from-timeline.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { olderVersions } from "../../usecases/jobs/retry.ts";
import { shopNames } from "../frame/shop-names.ts";
import type { PageContext } from "../frame/env.ts";
import { granted } from "../frame/respond.tsx";
import { articleOf, debtorOf } from "./links/linked.ts";
import { vendorLinks } from "./links/vendor-links.tsx";
import type { LinkAttempt } from "./links/manual-links.tsx";
import type { ListName } from "./list/filters.ts";
import { READ_NOW } from "./record/article-stock.tsx";
import { orderPage } from "./order-page.tsx";
import { readSettings } from "../../usecases/settings/settings.ts";
import { shopPageOf } from "./shop-page.ts";
import { relatedJobs } from "./timeline/related-jobs.ts";
import { messagesFor } from "../../language.ts";

const LOOKS_SHOWN = 20;

/** `fault`: what is wrong with the reason for skipping. */
export async function showTimeline(
  c: PageContext,
  deps: EdgeDeps,
  {
    list,
    id,
    jobId,
    fault,
    tried,
  }: {
    readonly list: ListName;
    readonly id: string;
    readonly jobId: string;
    readonly fault: string | null;
    readonly tried: LinkAttempt | null;
  },
): Promise<Response> {
  const { asking } = c.var;
  const tenant = granted(await requireTenant(asking));
  const described = granted(await jobTimeline(asking, jobId), {
    href: `/admin/tenants/${id}/${list}`,
    text: messagesFor(c).t(`lists.lists.${list}.back`),
  });
  const order = orderFromTimeline(described, tenant.administrationId);
  const [{ runs, article: name }, link] = await Promise.all([
    runsOf(c, described.job),
    linkOf(asking, described.job),
  ]);
  const namer = c.var.namesOfActors;
  const [older, names, ways, settings, actors, earlier] = await Promise.all([
    olderVersions(deps, tenant, [described.job]),
    shopNames(c),
    relatedJobs(asking, described, order),
    readSettings(asking),
    readActionActors(namer, [described.job], described.timeline),
    withActorNames(namer, runs),
  ]);
  const { job, timeline } = described;
  const customer =
    link?.kind === "customer"
      ? await linkedCustomer(asking, link.target, { timeline, job, runs, names })
      : null;
  const sides = await sidesOf(asking, {
    own: described,
    runs,
    customer: link?.kind === "customer" ? link.target : null,
  });
  const isCustomer = sides?.of === "customer" && sides.name !== "";
  return orderPage(c, {
    sides,
    goods: settings.ok ? await goodsOf(c, asking, tenant, settings.value.settings, job) : null,
    elsewhere: settings.ok ? elsewhereOf(settings.value.settings, described, link) : [],
    isVisit: isVisit(c),
    lastOrders: isCustomer ? await ordersNamed(asking, sides.shopName ?? sides.name) : null,
    tenant,
    described,
    older,
    order,
    runs: earlier,
    actors,
    article: name,
    link,
    customer,
    names,
    ways,
    shopPage: settings.ok
      ? shopPageOf(settings.value.settings.orders.orderPage, described.job)
      : null,
    fault,
    tried,
  });
}

const elsewhereOf = ({ vendorPages }: Settings, described: JobTimeline, link: LinkView | null) =>
  vendorLinks(vendorPages, described, link?.kind === "customer" ? link.target : null);

/** Not the page's own renewal. */
const isVisit = (c: PageContext): boolean => c.req.header("x-renews-itself") === undefined;

const goodsOf = (
  c: PageContext,
  asking: TenantRequest,
  { administrationId }: TenantRow,
  settings: Settings,
  job: JobView,
): Promise<ArticleView | null> =>
  articleView(asking, {
    article: articleOf(job),
    fresh: isVisit(c) && c.req.query(READ_NOW.name) === READ_NOW.value,
    settings,
    administrationId,
  });

/** Earlier runs to open for what the newest one didn't read. */
const MOST_EARLIER = 2;

async function sidesOf(
  asking: TenantRequest,
  {
    own,
    runs,
    customer,
  }: {
    readonly own: JobTimeline;
    readonly runs: readonly JobView[];
    readonly customer: string | null;
  },
): Promise<RecordSides | null> {
  const { job } = own;
  if (job.flow !== "products" && job.flow !== "customers") return null;
  const read = [own];
  const known = () => recordSides(read, customer);
  const before = runs.filter((one) => one.createdAt < job.createdAt).slice(0, MOST_EARLIER);
  for (const run of before) {
    const sides = known();
    if (sides !== null && sides.shop && (sides.ledger || sides.gone)) return sides;
    const described = await jobTimeline(asking, run.id);
    if (described.ok) read.push(described.value);
  }
  return known();
}

const LAST_ORDERS = 5;

/** `null`: the reader may not find customers by name. */
async function ordersNamed(
  asking: TenantRequest,
  name: string,
): Promise<readonly JobView[] | null> {
  const words = wordsIn(name);
  if (words.length === 0 || !mayOn(asking.actor, "see-customers", asking.tenantId)) return null;
  const query = { flow: "orders", text: name, words, newest: true, limit: LAST_ORDERS } as const;
  const found = await listJobs(asking, query);
  return found.ok ? found.value.jobs : null;
}

async function linkOf(asking: TenantRequest, job: JobView): Promise<LinkView | null> {
  const [source, target] = [debtorOf(job), articleOf(job)];
  if (source === null && target === null) return null;
  const found = await listLinks(
    asking,
    source === null ? { kind: "article", target: target ?? "" } : { kind: "customer", source },
  );
  return found.ok
    ? (found.value.links.find((link) =>
        source === null ? link.target === target : link.source === source,
      ) ?? null)
    : null;
}

/** Those of one thing; a run of the object itself is none. */
async function runsOf(
  c: PageContext,
  job: JobView,
): Promise<{ readonly runs: readonly JobView[]; readonly article: string | null }> {
  if (!job.key.includes(":")) return { runs: [], article: null };
  const found = await listJobs(c.var.asking, {
    key: job.key,
    limit: LOOKS_SHOWN,
    ...(job.flow === "products" ? { rows: true } : {}),
  });
  if (!found.ok) return { runs: [], article: null };
  const { jobs, rows = {} } = found.value;
  const names = jobs.flatMap(({ id: run }) => rows[run]?.article ?? []);
  return { runs: jobs, article: names[0] ?? null };
}
