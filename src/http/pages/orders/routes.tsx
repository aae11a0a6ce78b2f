/** A tenant's orders, one order's story, and what a person can do with it. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { retryJob, skipJob, jobStory, listJobs } from "../../usecases/jobs.ts";
import { reach } from "../../usecases/reach.ts";
import { orderToldBy } from "../../usecases/order-told.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../respond.tsx";
import { wordsFor } from "../../words/language.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { filtersOf, queryOf } from "./filters.ts";
import { listPage } from "./list.tsx";
import { storyPage } from "./story.tsx";

const MOST_NOTE = 500;

export function orderRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/orders", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const filters = filtersOf(c.req.query());
    const [tenant, found] = await Promise.all([reach(deps, signedIn.actor, id), listJobs(deps, signedIn.actor, id, queryOf(filters))]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    if (!found.ok) return refusedPage(c, signedIn, found.error, tenantHomeOf(c, id));
    return listPage(c, { tenant: tenant.value, filters, jobs: found.value, now: deps.clock.now() });
  });

  pages.get("/tenants/:id/orders/:jobId", async (c) => {
    const { id, jobId } = c.req.param();
    return show(c, id, jobId, null);
  });

  pages.post("/tenants/:id/orders/:jobId/retry", async (c) => {
    const { id, jobId } = c.req.param();
    const { signedIn } = c.var;
    const asked = await retryJob(deps, signedIn.actor, id, jobId);
    if (!asked.ok) return refusedPage(c, signedIn, asked.error, backTo(c, id, jobId));
    if (asked.value.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.redirect(`/admin/tenants/${id}/orders/${jobId}?done=retried`, 303);
  });

  pages.post("/tenants/:id/orders/:jobId/skip", async (c) => {
    const { id, jobId } = c.req.param();
    const { signedIn, form } = c.var;
    const note = one(form, "note").slice(0, MOST_NOTE);
    if (note === "") return show(c, id, jobId, wordsFor(c, ORDERS).sayWhy);
    const asked = await skipJob(deps, signedIn.actor, id, jobId, note);
    return asked.ok ? c.redirect(`/admin/tenants/${id}/orders/${jobId}?done=skipped`, 303) : refusedPage(c, signedIn, asked.error, backTo(c, id, jobId));
  });

  async function show(c: PageContext, id: string, jobId: string, fault: string | null): Promise<Response> {
    const { signedIn } = c.var;
    const tenant = await reach(deps, signedIn.actor, id);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const told = await jobStory(deps, signedIn.actor, id, jobId);
    if (!told.ok) return refusedPage(c, signedIn, told.error, { href: `/admin/tenants/${id}/orders`, text: wordsFor(c, ORDERS).toOrders });
    const order = await orderToldBy(told.value, tenant.value.administrationId);
    return storyPage(c, { tenant: tenant.value, told: told.value, order, fault, now: deps.clock.now() });
  }
}

const backTo = (c: PageContext, id: string, jobId: string) => ({ href: `/admin/tenants/${id}/orders/${jobId}`, text: wordsFor(c, ORDERS).toOrder });
