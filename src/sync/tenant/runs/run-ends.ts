/** How a run ends or is put down, with the progress that it carries, in one transaction each. */
import { DAY_BOOKED } from "../../../domain/ledger/day-book.ts";
import { HOUR_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type {
  PendingUpdates,
  ClaimRef,
  CompleteAnswer,
  CompleteInput,
  DoubtVerdict,
  ParkInput,
  SealedReport,
} from "../../contract/runs.ts";
import { applyUpdates } from "../claims/acquire.ts";
import * as claims from "../claims/claims.ts";
import { recheckIfOutdated } from "../claims/start-zone.ts";
import * as stops from "../claims/stops.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { resumeAfterDay } from "../intake/after-day.ts";
import { resumeAfterPayout } from "../intake/after-payout.ts";
import * as intake from "../intake/intake.ts";
import { mayWake, pickJobsToWake } from "../intake/pump.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import * as payloads from "../journal/payloads.ts";
import * as causes from "../monitoring/alert-causes.ts";
import * as meta from "../storage/meta.ts";
import { tryClaimInline } from "./claiming.ts";
import * as originals from "./originals.ts";
import { defined } from "../../../domain/platform/defined.ts";
import * as cache from "../storage/cache.ts";

/** The key of the flow that reads them. */
const LISTS_KEY = "lookups";
/** Lists younger than this count as new. */
const FRESH_MS = 5 * MINUTE_MS;

/** Has the lists read. False: they are new, were tried recently, or no flow reads them. */
function readListsAnew(context: TenantContext, now: number): boolean {
  const { sql } = context;
  if (
    meta.configuration(sql)?.settings.schedules.lookups === "never" ||
    meta.stoppedFlows(sql)[LISTS_KEY] !== undefined
  )
    return false;
  const oldest = Math.max(now - FRESH_MS, cache.staleSince(sql));
  if ((cache.readAt(sql) ?? -Infinity) > oldest) return false;
  const latest = jobs.latestFor(sql, LISTS_KEY);
  if (latest !== null && jobs.isOpen(latest)) return true;
  if (latest !== null && latest.updated_at > oldest) return false;
  intake.enqueue(context, { key: LISTS_KEY, flow: "lookups", type: "doubted", lane: "update" });
  return true;
}

/**
 * Records progress without ending the job. `reported`: the timeline of a run that was cut off,
 * stored whichever runner has the job now.
 */
export function record(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  doubt: { readonly opId: number; readonly verdict: DoubtVerdict } | null,
  reported?: SealedReport,
): { readonly fenced: boolean } {
  const job = applyUpdates(context, ref, updates);
  if (reported !== undefined && jobs.byId(context.sql, ref.jobId) !== null)
    payloads.add(context.sql, ref.jobId, reported, context.now());
  if (job !== null && doubt !== null)
    context.atomically(() => conclude(context, doubt.opId, doubt.verdict));
  return { fenced: job === null };
}

function conclude(context: TenantContext, opId: number, verdict: DoubtVerdict): void {
  const now = context.now();
  switch (verdict.kind) {
    case "found":
      journal.adopt(context.sql, opId, verdict.documentId, verdict.documentNumber, now);
      if (verdict.document !== null)
        journal.saveDocument(context.sql, verdict.document.key, verdict.document, now);
      return;
    case "absent":
      return journal.lookedUp(context.sql, opId);
    case "send-again":
      return journal.sendAgain(context.sql, opId, now);
    case "superseded":
      return journal.supersede(context.sql, opId, now);
  }
}

/** Ends the job, and hands the next due job to a runner that has time for it. */
export function complete(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  input: CompleteInput,
): CompleteAnswer {
  const job = applyUpdates(context, ref, updates);
  if (job === null) return { fenced: true, next: null };
  const ended = context.atomically((): CompleteAnswer => {
    const now = context.now();
    context.slots.left(job.id, input.sent);
    if (!putDown(context, job, input, now)) {
      claims.complete(context.sql, job, input, now, context.deps.timings);
      intake.verifyDoubts(context, job);
      recheckIfOutdated(context, job.key, input);
      if (job.flow === "days" && input.outcome === "booked")
        resumeAfterDay(context, job.key, DAY_BOOKED);
      if (job.flow === "payouts" && input.outcome === "booked") resumeAfterPayout(context, job.key);
    }
    context.wake();
    if (meta.pauseState(context.sql).paused) return { fenced: false, next: null };
    const room = Math.min(1, mayWake(context.sql, now, context.slots.pressed));
    return { fenced: false, next: pickJobsToWake(context.sql, now, room)[0] ?? null };
  });
  if (ended.next === null || input.takesNext !== true) return ended;
  const handed = tryClaimInline(context, ended.next);
  if (handed === null) return ended;
  return handed.kind === "run" ? { ...ended, claim: handed.claim } : { ...ended, next: null };
}

/** Puts the job down until it may continue. */
export function park(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  input: ParkInput,
): { readonly fenced: boolean } {
  const job = applyUpdates(context, ref, updates);
  if (job === null) return { fenced: true };
  return context.atomically(() => {
    const now = context.now();
    claims.park(context.sql, job, input, now);
    context.slots.left(job.id, input.sent);
    if (input.waitsFor !== undefined) {
      causes.jobWaits(context.sql, job, input.reasons, now);
      originals.waitForKey(context.sql, job.id, input.waitsFor, now);
    }
    if (input.capability !== null && input.wait === "pause")
      stops.closeCapability(
        context,
        input.capability.vendor,
        input.capability.capability,
        input.reasons[0] ?? reason("no-access", input.capability),
        now,
      );
    context.wake();
    return { fenced: false };
  });
}

/** Fallback for the wake-up that follows the reading. */
const NET_MS = HOUR_MS;

/**
 * The ledger's lists are read once a day, and earlier when a run ends for a reason that stale lists
 * may have caused. Such a run waits until they are read again: one reading for all that wait, at
 * most every five minutes, so that a run held for another cause isn't planned over and over. A
 * person's retry has them read whatever their age, as the person may have changed the ledger.
 *
 * Returns true if the job waits; it then goes on by itself.
 */
function putDown(
  context: TenantContext,
  job: jobs.JobRow,
  input: CompleteInput,
  now: number,
): boolean {
  if (input.listsMayBeStale !== true || !readListsAnew(context, now)) return false;
  const { timeline, people, head } = input;
  claims.park(
    context.sql,
    job,
    {
      wait: "key",
      dueMs: NET_MS,
      reasons: [reason("lookups-read-anew")],
      capability: null,
      countsAsTry: false,
      timeline,
      people,
      ...defined({ head }),
    },
    now,
  );
  originals.waitForKey(context.sql, job.id, LISTS_KEY, now);
  return true;
}
