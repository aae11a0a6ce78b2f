/**
 * Deletes in steps what is past its retention, during the hourly maintenance, and records each day
 * on which it ran. Documents of orders, journal heads, links and keys stay: they hold no personal
 * data, and without them orders could be booked twice.
 *
 * A job stays until it is over, and while it is its key's newest and needs a person.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as hourly from "../counts/hourly-counters.ts";
import * as ended from "../jobs/ended.ts";
import * as evidence from "../journal/evidence.ts";
import * as jobs from "../jobs/jobs.ts";
import { forgetRequest, RETAINED_FAILURE } from "../journal/forget-request.ts";
import * as payloads from "../journal/payloads.ts";
import * as planBases from "../journal/plan-bases.ts";
import * as notices from "../monitoring/notices.ts";
import { comparisonChanged } from "../storage/memory.ts";
import { project } from "../storage/outbox.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { first, type Row, run } from "../storage/sql.ts";
import { CHANGED, sweep } from "../storage/sweeps.ts";

export const RETENTION_KINDS = [
  "payloads",
  "requests",
  "events",
  "jobs",
  "lists",
  "alerts",
  "compared",
  "evidence",
] as const;
export type DeletedCounts = Readonly<Record<(typeof RETENTION_KINDS)[number], number>>;

/** The nightly reconciliation goes back 35 days; its results of these days stay. */
const COMPARED_RETAINED_MS = 40 * DAY_MS;

/** The result of a part of a step: how much it deleted, and whether more remains (`left`). */
type StepResult = { readonly cleared: Partial<DeletedCounts>; readonly left: boolean };

/**
 * Runs one short step. `left`: more remains for the next one. `isFirst`: the first step of this
 * hour's maintenance. `evidenceYears`: the tenant's own choice; `null`: what the company's country
 * requires.
 */
export function step(
  context: TenantContext,
  retentionDays: number,
  evidenceYears: number | null,
  isFirst: boolean,
): { readonly cleared: DeletedCounts; readonly left: boolean } {
  const { sql } = context;
  const now = context.now();
  const before = now - retentionDays * DAY_MS;
  const parts: StepResult[] = [];
  let changed = 0;
  for (const part of [
    () => ofPayloads(sql, before, now),
    () => ofRequests(sql, before, now),
    () => ofJobs(context, before),
    () => ofLists(sql, before, now),
    () => ofAlerts(context, before),
    () => ofCompared(sql, Math.min(before, now - COMPARED_RETAINED_MS), now),
    () => ofEvidence(sql, now, evidenceYears),
  ]) {
    const done = context.atomically(part);
    parts.push(done);
    changed += Object.values(done.cleared).reduce((sum, n) => sum + n, 0);
    if (done.left || changed >= CHANGED) break;
  }
  const cleared = Object.fromEntries(
    RETENTION_KINDS.map((what) => [
      what,
      parts.reduce((sum, part) => sum + (part.cleared[what] ?? 0), 0),
    ]),
  ) as DeletedCounts;
  if (isFirst) {
    notices.forget(sql, now);
    hourly.forget(sql, now);
    planBases.expire(sql, before);
    context.atomically(() => ended.forget(sql, now));
  }
  if (isFirst || RETENTION_KINDS.some((what) => cleared[what] > 0))
    context.atomically(() => record(context, cleared, now, isFirst ? 1 : 0));
  return { cleared, left: changed >= CHANGED || parts.some(({ left }) => left) };
}

function ofPayloads(sql: SqlStorage, before: number, now: number): StepResult {
  const { payloads: gone, left } = payloads.expire(sql, before, now);
  return { cleared: { payloads: gone }, left };
}

/**
 * Deletes requests of writes and the vendor's texts. A doubtful write is looked up by its marker,
 * so its request isn't needed either; once the timelines are deleted, an erasure couldn't find the
 * people in it.
 */
function ofRequests(sql: SqlStorage, before: number, now: number): StepResult {
  const { found, left } = sweep<{ key: string; id: number }>(
    sql,
    {
      name: "requests",
      table: "operations",
      by: ["key", "id"],
      what: {
        text: `CASE WHEN state IN ('sent', 'in-doubt')
          THEN request IS NOT NULL AND coalesce(settled_at, abort_at, sent_at, 0) < ?
          ELSE coalesce(settled_at < ?, 0)
            AND (request IS NOT NULL OR failure IS NOT ${RETAINED_FAILURE})
        END`,
        binds: [before, before],
      },
    },
    now,
  );
  for (const { key, id } of found) forgetRequest(sql, key, id);
  return { cleared: { requests: found.length }, left };
}

/**
 * Deletes jobs. A job stays while an event that it took may be repeated, while it needs a person
 * and is its key's newest, and while it locks an order's credits.
 */
function ofJobs(context: TenantContext, before: number): StepResult {
  const { sql, now } = context;
  const { found, left } = sweep<{ id: string; events: string }>(
    sql,
    {
      name: "jobs",
      table: "jobs",
      by: ["updated_at", "id"],
      also: ["events"],
      among: { text: "over = 1 AND updated_at < ?", binds: [before] },
      what: {
        text: `status = 'done'
          AND (events = '[]' OR updated_at < ?)
          AND (
            flow = 'dry-run'
            OR coalesce(outcome, '') NOT IN ('held', 'rejected', 'needs-attention', 'in-doubt')
            OR EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = jobs.key AND newer.id > jobs.id)
          )
          AND NOT EXISTS (
            SELECT 1 FROM operations o WHERE job_id = jobs.id AND o.state IN ('sent', 'in-doubt')
          )
          AND NOT EXISTS (SELECT 1 FROM locks l WHERE job_id = jobs.id AND l.key GLOB 'credits *')`,
        binds: [now() - jobs.EVENTS_RETAINED_MS],
      },
    },
    now(),
  );
  for (const { id } of found) payloads.forget(sql, id);
  jobs.remove(
    sql,
    found.map(({ id }) => id),
  );
  const events = found.reduce((total, row) => total + storedJson<string[]>(row.events).length, 0);
  return { cleared: { jobs: found.length, events }, left };
}

/**
 * Deletes entries of back-fills whose orders are settled. The entry of an order on hold stays, as
 * it permits booking the order although it is before the start line. So does one of an order whose
 * document was removed, as it isn't booked again automatically.
 */
function ofLists(sql: SqlStorage, before: number, now: number): StepResult {
  const { found, left } = sweep<{ backfill: string; key: string }>(
    sql,
    {
      name: "lists",
      table: "backfill_orders",
      by: ["backfill", "key"],
      what: {
        text: `state IN ('done', 'undone') AND EXISTS (
          SELECT 1
          FROM backfills b
          WHERE b.id = backfill_orders.backfill
            AND b.ended_at < ?
            AND (b.of IS NULL OR coalesce(backfill_orders.verdict, '') <> 'held')
            AND NOT (
              b.take_back IS NOT NULL
              AND backfill_orders.state = 'undone'
              AND backfill_orders.verdict = 'removed'
            )
        )`,
        binds: [before],
      },
    },
    now,
  );
  for (const { backfill, key } of found)
    run(sql)`DELETE FROM backfill_orders WHERE backfill = ${backfill} AND key = ${key}`;
  return { cleared: { lists: found.length }, left };
}

function ofAlerts({ sql, now }: TenantContext, before: number): StepResult {
  const { found, left } = sweep<{ id: string }>(
    sql,
    {
      name: "alerts",
      table: "alerts",
      by: ["id"],
      what: { text: "coalesce(resolved_at < ?, 0)", binds: [before] },
    },
    now(),
  );
  for (const { id } of found) {
    run(sql)`DELETE FROM alerts WHERE id = ${id}`;
    project(sql, { table: "alerts", deleted: { id, at: now() } }, now());
  }
  return { cleared: { alerts: found.length }, left };
}

function ofCompared(sql: SqlStorage, before: number, now: number): StepResult {
  const { found, left } = sweep<{ id: number }>(
    sql,
    {
      name: "compared",
      table: "reconciliation_orders",
      by: ["id"],
      what: { text: "at < ?", binds: [before] },
    },
    now,
  );
  if (found.length > 0) comparisonChanged(sql);
  for (const { id } of found) run(sql)`DELETE FROM reconciliation_orders WHERE id = ${id}`;
  return { cleared: { compared: found.length }, left };
}

function ofEvidence(sql: SqlStorage, now: number, years: number | null): StepResult {
  const year = Number(localDay(now, SOURCE_ZONE).slice(0, 4));
  const gone = evidence.expire(sql, year, years, CHANGED);
  return { cleared: { evidence: gone }, left: gone === CHANGED };
}

type RunRow = { day: string; runs: number; at: number; cleared: string } & Row;

/**
 * Records one row per day: how often the retention ran, and how much it deleted. After the day's
 * first run, runs that deleted nothing aren't recorded.
 */
function record({ sql }: TenantContext, cleared: DeletedCounts, now: number, times: number): void {
  const day = localDay(now, SOURCE_ZONE);
  const today = first<RunRow>(sql)`SELECT * FROM retention_runs WHERE day = ${day}`;
  if (today !== null && RETENTION_KINDS.every((what) => cleared[what] === 0)) return;
  const before: Partial<DeletedCounts> =
    today === null ? {} : storedJson<DeletedCounts>(today.cleared);
  const sum = Object.fromEntries(
    RETENTION_KINDS.map((what) => [what, (before[what] ?? 0) + cleared[what]]),
  ) as DeletedCounts;
  const runs = (today?.runs ?? 0) + times;
  run(sql)`
    INSERT OR REPLACE INTO retention_runs (day, runs, at, cleared)
    VALUES (${day}, ${runs}, ${now}, ${JSON.stringify(sum)})`;
  project(sql, { table: "retention_runs", row: { day, at: now, runs, cleared: sum } }, now);
}
