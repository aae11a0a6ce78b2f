/**
 * Who runs a job: claim, completion, parking. Each function is synchronous, and the caller wraps it
 * in a transaction of the object. This module uses jobs, the journal, locks and the outbox, but no
 * tokens, slots or vendors.
 */
import {
  type FlowName,
  type Outcome,
  partOf,
  vendorWritten,
  type Wait,
} from "../../../domain/jobs/job.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { Timings } from "../../../env.ts";
import { nextLookupAt } from "../../doubt-policy.ts";
import type { PendingUpdates, ClaimRef, CompleteInput, ParkInput } from "../../contract/runs.ts";
import * as orderValues from "../counts/order-values.ts";
import { remainingTypes } from "../jobs/confirmed.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import * as ownedFields from "../journal/owned-fields.ts";
import * as payloads from "../journal/payloads.ts";
import * as links from "../links/links.ts";
import * as products from "../links/products.ts";
import * as evidence from "../journal/evidence.ts";
import * as causes from "../monitoring/alert-causes.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, run } from "../storage/sql.ts";
import { saveCompany } from "./company-name.ts";
import * as locks from "./locks.ts";
import * as resuming from "./resuming.ts";
import { NEWER_WAIT_MS, findUnknownValue } from "./newer-release.ts";

const MAX_FAILED_ATTEMPTS = 3;
const MAX_PLAN_FAILURES = 2;

type ClaimedJob = { readonly job: jobs.JobRow; readonly claimNo: number };

/**
 * Gives the job to the caller. `not`: why it can't be claimed, such as that it waits, runs
 * elsewhere or is over.
 */
export function takeClaim(
  sql: SqlStorage,
  id: string,
  now: number,
  timings: Timings,
): ClaimedJob | { readonly not: string } {
  const job = jobs.byId(sql, id);
  if (job === null) return { not: "unknown" };
  if (!jobs.isOpen(job)) return { not: "finished" };
  if (job.status === "running" && (job.lease_until ?? 0) > now) return { not: "running" };
  if (job.due !== null && job.due > now) return { not: "waiting" };
  const pause = meta.pauseState(sql);
  if (pause.paused)
    return wait(sql, job, { why: "pause", due: null, reasons: [reason("tenant-paused")] }, now);
  const unknown = findUnknownValue(sql, job);
  if (unknown !== null)
    return wait(
      sql,
      job,
      {
        why: "back-off",
        due: now + NEWER_WAIT_MS,
        reasons: [reason("needs-newer-release", { what: unknown })],
      },
      now,
    );
  if (meta.stoppedFlows(sql)[partOf(job.flow)] !== undefined)
    return wait(
      sql,
      job,
      { why: "pause", due: null, reasons: [reason("flow-paused", { flow: partOf(job.flow) })] },
      now,
    );
  if (job.failed_attempts >= MAX_FAILED_ATTEMPTS)
    return giveUp(sql, job, reason("poison", { claims: job.failed_attempts }), now);
  if (job.plan_failures >= MAX_PLAN_FAILURES) return giveUp(sql, job, reason("planning-died"), now);
  const unresolved = journal.unresolved(sql, job.id, job.key);
  const lookups = unresolved.map((operation) =>
    nextLookupAt(
      { kind: operation.kind, abortAt: operation.abort_at ?? now, lookups: operation.lookups },
      timings.settleMs,
    ),
  );
  const nextLookup = lookups.length === 0 ? null : Math.min(...lookups);
  if (nextLookup !== null && nextLookup > now) {
    for (const operation of unresolved)
      if (operation.state === "sent") journal.setState(sql, operation.id, "in-doubt", now);
    const [first] = unresolved;
    const vendor = first === undefined ? null : vendorWritten(first.kind);
    return wait(
      sql,
      job,
      { why: "in-doubt", due: nextLookup, reasons: [reason("outcome-unknown", { vendor })] },
      now,
    );
  }
  const claimNo = job.claim + 1;
  jobs.update(
    sql,
    job.id,
    {
      status: "running",
      wait: null,
      woken_at: null,
      claim: claimNo,
      lease_until: now + timings.leaseMs,
      failed_attempts: job.failed_attempts + 1,
      seen: jobs.reportedCount(sql, job.key),
      types_given: storedJson<string[]>(job.types).length,
      fetched_at: now,
    },
    now,
  );
  return { job, claimNo };
}

function wait(
  sql: SqlStorage,
  job: jobs.JobRow,
  { why, due, reasons }: { why: Wait; due: number | null; reasons: Reason[] },
  now: number,
): { not: string } {
  const outcome: Outcome | null = why === "in-doubt" ? "in-doubt" : job.outcome;
  jobs.update(
    sql,
    job.id,
    {
      status: "waiting",
      wait: why,
      due,
      lease_until: null,
      outcome,
      reasons: JSON.stringify(reasons),
      woken_at: null,
    },
    now,
  );
  if (why === "in-doubt") causes.jobInDoubt(sql, job, reasons, now);
  return { not: why };
}

/**
 * Puts a job on hold that repeatedly killed its runner. Writes that it may have made are looked up
 * later.
 */
function giveUp(sql: SqlStorage, job: jobs.JobRow, why: Reason, now: number): { not: string } {
  jobs.update(
    sql,
    job.id,
    {
      status: "dead",
      outcome: "held",
      wait: null,
      due: null,
      lease_until: null,
      reasons: JSON.stringify([why]),
    },
    now,
  );
  locks.releaseAndWake(sql, job.id, now);
  wake(sql, job.key, now);
  causes.jobNeedsPerson(sql, job, why, now);
  return { not: "dead" };
}

/** Returns the job; `null` if this claim isn't its newest any more, or its run has ended. */
export function holder(sql: SqlStorage, ref: ClaimRef): jobs.JobRow | null {
  const job = jobs.byId(sql, ref.jobId);
  return job !== null && job.status === "running" && job.claim === ref.claimNo ? job : null;
}

/**
 * Stores the updates that a runner's call carries. A settlement is evidence even from a runner
 * whose claim is lost (`job` is `null`), so it settles its attempt in any case. Only the claim's
 * holder updates the record of a write that was settled before: a late runner doesn't know whether
 * the document was written again since.
 */
export function storeUpdates(
  sql: SqlStorage,
  updates: PendingUpdates,
  job: jobs.JobRow | null,
  now: number,
): void {
  const settled = new Set<number>();
  for (const settlement of updates.settlements) {
    const { opId } = settlement;
    const renews = job !== null || settled.has(opId);
    const wasRecorded = journal.settle(sql, settlement, now, renews);
    if (wasRecorded) settled.add(opId);
    // The write was compared before. A second comparison updates the same document's record.
    const isRepeatedComparison =
      !wasRecorded &&
      renews &&
      settlement.state === "compared" &&
      settlement.documentId !== null &&
      journal.byId(sql, opId)?.document_id === settlement.documentId;
    if ((wasRecorded || isRepeatedComparison) && settlement.document !== null)
      journal.saveDocument(sql, settlement.document.key, settlement.document, now);
    if (wasRecorded && settlement.link !== null) saveCustomerLink(sql, settlement.link, now);
  }
  if (job !== null)
    for (const document of updates.documents)
      journal.saveDocument(sql, job.key, document, now, job.settings_version);
  // VAT evidence of documents that exist in the ledger is stored whoever holds the job now.
  if (updates.evidence !== undefined) evidence.save(sql, updates.evidence, now);
  if (job === null) return;
  const { key: ownKey } = job;
  if (updates.label !== undefined) jobs.noteLearned(sql, job.id, { label: updates.label });
  if (updates.facts !== undefined)
    jobs.noteLearned(sql, job.id, { facts: JSON.stringify(updates.facts) });
  for (const [customerId, kind] of Object.entries(updates.kinds))
    links.correctKind(sql, customerId, kind, now);
  for (const customer of updates.customers ?? [])
    links.updateOtherLinks(sql, null, customer, false);
  for (const link of updates.links) saveCustomerLink(sql, link, now);
  const { company, ...lists } = updates.lists;
  if (company !== undefined) saveCompany(sql, company, now);
  cache.save(sql, lists, now);
  meta.remember(sql, updates.memory);
  // The state of the job's own key is written with the job's end, which saves a row. If the run is
  // lost, the state is read again.
  for (const [key, state] of Object.entries(updates.knownState ?? {}))
    if (key === ownKey) jobs.noteLearned(sql, job.id, { knownState: state });
    else keys.note(sql, key, { known_state: state });
  for (const patch of updates.products ?? []) products.save(sql, patch, now);
}

/** Updates that are kept in memory until the row of the job is written. */
const KEPT_IN_MEMORY: ReadonlySet<string> = new Set<keyof PendingUpdates>([
  "label",
  "facts",
  "knownState",
]);

const isEmpty = (update: object): boolean => {
  for (const _ in update) return false;
  return true;
};

/**
 * False if `storeUpdates` would write no row. An update of an unknown name, from a newer runner,
 * counts as one that is written.
 */
export function hasUpdatesToStore(updates: PendingUpdates, job: jobs.JobRow | null): boolean {
  for (const [name, value] of Object.entries(updates))
    if (!KEPT_IN_MEMORY.has(name) && value !== undefined && !isEmpty(value as object)) return true;
  return Object.keys(updates.knownState ?? {}).some((key) => key !== job?.key);
}

function saveCustomerLink(
  sql: SqlStorage,
  { source, link, owned, written }: PendingUpdates["links"][number],
  now: number,
): void {
  links.saveCustomer(sql, source, link, now);
  links.updateOtherLinks(sql, source, link.customer, written === true);
  if (owned !== undefined && owned !== null) ownedFields.save(sql, link.customer.id, owned);
}

/** Ends a run. If its key was reported again meanwhile, the job runs once more; else it is over. */
export function complete(
  sql: SqlStorage,
  job: jobs.JobRow,
  input: CompleteInput,
  now: number,
  timings: Timings,
): void {
  const runsAgain = jobs.reportedCount(sql, job.key) > job.seen;
  const due = runsAgain
    ? Math.max(now, (jobs.fetchedAt(sql, job.key) ?? now) + timings.coalesceMs)
    : null;
  const finished = {
    outcome: input.outcome,
    reasons: JSON.stringify(input.reasons),
    label: input.label ?? jobs.byId(sql, job.id)?.label ?? null,
    figures: input.figures === null ? job.figures : JSON.stringify(input.figures),
    changes: input.changes === undefined ? null : JSON.stringify(input.changes),
    lease_until: null,
    failed_attempts: 0,
    plan_failures: 0,
    tries: 0,
    capability: null,
    // A run that planned nothing names no articles: the job keeps those of the previous run.
    ...(input.articles === undefined ? {} : { articles: input.articles.join("\n") }),
  };
  // The run has handled all events from before it, so a person's retry applies to one run. A
  // confirmation stays while its order isn't booked.
  const types = remainingTypes(jobs.byId(sql, job.id) ?? job, input, runsAgain);
  const state = runsAgain
    ? ({ status: "waiting", wait: "coalesce", due } as const)
    : ({ status: "done", wait: null, due: null } as const);
  jobs.update(sql, job.id, { ...finished, ...state, types }, now);
  if (input.timeline !== null)
    payloads.add(sql, job.id, { ...input, timeline: input.timeline }, now);
  if (input.values !== undefined) orderValues.save(sql, job.key, input.values);
  locks.clearWaiting(sql, job.id);
  locks.releaseAndWake(sql, job.id, now);
  wake(sql, job.key, now);
  causes.jobEnded(sql, job, input.outcome, input.reasons, now);
}

/**
 * Releases the job until it is due again. Its locks stay while a write is in doubt. They also stay
 * if the next run reuses this run's reads (`reusesReads`: it waits for a rate slot): else another
 * job could create the customer that these reads didn't find.
 */
export function park(
  sql: SqlStorage,
  job: jobs.JobRow,
  input: ParkInput,
  now: number,
  reusesReads: boolean = input.wait === "rate",
): void {
  const unresolved = journal.unresolved(sql, job.id, job.key);
  for (const operation of unresolved)
    if (operation.state === "sent") journal.setState(sql, operation.id, "in-doubt", now);
  jobs.update(
    sql,
    job.id,
    {
      status: "waiting",
      wait: input.wait,
      due: wasLockReleased(sql, job.id, input) ? now : now + input.dueMs,
      lease_until: null,
      failed_attempts: 0,
      plan_failures: 0,
      tries: job.tries + (input.countsAsTry ? 1 : 0),
      reasons: JSON.stringify(input.reasons),
      outcome: input.wait === "in-doubt" ? "in-doubt" : job.outcome,
      capability:
        input.capability === null
          ? null
          : `${input.capability.vendor} ${input.capability.capability}`,
    },
    now,
  );
  if (input.timeline !== null)
    payloads.add(sql, job.id, { ...input, timeline: input.timeline }, now);
  if (input.wait === "in-doubt") causes.jobInDoubt(sql, job, input.reasons, now);
  if (unresolved.length === 0 && !reusesReads) locks.releaseAndWake(sql, job.id, now);
}

const LOCK_REASONS: readonly string[] = ["waiting-for-party", "waiting-for-same-sale"];

/** Whether the lock that the job was refused was released before the job was parked. */
const wasLockReleased = (sql: SqlStorage, jobId: string, { reasons }: ParkInput): boolean =>
  reasons.some(({ code }) => LOCK_REASONS.includes(code)) && !locks.isWaiting(sql, jobId);

/**
 * Wakes the jobs that wait for this key's job, which is over, with any outcome. A credit, for
 * example, waits for the order that it credits.
 */
export function wake(sql: SqlStorage, key: string, now: number): void {
  if (!locks.hasWaiting(sql)) return;
  const waiting = all<{ job_id: string }>(sql)`SELECT job_id FROM waiting WHERE key = ${key}`;
  for (const { job_id } of waiting) {
    const job = jobs.byId(sql, job_id);
    if (job?.status === "waiting" && job.wait === "key")
      jobs.update(sql, job_id, { due: now }, now);
  }
  if (waiting.length > 0) run(sql)`DELETE FROM waiting WHERE key = ${key}`;
}

/** Wakes the waiting jobs of a flow that resumes: the first ones now, the alarm wakes the rest. */
export function unpauseFlow(sql: SqlStorage, flow: FlowName, now: number): void {
  resuming.begin(sql, { flow }, now);
}

/** Reopens all closed capabilities, and wakes all jobs that wait for a pause to end. */
export function unpause(sql: SqlStorage, now: number): void {
  resuming.begin(sql, {}, now);
  for (const closed of all<{ vendor: string; capability: string }>(sql)`
    SELECT vendor, capability FROM capabilities`)
    causes.capabilityOpens(sql, closed.vendor, closed.capability, now);
  run(sql, "DELETE FROM capabilities");
}

export const reasonsOf = (job: jobs.JobRow): Reason[] => storedJson<Reason[]>(job.reasons);
