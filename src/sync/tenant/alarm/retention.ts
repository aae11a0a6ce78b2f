/**
 * What the object doesn't keep: deleted in steps by the hourly care, with a record of each day on
 * which it ran. Documents of orders, journal heads, links and keys stay: they hold no personal
 * data, and forgetting them could book twice.
 *
 * A job stays while it is a key's newest and needs a person, and as long as it isn't over.
 */
import { localDay, SOURCE_ZONE } from "../../../domain/zoned-time.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as hourly from "../counts/hourly-counters.ts";
import * as ended from "../jobs/ended.ts";
import * as evidence from "../journal/evidence.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import * as notices from "../monitoring/notices.ts";
import { project } from "../storage/outbox.ts";
import { all, first, json, type Row, run } from "../storage/sql.ts";

export const CLEARED = [
  "payloads",
  "requests",
  "events",
  "jobs",
  "lists",
  "alerts",
  "compared",
  "evidence",
] as const;
export type Cleared = Readonly<Record<(typeof CLEARED)[number], number>>;

const STEP = 500;
/** No call takes long; what is left is the next hour's. */
const STEPS = 20;
const DAY_MS = 86_400_000;
/** The night's comparison looks 35 days back: what it knows of younger days isn't thrown away. */
const COMPARED_KEPT_MS = 40 * DAY_MS;

/** `evidenceYears`: the tenant's own choice; `null`: as the company's country asks. */
export function clear(
  context: TenantContext,
  retentionDays: number,
  evidenceYears: number | null = null,
): Cleared {
  const { sql } = context;
  const now = context.now();
  const before = now - retentionDays * DAY_MS;
  const cleared: Cleared = {
    ...payloads.expire(sql, before),
    ...forgetAllJobs(context, before),
    lists: inSteps(() => forgetLists(sql, before)),
    alerts: inSteps(() => context.atomically(() => forgetAlerts(context, before))),
    compared: deleted(
      sql,
      `DELETE FROM reconciliation_orders
       WHERE id IN (SELECT id FROM reconciliation_orders WHERE at < ? LIMIT 10000)
       RETURNING 1 AS one`,
      Math.min(before, now - COMPARED_KEPT_MS),
    ),
    evidence: inSteps(() =>
      evidence.expire(sql, Number(localDay(now, SOURCE_ZONE).slice(0, 4)), evidenceYears, STEP),
    ),
  };
  notices.forget(sql, now);
  hourly.forget(sql, now);
  context.atomically(() => ended.forget(sql, now));
  context.atomically(() => record(context, cleared, now));
  return cleared;
}

function inSteps(step: () => number): number {
  let total = 0;
  for (let steps = 0; steps < STEPS; steps += 1) {
    const some = step();
    total += some;
    if (some < STEP) break;
  }
  return total;
}

const deleted = (sql: SqlStorage, query: string, ...binds: (string | number)[]): number =>
  all(sql, query, ...binds).length;

function forgetAllJobs(context: TenantContext, before: number): Pick<Cleared, "events" | "jobs"> {
  let events = 0;
  const jobsGone = inSteps(() =>
    context.atomically(() => {
      const gone = forgetJobs(context, before);
      events += gone.reduce((total, row) => total + json<string[]>(row.events).length, 0);
      return gone.length;
    }),
  );
  return { events, jobs: jobsGone };
}

/** One that took an event stays for as long as the event may be repeated. */
function forgetJobs({ sql, now }: TenantContext, before: number): readonly { events: string }[] {
  const gone = all<{ id: string; events: string }>(
    sql,
    `SELECT j.id, j.events
     FROM jobs j
     WHERE j.over = 1
       AND j.updated_at < ?
       AND j.status = 'done'
       AND (j.events = '[]' OR j.updated_at < ?)
       AND (
         j.flow = 'dry-run'
         OR coalesce(j.outcome, '') NOT IN ('held', 'rejected', 'needs-attention', 'in-doubt')
         OR EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = j.key AND newer.id > j.id)
       )
       AND NOT EXISTS (
         SELECT 1 FROM operations o WHERE o.job_id = j.id AND o.state IN ('sent', 'in-doubt')
       )
     LIMIT ${STEP}`,
    before,
    now() - jobs.EVENTS_KEPT_MS,
  );
  for (const { id } of gone) payloads.forget(sql, id);
  jobs.remove(
    sql,
    gone.map(({ id }) => id),
  );
  return gone;
}

/**
 * What a back-fill has to do with an order is over once that is settled; a held one keeps its way
 * across the start line, and one whose document was taken back isn't booked again by itself.
 */
const forgetLists = (sql: SqlStorage, before: number): number =>
  deleted(
    sql,
    `DELETE FROM backfill_orders
     WHERE (backfill, key) IN (
       SELECT o.backfill, o.key
       FROM backfill_orders o
       JOIN backfills b ON b.id = o.backfill
       WHERE b.ended_at < ?
         AND o.state IN ('done', 'undone')
         AND (b.of IS NULL OR coalesce(o.verdict, '') <> 'held')
         AND NOT (b.take_back IS NOT NULL AND o.state = 'undone' AND o.verdict = 'removed')
       LIMIT ${STEP}
     )
     RETURNING 1 AS one`,
    before,
  );

function forgetAlerts({ sql, now }: TenantContext, before: number): number {
  const gone = all<{ id: string }>(
    sql,
    `DELETE FROM alerts
     WHERE id IN (SELECT id FROM alerts WHERE resolved_at < ? LIMIT ${STEP})
     RETURNING id`,
    before,
  );
  for (const { id } of gone) project(sql, { table: "alerts", deleted: { id, at: now() } }, now());
  return gone.length;
}

type RunRow = { day: string; runs: number; at: number; cleared: string } & Row;

/** One line a day: that it ran, how often, and how much it deleted. */
function record({ sql }: TenantContext, cleared: Cleared, now: number): void {
  const day = localDay(now, SOURCE_ZONE);
  const today = first<RunRow>(sql, "SELECT * FROM retention_runs WHERE day = ?", day);
  const before: Partial<Cleared> = today === null ? {} : (JSON.parse(today.cleared) as Cleared);
  const sum = Object.fromEntries(
    CLEARED.map((what) => [what, (before[what] ?? 0) + cleared[what]]),
  ) as Cleared;
  const runs = (today?.runs ?? 0) + 1;
  run(
    sql,
    "INSERT OR REPLACE INTO retention_runs (day, runs, at, cleared) VALUES (?, ?, ?, ?)",
    day,
    runs,
    now,
    JSON.stringify(sum),
  );
  project(sql, { table: "retention_runs", row: { day, at: now, runs, cleared: sum } }, now);
}
