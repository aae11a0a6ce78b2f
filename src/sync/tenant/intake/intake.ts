/** The inbox: an event is stored here before it is acknowledged. */
import { VERIFY } from "../../../domain/jobs/requested-actions.ts";
import { type Lane, LANES } from "../../../domain/jobs/job.ts";
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as hourly from "../counts/hourly-counters.ts";
import { confirm, previousConfirmation } from "../jobs/confirmed.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as pins from "../jobs/pins.ts";
import * as journal from "../journal/journal.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { inFlight, WINDOW, markWoken } from "./pump.ts";
import * as webhooksArrive from "./webhooks-arrive.ts";

/**
 * Stores the event of a webhook. `duplicate`: it was stored before. `dispatch`: the caller may run
 * the job at once.
 */
export function accept(context: TenantContext, input: AcceptInput): AcceptAnswer {
  const { sql } = context;
  if (input.eventId !== null) {
    const known = jobs.findEventJob(sql, input.key, input.eventId, context.now());
    if (known !== null) return { jobId: known, duplicate: true, dispatch: false };
  }
  const { job, made } = enqueue(context, {
    key: input.key,
    flow: input.flow,
    type: input.type,
    lane: null,
    eventId: input.eventId,
  });
  // Read after the job was made: an earlier instant could be before its `due`.
  const now = context.now();
  hourly.count(sql, "webhook", now);
  if (made && job.wanted === 1 && input.flow === "orders") webhooksArrive.noteUnknownOrder(sql);
  const { paused } = meta.pauseState(sql);
  const dispatch =
    made &&
    (job.due ?? 0) <= now &&
    !paused &&
    !context.slots.pressed &&
    inFlight(sql, now) < WINDOW;
  if (dispatch) markWoken(sql, job.id, now);
  // A job that runs at once or is paused needs no wake-up: the alarm is enough.
  if (dispatch || paused) context.soon();
  else context.wake();
  meta.noteWebhook(sql, input.type, now);
  return { jobId: job.id, duplicate: false, dispatch };
}

/**
 * Adds an event to the key's unfinished job, or makes a job. The job of a key that was just fetched
 * waits, so that a burst of events costs one fetch.
 */
export function enqueue(
  context: TenantContext,
  input: {
    key: string;
    flow: AcceptInput["flow"];
    type: string;
    lane: Lane | null;
    notBefore?: number;
    eventId?: string | null;
  },
): { job: jobs.JobRow; made: boolean } {
  const { sql } = context;
  const now = context.now();
  const latest = jobs.latestFor(sql, input.key);
  const known = keys.of(sql, input.key);
  const wanted = Math.max(latest?.wanted ?? 0, known?.wanted ?? 0) + 1;
  const fetched = latest?.fetched_at ?? known?.fetched_at ?? null;
  if (wanted === 1 && input.flow === "orders" && input.lane !== "back-fill") {
    hourly.count(sql, "order", now);
    if (input.type === "sweep") hourly.count(sql, "swept", now);
  }
  const open = latest !== null && jobs.isOpen(latest) ? latest : null;
  const due = Math.max(
    now,
    fetched === null ? now : fetched + context.deps.timings.coalesceMs,
    input.notBefore ?? 0,
  );
  const lane =
    input.lane ?? (wanted > 1 && journal.documents(sql, input.key).length > 0 ? "update" : "live");
  if (open !== null) {
    jobs.addEvent(sql, open, { type: input.type, wanted, id: input.eventId ?? null });
    // A person pinned older settings for the state that they saw; this event reports another one.
    pins.drop(sql, open.id);
    // The most urgent event decides the lane: an earlier sweep doesn't delay a live event.
    if (LANES.indexOf(lane) < LANES.indexOf(open.lane)) jobs.update(sql, open.id, { lane }, now);
    // A job that waits for a later check is due earlier when an event arrives.
    if (open.wait === "coalesce" && (open.due ?? 0) > due) jobs.update(sql, open.id, { due }, now);
    return { job: open, made: false };
  }
  const job = jobs.create(sql, {
    key: input.key,
    flow: input.flow,
    lane,
    type: input.type,
    due,
    now,
    wanted,
    fetchedAt: fetched,
    eventId: input.eventId ?? null,
  });
  const confirmed = previousConfirmation(latest);
  if (confirmed !== null) confirm(sql, job, confirmed);
  return { job, made: true };
}

/**
 * Schedules a verification of doubtful writes for the time when no sent request can take effect any
 * more: whether a document exists twice, and whether a late update overwrote a newer one. Writes
 * whose order was fetched after that time are noted as verified; a fetch before it proves nothing.
 */
export function verifyDoubts(context: TenantContext, job: jobs.JobRow): void {
  const { sql } = context;
  const now = context.now();
  const checkedAt = storedJson<string[]>(job.types).includes(VERIFY)
    ? (jobs.fetchedAt(sql, job.key) ?? 0)
    : 0;
  const verifiableFrom: number[] = [];
  const unverified = [
    ...journal.unverified(sql, job.key),
    ...(job.flow === "customers" ? journal.unverifiedCustomers(sql, job.key) : []),
  ];
  for (const { id, abort_at } of unverified) {
    const settledAt = (abort_at ?? now) + (context.deps.timings.settleMs.at(-1) ?? 0);
    if (checkedAt >= settledAt) journal.verified(sql, id, now);
    else verifiableFrom.push(settledAt);
  }
  if (verifiableFrom.length > 0)
    enqueue(context, {
      key: job.key,
      flow: job.flow,
      type: VERIFY,
      lane: "sweep",
      notBefore: Math.max(...verifiableFrom),
    });
}
