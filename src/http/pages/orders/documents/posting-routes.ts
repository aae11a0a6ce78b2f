/** Reading the posting of an order from the ledger, because a person asks for it. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../../deps.ts";
import { messagesFor } from "../../../language.ts";
import { readPostings } from "../../../usecases/ledger/posting.ts";
import type { PageEnv } from "../../frame/env.ts";
import { refusedPage } from "../../frame/respond.tsx";

export function postingRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/orders/:jobId/posting", async (c) => {
    const [id, jobId] = [c.req.param("id"), c.req.param("jobId")];
    const address = `/admin/tenants/${id}/orders/${jobId}`;
    const asked = await readPostings({ deps, actor: c.var.signedIn.actor, tenantId: id }, jobId);
    if (!asked.ok)
      return refusedPage(c, c.var.signedIn, asked.error, {
        href: address,
        text: messagesFor(c).t("orders.toOrder"),
      });
    const done = asked.value.note.kind === "read" ? "?done=posting-read" : "";
    return c.redirect(`${address}${done}#posting`, 303);
  });
}
