/**
 * Linking an article of the ledger to one of the shop, and unlinking it, on a product's page: a
 * sheet first, and then it goes again at once.
 */
import type { Context, Hono } from "hono";
import { message } from "../../../messages/message.ts";
import type { EdgeDeps } from "../../deps.ts";
import { linkAgain } from "../../usecases/again.ts";
import { jobTimeline } from "../../usecases/jobs.ts";
import { refuse } from "../../usecases/refused.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { refusedPage } from "../respond.tsx";
import { throughAgain } from "./again-sheet.tsx";
import { MOST_CODE } from "./article-link.tsx";
import { articleOf } from "./linked.ts";
import { messagesFor } from "../../language.ts";

export function articleLinkRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  for (const deed of ["link", "unlink"] as const)
    pages.post(`/tenants/:id/products/:jobId/${deed}`, (c) => linked(c, deps, deed));
}

async function linked(
  c: PageContext & Context<PageEnv>,
  deps: EdgeDeps,
  deed: "link" | "unlink",
): Promise<Response> {
  const { id = "", jobId = "" } = c.req.param() as { id?: string; jobId?: string };
  const { signedIn } = c.var;
  const address = (of: string): string => `/admin/tenants/${id}/products/${of}`;
  const back = { href: address(jobId), text: messagesFor(c).t("lists.lists.products.back") };
  const code = one(c.var.form, "code").slice(0, MOST_CODE);
  if (deed === "link" && code === "")
    return refusedPage(
      c,
      signedIn,
      refuse(400, "no-code", message("refusals.articleCodeNeeded")).error,
      back,
    );
  const described = await jobTimeline(deps, signedIn.actor, id, jobId);
  if (!described.ok) return refusedPage(c, signedIn, described.error, back);
  const target = articleOf(described.value.job);
  if (target === null)
    return refusedPage(
      c,
      signedIn,
      refuse(404, "unknown-job", message("refusals.noSuchJob")).error,
      back,
    );
  const sheet = await throughAgain(c, deps, { list: "products", id, jobId, deed, code });
  if (sheet !== null) return sheet;
  // It is on its way: the link itself says that it has to wait.
  const source = deed === "link" ? code : null;
  const asked = await linkAgain(deps, signedIn.actor, id, jobId, { target, source });
  if (!asked.ok) return refusedPage(c, signedIn, asked.error, back);
  if (asked.value.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, asked.value.jobId));
  const done = deed === "link" ? "article-linked" : "article-unlinked";
  return c.redirect(`${address(asked.value.jobId)}?done=${done}`, 303);
}
