/** People's actions on the tenant's jobs: retry, other acts, skip. */
import { type RequestedAction, answersOf, RETRY } from "../../../domain/jobs/requested-actions.ts";
import { canUseOlderSettings, type JobStatus } from "../../../domain/jobs/job.ts";
import { DAY_BOOKED_MANUALLY, isByDay } from "../../../domain/ledger/day-book.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { asPlanned } from "../../../settings/versions/as-planned.ts";
import { message } from "../../../messages/message.ts";
import type { Sealed } from "../../contract/runs.ts";
import type { CallResult, SkipPreview } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import {
  withoutRefundedElsewhere,
  withRefundedElsewhere,
} from "../../../flows/orders/decision/refunded-elsewhere.ts";
import { RECURRING_WORKS } from "../../recurring-works.ts";
import { mayBeDueToStaleLists } from "../../stale-lists.ts";
import { release } from "../backfills/take-backs.ts";
import * as cache from "../storage/cache.ts";
import { resumeAfterDay } from "../intake/after-day.ts";
import * as intake from "../intake/intake.ts";
import * as manualDays from "../days/manual-days.ts";
import * as manualPayouts from "../payouts/left-to-person.ts";
import * as causes from "../monitoring/alert-causes.ts";
import * as claims from "../claims/claims.ts";
import * as locks from "../claims/locks.ts";
import * as products from "../links/products.ts";
import * as manualStarts from "../jobs/manual-starts.ts";
import { confirm, fetchedMark } from "../jobs/confirmed.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import * as meta from "../storage/meta.ts";
import * as payloads from "../journal/payloads.ts";
import { personEntry } from "../journal/person-entry.ts";
import * as pins from "../jobs/pins.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { isWaitingForDayClose } from "../../../flows/orders/shared/case.ts";

const RETRIABLE: readonly JobStatus[] = ["done", "dead", "waiting", "queued"];

const newest = (sql: SqlStorage, { key }: jobs.JobRow): jobs.JobRow | null =>
  jobs.openFor(sql, key) ?? jobs.latestFor(sql, key);

/** The job that a person acted on, the newest one of its thing, and the entry that says so. */
type NewestJob = {
  readonly pressed: jobs.JobRow;
  readonly job: jobs.JobRow;
  readonly reported: Sealed;
};

/**
 * Applies a person's decision to the newest job of the thing, whichever job's page it was made on,
 * and records it there. `null`: no such job. The callback must not await: the job is as it is now.
 */
export async function onNewestJob(
  context: TenantContext,
  jobId: string,
  title: string,
  detail: Readonly<Record<string, string>>,
): Promise<NewestJob | null> {
  for (;;) {
    const before = jobs.byId(context.sql, jobId);
    if (before === null) return null;
    const { id } = newest(context.sql, before) ?? before;
    const reported = await personEntry(context, id, title, detail);
    const pressed = jobs.byId(context.sql, jobId);
    if (pressed === null) return null;
    const job = newest(context.sql, pressed) ?? pressed;
    // A newer one may have come while it was sealed.
    if (job.id === id) return { pressed, job, reported };
  }
}

/** Returns the settings version that a job was last planned with; `null`: none. */
export function plannedWith(
  { sql }: TenantContext,
  jobId: string,
): CallResult<{ version: number | null }> {
  const job = jobs.byId(sql, jobId);
  if (job === null) return unknown;
  return { ok: true, version: canUseOlderSettings(job) ? job.settings_version : null };
}

const unknown = refusal("not-found", message("refusals.noSuchJob"));

const changedSince = refusal("changed-since", message("refusals.changedSince"));

type Retried = CallResult<{ dispatch: boolean; jobId: string }>;

/**
 * Retries with the newest settings. `jobId` of the answer: the job that runs. `seen`: its last
 * change as shown; a later change refuses the retry. `shown`: the mark of its order's dry run;
 * without one, what its last run found counts as shown.
 */
export async function retry(
  context: TenantContext,
  jobId: string,
  actor: string,
  seen: number | null = null,
  shown: string | null = null,
): Promise<Retried> {
  const found = await onNewestJob(context, jobId, "retry", { actor, settings: "newest" });
  if (found === null) return unknown;
  if (!isAsSeen(found, jobId, seen)) return changedSince;
  return context.atomically(() =>
    rerunJob(context, found, null, [RETRY], bound(found, seen, shown)),
  );
}

/** A job without a shown preview isn't bound; of a day's voucher only the dry run shows amounts. */
const bound = (
  { job }: { readonly job: jobs.JobRow },
  seen: number | null,
  shown: string | null,
): string | null =>
  seen === null || (job.flow !== "orders" && job.flow !== "days")
    ? null
    : (shown ?? fetchedMark(job));

const isAsSeen = ({ job }: { job: jobs.JobRow }, jobId: string, seen: number | null): boolean =>
  seen === null || (job.id === jobId && job.updated_at === seen);

/** Retries with the version that it was planned with (pins.ts). `seen`, `shown`: as in `retry`. */
export async function retryAsPlanned(
  context: TenantContext,
  jobId: string,
  actor: string,
  pinned: pins.Pinned,
  seen: number | null = null,
  shown: string | null = null,
): Promise<Retried> {
  const found = await onNewestJob(context, jobId, "retry", {
    actor,
    settings: "planned",
    version: String(pinned.version),
  });
  if (found === null) return unknown;
  const { pressed, job } = found;
  if (!isAsSeen(found, jobId, seen)) return changedSince;
  if (!canUseOlderSettings(pressed) || pressed.settings_version !== pinned.version)
    return refusal("planned-otherwise", message("refusals.plannedOtherwise"));
  if (job.id !== pressed.id && jobs.isOpen(job))
    return refusal("newer-look", message("refusals.newerLook"));
  const configuration = meta.configuration(context.sql);
  if (configuration !== null && asPlanned(pinned.settings, configuration.settings) === null)
    return refusal(
      "settings-apart",
      message("refusals.versionAgainstStock", { version: pinned.version }),
    );
  return context.atomically(() =>
    rerunJob(context, found, pinned, [RETRY], bound(found, seen, shown)),
  );
}

/**
 * Another act than a retry. What an act lets the run do stands with the flow; a book-again may all
 * that a retry may. `seen`, `shown`: as of `retry`.
 */
export async function act(
  context: TenantContext,
  jobId: string,
  wanted: RequestedAction,
  actor: string,
  seen: number | null = null,
  shown: string | null = null,
): Promise<Retried> {
  const found = await onNewestJob(context, jobId, wanted, { actor });
  if (found === null) return unknown;
  if (!isAsSeen(found, jobId, seen)) return changedSince;
  const { job } = found;
  const isOrder = job.flow === "orders";
  if (wanted === "book-again" && !isOrder)
    return refusal("not-an-order", message("refusals.onlyOrderBookedAgain"));
  if (wanted === "undo-skip" && !isSkipped(job))
    return refusal("not-skipped", message("refusals.notSkipped"));
  // For anything but an order a resync is a retry: it reads the other side again.
  const types = wanted === "book-again" || !isOrder ? [wanted, RETRY] : [wanted];
  return context.atomically(() => rerunJob(context, found, null, types, bound(found, seen, shown)));
}

const isSkipped = (job: jobs.JobRow): boolean =>
  job.status === "done" &&
  job.outcome === "skipped" &&
  claims.reasonsOf(job)[0]?.code === "skipped-by-person";

/**
 * Lets the job go: `types` say what its run may do because a person asks. `mark`: of what the
 * person confirmed of the order, which is booked so or not at all; `null`: nothing was shown.
 */
export function rerunJob(
  context: TenantContext,
  { pressed, job, reported }: NewestJob,
  pinned: pins.Pinned | null,
  types: readonly string[] = [RETRY],
  mark: string | null = null,
): Retried {
  const { sql } = context;
  const now = context.now();
  // A newer unfinished job of the same key serves as the retry.
  const underWay = job.id !== pressed.id && jobs.isOpen(job);
  if (!underWay && !RETRIABLE.includes(job.status))
    return refusal("running", message("refusals.jobRunning"));
  if (!underWay && job.wait === "in-doubt")
    return refusal("in-doubt", message("refusals.retryInDoubt"));
  if (!underWay && pinned === null && job.flow === "stock" && job.changes !== null)
    return besides(context, job, types, reported);
  jobs.countReport(sql, job.key);
  // What was skipped has the reasons for which it was held.
  const outcome = isSkipped(job) ? "held" : job.outcome;
  if (mayBeDueToStaleLists({ outcome, reasons: claims.reasonsOf(job) })) cache.markStale(sql, now);
  if (isSkipped(job))
    for (const document of withoutRefundedElsewhere(journal.documents(sql, job.key)))
      saveNoted(sql, job.key, document, now);
  if (job.flow === "days") manualDays.reopenDay(sql, job.key);
  if (job.flow === "payouts") manualPayouts.reopenPayout(sql, job.key);
  if (RECURRING_WORKS.some(({ key }) => key === job.key))
    manualStarts.note(sql, job.key, job.id, now);
  payloads.add(sql, job.id, { timeline: reported, people: [] }, now);
  if (types.includes(RETRY)) release(sql, job.key);
  const implied = types.includes(RETRY)
    ? answersOf({ outcome: job.outcome, reasons: claims.reasonsOf(job) })
    : [];
  for (const type of [...types, ...implied]) jobs.addType(sql, jobs.byId(sql, job.id) ?? job, type);
  if (mark !== null || !jobs.isOpen(job)) confirm(sql, jobs.byId(sql, job.id) ?? job, mark);
  if (pinned === null) pins.drop(sql, job.id);
  if (underWay) return { ok: true, dispatch: false, jobId: job.id };
  jobs.update(
    sql,
    job.id,
    {
      status: "queued",
      wait: null,
      due: now,
      woken_at: now,
      failed_attempts: 0,
      plan_failures: 0,
      tries: 0,
    },
    now,
  );
  if (pinned !== null) pins.pin(sql, job.id, pinned);
  context.wake();
  return { ok: true, dispatch: true, jobId: job.id };
}

/** A run of stock that changed something stays listed with its changes: the next is its own job. */
function besides(
  context: TenantContext,
  { key, flow }: jobs.JobRow,
  types: readonly string[],
  reported: Sealed,
): Retried {
  const { sql } = context;
  const [type = RETRY] = types;
  const { job } = intake.enqueue(context, { key, flow, type, lane: "update" });
  manualStarts.note(sql, key, job.id, context.now());
  payloads.add(sql, job.id, { timeline: reported, people: [] }, context.now());
  for (const one of types) jobs.addType(sql, jobs.byId(sql, job.id) ?? job, one);
  context.wake();
  return { ok: true, dispatch: true, jobId: job.id };
}

/** Returns what skipping each existing job would do; changes nothing. */
export const wouldSkip = (context: TenantContext, ids: readonly string[]): readonly SkipPreview[] =>
  ids.slice(0, MAX_SKIPPED).flatMap((id) => {
    const pressed = jobs.byId(context.sql, id);
    if (pressed === null) return [];
    const job = newest(context.sql, pressed) ?? pressed;
    const stops = unskippable(context, job);
    const documents = remainingOf(context, job).map((document) => ({
      role: document.role,
      number: numberOf(document),
      ...(isWaitingForDayClose(document) ? { day: document.member?.day ?? "" } : {}),
    }));
    return [{ job: jobView(context.sql, job), stops: stops?.message ?? null, documents }];
  });

/** Jobs per request, at most. */
const MAX_SKIPPED = 100;

/** Why it can't be skipped now; `null`: it can. */
function unskippable({ sql }: TenantContext, job: jobs.JobRow) {
  if (job.status === "running") return refusal("running", message("refusals.jobRunning"));
  return journal.unresolved(sql, job.id, job.key).length > 0
    ? refusal("in-doubt", message("refusals.skipInDoubt"))
    : null;
}

/** A share of a day is in the ledger under the number of its day's voucher. */
const numberOf = ({ number, id, member }: DocumentRecord): string => member?.booked ?? number ?? id;

/** Returns its documents that stay: neither deleted in the ledger nor waiting for their day. */
function remainingOf({ sql }: TenantContext, job: jobs.JobRow) {
  const deleted = new Set(
    claims
      .reasonsOf(job)
      .flatMap(({ code, params }) =>
        code === "document-gone" || code === "document-gone-with-others"
          ? [params["document"]]
          : [],
      ),
  );
  return (
    journal
      .documents(sql, job.key)
      .filter(
        (document) => document.state === "live" && !deleted.has(document.number ?? document.id),
      )
      // A share that left its day is in no voucher.
      .filter(({ id, member }) => !isByDay(id) || member !== undefined)
  );
}

/** Its share of a day stays as it is. */
const saveNoted = (
  sql: SqlStorage,
  key: string,
  { member: _share, ...document }: DocumentRecord,
  now: number,
): void => journal.saveDocument(sql, key, document, now);

/**
 * Ends a job because a person says so. Tells which of our documents remain in the ledger: from now
 * on they are that person's to care for. `seen`: as of `retry`.
 */
export async function skip(
  context: TenantContext,
  jobId: string,
  actor: string,
  note: string,
  seen: number | null = null,
): Promise<CallResult<{ jobId: string }>> {
  const found = await onNewestJob(context, jobId, "skip", { actor, note });
  if (found === null) return unknown;
  if (!isAsSeen(found, jobId, seen)) return changedSince;
  const { job, reported } = found;
  const { sql } = context;
  const now = context.now();
  const stops = unskippable(context, job);
  if (stops !== null) return stops;
  const remaining = remainingOf(context, job);
  const numbers = remaining.filter((document) => !isWaitingForDayClose(document)).map(numberOf);
  const why = reason("skipped-by-person", {
    actor,
    documents: [...new Set(numbers)].join(", ") || null,
  });
  return context.atomically(() => {
    jobs.update(
      sql,
      job.id,
      {
        status: "done",
        outcome: "skipped",
        wait: null,
        due: null,
        reasons: JSON.stringify([why, ...claims.reasonsOf(job)]),
      },
      now,
    );
    payloads.add(sql, job.id, { timeline: reported, people: [] }, now);
    locks.releaseAndWake(sql, job.id, now);
    claims.wake(sql, job.key, now);
    journal.acceptDifferences(sql, job.key);
    causes.skipped(sql, job, now);
    const said = withRefundedElsewhere(journal.documents(sql, job.key), claims.reasonsOf(job));
    if (said !== null) saveNoted(sql, job.key, said, now);
    if (job.flow === "products") products.leaveToPerson(sql, job.key);
    if (job.flow === "payouts") manualPayouts.leavePayoutToPerson(sql, job.key, now);
    if (job.flow === "days") {
      manualDays.leaveDayToPerson(sql, job.key, now);
      resumeAfterDay(context, job.key, DAY_BOOKED_MANUALLY);
    }
    context.wake();
    return { ok: true, jobId: job.id };
  });
}
