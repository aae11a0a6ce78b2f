/** What the tenant's page posts about its flows and about orders of the past. */
import type { Hono } from "hono";
import { z } from "zod";
import { FLOW_PARTS } from "../../../../domain/jobs/job.ts";
import { isPreviewed, type PreviewedFlow } from "../../../../domain/jobs/run-preview.ts";
import { message } from "../../../../messages/message.ts";
import type { TenantRequest } from "../../../deps.ts";
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
import { reject } from "../../../usecases/refusal.ts";
import { beginPreview } from "../../../usecases/dry-runs/run-preview.ts";
import { readSettings } from "../../../usecases/settings/settings.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { previewPath } from "../../previews/part.tsx";
import { throughCancel, throughFlow, throughRunCancel } from "./flow-sheets.tsx";
import { withActorNames } from "../../../usecases/jobs/known-names.ts";
import { pastRunPage } from "./past-run.tsx";
import { placePath } from "../places.ts";
import { syncsPage } from "../shop-pages.tsx";
import { granted, changed } from "../../frame/respond.tsx";

const flow = z.enum(FLOW_PARTS);
type ManualRun = z.output<typeof flow>;
const days = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to);

/** Where a page of a run's orders goes on: the order's date and key. */
const CURSOR = /^[\w:.+-]{1,40} order:\d{1,16}$/;

export function flowRoutes(pages: Hono<PageEnv>): void {
  runRoutes(pages);
  backfillRoutes(pages);
}

/** A flow that is run, stopped or resumed, and a run that is cancelled. */
function runRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/flows/:flow/:act{run|stop|resume}", async (c) => {
    const { id, act } = c.req.param();
    const { asking } = c.var;
    const known = flow.safeParse(c.req.param("flow"));
    if (!known.success) return changed(c, nowhere(), placePath(id, "flows", ""));
    if (act === "run") return run(c, id, known.data);
    const sheet = await throughFlow(c, known.data, act === "stop" ? "stop" : "resume");
    if (sheet !== null) return sheet;
    return act === "stop"
      ? changed(c, pauseFlow(asking, known.data, ""), placePath(id, "flows", "flow-stopped"))
      : changed(c, resumeFlow(asking, known.data), placePath(id, "flows", "flow-resumed"));
  });

  pages.post("/tenants/:id/products", (c) => run(c, c.req.param("id"), "products"));

  pages.post("/tenants/:id/runs/:run/cancel", async (c) => {
    const { id, run } = c.req.param();
    const sheet = await throughRunCancel(c, run);
    return (
      sheet ?? changed(c, cancelRun(c.var.asking, run), placePath(id, "runs", "run-cancelled"))
    );
  });
}

function backfillRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/backfills", (c) => {
    const asked = days.safeParse({ from: one(c.var.form, "from"), to: one(c.var.form, "to") });
    if (!asked.success) return wrongDays(c);
    const dryRunId = one(c.var.form, "dryRunId") || null;
    const begun = beginBackfill(c.var.asking, { ...asked.data, dryRunId });
    return changed(c, begun, placePath(c.req.param("id"), "past-orders", "back-fill"));
  });

  pages.get("/tenants/:id/backfills/:backfill", async (c) => {
    const { asking } = c.var;
    const backfill = c.req.param("backfill");
    const tenant = granted(await requireTenant(asking));
    const cursor = c.req.query("cursor");
    const from = cursor === undefined || !CURSOR.test(cursor) ? {} : { cursor };
    const [read, listed] = await Promise.all([
      readBackfill(asking, backfill),
      backfillOrders(asking, backfill, from),
    ]);
    const [run, orders] = [granted(read), granted(listed)];
    const jobIds = orders.orders.flatMap(({ jobId }) => jobId ?? []);
    const named = run.dryRun && run.takeBack !== null ? jobIds : [];
    return pastRunPage(c, {
      tenant,
      run,
      orders: await withActorNames(c.var.namesOfActors, orders),
      people: await peopleOf(asking, named),
    });
  });

  pages.post("/tenants/:id/backfills/:backfill/:act{cancel|undo}", async (c) => {
    const { id, backfill, act } = c.req.param();
    const { asking } = c.var;
    if (act === "cancel") {
      const sheet = await throughCancel(c, backfill);
      if (sheet !== null) return sheet;
      return changed(
        c,
        cancelBackfill(asking, backfill),
        placePath(id, "past-orders", "back-fill-cancelled"),
      );
    }
    // Shown on a page of its own, and confirmed there.
    const scope = { of: "back-fill", id: backfill } as const;
    const begun = granted(await takeBack(asking, { scope, dryRunId: null }));
    return c.redirect(`/admin/tenants/${id}/backfills/${begun.id}`, 303);
  });
}

/** The page itself with the form as it was sent. */
async function wrongDays(c: PageContext): Promise<Response> {
  const tenant = granted(await requireTenant(c.var.asking));
  const { form } = c.var;
  return syncsPage(c, tenant, { from: one(form, "from"), to: one(form, "to") });
}

/** Nothing is written before it was shown; what writes nothing is run at once. */
async function run(c: PageContext, id: string, flow: ManualRun): Promise<Response> {
  const { asking } = c.var;
  const previewed = isPreviewed(flow) && (await writes(asking, flow)) ? flow : null;
  if (previewed === null)
    return changed(c, runFlow(asking, flow), placePath(id, "flows", "flow-runs"));
  granted(await beginPreview(asking, previewed));
  return c.redirect(previewPath(id, previewed), 303);
}

async function writes(asking: TenantRequest, flow: PreviewedFlow): Promise<boolean> {
  const saved = await readSettings(asking);
  return saved.ok && saved.value.settings[flow].enabled && !saved.value.settings.trial;
}

const nowhere = async () => reject(404, "unknown-flow", message("refusals.noSuchFlow"));
