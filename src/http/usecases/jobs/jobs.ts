/** A tenant's jobs, as its object has them, and what a person can do with one. */
import type { HeldCause } from "../../../domain/jobs/held.ts";
import type { ListedPerson } from "../../../domain/jobs/listed.ts";
import { ok } from "../../../domain/result.ts";
import { type Message, message } from "../../../messages/message.ts";
import { heldValue, skippedValue } from "../../../store/audit-values.ts";
import { jobNamed } from "./job-name.ts";
import type {
  HeldPage,
  HeldTotal,
  JobPage,
  JobQuery,
  JobTimeline,
  JobVersion,
  ReleaseResult,
  SkipPreview,
} from "../../../sync/contract/index.ts";
import type { Actor, TenantRequest } from "../../deps.ts";
import { mayOn } from "../../auth/rights.ts";
import { audited, recorded, writeAct } from "../audited.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { type Answer, requireExisting, reject, toResult } from "../refusal.ts";

export function listJobs(asking: TenantRequest, query: JobQuery): Answer<JobPage> {
  const { actor, tenantId } = asking;
  const allowed = limitToRights(actor, tenantId, query);
  return onTenant(asking, (tenant) => tenant.jobs.list(tenantId, allowed));
}

/**
 * Limits the query to what this person may see: without the right to see customers it doesn't find
 * them either.
 */
export const limitToRights = (actor: Actor, tenantId: string, query: JobQuery): JobQuery =>
  mayOn(actor, "see-customers", tenantId) ? query : { ...query, withoutPeople: true };

export const jobTimeline = (asking: TenantRequest, jobId: string): Answer<JobTimeline> =>
  requireExisting(
    onTenant(asking, (tenant) => tenant.jobs.timeline(asking.tenantId, jobId)),
    reject(404, "unknown-job", message("refusals.noSuchJob")),
  );

/** Ends a job by a person's decision. The note stays with the job, not in the audit log. */
export const skipJob = (
  asking: TenantRequest,
  jobId: string,
  note: string,
): Answer<{ readonly jobId?: string }> =>
  recorded(
    asking,
    async () => {
      const after = skippedValue(await jobNamed(asking, jobId), jobId);
      return { asked: { action: "job.skip", after }, done: { action: "job.skipped", after } };
    },
    (tenant) => tenant.jobs.skip(asking.tenantId, jobId, asking.actor.name, note),
  );

type OpenQuery = {
  readonly cursor: string | null;
  readonly of?: HeldCause | null;
  readonly withPeople?: boolean;
  readonly approvals?: boolean;
};

/**
 * Returns jobs that a person should look at, longest open first; `of`: those of one group. Persons
 * are included for those who may see them. `approvals`: includes jobs that wait for one.
 */
export function openJobs(
  asking: TenantRequest,
  { cursor, of = null, withPeople = false, approvals = true }: OpenQuery,
): Answer<JobPage> {
  const { actor, tenantId } = asking;
  const people = withPeople && mayOn(actor, "see-customers", tenantId);
  return onTenant(asking, (tenant) =>
    tenant.jobs.attention(tenantId, cursor, { of, withPeople: people, withApprovals: approvals }),
  );
}

export type People = Readonly<Record<string, ListedPerson>>;

/** Returns the persons of jobs for callers who may see them; none if the shop is silent. */
export async function peopleOf(asking: TenantRequest, jobIds: readonly string[]): Promise<People> {
  const { actor, tenantId } = asking;
  if (jobIds.length === 0 || !mayOn(actor, "see-customers", tenantId)) return {};
  const people = await onTenant(asking, (tenant) => tenant.jobs.people(tenantId, jobIds));
  return people.ok ? people.value : {};
}

/** Returns what waits, by cause, the longest open first: without approvals, which have a room. */
export const waitingByCause = (asking: TenantRequest): Answer<HeldPage> =>
  onTenant(asking, (tenant) => tenant.jobs.held(asking.tenantId, { approvals: false }));

/** Returns the total of what waits: how much, since when, and the amounts. */
export const waitingTotal = (asking: TenantRequest): Answer<HeldTotal> =>
  onTenant(asking, (tenant) => tenant.jobs.total(asking.tenantId));

/**
 * The result for several jobs: those done, with the job to run at once if any, and those refused,
 * each with its reason. A refusal stops no other.
 */
export type BulkResult = {
  readonly taken: readonly { readonly jobId: string; readonly dispatch: string | null }[];
  readonly refused: readonly {
    readonly jobId: string;
    readonly kind: string;
    readonly detail: Message;
  }[];
};

/** Returns what skipping each existing job would do; changes nothing. */
export async function previewSkip(
  asking: TenantRequest,
  jobIds: readonly string[],
): Answer<readonly SkipPreview[]> {
  const found: SkipPreview[] = [];
  for (let from = 0; from < jobIds.length; from += MAX_AT_ONCE) {
    const some = jobIds.slice(from, from + MAX_AT_ONCE);
    const asked = await onTenant(asking, (tenant) => tenant.jobs.wouldSkip(asking.tenantId, some));
    if (!asked.ok) return asked;
    found.push(...asked.value);
  }
  return ok(found);
}

/**
 * Skips those of one cause that were shown together. The audit log has the request as one row, and
 * how many were skipped as another.
 */
export async function skipShown(
  asking: TenantRequest,
  { of, seen, note }: { of: HeldCause; seen: readonly JobVersion[]; note: string },
): Answer<ReleaseResult> {
  const { actor, tenantId } = asking;
  const [first] = seen;
  const asked = { action: "job.skip", after: heldValue(seen.length, of, first?.id) };
  // In one call: else a failure of a later one would leave what the first ones did untold.
  const answer = await audited(asking, { asked, done: null }, () =>
    callTenant(asking, (tenant) => tenant.jobs.skipSeen(tenantId, seen, actor.name, note)),
  );
  if (answer.ok) {
    const { taken } = answer.value;
    await writeAct(asking, {
      action: "job.skipped",
      after: heldValue(taken.length, of, taken[0] ?? first?.id),
    });
  }
  return answer;
}

export async function skipJobs(
  asking: TenantRequest,
  jobIds: readonly string[],
  note: string,
): Answer<BulkResult> {
  return forEachJob(asking, jobIds, async (jobId) => {
    const answer = await skipJob(asking, jobId, note);
    return answer.ok ? ok(null) : answer;
  });
}

/** Adds a note to several held jobs. The text is stored with the jobs, not in the audit log. */
export async function noteJobs(
  asking: TenantRequest,
  jobIds: readonly string[],
  note: string,
): Answer<BulkResult> {
  return forEachJob(asking, jobIds, async (jobId) => {
    const answer = toResult(
      await callTenant(asking, (tenant) =>
        tenant.jobs.note(asking.tenantId, jobId, asking.actor.name, note),
      ),
    );
    return answer.ok ? ok(null) : answer;
  });
}

/** Most jobs that one request may name. */
export const MAX_AT_ONCE = 100;

/**
 * Handles each alone, one after the other, and none where there are too many: `each` returns the
 * job to run at once, if any.
 */
export async function forEachJob(
  asking: TenantRequest,
  jobIds: readonly string[],
  each: (jobId: string) => Answer<string | null>,
): Answer<BulkResult> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  if (jobIds.length > MAX_AT_ONCE)
    return reject(400, "too-many-jobs", message("refusals.tooManyAtOnce", { most: MAX_AT_ONCE }));
  const taken: BulkResult["taken"][number][] = [];
  const refused: BulkResult["refused"][number][] = [];
  for (const jobId of new Set(jobIds)) {
    const answer = await each(jobId);
    if (answer.ok) taken.push({ jobId, dispatch: answer.value });
    else refused.push({ jobId, kind: answer.error.kind, detail: answer.error.detail });
  }
  return ok({ taken, refused });
}
