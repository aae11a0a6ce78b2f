/**
 * The object's side of running a job. The order for a write: rate slot, token, `begin` (which makes
 * `sent` durable), fetch, settlement. The runner takes the connection permit before all of
 * them.
 */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { Vendor } from "../../../domain/ids.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type { WorkItem, WriteIntent } from "../../../flows/port.ts";
import type { ProductAsk } from "../../../flows/products/port.ts";
import type {
  AccessToken,
  BeginAnswer,
  BeginInput,
  PendingUpdates,
  ClaimRef,
  LockAnswer,
  LockInput,
  ResolveAnswer,
  SentCalls,
  SlotAnswer,
  SlotInput,
} from "../../contract/runs.ts";
import { SLOT_USABLE_MS } from "../../rate/rate-gate.ts";
import * as backfills from "../backfills/backfills.ts";
import { acquire, type Acquired, applyUpdates, deferral } from "../claims/acquire.ts";
import * as claims from "../claims/claims.ts";
import { lock } from "../claims/locks.ts";
import { stopFor } from "../claims/stops.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as webhooksArrive from "../intake/webhooks-arrive.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import * as meta from "../storage/meta.ts";
import * as owned from "../journal/owned-fields.ts";
import * as links from "../links/links.ts";
import * as products from "../links/products.ts";
import { resolvedOf, type Resolving } from "../links/resolved.ts";
import * as beforeWrites from "./before-writes.ts";
import { knownLane } from "./claiming.ts";
import { extend, underClaim } from "./under-claim.ts";

/** Time from slot to first byte that the runner may lose on the way. */
const START_SLACK_MS = SLOT_USABLE_MS;
/** Time between the last possible byte of a write and the end of the lease. */
const LEASE_MARGIN_MS = 2_000;

/** Returns what the object knows of the buyer and the articles. Called before planning. */
export function resolveFor(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  input: Resolving & SentCalls,
): ResolveAnswer {
  const { sql } = context;
  context.slots.sent(ref.jobId, input.sent ?? []);
  const job = applyUpdates(context, ref, updates);
  if (job === null) return { kind: "fenced" };
  const resolved = resolvedOf(sql, input);
  // Counted before planning starts, in case planning kills its runner. Repeated questions of one
  // run count as one failed attempt.
  jobs.notePlanningBegins(sql, job);
  return { kind: "resolved", resolved };
}

/** Locks everything that identifies a party, or nothing. `later`: another job holds some of it. */
export function lockParty(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  input: LockInput,
): LockAnswer {
  const { sql } = context;
  const job = applyUpdates(context, ref, updates);
  if (job === null) return { kind: "fenced" };
  const { settleMs } = context.deps.timings;
  if (!context.atomically(() => lock(sql, job.id, input.lockKeys, context.now(), settleMs)))
    return deferral("party", MINUTE_MS, reason("waiting-for-party"));
  return {
    kind: "locked",
    link: input.linkSource === null ? null : links.customer(sql, input.linkSource),
    journal:
      input.journalKey === null ? [] : journal.forJob(sql, "", input.journalKey).map(journal.entry),
    owned: input.customerId === undefined ? null : owned.of(sql, input.customerId),
  };
}

/** Returns a rate slot and a token for one read. */
export async function slot(
  context: TenantContext,
  ref: ClaimRef,
  input: SlotInput,
): Promise<SlotAnswer> {
  context.slots.sent(ref.jobId, input.sent ?? []);
  const job = claims.holder(context.sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(context, job);
  const got = await acquire(
    context,
    ref,
    input,
    input.lookup && job.lane !== "back-fill" ? "sweep" : knownLane(job.lane),
  );
  if (got.kind === "later") return got;
  return { kind: "slot", waitMs: got.waitMs, token: got.token };
}

/** Returns a rate slot and a token for one write, which the journal has as `sent` now. */
export async function begin(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  intent: WriteIntent,
  input: BeginInput,
): Promise<BeginAnswer> {
  context.slots.sent(ref.jobId, input.sent ?? []);
  const before = applyUpdates(context, ref, updates);
  if (before === null) return { kind: "fenced" };
  const got = await acquire(
    context,
    ref,
    {
      vendor: input.vendor,
      endpoint: input.endpoint,
      capability: input.capability,
    },
    knownLane(before.lane),
  );
  if (got.kind === "later") return got;
  return context.atomically(() => noteAttempt(context, ref, intent, input, got));
}

function noteAttempt(
  context: TenantContext,
  ref: ClaimRef,
  intent: WriteIntent,
  input: BeginInput,
  got: Acquired,
): BeginAnswer {
  const { sql } = context;
  const now = context.now();
  // A run that was under way when the shop ended writes nothing more.
  if (meta.isRetired(sql)) return { kind: "fenced" };
  const waits = beforeWrites.waitsForFirstDay(sql, intent, now);
  if (waits !== null) return deferral("pause", waits.ms, waits.reason);
  const other = beforeWrites.waitsForPayment(sql, intent, now);
  if (other !== null) return deferral("party", other.ms, other.reason);
  // Checked again: the claim may have been lost while slot and token were fetched.
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  const lease = extend(context, job);
  const startWithinMs = got.waitMs + START_SLACK_MS;
  const abortWithinMs = startWithinMs + context.deps.timings.vendorTimeoutMs;
  if (now + abortWithinMs > lease - LEASE_MARGIN_MS)
    return deferral("rate", 0, reason("rate-limited", { endpoint: input.endpoint }));
  if (input.vendor !== "asperion") beforeWrites.checkOwnershipBeside(context);
  const { opId, attempt } = journal.send(sql, {
    jobId: job.id,
    claimNo: ref.claimNo,
    intent,
    request: input.request,
    now,
    abortAt: now + abortWithinMs,
    settingsVersion: job.settings_version,
  });
  jobs.notePlanned(sql, job.id);
  return {
    kind: "start",
    opId,
    attempt,
    waitMs: got.waitMs,
    startWithinMs,
    abortWithinMs,
    token: got.token,
  };
}

/**
 * Makes a durable job of each item, as the webhook endpoint does with an event: one unfinished job
 * per key takes them all.
 */
export const enqueue = underClaim((context, _, items: readonly WorkItem[]) => {
  for (const item of items) {
    if (item.untold === true)
      webhooksArrive.noteMissedWebhook(context.sql, item.key, context.now());
    intake.enqueue(context, item);
    if (item.knownState !== undefined)
      keys.note(context.sql, item.key, { known_state: item.knownState });
  }
  context.wake();
  return { kind: "enqueued" as const };
});

/** Adds orders to the list of the run's back-fill. */
export const enrol = underClaim(
  ({ sql }, job, orders: readonly { key: string; dated: string }[]) => ({
    kind: "enrolled" as const,
    added: backfills.addOrders(sql, job, orders),
  }),
);

/** See `MemoryPort`. */
export const openKeys = underClaim(({ sql }, _, since: number, after: string, pass?: number) => ({
  kind: "open-keys" as const,
  keys: keys.open(sql, since, after, pass),
}));

/** See `MemoryPort`. */
export const recall = underClaim(({ sql }, _, asked: readonly string[], pass?: number) => {
  if (pass !== undefined) keys.noteListed(sql, asked, pass);
  return { kind: "recalled" as const, keys: keys.knownKeys(sql, asked) };
});

/** Answers questions about the memory of products. */
export const askProducts = underClaim(({ sql, now }, _, ask: ProductAsk) =>
  products.answer(sql, ask, now()),
);

/**
 * Renews a token of this version after a 401: one refresh for all callers. `null`: the tenant is
 * paused and a person must sign in.
 */
export async function renewToken(
  context: TenantContext,
  vendor: Vendor,
  badVersion: number,
): Promise<AccessToken | null> {
  const access = await context.vault.refresh(vendor, badVersion);
  if (access.kind === "token") return access.token;
  if (access.kind === "dead") stopFor(context, access.failure, context.now());
  return null;
}
