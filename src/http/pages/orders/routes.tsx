/** A tenant's lists, one record's timeline, and what a person can do with it. */
import type { Hono } from "hono";
import { csvHeaders, fileTitle } from "../../tables/csv.ts";
import { mayOn } from "../../auth/rights.ts";
import { VENDORS } from "../../../domain/ids.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { jobsTable } from "../../tables/jobs-table.ts";
import { today } from "../../usecases/tenants/figures.ts";
import { withActorNames } from "../../usecases/jobs/known-names.ts";
import { limitToRights, listJobs, skipJob } from "../../usecases/jobs/jobs.ts";
import { linkedCustomers } from "../../usecases/ledger/linked-customers.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { orNull } from "../../usecases/refusal.ts";
import { tenantHealth } from "../../usecases/tenants/control.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { savedViews } from "../../usecases/jobs/saved-views.ts";
import { retryJob } from "../../usecases/jobs/retry.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { shopNames } from "../frame/shop-names.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { noteIn, one } from "../forms/form.ts";
import { granted, homeOf, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { filtersOf, isNarrowed, type ListName, LISTS, queryOf } from "./list/filters.ts";
import { linkedQuery } from "./links/linked-customers.tsx";
import { listPage } from "./list/list.tsx";
import { openOrdersOf } from "./list/stock-limit.tsx";
import { againRoutes, confirmJobAction } from "./actions/job-action-sheet.tsx";
import { articleLinkRoutes } from "./links/article-link-routes.ts";
import { fetchOrderRoutes } from "./actions/fetch-order.tsx";
import { manualLinkRoutes } from "./links/manual-link-routes.tsx";
import { savedViewRoutes } from "./list/saved-views.tsx";
import { showTimeline } from "./show.tsx";
import { throughSkip } from "./actions/skip-sheet.tsx";
import { readPostings } from "../../usecases/ledger/posting.ts";
import { ACTS } from "../../../domain/jobs/requested-actions.ts";
import { actOn } from "../../usecases/jobs/job-actions.ts";
import { doneAs } from "./actions/job-actions.ts";

export function orderRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  savedViewRoutes(pages);
  manualLinkRoutes(pages, deps);
  articleLinkRoutes(pages, deps);
  postingRoutes(pages);
  // Before the pages of jobs: it isn't the id of one.
  fetchOrderRoutes(pages, deps);
  againRoutes(pages, deps);
  for (const list of LISTS) {
    actRoutes(pages, deps, list);
    listRoutes(pages, deps, list);
  }
}

function listRoutes(pages: Hono<PageEnv>, deps: EdgeDeps, list: ListName): void {
  listPages(pages, deps, list);
  jobPages(pages, deps, list);
}

/** One of its sides was never connected; where that isn't known, it is taken to be. */
async function isUnconnected(asking: TenantRequest): Promise<boolean> {
  const health = await orNull(tenantHealth(asking));
  return (
    health !== null &&
    VENDORS.some((vendor) => {
      const connection = health.connections.find((one) => one.vendor === vendor);
      return connection === undefined || connection.state === "none";
    })
  );
}

/** The list, as a page and as a table. */
function listPages(pages: Hono<PageEnv>, deps: EdgeDeps, list: ListName): void {
  pages.get(`/tenants/:id/${list}`, async (c) => {
    const { signedIn, asking } = c.var;
    const id = c.req.param("id");
    const filters = filtersOf(c.req.query(), c.req.queries("col"));
    const day = today(deps.clock.now());
    const query = linkedQuery(list, filters, c.req.query("linked"));
    const [tenant, found, views] = await Promise.all([
      requireTenant(asking),
      listJobs(asking, {
        ...queryOf(list, filters, languageOf(c), day),
        rows: true,
        ...(list === "orders" && !filters.all && isNarrowed({ ...filters, cursor: null })
          ? { sums: true }
          : {}),
      }),
      list === "orders" ? savedViews(asking) : [],
      shopNames(c),
    ]);
    if (!tenant.ok) return refusedPage(c, tenant.error, homeOf(c));
    if (!found.ok) return refusedPage(c, found.error, tenantHomeOf(c, id));
    const open = list === "stock" ? await openOrdersOf(asking) : null;
    const linked = query === null ? null : await linkedCustomers(asking, query);
    return listPage(c, {
      tenant: tenant.value,
      list,
      filters,
      jobs: {
        ...found.value,
        jobs: await withActorNames(c.var.namesOfActors, found.value.jobs),
      },
      views,
      names: mayOn(signedIn.actor, "see-customers", id),
      unconnected:
        found.value.jobs.length === 0 && !isNarrowed(filters) && (await isUnconnected(asking)),
      linked: linked?.ok === true ? linked.value : null,
      open,
    });
  });

  pages.get(`/tenants/:id/${list}.csv`, async (c) => {
    const { signedIn, asking } = c.var;
    const id = c.req.param("id");
    granted(await requireTenant(asking));
    const language = languageOf(c);
    const filters = { ...filtersOf(c.req.query()), cursor: null, sort: null };
    const query = {
      ...limitToRights(
        signedIn.actor,
        id,
        queryOf(list, filters, language, today(deps.clock.now())),
      ),
      rows: true as const,
    };
    const names = await anyNames(asking);
    return c.body(
      jobsTable(deps, id, query, {
        language,
        readers: "people",
        names,
        namer: c.var.namesOfActors,
      }),
      200,
      csvHeaders(fileTitle(messagesFor(c).t(`lists.lists.${list}.title`))),
    );
  });
}

/** A job's timeline, and what a person does with the job. */
function jobPages(pages: Hono<PageEnv>, deps: EdgeDeps, list: ListName): void {
  pages.get(`/tenants/:id/${list}/:jobId`, (c) =>
    showTimeline(c, deps, {
      list,
      ...c.req.param(),
      fault: null,
      tried: null,
    }),
  );

  pages.post(`/tenants/:id/${list}/:jobId/retry`, async (c) => {
    const { id, jobId } = c.req.param();
    const { form } = c.var;
    const planned = one(form, "settings") === "planned";
    const action = planned ? "planned" : "retry";
    const sheet = await confirmJobAction(c, deps, { list, id, jobId, action });
    if (sheet !== null) return sheet;
    const asked = granted(
      await retryJob(c.var.asking, {
        jobId,
        settings: planned ? "planned" : "newest",
      }),
      backTo(list, c, id, jobId),
    );
    if (asked.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, asked.jobId));
    const done = planned ? "retried-as-planned" : "retried";
    return c.redirect(`${addressOf(list, id, asked.jobId)}?done=${done}`, 303);
  });

  pages.post(`/tenants/:id/${list}/:jobId/skip`, async (c) => {
    const { id, jobId } = c.req.param();
    const { form } = c.var;
    const note = noteIn(form);
    if (note === "")
      return showTimeline(c, deps, {
        list,
        id,
        jobId,
        fault: messagesFor(c).t("orders.sayWhy"),
        tried: null,
      });
    const sheet = await throughSkip(c, {
      id,
      jobIds: [jobId],
      note,
      tab: list,
      action: `${addressOf(list, id, jobId)}/skip`,
      fields: [],
      back: addressOf(list, id, jobId),
    });
    if (sheet !== null) return sheet;
    const asked = granted(await skipJob(c.var.asking, jobId, note), backTo(list, c, id, jobId));
    return c.redirect(`${addressOf(list, id, asked.jobId ?? jobId)}?done=skipped`, 303);
  });
}

const addressOf = (list: ListName, id: string, jobId: string): string =>
  `/admin/tenants/${id}/${list}/${jobId}`;

const backTo = (list: ListName, c: PageContext, id: string, jobId: string) => ({
  href: addressOf(list, id, jobId),
  text: messagesFor(c).t("orders.toOrder"),
});

/** Reads the posting of an order from the ledger, because a person asks for it. */
function postingRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/orders/:jobId/posting", async (c) => {
    const { id, jobId } = c.req.param();
    const address = `/admin/tenants/${id}/orders/${jobId}`;
    const asked = granted(await readPostings(c.var.asking, jobId), {
      href: address,
      text: messagesFor(c).t("orders.toOrder"),
    });
    const done = asked.note.kind === "read" ? "?done=posting-read" : "";
    return c.redirect(`${address}${done}#posting`, 303);
  });
}

/** A person's actions on one job besides a retry. */
function actRoutes(pages: Hono<PageEnv>, deps: EdgeDeps, list: ListName): void {
  // Only an order has a document to be booked again.
  for (const act of ACTS.filter((one) => list === "orders" || one !== "book-again"))
    pages.post(`/tenants/:id/${list}/:jobId/${act}`, async (c) => {
      const { id, jobId } = c.req.param();
      const address = (of: string): string => `/admin/tenants/${id}/${list}/${of}`;
      const sheet = await confirmJobAction(c, deps, { list, id, jobId, action: act });
      if (sheet !== null) return sheet;
      const asked = granted(await actOn(c.var.asking, { jobId, act }), {
        href: address(jobId),
        text: messagesFor(c).t("orders.toOrder"),
      });
      if (asked.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, asked.jobId));
      return c.redirect(`${address(asked.jobId)}?done=${doneAs(list, act)}`, 303);
    });
}
