/** What the tenant's page posts about its flows and about orders of the past. */
import type { Hono } from "hono";
import { z } from "zod";
import { FLOW_PARTS } from "../../../../domain/jobs/job.ts";
import { isPreviewed, type PreviewedFlow } from "../../../../domain/jobs/run-preview.ts";
import { message } from "../../../../messages/message.ts";
import type { Asking, EdgeDeps } from "../../../deps.ts";
import {
  backfillOrders,
  beginBackfill,
  cancelBackfill,
  readBackfill,
} from "../../../usecases/tenants/backfills.ts";
import { cancelRun, pauseFlow, resumeFlow, runFlow } from "../../../usecases/tenants/control.ts";
import { takeBack } from "../../../usecases/tenants/take-backs.ts";
import { peopleOf } from "../../../usecases/jobs/jobs.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { reject, type Answer } from "../../../usecases/refusal.ts";
import { beginPreview } from "../../../usecases/dry-runs/run-preview.ts";
import { readSettings } from "../../../usecases/settings/settings.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../../frame/respond.tsx";
import { previewPath } from "../../previews/part.tsx";
import { throughCancel, throughFlow, throughRunCancel } from "./flow-sheets.tsx";
import { pastRunPage } from "./past-run.tsx";
import { type Place, placePath } from "../places.ts";
import { syncsPage } from "../shop-pages.tsx";

const flow = z.enum(FLOW_PARTS);
type ManualRun = z.output<typeof flow>;
const days = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to);

/** Where a page of a run's orders goes on: the order's date and key. */
const CURSOR = /^[\w:.+-]{1,40} order:\d{1,16}$/;

export function flowRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  runRoutes(pages);
  backfillRoutes(pages, deps);
}

/** A flow that is run, stopped or resumed, and a run that is cancelled. */
function runRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/flows/:flow/:act{run|stop|resume}", async (c) => {
    const { id, act } = c.req.param();
    const { asking } = c.var;
    const known = flow.safeParse(c.req.param("flow"));
    if (!known.success) return change(c, id, nowhere(), "", "flows");
    if (act === "run") return run(c, id, known.data);
    const sheet = await throughFlow(c, id, known.data, act === "stop" ? "stop" : "resume");
    if (sheet !== null) return sheet;
    if (act === "stop")
      return change(c, id, pauseFlow(asking, known.data, ""), "flow-stopped", "flows");
    return change(c, id, resumeFlow(asking, known.data), "flow-resumed", "flows");
  });

  pages.post("/tenants/:id/products", (c) => run(c, c.req.param("id"), "products"));

  pages.post("/tenants/:id/runs/:run/cancel", async (c) => {
    const { id, run } = c.req.param();
    const sheet = await throughRunCancel(c, id, run);
    if (sheet !== null) return sheet;
    return change(c, id, cancelRun(c.var.asking, run), "run-cancelled", "runs");
  });
}

function backfillRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/backfills", (c) => {
    const id = c.req.param("id");
    const asked = days.safeParse({ from: one(c.var.form, "from"), to: one(c.var.form, "to") });
    const dryRunId = one(c.var.form, "dryRunId");
    if (!asked.success) return wrongDays(deps, c);
    return change(
      c,
      id,
      beginBackfill(c.var.asking, {
        ...asked.data,
        dryRunId: dryRunId === "" ? null : dryRunId,
      }),
      "back-fill",
      "past-orders",
    );
  });

  pages.get("/tenants/:id/backfills/:backfill", async (c) => {
    const { signedIn, asking } = c.var;
    const { id, backfill } = c.req.param();
    const tenant = await requireTenant(asking);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const cursor = c.req.query("cursor");
    const [run, orders] = await Promise.all([
      readBackfill(asking, backfill),
      backfillOrders(
        asking,
        backfill,
        cursor === undefined || !CURSOR.test(cursor) ? {} : { cursor },
      ),
    ]);
    if (!run.ok) return refusedPage(c, signedIn, run.error, tenantHomeOf(c, id));
    if (!orders.ok) return refusedPage(c, signedIn, orders.error, tenantHomeOf(c, id));
    const { dryRun, takeBack } = run.value;
    const jobIds = orders.value.orders.flatMap(({ jobId }) => jobId ?? []);
    const named = dryRun && takeBack !== null ? jobIds : [];
    return pastRunPage(c, {
      tenant: tenant.value,
      run: run.value,
      orders: orders.value,
      people: await peopleOf(c.var.asking, named),
      now: deps.clock.now(),
    });
  });

  pages.post("/tenants/:id/backfills/:backfill/:act{cancel|undo}", async (c) => {
    const { id, backfill, act } = c.req.param();
    const { asking } = c.var;
    if (act === "cancel") {
      const sheet = await throughCancel(c, id, backfill);
      if (sheet !== null) return sheet;
      return change(c, id, cancelBackfill(asking, backfill), "back-fill-cancelled", "past-orders");
    }
    // Shown on a page of its own, and confirmed there.
    const scope = { of: "back-fill", id: backfill } as const;
    const begun = await takeBack(asking, { scope, dryRunId: null });
    return begun.ok
      ? c.redirect(`/admin/tenants/${id}/backfills/${begun.value.id}`, 303)
      : refusedPage(c, c.var.signedIn, begun.error, tenantHomeOf(c, id));
  });
}

async function change(
  c: PageContext,
  id: string,
  asked: Answer<object>,
  done: string,
  at: Place,
): Promise<Response> {
  const answer = await asked;
  return answer.ok
    ? c.redirect(placePath(id, at, done), 303)
    : refusedPage(c, c.var.signedIn, answer.error, tenantHomeOf(c, id));
}

/** The page itself with the form as it was sent. */
async function wrongDays(deps: EdgeDeps, c: PageContext): Promise<Response> {
  const tenant = await requireTenant(c.var.asking);
  return tenant.ok
    ? syncsPage(deps, c, tenant.value, {
        from: one(c.var.form, "from"),
        to: one(c.var.form, "to"),
      })
    : refusedPage(c, c.var.signedIn, tenant.error, homeOf(c));
}

/** Nothing is written before it was shown; what writes nothing is run at once. */
async function run(c: PageContext, id: string, flow: ManualRun): Promise<Response> {
  const { asking } = c.var;
  const previewed = isPreviewed(flow) && (await writes(asking, flow)) ? flow : null;
  if (previewed === null) return change(c, id, runFlow(asking, flow), "flow-runs", "flows");
  const begun = await beginPreview(asking, previewed);
  return begun.ok
    ? c.redirect(previewPath(id, previewed), 303)
    : refusedPage(c, c.var.signedIn, begun.error, tenantHomeOf(c, id));
}

async function writes(asking: Asking, flow: PreviewedFlow): Promise<boolean> {
  const saved = await readSettings(asking);
  return saved.ok && saved.value.settings[flow].enabled && !saved.value.settings.trial;
}

const nowhere = async () => reject(404, "unknown-flow", message("refusals.noSuchFlow"));
