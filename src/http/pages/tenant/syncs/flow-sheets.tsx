/** Sheets shown before a flow is stopped or resumed, or something running is cancelled. */
import { FLOW_NAMES, type FlowName, type JobStatus, partOf } from "../../../../domain/jobs/job.ts";
import { languageOf, messagesFor } from "../../../language.ts";
import { readBackfill } from "../../../usecases/tenants/backfills.ts";
import { tenantHealth, wouldCancelRun } from "../../../usecases/tenants/control.ts";
import { listJobs } from "../../../usecases/jobs/jobs.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import type { PageContext } from "../../frame/env.ts";
import { formatOf } from "../../../words/format.ts";
import { confirmSheet } from "../../previews/confirmation-sheet.tsx";
import { isCancellable, runTitle } from "./past-orders.tsx";
import { placePath } from "../places.ts";
import { longRunTitle } from "./runs.tsx";

/** Larger counts are shown as "at least". */
const MOST_COUNTED = 200;

/**
 * Returns the sheet for one flow. `null`: it was confirmed, the flow has that state already, or the
 * object can't be reached, which the action itself reports.
 */
export async function throughFlow(
  c: PageContext,
  flow: FlowName,
  act: "stop" | "resume",
): Promise<Response | null> {
  const { asking } = c.var;
  const { tenantId: id } = asking;
  const { t, find } = messagesFor(c);
  // It stands for all of its part.
  const flows = FLOW_NAMES.filter((one) => partOf(one) === flow);
  const those = (status: JobStatus) => listJobs(asking, { flows, status, limit: MOST_COUNTED });
  const [tenant, health, waiting, queued] = await Promise.all([
    requireTenant(asking),
    tenantHealth(asking),
    those("waiting"),
    those("queued"),
  ]);
  if (!tenant.ok || !health.ok || !waiting.ok || !queued.ok) return null;
  const stopped = health.value.stoppedFlows[flow] ?? null;
  if ((stopped === null) !== (act === "stop")) return null;
  const count = waiting.value.jobs.length + queued.value.jobs.length;
  const isAll = waiting.value.cursor === null && queued.value.cursor === null;
  const name = find(`tenant.flows.names.${flow}`) ?? flow;
  const does = t(act === "stop" ? "tenant.flows.stop" : "tenant.flows.resume", { flow: name });
  return confirmSheet(c, {
    // The number of waiting jobs may grow while a person reads, and doesn't ask for a new
    // confirmation.
    facts: [act, id, flow, stopped],
    tenant: tenant.value,
    title: does,
    tab: null,
    action: `/admin/tenants/${id}/flows/${flow}/${act}`,
    back: placePath(id, "flows"),
    button: { text: does, ends: act === "stop" },
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
 * Returns the sheet for cancelling a back-fill; `null`: it was confirmed, or the back-fill doesn't
 * exist or is over, which the action itself reports.
 */
export async function throughCancel(c: PageContext, backfill: string): Promise<Response | null> {
  const { asking } = c.var;
  const { tenantId: id } = asking;
  const messages = messagesFor(c);
  const { t } = messages;
  const [tenant, run] = await Promise.all([requireTenant(asking), readBackfill(asking, backfill)]);
  if (!tenant.ok || !run.ok || !isCancellable(run.value)) return null;
  const { state, dryRun, takeBack, done, total } = run.value;
  return confirmSheet(c, {
    facts: ["cancel", id, backfill],
    tenant: tenant.value,
    title: t("pastOrders.cancelTitle", {
      run: runTitle(messages, formatOf(languageOf(c)), run.value),
    }),
    tab: null,
    action: `/admin/tenants/${id}/backfills/${backfill}/cancel`,
    back: placePath(id, "past-orders"),
    button: { text: t("pastOrders.cancelRun"), ends: true },
    leave: t("stop.cancel"),
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

/**
 * Returns the sheet for cancelling a long run: what is done, what remains, and what becomes of
 * waiting jobs. `null`: it was confirmed, or the run doesn't exist or is over, which the action
 * itself reports.
 */
export async function throughRunCancel(c: PageContext, runId: string): Promise<Response | null> {
  const { asking } = c.var;
  const { tenantId: id } = asking;
  const messages = messagesFor(c);
  const { t, format } = messages;
  const [tenant, would] = await Promise.all([requireTenant(asking), wouldCancelRun(asking, runId)]);
  if (!tenant.ok || !would.ok || would.value === null) return null;
  const { run, writesItself, dropped, stays } = would.value;
  const unread = run.state === "reading" && run.readTotal !== null ? run.readTotal - run.read : 0;
  const lines = [
    t("runs.sheet.done", { count: run.done }),
    ...(run.state === "reading" && run.readTotal === null ? [t("runs.sheet.reading")] : []),
    ...(unread > 0 ? [t("runs.sheet.unread", { count: unread })] : []),
    writesItself
      ? t("runs.sheet.unwritten", { count: Math.max(0, run.total - run.done) })
      : t("runs.sheet.dropped", { count: dropped }),
    ...(stays === 0 ? [] : [t("runs.sheet.stays", { count: stays })]),
    t("runs.sheet.underWay"),
    t("runs.sheet.next"),
  ];
  return confirmSheet(c, {
    // Progress may grow while a person reads, and doesn't ask for a new confirmation.
    facts: ["cancel-run", id, runId],
    tenant: tenant.value,
    title: t("pastOrders.cancelTitle", { run: longRunTitle(messages, run) }),
    tab: null,
    action: `/admin/tenants/${id}/runs/${runId}/cancel`,
    back: placePath(id, "runs"),
    button: { text: t("pastOrders.cancelRun"), ends: true },
    leave: t("stop.cancel"),
    manual: "going-live",
    children: (
      <>
        <p>
          {t("runs.sheet.began", { when: format.stamp(run.beganAt) })}{" "}
          {run.readTotal === null
            ? null
            : t("runs.sheet.read", {
                done: format.figure(run.read),
                total: format.figure(run.readTotal),
              })}
        </p>
        <ul>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </>
    ),
  });
}
