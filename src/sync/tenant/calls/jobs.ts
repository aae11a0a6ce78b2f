/** Jobs as people list and read them, and what they do with one. */
import type { HeldCause } from "../../../domain/jobs/held.ts";
import type { HeldPage, HeldTotal, JobPage } from "../../contract/index.ts";
import { bookPreviewed } from "../backfills/book-previewed.ts";
import { atomic } from "../context/served.ts";
import { heldGroups, heldTotal, openJobs } from "../views/attention.ts";
import { noteForecast, withForecasts } from "../views/forecasts.ts";
import { page } from "../views/job-list.ts";
import { peopleIn } from "../views/job-rows.ts";
import { byId } from "../jobs/jobs.ts";
import * as approvals from "../actions/approve.ts";
import * as jobActions from "../actions/job-actions.ts";
import { note, notesOf } from "../actions/notes.ts";
import { named, releasable, release, skipSeen } from "../actions/release.ts";
import * as manualLinks from "../actions/manual-links.ts";
import { timeline, timelines } from "../views/timelines.ts";
import { foundVouchers } from "../views/found-vouchers.ts";
import { readVendorErrorTexts } from "../views/vendor-error-texts.ts";
import { forgetViews, removeView, savedViews, saveView } from "../views/saved-views.ts";
import { notesBy } from "../views/skip-notes.ts";
import { findingsIn, openFindings } from "../reconciliation/order-findings.ts";
import { readPostings } from "../actions/read-postings.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** The comparison's own page has them all. */
const FINDINGS_SHOWN = 50;
/** Names are opened one by one. */
const MAX_PEOPLE = 500;

type AttentionQuery = {
  /** Those of one group; `null`: all. */
  readonly of?: HeldCause | null;
  readonly withPeople?: boolean;
  /** Includes jobs that wait for an approval. */
  readonly withApprovals?: boolean;
};

/** Jobs that a person should look at: those whose alert is open, the longest open first. */
async function attention(
  context: TenantContext,
  cursor: string | null,
  { of = null, withPeople = false, withApprovals = true }: AttentionQuery = {},
): Promise<JobPage> {
  const { noted, ...found } = openJobs(context.sql, cursor, of, withApprovals);
  const [words, notes, people] = await Promise.all([
    readVendorErrorTexts(context, found.jobs),
    notesOf(context, noted),
    withPeople ? peopleIn(context, found.jobs) : null,
  ]);
  const besides = findingsIn(
    context.sql,
    found.jobs.map(({ key }) => key),
  );
  const compares = found.jobs.some(({ flow }) => flow === "reconciliation");
  return {
    ...found,
    words,
    notes,
    ...(people === null ? {} : { people }),
    besides: Object.fromEntries(
      found.jobs.flatMap(({ id, key }) => {
        const findings = besides.get(key);
        return findings === undefined ? [] : [[id, findings] as const];
      }),
    ),
    ...(compares ? { found: openFindings(context.sql, FINDINGS_SHOWN) } : {}),
  };
}

/** Returns the persons of these jobs, by job; none where they are forgotten. */
const people = (context: TenantContext, jobIds: readonly string[]) =>
  peopleIn(
    context,
    jobIds.slice(0, MAX_PEOPLE).flatMap((id) => byId(context.sql, id) ?? []),
  );

/** The number of the job's order; `null` where it isn't known, or the job is about no order. */
function label({ sql }: TenantContext, jobId: string): string | null {
  const job = byId(sql, jobId);
  return job?.flow === "orders" ? job.label : null;
}

/** Returns what waits, by cause. */
const held = (context: TenantContext, query: Parameters<typeof heldGroups>[1]): HeldPage =>
  withForecasts(context, heldGroups(context.sql, query));

const total = ({ sql }: TenantContext): HeldTotal => heldTotal(sql);

export const jobs = {
  list: page,
  vouchers: foundVouchers,
  attention,
  held: atomic(held),
  total: atomic(total),
  noteForecast,
  releasable,
  named,
  people,
  release,
  approvals: approvals.waiting,
  approve: approvals.approve,
  note,
  timeline,
  /** Timelines of several jobs; the caller asks again for those that don't fit the answer. */
  timelines,
  label,
  skipNotes: notesBy,
  plannedWith: jobActions.plannedWith,
  retry: jobActions.retry,
  retryAsPlanned: jobActions.retryAsPlanned,
  act: jobActions.act,
  skip: jobActions.skip,
  skipSeen,
  wouldSkip: jobActions.wouldSkip,
  bookTried: bookPreviewed,
  readPostings,
  savedViews,
  saveView,
  removeView,
  forgetViews,
  link: manualLinks.link,
  unlink: manualLinks.unlink,
};
