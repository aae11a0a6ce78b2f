/** A tenant's list of what waits for a person. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { listLetters } from "../../usecases/dead-letters.ts";
import { openJobs, type Several, skipJobs } from "../../usecases/jobs.ts";
import { reach } from "../../usecases/reach.ts";
import { olderVersions, retryJobs } from "../../usecases/retry.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { many, one } from "../form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../respond.tsx";
import { attentionPage, type Said, type Sent } from "./page.tsx";
import { messagesFor } from "../../language.ts";

const MOST_NOTE = 500;
const NOTHING_SENT: Sent = { chosen: [], note: "" };

export function attentionRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/attention", (c) =>
    show(c, c.req.param("id"), reportedBy(c), NOTHING_SENT),
  );

  pages.post("/tenants/:id/attention", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const { t } = messagesFor(c);
    const chosen = many(form, "job");
    const skip = one(form, "do") === "skip";
    const note = one(form, "note").slice(0, MOST_NOTE);
    if (chosen.length === 0)
      return show(c, id, [{ tone: "bad", text: t("attention.noneChosen") }], { chosen, note });
    if (skip && note === "")
      return show(c, id, [{ tone: "bad", text: t("attention.noNote") }], { chosen, note });
    const done = skip
      ? await skipJobs(deps, signedIn.actor, id, chosen, note)
      : await retryJobs(
          deps,
          signedIn.actor,
          id,
          chosen,
          one(form, "do") === "retry-as-planned" ? "planned" : "newest",
        );
    if (!done.ok) return refusedPage(c, signedIn, done.error, tenantHomeOf(c, id));
    for (const { dispatch } of done.value.taken)
      if (dispatch !== null) c.executionCtx.waitUntil(deps.dispatch(id, dispatch));
    return c.redirect(
      `/admin/tenants/${id}/attention?${query(skip ? "skipped" : "retried", done.value)}`,
      303,
    );
  });

  async function show(
    c: PageContext,
    id: string,
    said: readonly Said[],
    sent: Sent,
  ): Promise<Response> {
    const { signedIn } = c.var;
    const tenant = await reach(deps, signedIn.actor, id);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const cursor = c.req.method === "GET" ? (c.req.query("cursor") ?? null) : null;
    const jobs = await openJobs(
      deps,
      signedIn.actor,
      id,
      cursor !== null && /^\d{1,16} /.test(cursor) ? cursor : null,
    );
    if (!jobs.ok) return refusedPage(c, signedIn, jobs.error, tenantHomeOf(c, id));
    const letters = await listLetters(deps, signedIn.actor, id);
    const older = await olderVersions(deps, tenant.value, jobs.value.jobs);
    return attentionPage(c, {
      tenant: tenant.value,
      jobs: jobs.value,
      older,
      letters: letters.ok ? letters.value : [],
      first: cursor === null,
      said,
      sent,
      now: deps.clock.now(),
    });
  }
}

const query = (what: "retried" | "skipped", { taken, refused }: Several): URLSearchParams =>
  new URLSearchParams({ [what]: String(taken.length), refused: String(refused.length) });

/** The outcome that a redirect's address tells: figures only, nothing else is taken from it. */
function reportedBy(c: PageContext): readonly Said[] {
  const { t } = messagesFor(c);
  const count = (name: string): number =>
    /^\d{1,3}$/.test(c.req.query(name) ?? "") ? Number(c.req.query(name)) : 0;
  const [retried, skipped, refused] = [count("retried"), count("skipped"), count("refused")];
  const letter = c.req.query("letter");
  return [
    ...(retried > 0
      ? [{ tone: "good", text: t("attention.retried", { count: retried }) } as const]
      : []),
    ...(skipped > 0
      ? [{ tone: "good", text: t("attention.skipped", { count: skipped }) } as const]
      : []),
    ...(refused > 0
      ? [{ tone: "warn", text: t("attention.refused", { count: refused }) } as const]
      : []),
    ...(letter === "retried" || letter === "dismissed"
      ? [{ tone: "good", text: t(`deadLetters.${letter}`) } as const]
      : []),
  ];
}
