/**
 * Who runs a job: claim, completion, parking. Synchronous: the caller makes each one transaction of
 * the object. Knows jobs, the journal, locks and the outbox, but nothing of tokens, slots or
 * vendors.
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

/** Gives the job to the caller, or says why not: it waits, runs elsewhere or is over. */
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
  const doubt = journal.unresolved(sql, job.id, job.key);
  const looks = doubt.map((operation) =>
    nextLookupAt(
      { kind: operation.kind, abortAt: operation.abort_at ?? now, lookups: operation.lookups },
      timings.settleMs,
    ),
  );
  const look = looks.length === 0 ? null : Math.min(...looks);
  if (look !== null && look > now) {
    for (const operation of doubt)
      if (operation.state === "sent") journal.setState(sql, operation.id, "in-doubt", now);
    const [first] = doubt;
    const vendor = first === undefined ? null : vendorWritten(first.kind);
    return wait(
      sql,
      job,
      { why: "in-doubt", due: look, reasons: [reason("outcome-unknown", { vendor })] },
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

/** Holds a job that repeatedly killed its runner; what it may have written is looked up later. */
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

/** Returns the job while this claim is its newest; `null` for a runner that is too late. */
export function holder(sql: SqlStorage, ref: ClaimRef): jobs.JobRow | null {
  const job = jobs.byId(sql, ref.jobId);
  return job !== null && job.status === "running" && job.claim === ref.claimNo ? job : null;
}

/**
 * Stores what the runner brings. A settlement is evidence whoever brings it, so even a late one
 * settles its attempt. Only the holder compares what was settled before: a late runner doesn't know
 * whether the document was written again since.
 */
export function storeUpdates(
  sql: SqlStorage,
  carried: PendingUpdates,
  job: jobs.JobRow | null,
  now: number,
): void {
  const settled = new Set<number>();
  for (const settlement of carried.settlements) {
    const { opId } = settlement;
    const renews = job !== null || settled.has(opId);
    const taken = journal.settle(sql, settlement, now, renews);
    if (taken) settled.add(opId);
    // Comparing a document again after it was done renews the same record.
    const same =
      !taken &&
      renews &&
      settlement.state === "compared" &&
      settlement.documentId !== null &&
      journal.byId(sql, opId)?.document_id === settlement.documentId;
    if ((taken || same) && settlement.document !== null)
      journal.saveDocument(sql, settlement.document.key, settlement.document, now);
    if (taken && settlement.link !== null) saveCustomerLink(sql, settlement.link, now);
  }
  if (job !== null)
    for (const document of carried.documents)
      journal.saveDocument(sql, job.key, document, now, job.settings_version);
  // Documents that exist in the ledger are recorded whoever holds the job now.
  if (carried.evidence !== undefined) evidence.save(sql, carried.evidence, now);
  if (job === null) return;
  const { key } = job;
  if (carried.label !== undefined) jobs.noteLearned(sql, job.id, { label: carried.label });
  if (carried.facts !== undefined)
    jobs.noteLearned(sql, job.id, { facts: JSON.stringify(carried.facts) });
  for (const [customerId, kind] of Object.entries(carried.kinds))
    links.correctKind(sql, customerId, kind, now);
  for (const customer of carried.customers ?? [])
    links.updateOtherLinks(sql, null, customer, false);
  for (const link of carried.links) saveCustomerLink(sql, link, now);
  const { company, ...lists } = carried.lists;
  if (company !== undefined) saveCompany(sql, company, now);
  cache.save(sql, lists, now);
  meta.remember(sql, carried.memory);
  // The job's own key is written with the job's end, which saves a row. If the run is lost, the
  // state is read again.
  for (const [known, state] of Object.entries(carried.knownState ?? {}))
    if (known === key) jobs.noteLearned(sql, job.id, { knownState: state });
    else keys.note(sql, known, { known_state: state });
  for (const patch of carried.products ?? []) products.save(sql, patch, now);
}

/** Brought with a call, and kept in memory until the row of the job is written. */
const ONLY_LEARNT: ReadonlySet<string> = new Set<keyof PendingUpdates>([
  "label",
  "facts",
  "knownState",
]);

const isEmpty = (brought: object): boolean => {
  for (const _ in brought) return false;
  return true;
};

/** False where `storeUpdates` writes nothing. What a newer runner brings counts as rows. */
export function hasUpdatesToStore(brought: PendingUpdates, job: jobs.JobRow | null): boolean {
  for (const [name, value] of Object.entries(brought))
    if (!ONLY_LEARNT.has(name) && value !== undefined && !isEmpty(value as object)) return true;
  return Object.keys(brought.knownState ?? {}).some((key) => key !== job?.key);
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

/** Ends a run. If news arrived meanwhile, the same job continues; otherwise it is over. */
export function complete(
  sql: SqlStorage,
  job: jobs.JobRow,
  input: CompleteInput,
  now: number,
  timings: Timings,
): void {
  const wanted = jobs.reportedCount(sql, job.key);
  const again = wanted > job.seen;
  const due = again
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
    // A run that planned nothing has no articles: the job keeps those of the previous run.
    ...(input.articles === undefined ? {} : { articles: input.articles.join("\n") }),
  };
  // Events from before this run are handled: a person's retry is for one run. A confirmation whose
  // order isn't booked stays.
  const types = remainingTypes(jobs.byId(sql, job.id) ?? job, input, again);
  const state = again
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
 * Releases the job; it continues at `due`. Locks stay while a write is in doubt. They also stay
 * where the next run reuses what was read under them (`reusesReads`: a wait for a rate slot): else
 * another job could create the customer that wasn't there.
 */
export function park(
  sql: SqlStorage,
  job: jobs.JobRow,
  input: ParkInput,
  now: number,
  reusesReads: boolean = input.wait === "rate",
): void {
  const doubtful = journal.unresolved(sql, job.id, job.key);
  for (const operation of doubtful)
    if (operation.state === "sent") journal.setState(sql, operation.id, "in-doubt", now);
  jobs.update(
    sql,
    job.id,
    {
      status: "waiting",
      wait: input.wait,
      due: isFreeAgain(sql, job.id, input) ? now : now + input.dueMs,
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
  if (doubtful.length === 0 && !reusesReads) locks.releaseAndWake(sql, job.id, now);
}

const FOR_LOCKS: readonly string[] = ["waiting-for-party", "waiting-for-same-sale"];

/** Whether a lock that the job was refused was freed before the job could be put down. */
const isFreeAgain = (sql: SqlStorage, jobId: string, { reasons }: ParkInput): boolean =>
  reasons.some(({ code }) => FOR_LOCKS.includes(code)) && !locks.isWaiting(sql, jobId);

/**
 * The key's job is over, however it came to that: whoever waits for it (a credit, for what it takes
 * back) looks again.
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

/** Wakes the waiting jobs of a flow that resumes: some at once, the rest by the alarm. */
export function unpauseFlow(sql: SqlStorage, flow: FlowName, now: number): void {
  resuming.begin(sql, { flow }, now);
}

/** Wakes the jobs that wait for a pause to end: all, or those of one capability. */
export function unpause(sql: SqlStorage, now: number): void {
  resuming.begin(sql, {}, now);
  for (const closed of all<{ vendor: string; capability: string }>(sql)`
    SELECT vendor, capability FROM capabilities`)
    causes.capabilityOpens(sql, closed.vendor, closed.capability, now);
  run(sql, "DELETE FROM capabilities");
}

export const reasonsOf = (job: jobs.JobRow): Reason[] => storedJson<Reason[]>(job.reasons);
