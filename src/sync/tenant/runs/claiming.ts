/**
 * Gives a job to one runner: on request, or with the answer to another call of a caller that can
 * run it at once, such as the one that made its event durable.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import { faultName } from "../../../domain/platform/fault-name.ts";
import { type Vendor, VENDORS } from "../../../domain/ids.ts";
import { type Lane, LANES } from "../../../domain/jobs/job.ts";
import { reasonOf } from "../../../domain/vendors/reason-of-failure.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { Claim, ClaimAnswer, Deferral } from "../../contract/runs.ts";
import { logEvent } from "../../log.ts";
import * as backfills from "../backfills/backfills.ts";
import { deferral } from "../claims/acquire.ts";
import * as claims from "../claims/claims.ts";
import { stopFor } from "../claims/stops.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import type { Access } from "../context/vault.ts";
import * as approvals from "../jobs/approvals.ts";
import * as jobs from "../jobs/jobs.ts";
import * as pins from "../jobs/pins.ts";
import * as journal from "../journal/journal.ts";
import * as planBases from "../journal/plan-bases.ts";
import * as payloads from "../journal/payloads.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import * as beforeWrites from "./before-writes.ts";
import { disputeLosses } from "../journal/disputes.ts";
import { payoutPaidAmounts } from "../journal/invoiced.ts";
import * as originals from "./originals.ts";
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";
import * as intake from "../intake/intake.ts";

/** A lane of a newer release counts as the least urgent one here, which only costs time. */
export const knownLane = (lane: Lane): Lane => (LANES.includes(lane) ? lane : "back-fill");

/** Claims the job for one runner. `not-now`: the object wakes the job itself later. */
export async function claim(context: TenantContext, jobId: string): Promise<ClaimAnswer> {
  // Tokens first: they may need renewal, and nothing may be awaited between claim and answer.
  const access = await Promise.all(VENDORS.map((vendor) => context.vault.access(vendor)));
  const early = await context.slots.early(jobId);
  const configuration = meta.configuration(context.sql);
  const answer =
    configuration === null
      ? notNow("not configured")
      : claimed(context, jobId, access, early.inMs, configuration);
  // An unused turn is given back; otherwise it would delay this job later.
  if (early.letIn && answer.kind === "not-now") context.slots.left(jobId);
  return answer;
}

/**
 * Gives the job to the caller of another call, with that call's answer, which saves a call per
 * order. Awaits nothing. `null`: that would be needed, or the job can't run now; the woken runner
 * claims it as usual.
 *
 * Trap: the call that this answers is done and durable. A fault here must not fail it.
 */
export function tryClaimInline(context: TenantContext, jobId: string): ClaimAnswer | null {
  // While throttled, one job is let in per turn of the tenant, and a turn needs a call.
  if (context.slots.pressed) return null;
  try {
    const access = VENDORS.flatMap((vendor) => context.vault.atHand(vendor) ?? []);
    const configuration = meta.configuration(context.sql);
    if (configuration === null || access.length < VENDORS.length) return null;
    return claimed(context, jobId, access, 0, configuration);
  } catch (fault) {
    // Without the tenant's name, which can't be read where the tables themselves fail.
    logEvent({
      event: "claim-fault",
      job: jobId,
      fault: faultName(fault),
    });
    return null;
  }
}

const notNow = (why: string): ClaimAnswer => ({ kind: "not-now", why });

function claimed(
  context: TenantContext,
  jobId: string,
  access: readonly Access[],
  earlyMs: number,
  configuration: meta.Configuration,
): ClaimAnswer {
  const { sql } = context;
  const now = context.now();
  // In a transaction of its own: if the rest fails, the claim is still counted, and the job is held
  // after three of them.
  const taken = context.atomically(() => claims.takeClaim(sql, jobId, now, context.deps.timings));
  if ("not" in taken) return notNow(taken.not);
  const slot =
    earlyMs > 0
      ? ({ kind: "later", inMs: earlyMs } as const)
      : context.slots.asperion(
          configuration.settings.asperionRequestsPerSecond,
          knownLane(taken.job.lane),
          jobId,
        );
  const planned = pins.plannedBy(sql, jobId, configuration);
  const { settings } = planned;
  // Only what keeps the job from running is written, so a job that may run opens no transaction.
  if (settings === null || slot.kind === "later" || access.some(({ kind }) => kind !== "token"))
    return context.atomically(() => {
      const blocked =
        blockedBy(context, access, now) ??
        (slot.kind === "later"
          ? outOfTurn(slot.inMs, earlyMs > 0 ? "eaccounting" : "asperion")
          : null);
      letGo(context, taken, blocked, planned.version, now);
      return notNow(blocked === null ? "planned-settings-unusable" : blocked.wait);
    });
  const answer = claimOf(context, taken, access, configuration, {
    settings,
    version: planned.version,
    waitMs: slot.inMs,
  });
  jobs.noteLearned(sql, jobId, { settings_version: planned.version });
  return { kind: "run", claim: answer };
}

type GrantedClaim = Extract<ReturnType<typeof claims.takeClaim>, { readonly job: unknown }>;
type Blocked = Omit<Deferral, "kind">;

const outOfTurn = (inMs: number, endpoint: Vendor): Blocked =>
  deferral("rate", inMs, reason("rate-limited", { endpoint }));

/** Releases the job: it waits for what blocks it, or is held, as its settings can't be used. */
function letGo(
  context: TenantContext,
  { job, claimNo }: GrantedClaim,
  blocked: Blocked | null,
  settingsVersion: number,
  now: number,
): void {
  const { sql } = context;
  const holder = claims.holder(sql, { tenantId: context.tenantId(), jobId: job.id, claimNo });
  if (holder !== null && blocked !== null) {
    const input = { ...blocked, countsAsTry: false, timeline: null, people: [] };
    // It hasn't begun: what its last run read is still reused.
    claims.park(sql, holder, input, now, true);
  } else if (holder !== null)
    claims.complete(
      sql,
      holder,
      {
        outcome: "held",
        reasons: [reason("planned-settings-unusable", { version: settingsVersion })],
        label: null,
        figures: null,
        timeline: null,
        people: [],
      },
      now,
      context.deps.timings,
    );
  context.wake();
}

/** Builds all that a runner needs to run the job. `waitMs`: time until its turn at Asperion. */
function claimOf(
  context: TenantContext,
  { job, claimNo }: GrantedClaim,
  access: readonly Access[],
  configuration: meta.Configuration,
  planned: { readonly settings: Settings; readonly version: number; readonly waitMs: number },
): Claim {
  const { sql } = context;
  const jobId = job.id;
  const [asperion, eaccounting] = access.map((entry) =>
    entry.kind === "token" ? entry.token : null,
  );
  const about = backfills.subjectKey(job.key);
  const documents = journal.documents(sql, about);
  const paidByPayouts = payoutPaidAmounts(sql, documents);
  const lost = documents.length === 0 ? [] : disputeLosses(sql, about);
  return {
    jobId,
    claimNo,
    leaseMs: context.deps.timings.leaseMs,
    key: job.key,
    flow: job.flow,
    lane: knownLane(job.lane),
    eventTypes: storedJson<string[]>(job.types),
    before: job.outcome,
    backfill: backfills.contextOf(sql, job),
    tries: job.tries,
    settings: planned.settings,
    settingsVersion: planned.version,
    administrationId: configuration.administrationId,
    companyId: context.vault.identity("eaccounting"),
    asperionWaitMs: planned.waitMs,
    journalBornAt: meta.bornAt(sql),
    tokens: { asperion: asperion ?? null, eaccounting: eaccounting ?? null },
    lists: cache.listsFor(sql, job.key),
    memory: meta.memory(sql),
    journal: journal.forJob(sql, jobId, about).map(journal.entry),
    documents,
    ...(Object.keys(paidByPayouts).length === 0 ? {} : { paidByPayouts }),
    ...(lost.length === 0 ? {} : { lost }),
    loweredBy: originals.loweringCredits(sql, about),
    ...approvals.forRun(sql, about, planned.settings, storedJson<string[]>(job.types)),
    ...meta.languageFor(sql, planned.settings),
    ownershipDue: beforeWrites.isOwnershipDue(context),
    wanted: jobs.reportedCount(sql, job.key),
    ...planBasisFor(context, job.flow, planned.settings, configuration),
    kept: job.wait === "rate" ? (payloads.newest(sql, jobId, 1)[0] ?? null) : null,
  };
}

/** A timeline of a job with settings of its own keeps them: two would take turns as the newest. */
function planBasisFor(
  { sql, now }: TenantContext,
  flow: Claim["flow"],
  settings: Settings,
  newest: meta.Configuration,
): Pick<Claim, "planBasis"> {
  if (flow !== "orders" || settings !== newest.settings) return {};
  return { planBasis: planBases.numberOf(sql, { settings, lists: cache.lists(sql) }, now()) };
}

/** Both vendors must be connected: without a token a job can only wait. */
function blockedBy(context: TenantContext, access: readonly Access[], now: number): Blocked | null {
  for (const [index, entry] of access.entries()) {
    if (entry.kind === "token") continue;
    const vendor = VENDORS[index] ?? "asperion";
    if (entry.kind === "later")
      return {
        wait: "back-off",
        dueMs: entry.inMs,
        reasons: [reason("vendor-unreachable", { vendor })],
        capability: null,
      };
    if (entry.kind === "dead") stopFor(context, entry.failure, now);
    // A grant that comes wakes everything that waits for it; the hour is the net under that.
    return {
      wait: "pause",
      dueMs: HOUR_MS,
      reasons: [
        entry.kind === "dead"
          ? reasonOf(entry.failure)
          : reason("tenant-not-connected", { vendor }),
      ],
      capability: null,
    };
  }
  return null;
}

/** Two transactions, so that the event stays even if the claim fails. */
export function acceptAndClaim(context: TenantContext, input: AcceptInput): AcceptAnswer {
  const answer = context.atomically(() => intake.accept(context, input));
  if (!answer.dispatch || input.takes !== true) return answer;
  const handed = tryClaimInline(context, answer.jobId);
  if (handed === null) return answer;
  return handed.kind === "run"
    ? { ...answer, claim: handed.claim }
    : { ...answer, dispatch: false };
}
