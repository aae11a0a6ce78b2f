/**
 * Gathers the object's facts for its self-checks and raises their alerts
 * (monitoring/alert-causes.ts). It also reports the deadline of the next sweep to D1, which cron
 * checks from outside.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { type WaitingCount, findConditions, type WatchFacts } from "../../../monitor/watch.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { VENDORS } from "../../../domain/ids.ts";
import { firstFailureAt } from "../../backoff.ts";
import { RECURRING_WORKS } from "../../recurring-works.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as causes from "../monitoring/alert-causes.ts";
import * as hourly from "../counts/hourly-counters.ts";
import * as jobs from "../jobs/jobs.ts";
import * as turns from "../intake/turns.ts";
import * as webhooksArrive from "../intake/webhooks-arrive.ts";
import * as bounced from "../monitoring/bounced.ts";
import * as notices from "../monitoring/notices.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { memoryOf } from "../storage/memory.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import * as outbox from "../storage/outbox.ts";
import { unrefundedCancelled } from "../payouts/unrefunded-cancelled.ts";
import { unreportedMails } from "../payouts/mail-intake.ts";

/** A job that failed this often backs off for minutes each time. */
const MANY_TRIES = 4;

/** Raises and resolves the alerts of the object's self-checks. */
export async function updateAlerts(context: TenantContext): Promise<void> {
  const { sql, vault } = context;
  const now = context.now();
  const configuration = meta.configuration(sql);
  if (configuration === null) return;
  const lag = outbox.lag(sql);
  const { overdueSince, rateWaiting, backingOff } = unfinished(context, now);
  const gate = await gateOf(context, rateWaiting);
  const found = findConditions({
    now,
    paused: meta.pauseState(sql).paused,
    connections: vault.views(),
    overdueSince,
    backingOff,
    rateWaiting,
    gate,
    sweep: sweepOf(context),
    projection: { count: lag.rows, since: lag.oldest },
    bytes: context.bytes(),
    orders: hourly.byHour(sql, "order", now - 15 * DAY_MS),
    countedSince: countedSince(sql, now),
    ordersOn: configuration.settings.orders.enabled,
    webhooksLastDay: hourly.sum(sql, "webhook", now - DAY_MS, now + 1),
    sweptLastDay: hourly.sum(sql, "swept", now - DAY_MS, now + 1),
    webhooksBefore: hourly.sum(sql, "webhook", now - 15 * DAY_MS, now - DAY_MS),
    undelivered: notices.undelivered(sql, now),
    canMail: context.deps.mail !== null,
    bounced: bounced.list(sql).length,
    payoutMails: unreportedMails(context),
    payoutsOfCancelled: unrefundedCancelled(context),
  });
  context.atomically(() => {
    causes.watched(sql, found, now);
    causes.comparedSince(sql, now);
  });
}

const OVERDUE = "coalesce(wait, '') NOT IN ('pause', 'party', 'key', 'rate')";
const RATE_WAITING = "wait = 'rate' AND lane <> 'back-fill'";
const BACKING_OFF = `tries >= ${MANY_TRIES} AND coalesce(wait, 'back-off') = 'back-off'`;
/**
 * One statement that reads the index alone: reading the rows of tens of thousands of jobs would
 * take too long for one step. In the index a running job still has what it waited for, so running
 * jobs are excluded.
 */
const UNFINISHED = `SELECT min(due) FILTER (WHERE ${OVERDUE}) AS overdue,
    json_group_array(id) FILTER (WHERE ${RATE_WAITING}) AS rated,
    count(*) FILTER (WHERE ${BACKING_OFF}) AS failing
  FROM jobs
  WHERE over = 0 AND instr(?, '"' || id || '"') = 0`;
/** The failing job with the most tries. */
const LONGEST_FAILING = `SELECT id FROM jobs
  WHERE over = 0 AND ${BACKING_OFF} AND instr(?, '"' || id || '"') = 0
  ORDER BY tries DESC, due LIMIT 1`;

function unfinished(
  context: TenantContext,
  now: number,
): Pick<WatchFacts, "overdueSince" | "rateWaiting" | "backingOff"> {
  const { sql } = context;
  const runningIds = jobs.runningIds(sql);
  const row = cachedFirst<{ overdue: number | null; rated: string; failing: number }>(
    sql,
    UNFINISHED,
    runningIds,
  );
  // Failing jobs that run just now: another try alone doesn't end the failure.
  const failingRunning = [...jobs.running(sql).keys()].flatMap((id) => {
    const job = jobs.byId(sql, id);
    return job === null || job.tries < MANY_TRIES ? [] : [job];
  });
  const failing = row?.failing ?? 0;
  const waiting =
    failing === 0 ? null : cachedFirst<{ id: string }>(sql, LONGEST_FAILING, runningIds);
  const longest = waiting === null ? null : jobs.byId(sql, waiting.id);
  return {
    overdueSince: row?.overdue ?? null,
    rateWaiting: rateWaitingOf(sql, storedJson<string[]>(row?.rated ?? "[]"), now),
    backingOff: {
      count: failing + failingRunning.length,
      ...longestOf(context, [...failingRunning, ...(longest === null ? [] : [longest])], now),
    },
  };
}

/**
 * Returns since when the longest failing job fails, and which vendor doesn't answer it. The start
 * is computed from its waits, or is the instant at which this object first saw it fail, whichever
 * is earlier, as its tries may have come later than they were due.
 */
function longestOf(
  { sql, deps, tenantId }: TenantContext,
  failing: readonly jobs.JobRow[],
  now: number,
): Pick<WatchFacts["backingOff"], "since" | "vendor"> {
  const memory = memoryOf(sql);
  const before = memory.failingSince;
  memory.failingSince = new Map(
    failing.map(({ id, tries, due, created_at: made }) => {
      const who = `${tenantId()} ${id}`;
      const first = firstFailureAt(deps.timings.backoffMs, due ?? now, { tries, who });
      return [id, Math.min(before.get(id) ?? now, Math.max(made, first))];
    }),
  );
  const sinceOf = ({ id }: jobs.JobRow): number => memory.failingSince.get(id) ?? now;
  const [longest] = failing.toSorted((one, other) => sinceOf(one) - sinceOf(other));
  if (longest === undefined) return { since: null, vendor: null };
  const [why] = storedJson<readonly Reason[]>(longest.reasons);
  const vendor = why?.code === "vendor-unreachable" ? why.params["vendor"] : null;
  return { since: sinceOf(longest), vendor: VENDORS.find((known) => known === vendor) ?? null };
}

/**
 * Returns how many jobs wait for a vendor's limit, and since when: since this object first saw them
 * wait, which is in memory. A job that is tried and waits again counts as waiting all along. Its
 * creation says nothing about that, as a retried job is old.
 */
function rateWaitingOf(
  sql: SqlStorage,
  ids: readonly string[],
  now: number,
): WatchFacts["rateWaiting"] {
  const { rateSince } = memoryOf(sql);
  const waiting = new Set(ids);
  for (const id of rateSince.keys())
    if (!waiting.has(id) && !jobs.running(sql).has(id)) rateSince.delete(id);
  for (const id of ids) if (!rateSince.has(id)) rateSince.set(id, now);
  const sinceOf = (id: string): number => rateSince.get(id) ?? now;
  const [longest] = ids.toSorted((one, other) => sinceOf(one) - sinceOf(other));
  if (longest === undefined) return { count: 0, since: null, vendor: null };
  const reasons = jobs.byId(sql, longest)?.reasons ?? "[]";
  const [why] = storedJson<readonly Reason[]>(reasons);
  const endpoint = why?.code === "rate-limited" ? why.params["endpoint"] : null;
  const ofLedger = endpoint == null ? null : "eaccounting";
  return {
    count: ids.length,
    since: sinceOf(longest),
    vendor: endpoint === "asperion" ? "asperion" : ofLedger,
  };
}

const REFUSED_AT = "refused-at";
const FULL_SINCE = "gate-full-since";
const LATELY_MS = 600_000;
/** The gate counts as full from this share of the limit on, at its current spacing. */
const FULL = 0.9;

/** Notes that the vendor answered 429. */
export function noteRateLimited(sql: SqlStorage, now: number): void {
  meta.set(sql, REFUSED_AT, String(now));
}

/** Asks the gate only where its state matters to this tenant. */
async function gateOf(
  { sql, deps, vault, now }: TenantContext,
  rateWaiting: WaitingCount,
): Promise<WatchFacts["gate"]> {
  const wasRefused = now() - Number(meta.get(sql, REFUSED_AT) ?? 0) < LATELY_MS;
  const view =
    rateWaiting.count > 0 || wasRefused
      ? await deps
          .gate(vault.client())
          .view()
          .catch(() => null)
      : null;
  const full =
    view !== null &&
    rateWaiting.count > 0 &&
    view.endpoints.some(
      ({ lastMinute, slowedBy }) => lastMinute >= (FULL * view.perMinute) / slowedBy,
    );
  const since = full ? Number(meta.get(sql, FULL_SINCE) ?? now()) : null;
  if (since === null) meta.clear(sql, FULL_SINCE);
  else meta.set(sql, FULL_SINCE, String(since));
  const worst = view?.endpoints.toSorted((a, b) => b.slowedBy - a.slowedBy)[0];
  return worst === undefined
    ? null
    : { endpoint: worst.endpoint, slowedBy: wasRefused ? worst.slowedBy : 1, fullSince: since };
}

/** Returns since when this object counts arriving orders. */
function countedSince(sql: SqlStorage, now: number): number {
  const known = meta.get(sql, "counted-since");
  if (known === null) meta.set(sql, "counted-since", String(now));
  return known === null ? now : Number(known);
}

/** Returns the facts of the sweep of orders; `null`: it is off, manual, or lacks a grant. */
function sweepOf(context: TenantContext): {
  /** When its turn came last. */
  readonly turnAt: number | null;
  /** When a run of it was begun last: turns that find that run unfinished begin none. */
  readonly lastRun: number | null;
  readonly since: number;
  readonly everyMs: number;
  readonly lateMs: number;
} | null {
  const { sql, vault } = context;
  const configuration = meta.configuration(sql);
  const work = RECURRING_WORKS.find(({ name }) => name === "order-sweep");
  if (
    configuration === null ||
    work === undefined ||
    work.turn === "nightly" ||
    !work.isOn(configuration.settings)
  )
    return null;
  if (
    meta.stoppedFlows(sql)["orders"] !== undefined ||
    work.needs.some((vendor) => vault.identity(vendor) === null)
  )
    return null;
  const everyMs = work.turn.every(configuration.settings, webhooksArrive.timingsOf(context));
  const turn = cachedFirst<turns.TurnRow>(sql)`SELECT * FROM turns WHERE name = ${work.name}`;
  return everyMs === null || turn === null
    ? null
    : {
        turnAt: turn.ran_at,
        lastRun: turns.lastBegun(sql, turn),
        since: turn.since,
        everyMs,
        lateMs: lateAfter(context, everyMs),
      };
}

/**
 * Returns how long after a turn the next sweep counts as missed. If webhooks arrive, sweeps are
 * rare; a missed one is noticed as soon after its turn as in other objects.
 */
const lateAfter = (context: TenantContext, everyMs: number): number =>
  everyMs +
  (MISSED - 1) *
    (webhooksArrive.view(context)?.webhooksArrive === true
      ? context.deps.timings.sweepMs
      : everyMs) +
  SLACK_MS;

const TOLD = "sweep-deadline";
const MISSED = 3;
const SLACK_MS = 600_000;

/** Tells D1 until when the next sweep must have begun, so that cron notices a dead object. */
export async function reportDeadline(context: TenantContext): Promise<void> {
  const notified = unreportedDeadline(context);
  if (notified === null) return;
  await context.deps.noteDeadline(context.tenantId(), notified.deadline);
  meta.set(context.sql, TOLD, String(notified.deadline));
}

/**
 * Returns the deadline that D1 doesn't know yet; `null`: D1 knows it. Within the result, `deadline`
 * is `null` if there is none, which D1 must know as well.
 */
export function unreportedDeadline(
  context: TenantContext,
): { readonly deadline: number | null } | null {
  const { sql } = context;
  const sweep = meta.pauseState(sql).paused ? null : sweepOf(context);
  const deadline = sweep === null ? null : (sweep.turnAt ?? sweep.since) + sweep.lateMs;
  const notified = meta.get(sql, TOLD) ?? "null";
  return notified === String(deadline) ||
    (sweep !== null &&
      isNearEnough(notified, deadline, Math.min(sweep.everyMs, context.deps.timings.sweepMs)))
    ? null
    : { deadline };
}

/**
 * Whether D1's deadline is close enough: it may be earlier by one interval. So only every other
 * sweep writes a row here and one in D1, and a dead object is noticed a bit earlier.
 */
export const isNearEnough = (notified: string, deadline: number | null, everyMs: number): boolean =>
  notified !== "null" &&
  deadline !== null &&
  Number(notified) <= deadline &&
  deadline - Number(notified) <= everyMs;
