/** What is shown before a flow is stopped or resumed, or a booking of past orders is cancelled. */
import { FLOW_NAMES, type FlowName, type JobStatus, partOf } from "../../../domain/job.ts";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { readBackfill } from "../../usecases/backfills.ts";
import { tenantHealth } from "../../usecases/control.ts";
import { listJobs } from "../../usecases/jobs.ts";
import { reach } from "../../usecases/reach.ts";
import type { PageContext } from "../env.ts";
import { formatOf } from "../format.ts";
import { throughTold } from "../previews/told-sheet.ts";
import { isCancellable, runTitle } from "./past-orders.tsx";
import { placePath } from "./places.ts";

/** More that wait are told as "at least". */
const MOST_COUNTED = 200;

/**
 * The sheet of one flow. `null`: it was confirmed, or there is nothing to tell: the flow stands so
 * already, or the shop's object is out of reach, which the deed itself says.
 */
export async function throughFlow(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  flow: FlowName,
  act: "stop" | "resume",
): Promise<Response | null> {
  const { actor } = c.var.signedIn;
  const { t, find } = messagesFor(c);
  // It stands for all of its part.
  const flows = FLOW_NAMES.filter((one) => partOf(one) === flow);
  const those = (status: JobStatus) =>
    listJobs(deps, actor, id, { flows, status, limit: MOST_COUNTED });
  const [tenant, health, waiting, queued] = await Promise.all([
    reach(deps, actor, id),
    tenantHealth(deps, actor, id),
    those("waiting"),
    those("queued"),
  ]);
  if (!tenant.ok || !health.ok || !waiting.ok || !queued.ok) return null;
  const stopped = health.value.stoppedFlows[flow] ?? null;
  if ((stopped === null) !== (act === "stop")) return null;
  const count = waiting.value.jobs.length + queued.value.jobs.length;
  const isAll = waiting.value.cursor === null && queued.value.cursor === null;
  const name = find(`tenant.flows.names.${flow}`) ?? flow;
  return throughTold(c, {
    // What waits goes on growing while somebody reads: it is told, and no reason to ask again.
    facts: [act, id, flow, stopped],
    tenant: tenant.value,
    title: t(act === "stop" ? "tenant.flows.stop" : "tenant.flows.resume", { flow: name }),
    tab: null,
    heading: t("orders.sheet.will"),
    action: `/admin/tenants/${id}/flows/${flow}/${act}`,
    fields: [],
    back: placePath(id, "flows"),
    confirms: true,
    manual: "going-live",
    children: (
      <>
        <p>{t(act === "stop" ? "tenant.flows.stopText" : "tenant.control.resumeText")}</p>
        <p>{isAll ? t("stop.waiting", { count }) : t("tenant.flows.manyWait", { count })}</p>
      </>
    ),
  });
}

/**
 * The sheet of a back-fill that is cancelled; `null`: it was confirmed, or isn't there, or is over,
 * which the deed itself says.
 */
export async function throughCancel(
  c: PageContext,
  deps: EdgeDeps,
  id: string,
  backfill: string,
): Promise<Response | null> {
  const { actor } = c.var.signedIn;
  const messages = messagesFor(c);
  const { t } = messages;
  const [tenant, run] = await Promise.all([
    reach(deps, actor, id),
    readBackfill(deps, actor, id, backfill),
  ]);
  if (!tenant.ok || !run.ok || !isCancellable(run.value)) return null;
  const { state, dryRun, takeBack, done, total } = run.value;
  return throughTold(c, {
    facts: ["cancel", id, backfill],
    tenant: tenant.value,
    title: t("pastOrders.cancelTitle", {
      run: runTitle(messages, formatOf(languageOf(c)), run.value),
    }),
    tab: null,
    heading: t("orders.sheet.will"),
    action: `/admin/tenants/${id}/backfills/${backfill}/cancel`,
    fields: [],
    back: placePath(id, "past-orders"),
    confirms: true,
    manual: "going-live",
    children: (
      <>
        <p>
          {state === "listing"
            ? t("pastOrders.cancelListing")
            : t("pastOrders.cancelText", { count: Math.max(total - done, 0) })}
        </p>
        {dryRun || takeBack !== null || state === "listing" ? null : (
          <p>{t("pastOrders.cancelStays")}</p>
        )}
      </>
    ),
  });
}
