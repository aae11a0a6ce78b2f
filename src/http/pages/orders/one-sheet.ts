/**
 * What a person asks of one order, shown before it is done: by the sheet that several orders have,
 * and by the order flow's own dry run.
 */
import type { Hono } from "hono";
import { type Act, RETRY } from "../../../domain/acts.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { listJobs } from "../../usecases/jobs.ts";
import { confirmMend, type Mend, previewMend } from "../../usecases/mends.ts";
import { anyNames } from "../../usecases/names.ts";
import { ask, reach } from "../../usecases/reach.ts";
import type { Answer } from "../../usecases/refused.ts";
import type { HeldJob } from "../../../sync/rpc.ts";
import { sheetPage } from "../attention/sheet.tsx";
import type { Actor } from "../../deps.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { homeOf, refusedPage } from "../respond.tsx";
import { jobName } from "./list.tsx";

/** Those that make or change a document. A resync reads first, and does what any look does. */
export type SheetDeed = "retry" | "retry-as-planned" | Exclude<Act, "resync">;

const MENDS: Readonly<Record<SheetDeed, Mend>> = {
  retry: { types: [], change: null },
  "retry-as-planned": { types: [], change: null, asPlanned: true },
  "book-again": { types: ["book-again", RETRY], change: null, act: "book-again" },
  "undo-skip": { types: ["undo-skip"], change: null, act: "undo-skip" },
};

/** As the address of the order's page tells what was done. */
export const DONE: Readonly<Record<SheetDeed, string>> = {
  retry: "retried",
  "retry-as-planned": "retried-as-planned",
  "book-again": "booked-again",
  "undo-skip": "skip-undone",
};

/** The sheets by their addresses: where a page is loaded again, or opened in another language. */
export function sheetRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  for (const path of ["retry", "book-again", "undo-skip"] as const)
    pages.get(`/tenants/:id/orders/:jobId/${path}`, async (c) => {
      const { id, jobId } = c.req.param();
      const isPlanned = path === "retry" && c.req.query("settings") === "planned";
      const sheet = await throughSheet(c, deps, id, jobId, isPlanned ? "retry-as-planned" : path);
      return sheet ?? c.redirect(addressOf(id, jobId), 303);
    });
}

/**
 * Answers the form of such a deed: with the sheet, and once that was confirmed by doing exactly
 * what it showed. `null`: there is nothing to try, and the deed is done as it is asked: of anything
 * but an order, of one that goes by itself, and where it will be refused.
 */
export async function throughSheet(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  jobId: string,
  deed: SheetDeed,
): Promise<Response | null> {
  const { actor } = c.var.signedIn;
  const found = await ended(deps, actor, id, jobId);
  if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
  const job = found.value;
  if (job === null || (deed === "undo-skip" && job.outcome !== "skipped")) return null;
  const which = { ids: [job.id] };
  const mark = c.req.method === "GET" ? "" : one(c.var.form, "mark");
  if (mark === "") return shown(c, deps, id, job, deed, false);
  const done = await confirmMend(deps, actor, id, which, MENDS[deed], mark);
  if (!done.ok) return refusedPage(c, c.var.signedIn, done.error, backTo(c, id, job.id));
  if (done.value.kind === "changed" || done.value.taken.length === 0)
    return shown(c, deps, id, job, deed, true);
  for (const taken of done.value.taken) c.executionCtx.waitUntil(deps.dispatch(id, taken));
  return c.redirect(`${addressOf(id, job.id)}?done=${DONE[deed]}`, 303);
}

const addressOf = (id: string, jobId: string): string => `/admin/tenants/${id}/orders/${jobId}`;

const backTo = (c: PageContext, id: string, jobId: string) => ({
  href: addressOf(id, jobId),
  text: messagesFor(c).t("orders.toOrder"),
});

/** The newest look at the order, where that is over; `null`: it isn't, or it is no order. */
async function ended(
  deps: EdgeDeps,
  actor: Actor,
  id: string,
  jobId: string,
): Answer<HeldJob | null> {
  const reached = await reach(deps, actor, id);
  if (!reached.ok) return reached;
  const named = (ids: readonly string[]) => ask(deps, id, (tenant) => tenant.jobs.named(id, ids));
  const pressed = await named([jobId]);
  if (!pressed.ok) return pressed;
  const key = pressed.value[0]?.flow === "orders" ? pressed.value[0].key : null;
  if (key === null) return { ok: true, value: null };
  const looks = await listJobs(deps, actor, id, { key, limit: 1 });
  if (!looks.ok) return looks;
  const newest = await named(looks.value.jobs.flatMap((job) => (job.key === key ? [job.id] : [])));
  if (!newest.ok) return newest;
  const job = newest.value[0];
  return { ok: true, value: job === undefined || job.goes ? null : job };
}

async function shown(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  job: HeldJob,
  deed: SheetDeed,
  changed: boolean,
): Promise<Response | null> {
  const { signedIn } = c.var;
  const { t } = messagesFor(c);
  const tenant = await reach(deps, signedIn.actor, id);
  if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
  const mend = await previewMend(deps, signedIn.actor, id, { ids: [job.id] }, MENDS[deed]);
  if (!mend.ok) return refusedPage(c, signedIn, mend.error, backTo(c, id, job.id));
  if (mend.value.unusable.length > 0) return null;
  const name = t("orders.orderNamed", { name: jobName(t, job) });
  const says = {
    retry: t("orders.actions.again"),
    "retry-as-planned": t("orders.sheet.asPlanned"),
    "book-again": t("orders.actions.bookAgain.text"),
    "undo-skip": t("orders.actions.undoSkip.text"),
  }[deed];
  const title = {
    retry: t("orders.sheet.retry", { name }),
    "retry-as-planned": t("orders.sheet.retry", { name }),
    "book-again": t("orders.sheet.bookAgain", { name }),
    "undo-skip": t("orders.sheet.undoSkip", { name }),
  }[deed];
  return sheetPage(c, {
    tenant: tenant.value,
    title,
    says,
    will: mend.value.releases.length === 0 ? t("orders.sheet.nothing") : t("orders.sheet.will"),
    mend: mend.value,
    names: await anyNames(deps, signedIn.actor, id),
    setting: null,
    fields: deed === "retry-as-planned" ? [["settings", "planned"]] : [],
    back: addressOf(id, job.id),
    action: `${addressOf(id, job.id)}/${deed === "retry-as-planned" ? "retry" : deed}`,
    tab: "orders",
    changed,
  });
}
