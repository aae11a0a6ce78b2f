/** Actions on a wake-up that the queue gave up. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { message } from "../../../messages/message.ts";
import { dismissLetter, retryLetter } from "../../usecases/jobs/dead-letters.ts";
import { reject } from "../../usecases/refusal.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { noteIn, one } from "../forms/form.ts";
import { throughDismissal, throughLetterSheet } from "./sheet.tsx";
import { changed, granted } from "../frame/respond.tsx";

export function deadLetterRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  const listOf = (c: PageContext, id: string) => ({
    href: `/admin/tenants/${id}/attention`,
    text: messagesFor(c).t("attention.title"),
  });
  const noteOf = (c: PageContext): string => noteIn(c.var.form);
  const dismissed = (c: PageContext, id: string | null, letter: string) =>
    noteOf(c) === ""
      ? Promise.resolve(reject(400, "no-note", message("refusals.letterNeedsNote")))
      : dismissLetter(deps, c.var.signedIn.actor, id, letter, noteOf(c));
  const shown = async (c: PageContext, id: string | null, letter: string) =>
    noteOf(c) === "" ? null : throughDismissal(c, id, letter, noteOf(c));

  pages.get("/tenants/:id/dead-letters/:letter/retry", async (c) => {
    const { id, letter } = c.req.param();
    return (await throughLetterSheet(c, id, letter, null)) ?? c.redirect(listOf(c, id).href, 303);
  });

  pages.post("/tenants/:id/dead-letters/:letter/retry", async (c) => {
    const { id, letter } = c.req.param();
    const sheet = await throughLetterSheet(c, id, letter, one(c.var.form, "mark"));
    if (sheet !== null) return sheet;
    const { jobId } = granted(await retryLetter(c.var.asking, letter), listOf(c, id));
    if (jobId !== null) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.redirect(`/admin/tenants/${id}/attention?letter=retried`, 303);
  });

  pages.post("/tenants/:id/dead-letters/:letter/dismiss", async (c) => {
    const { id, letter } = c.req.param();
    const sheet = await shown(c, id, letter);
    if (sheet !== null) return sheet;
    granted(await dismissed(c, id, letter), listOf(c, id));
    return c.redirect(`/admin/tenants/${id}/attention?letter=dismissed`, 303);
  });

  pages.post("/dead-letters/:letter/dismiss", async (c) => {
    const sheet = await shown(c, null, c.req.param("letter"));
    if (sheet !== null) return sheet;
    return changed(c, dismissed(c, null, c.req.param("letter")), "/admin");
  });
}
