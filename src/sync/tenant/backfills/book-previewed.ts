/**
 * Books one order that a person fetched and whose dry run they confirmed: by its own job, at once,
 * exactly as shown or not at all. An order from before the start line crosses it like a back-fill's
 * order, on a list of its own, and can be undone like one.
 */
import { RETRY } from "../../../domain/jobs/requested-actions.ts";
import { plannedEffectOf, dryRunResult } from "../../../domain/jobs/planned-effect.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { markOf } from "../../../domain/orders/preview-token.ts";
import { isRequestedDryRun } from "../../../flows/orders/trial/dry-run.ts";
import { type Message, message } from "../../../messages/message.ts";
import type { JobActionAnswer } from "../../contract/jobs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import { confirm } from "../jobs/confirmed.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import { personEntry } from "../journal/person-entry.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { first, run } from "../storage/sql.ts";
import { insert } from "./backfill-rows.ts";
import { subjectKey } from "./backfills.ts";
import { release } from "./take-backs.ts";

const no = (kind: string, text: Message): Booking => ({
  told: { ok: false, kind, message: text },
});

/**
 * `dated`: the order's own date. `crosses`: it lies before the start line, or may. What the dry run
 * was made with must still hold.
 */
export async function bookPreviewed(
  context: TenantContext,
  jobId: string,
  order: { readonly dated: string; readonly crosses: boolean },
  actor: string,
): Promise<JobActionAnswer> {
  const { sql } = context;
  const answer = context.atomically(() => book(context, jobId, order, actor));
  const { job, begun } = answer.asked ?? {};
  if (job === undefined) return answer.told;
  const told = await personEntry(context, job.id, "book-tried", {
    actor,
    ...(begun === true ? { begun: "yes" } : {}),
  });
  if (jobs.byId(sql, job.id) !== null)
    payloads.add(sql, job.id, { timeline: told, people: [] }, context.now());
  return answer.told;
}

type Booking = {
  readonly told: JobActionAnswer;
  /** `begun`: its job exists only for this request. */
  readonly asked?: { readonly job: jobs.JobRow; readonly begun: boolean };
};

function book(
  context: TenantContext,
  jobId: string,
  order: { readonly dated: string; readonly crosses: boolean },
  actor: string,
): Booking {
  const { sql } = context;
  const tried = jobs.byId(sql, jobId);
  if (tried === null) return no("not-found", message("refusals.noSuchJob"));
  const would = dryRunResult({ ...tried, reasons: storedJson<Reason[]>(tried.reasons) });
  if (!isRequestedDryRun(tried.key) || would === null || plannedEffectOf(would) !== "book")
    return no("would-not-book", message("refusals.wouldNotBook"));
  const configuration = meta.configuration(sql);
  if (configuration === null || tried.settings_version !== configuration.version)
    return no("settings-changed", message("refusals.settingsChangedSince"));
  if (!configuration.settings.orders.enabled) return no("flow-off", message("refusals.ordersOff"));
  if (configuration.settings.trial) return no("trial", message("refusals.trialBooksNothing"));
  if (first(sql)`SELECT 1 AS one FROM backfills WHERE of = ${jobId}` !== null)
    return no("dry-run-used", message("refusals.dryRunUsed"));
  const key = subjectKey(tried.key);
  release(sql, key);
  const { job, made } = intake.enqueue(context, { key, flow: "orders", type: RETRY, lane: "live" });
  const mark = markOf(storedJson<Reason[]>(tried.reasons));
  if (mark !== null) confirm(sql, jobs.byId(sql, job.id) ?? job, mark);
  if (order.crosses) {
    const day = order.dated.slice(0, 10);
    const id = insert(context, {
      of: jobId,
      from: day,
      to: day,
      state: "running",
      actor,
      takeBack: null,
    });
    run(sql)`
      INSERT INTO backfill_orders (backfill, key, dated, state, job_id)
      VALUES (${id}, ${key}, ${order.dated}, 'open', ${job.id})`;
  }
  const free = job.status === "waiting" && job.wait === "coalesce";
  if (free)
    jobs.update(sql, job.id, { status: "queued", wait: null, due: context.now() }, context.now());
  context.wake();
  return {
    told: { ok: true, dispatch: free || job.status === "queued", jobId: job.id },
    asked: { job, begun: made },
  };
}
