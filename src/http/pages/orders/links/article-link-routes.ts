/**
 * Linking an article of the ledger to one of the shop, and unlinking it, on a product's page: a
 * sheet first, and then it goes again at once.
 */
import type { Hono } from "hono";
import { message } from "../../../../messages/message.ts";
import type { EdgeDeps } from "../../../deps.ts";
import { linkArticleAndRetry } from "../../../usecases/jobs/job-action.ts";
import { jobTimeline } from "../../../usecases/jobs/jobs.ts";
import { reject } from "../../../usecases/refusal.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { granted, refusedPage } from "../../frame/respond.tsx";
import { confirmJobAction } from "../actions/job-action-sheet.tsx";
import { MOST_CODE } from "./article-link.tsx";
import { articleOf } from "./linked.ts";
import { messagesFor } from "../../../language.ts";

export function articleLinkRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  for (const action of ["link", "unlink"] as const)
    pages.post(`/tenants/:id/products/:jobId/${action}`, (c) =>
      linked(c, deps, { ...c.req.param(), action }),
    );
}

async function linked(
  c: PageContext,
  deps: EdgeDeps,
  {
    id,
    jobId,
    action,
  }: { readonly id: string; readonly jobId: string; readonly action: "link" | "unlink" },
): Promise<Response> {
  const { asking } = c.var;
  const address = (of: string): string => `/admin/tenants/${id}/products/${of}`;
  const back = { href: address(jobId), text: messagesFor(c).t("lists.lists.products.back") };
  const code = one(c.var.form, "code").slice(0, MOST_CODE);
  if (action === "link" && code === "")
    return refusedPage(
      c,
      reject(400, "no-code", message("refusals.articleCodeNeeded")).error,
      back,
    );
  const described = granted(await jobTimeline(asking, jobId), back);
  const target = articleOf(described.job);
  if (target === null)
    return refusedPage(c, reject(404, "unknown-job", message("refusals.noSuchJob")).error, back);
  const sheet = await confirmJobAction(c, deps, { list: "products", id, jobId, action, code });
  if (sheet !== null) return sheet;
  // It is on its way: the link itself says that it has to wait.
  const source = action === "link" ? code : null;
  const asked = granted(
    await linkArticleAndRetry(asking, jobId, {
      target,
      source,
    }),
    back,
  );
  if (asked.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, asked.jobId));
  const done = action === "link" ? "article-linked" : "article-unlinked";
  return c.redirect(`${address(asked.jobId)}?done=${done}`, 303);
}
