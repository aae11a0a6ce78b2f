/** Shows one record's timeline, with what is to be said about a form that wasn't carried out. */
import type { JobView } from "../../../domain/jobs/job.ts";
import type { LinkView } from "../../../sync/contract/index.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { jobTimeline, listJobs } from "../../usecases/jobs/jobs.ts";
import { linkedCustomer } from "../../usecases/ledger/linked-customer.ts";
import { listLinks } from "../../usecases/ledger/links.ts";
import { orderFromTimeline } from "../../usecases/dry-runs/order-from-timeline.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { olderVersions } from "../../usecases/jobs/retry.ts";
import type { PageContext } from "../frame/env.ts";
import { homeOf, refusedPage } from "../frame/respond.tsx";
import { articleOf, debtorOf } from "./links/linked.ts";
import type { Tried } from "./links/manual-links.tsx";
import type { ListName } from "./list/filters.ts";
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
    readonly tried: Tried | null;
  },
): Promise<Response> {
  const { signedIn } = c.var;
  const asking = { deps, actor: signedIn.actor, tenantId: id };
  const tenant = await requireTenant(asking);
  if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
  const described = await jobTimeline(asking, jobId);
  if (!described.ok)
    return refusedPage(c, signedIn, described.error, {
      href: `/admin/tenants/${id}/${list}`,
      text: messagesFor(c).t(`lists.lists.${list}.back`),
    });
  const [order, { runs, article }, link] = await Promise.all([
    orderFromTimeline(described.value, tenant.value.administrationId),
    runsOf(c, deps, id, described.value.job),
    linkOf(deps, c.var.signedIn.actor, id, described.value.job),
  ]);
  const [older, names, ways, settings] = await Promise.all([
    olderVersions(deps, tenant.value, [described.value.job]),
    anyNames(asking),
    relatedJobs(deps, signedIn.actor, id, described.value, order),
    readSettings(asking),
  ]);
  const { job, timeline } = described.value;
  const customer =
    link?.kind === "customer"
      ? await linkedCustomer(asking, link.target, {
          timeline,
          job,
          runs,
          names,
        })
      : null;
  return orderPage(c, {
    tenant: tenant.value,
    described: described.value,
    older,
    order,
    runs,
    article,
    link,
    customer,
    names,
    ways,
    shopPage: settings.ok
      ? shopPageOf(settings.value.settings.orders.orderPage, described.value.job)
      : null,
    fault,
    tried,
    now: deps.clock.now(),
  });
}

async function linkOf(
  deps: EdgeDeps,
  actor: Actor,
  id: string,
  job: JobView,
): Promise<LinkView | null> {
  const [source, target] = [debtorOf(job), articleOf(job)];
  if (source === null && target === null) return null;
  const found = await listLinks(
    { deps, actor, tenantId: id },
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
  deps: EdgeDeps,
  id: string,
  job: JobView,
): Promise<{ readonly runs: readonly JobView[]; readonly article: string | null }> {
  if (!job.key.includes(":")) return { runs: [], article: null };
  const found = await listJobs(
    { deps, actor: c.var.signedIn.actor, tenantId: id },
    {
      key: job.key,
      limit: LOOKS_SHOWN,
      ...(job.flow === "products" ? { rows: true } : {}),
    },
  );
  if (!found.ok) return { runs: [], article: null };
  const { jobs, rows = {} } = found.value;
  const names = jobs.flatMap(({ id: run }) => rows[run]?.article ?? []);
  return { runs: jobs, article: names[0] ?? null };
}
