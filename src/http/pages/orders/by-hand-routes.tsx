/** Linking and unlinking on an order's page. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { linkByHand, unlinkByHand } from "../../usecases/by-hand.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { wordsFor } from "../../words/language.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { refusedPage } from "../respond.tsx";
import { KINDS } from "./by-hand.tsx";
import { showStory } from "./show.tsx";

const MOST_NOTE = 500;
const MOST_NUMBER = 60;

export function byHandRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/orders/:jobId/link", async (c) => {
    const { id, jobId } = c.req.param();
    const { signedIn, form } = c.var;
    const link = { what: KINDS.find((kind) => kind === one(form, "what")) ?? "invoice", number: one(form, "number").slice(0, MOST_NUMBER), confirmed: one(form, "confirm") === "yes" };
    if (link.number === "") return showStory(c, deps, { list: "orders", id, jobId, fault: null, tried: { link, answer: "no-number" } });
    const asked = await linkByHand(deps, signedIn.actor, id, jobId, link);
    if (!asked.ok) return refusedPage(c, signedIn, asked.error, backTo(c, id, jobId));
    if (asked.value.kind !== "linked") return showStory(c, deps, { list: "orders", id, jobId, fault: null, tried: { link, answer: asked.value } });
    if (asked.value.dispatch === true) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.redirect(`/admin/tenants/${id}/orders/${jobId}?done=linked`, 303);
  });

  pages.post("/tenants/:id/orders/:jobId/unlink", async (c) => {
    const { id, jobId } = c.req.param();
    const { signedIn, form } = c.var;
    const note = one(form, "note").slice(0, MOST_NOTE);
    if (note === "") return showStory(c, deps, { list: "orders", id, jobId, fault: null, tried: { unlink: "no-note" } });
    const asked = await unlinkByHand(deps, signedIn.actor, id, jobId, note);
    return asked.ok ? c.redirect(`/admin/tenants/${id}/orders/${jobId}?done=unlinked`, 303) : refusedPage(c, signedIn, asked.error, backTo(c, id, jobId));
  });
}

const backTo = (c: PageContext, id: string, jobId: string) => ({ href: `/admin/tenants/${id}/orders/${jobId}`, text: wordsFor(c, ORDERS).toOrder });
