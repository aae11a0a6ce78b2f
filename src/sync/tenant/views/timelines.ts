/** Timelines of jobs: of one, or of several in one call, for a page with a list of them. */
import { currentDocuments, daysLeftBeforeClose, pastDocuments } from "../../document-views.ts";
import { documentReadings, currentFindings } from "../../document-readings.ts";
import type { JobTimeline } from "../../contract/index.ts";
import { reasonsOf } from "../claims/claims.ts";
import { dayShares } from "../days/day-views.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { payoutPaidAmounts, openInvoices } from "../journal/invoiced.ts";
import * as journal from "../journal/journal.ts";
import { view as operationView } from "../journal/operation-row.ts";
import { findingsOf } from "../reconciliation/order-findings.ts";
import * as originals from "../runs/originals.ts";
import { opener, openTimelines, plannedBefore } from "./open-timelines.ts";
import { noted, notesIn } from "./skip-notes.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** What happened to one job; `null`: no such job. */
export async function timeline(context: TenantContext, jobId: string): Promise<JobTimeline | null> {
  const { sql } = context;
  const job = jobs.byId(sql, jobId);
  if (job === null) return null;
  const keyring = await context.deps.keyring();
  const open = opener(context.tenantId(), keyring);
  const rows = journal.forJob(sql, jobId, job.key);
  const operations = await Promise.all(
    rows.map(async (row) =>
      operationView(
        row,
        row.request === null || row.request_key === null
          ? null
          : await open(row.job_id)({ keyId: row.request_key, bytes: new Uint8Array(row.request) }),
      ),
    ),
  );
  const entries = await openTimelines(context, jobId, open);
  const order = job.flow === "orders";
  const newest = jobs.latestFor(sql, job.key) ?? job;
  const run = { reasons: reasonsOf(newest), at: newest.updated_at };
  const found = order ? currentFindings(findingsOf(sql, job.key), run) : [];
  const records = order ? journal.documents(sql, job.key) : [];
  const documents = currentDocuments(records);
  const isPaidOut = Object.keys(payoutPaidAmounts(sql, records)).length > 0;
  const paidOut = isPaidOut ? openInvoices(sql, [job.key]).get(job.key) : undefined;
  const earlier = order ? await plannedBefore(context, job, rows) : [];
  return {
    job: noted(jobView(sql, job), notesIn(entries).at(-1)?.note),
    operations,
    timeline: entries,
    ...(earlier.length === 0 ? {} : { earlier }),
    documents,
    ...(order
      ? {
          readings: documentReadings(documents, found, run),
          past: pastDocuments(records),
          creditedByOthers: originals.creditedByOthers(sql, job.key),
          ...(paidOut === undefined || paidOut.paidOut.length === 0 ? {} : { paidOut }),
        }
      : {}),
    ...(order
      ? { days: dayShares(sql, job.key, run.reasons), leftDays: daysLeftBeforeClose(records) }
      : {}),
    missing: found.some(({ finding }) => finding === "missing"),
    ...(order ? { found } : {}),
  };
}

/** Limits of one answer: how many are opened, and how much text is held. */
const MAX = 50;
const MAX_TEXT = 8_000_000;

/**
 * Returns the timelines of the first jobs, in order, at least one; the caller asks again for the
 * rest. `null`: no such job. The size shows only once one is open, so they are opened one after the
 * other.
 */
export async function timelines(
  context: TenantContext,
  jobIds: readonly string[],
): Promise<readonly (JobTimeline | null)[]> {
  const told: (JobTimeline | null)[] = [];
  let text = 0;
  for (const jobId of jobIds.slice(0, MAX)) {
    const one = await timeline(context, jobId);
    text += JSON.stringify(one).length;
    if (told.length > 0 && text > MAX_TEXT) break;
    told.push(one);
  }
  return told;
}
