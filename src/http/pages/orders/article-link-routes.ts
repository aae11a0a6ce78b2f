/**
 * Linking an article of the ledger to one of the shop, and unlinking it, on a product's page. It
 * goes again at once.
 */
import type { Context, Hono } from "hono";
import { message } from "../../../messages/message.ts";
import type { EdgeDeps } from "../../deps.ts";
import { jobTimeline } from "../../usecases/jobs.ts";
import { deleteLink, listLinks, putLink } from "../../usecases/links.ts";
import { type Answer, refuse } from "../../usecases/refused.ts";
import { retryJob } from "../../usecases/retry.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { refusedPage } from "../respond.tsx";
import { MOST_CODE } from "./article-link.tsx";
import { articleOf } from "./linked.ts";
import { messagesFor } from "../../language.ts";

export function articleLinkRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/products/:jobId/link", async (c) =>
    again(c, deps, "article-linked", async (id, target) => {
      const code = one(c.var.form, "code").slice(0, MOST_CODE);
      return code === ""
        ? refuse(400, "no-code", message("refusals.articleCodeNeeded"))
        : putLink(deps, c.var.signedIn.actor, id, { kind: "article", source: code, target });
    }),
  );

  pages.post("/tenants/:id/products/:jobId/unlink", async (c) =>
    again(c, deps, "article-unlinked", async (id, target) => {
      const found = await listLinks(deps, c.var.signedIn.actor, id, { kind: "article", target });
      if (!found.ok) return found;
      const [link] = found.value.links;
      return link === undefined
        ? refuse(404, "not-found", message("refusals.noSuchLink"))
        : deleteLink(deps, c.var.signedIn.actor, id, { kind: "article", source: link.source });
    }),
  );
}

async function again(
  c: PageContext & Context<PageEnv>,
  deps: EdgeDeps,
  done: "article-linked" | "article-unlinked",
  act: (id: string, target: string) => Answer<object>,
): Promise<Response> {
  const { id = "", jobId = "" } = c.req.param() as { id?: string; jobId?: string };
  const { signedIn } = c.var;
  const back = `/admin/tenants/${id}/products/${jobId}`;
  const to = { href: back, text: messagesFor(c).t("lists.lists.products.back") };
  const described = await jobTimeline(deps, signedIn.actor, id, jobId);
  if (!described.ok) return refusedPage(c, signedIn, described.error, to);
  const target = articleOf(described.value.job);
  const asked =
    target === null
      ? refuse(404, "unknown-job", message("refusals.noSuchJob"))
      : await act(id, target);
  if (!asked.ok) return refusedPage(c, signedIn, asked.error, to);
  const retried = await retryJob(deps, signedIn.actor, id, jobId, "newest");
  if (retried.ok && retried.value.dispatch)
    c.executionCtx.waitUntil(deps.dispatch(id, retried.value.jobId));
  return c.redirect(
    `/admin/tenants/${id}/products/${retried.ok ? retried.value.jobId : jobId}?done=${done}`,
    303,
  );
}
