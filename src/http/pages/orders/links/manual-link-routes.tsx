/** Linking and unlinking on an order's page, and unlinking on a customer's. */
import type { Hono } from "hono";
import { message } from "../../../../messages/message.ts";
import type { EdgeDeps } from "../../../deps.ts";
import { linkManually, unlinkManually } from "../../../usecases/ledger/manual-links.ts";
import { jobTimeline } from "../../../usecases/jobs/jobs.ts";
import { deleteLink } from "../../../usecases/ledger/links.ts";
import { reject } from "../../../usecases/refusal.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { noteIn, one } from "../../forms/form.ts";
import { granted } from "../../frame/respond.tsx";
import { confirmJobAction } from "../actions/job-action-sheet.tsx";
import { KINDS } from "./manual-links.tsx";
import { debtorOf } from "./linked.ts";
import { showTimeline } from "../show.tsx";
import { messagesFor } from "../../../language.ts";

const MOST_NUMBER = 60;

export function manualLinkRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  linkRoute(pages, deps);
  unlinkRoutes(pages, deps);
}

function linkRoute(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/orders/:jobId/link", async (c) => {
    const { id, jobId } = c.req.param();
    const { form } = c.var;
    const what = KINDS.find((kind) => kind === one(form, "what")) ?? "invoice";
    const link = {
      what,
      number: one(form, "number").slice(0, MOST_NUMBER),
      confirmed: one(form, "confirm") === "yes",
      // What becomes of the order with this customer is shown before it goes.
      ...(what === "customer" ? { again: false } : {}),
    };
    if (link.number === "")
      return showTimeline(c, deps, {
        list: "orders",
        id,
        jobId,
        fault: null,
        tried: { link, answer: "no-number" },
      });
    const asked = granted(await linkManually(c.var.asking, jobId, link), backTo(c, id, jobId));
    if (asked.kind !== "linked")
      return showTimeline(c, deps, {
        list: "orders",
        id,
        jobId,
        fault: null,
        tried: { link, answer: asked },
      });
    const stands = asked.jobId ?? jobId;
    const to = `/admin/tenants/${id}/orders/${stands}`;
    if (link.what !== "customer") return c.redirect(`${to}?done=linked`, 303);
    const sheet = await confirmJobAction(c, deps, {
      list: "orders",
      id,
      jobId: stands,
      action: "retry",
      isCustomerLinked: true,
    });
    return sheet ?? c.redirect(`${to}?done=customer-linked`, 303);
  });
}

function unlinkRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/orders/:jobId/unlink", async (c) => {
    const { id, jobId } = c.req.param();
    const { form } = c.var;
    const note = noteIn(form);
    if (note === "")
      return showTimeline(c, deps, {
        list: "orders",
        id,
        jobId,
        fault: null,
        tried: { unlink: "no-note" },
      });
    const sheet = await confirmJobAction(c, deps, { list: "orders", id, jobId, action: "unlink" });
    if (sheet !== null) return sheet;
    const asked = granted(await unlinkManually(c.var.asking, jobId, note), backTo(c, id, jobId));
    return c.redirect(`/admin/tenants/${id}/orders/${asked.jobId ?? jobId}?done=unlinked`, 303);
  });

  pages.post("/tenants/:id/customers/:jobId/unlink", async (c) => {
    const { id, jobId } = c.req.param();
    const { asking } = c.var;
    const sheet = await confirmJobAction(c, deps, {
      list: "customers",
      id,
      jobId,
      action: "unlink",
    });
    if (sheet !== null) return sheet;
    const back = `/admin/tenants/${id}/customers/${jobId}`;
    const to = { href: back, text: messagesFor(c).t("lists.lists.customers.back") };
    const described = granted(await jobTimeline(asking, jobId), to);
    const source = debtorOf(described.job);
    const asked =
      source === null
        ? reject(404, "unknown-job", message("refusals.noSuchJob"))
        : await deleteLink(asking, { kind: "customer", source });
    granted(asked, to);
    return c.redirect(`${back}?done=customer-unlinked`, 303);
  });
}

const backTo = (c: PageContext, id: string, jobId: string) => ({
  href: `/admin/tenants/${id}/orders/${jobId}`,
  text: messagesFor(c).t("orders.toOrder"),
});
