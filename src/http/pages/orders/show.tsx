/** Shows one record's story, with what is to be said about a form that wasn't carried out. */
import type { JobView } from "../../../domain/job.ts";
import type { LinkView } from "../../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { jobStory, listJobs } from "../../usecases/jobs.ts";
import { listLinks } from "../../usecases/links.ts";
import { orderToldBy } from "../../usecases/order-told.ts";
import { reach } from "../../usecases/reach.ts";
import { anyNames } from "../../usecases/names.ts";
import { olderVersions } from "../../usecases/retry.ts";
import type { PageContext } from "../env.ts";
import { homeOf, refusedPage } from "../respond.tsx";
import { articleOf, debtorOf } from "./linked.ts";
import type { Tried } from "./by-hand.tsx";
import type { ListName } from "./filters.ts";
import { storyPage } from "./story.tsx";
import { waysOf } from "./ways.ts";
import { messagesFor } from "../../language.ts";

const LOOKS_SHOWN = 20;

/** `fault`: what is wrong with the reason for skipping. */
export async function showStory(
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
  const tenant = await reach(deps, signedIn.actor, id);
  if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
  const told = await jobStory(deps, signedIn.actor, id, jobId);
  if (!told.ok)
    return refusedPage(c, signedIn, told.error, {
      href: `/admin/tenants/${id}/${list}`,
      text: messagesFor(c).t(`lists.lists.${list}.back`),
    });
  const [order, looks, link] = await Promise.all([
    orderToldBy(told.value, tenant.value.administrationId),
    looksAt(c, deps, id, told.value.job),
    linkOf(deps, c.var.signedIn.actor, id, told.value.job),
  ]);
  const [older, names, ways] = await Promise.all([
    olderVersions(deps, tenant.value, [told.value.job]),
    anyNames(deps, signedIn.actor, id),
    waysOf(deps, signedIn.actor, id, told.value, order),
  ]);
  return storyPage(c, {
    tenant: tenant.value,
    told: told.value,
    older,
    order,
    looks,
    link,
    names,
    ways,
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
    deps,
    actor,
    id,
    source === null ? { kind: "article", target: target ?? "" } : { kind: "customer", source },
  );
  return found.ok
    ? (found.value.links.find((link) =>
        source === null ? link.target === target : link.source === source,
      ) ?? null)
    : null;
}

/** Those of one thing; a run of the object itself is none. */
async function looksAt(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  job: JobView,
): Promise<readonly JobView[]> {
  if (!job.key.includes(":")) return [];
  const found = await listJobs(deps, c.var.signedIn.actor, id, {
    key: job.key,
    limit: LOOKS_SHOWN,
  });
  return found.ok ? found.value.jobs : [];
}
