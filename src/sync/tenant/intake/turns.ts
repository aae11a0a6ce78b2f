/**
 * Turns: when each recurring work of the object last ran, and when it is due. A turn makes no new
 * job while the previous one hasn't started. A changed interval applies at once, from the last
 * run.
 */
import type { Vendor } from "../../../domain/ids.ts";
import { type FlowName, partOf } from "../../../domain/jobs/job.ts";
import type { Timings } from "../../../env.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { UpcomingWork, WorkView } from "../../contract/index.ts";
import {
  dueAt,
  type TaskSchedule,
  type RecurringWork,
  RECURRING_WORKS,
} from "../../recurring-works.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as manualStarts from "../jobs/manual-starts.ts";
import { reuseIdleJob } from "../jobs/reuse-idle-job.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { type Row, run } from "../storage/sql.ts";
import * as intake from "./intake.ts";
import { timingsOf } from "./webhooks-arrive.ts";

export type TurnRow = {
  name: string;
  since: number;
  ran_at: number | null;
  waiting_since: number | null;
  job_id: string | null;
} & Row;
type TurnRows = ReadonlyMap<string, TurnRow>;

/**
 * Makes a job for every work that is due. `looks` returns true if it starts a check for the work:
 * that check begins the work (`begin`) or notes that it found nothing (`noteNothingFound`).
 */
export function runDue(
  context: TenantContext,
  looks: (work: RecurringWork) => boolean = () => false,
): void {
  const now = context.now();
  const turns = turning(context);
  for (const work of turns.works)
    if ((due(context, work, turns) ?? Infinity) <= now && !looks(work))
      context.atomically(() => begin(context, work));
}

/**
 * Returns the next instant at which a work is due; `null`: none. `lookedAt`: since when the work is
 * being checked; if that check never ends, the work is due again after its interval.
 */
export function nextDue(
  context: TenantContext,
  lookedAt: (work: RecurringWork) => number | null = () => null,
): number | null {
  const turns = turning(context);
  const instants = turns.works
    .map((work) => due(context, work, turns, lookedAt(work)))
    .filter((at): at is number => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Notes that the work's turn had nothing to do; makes no job. */
export const noteNothingFound = ({ sql }: TenantContext, work: RecurringWork, at: number): void =>
  run(sql)`
    UPDATE turns SET ran_at = ${at}, waiting_since = NULL, job_id = NULL WHERE name = ${work.name}`;

/** Resets a work to its first turn. */
export const resetTurn = ({ sql, now }: TenantContext, name: string): void =>
  run(sql)`
    UPDATE turns SET since = ${now()}, ran_at = NULL, waiting_since = NULL WHERE name = ${name}`;

function worksOf(flow: FlowName): readonly RecurringWork[] {
  const all = RECURRING_WORKS.filter((work) => partOf(work.flow) === flow);
  const byDay = all.filter(({ turn }) => turn !== "nightly");
  return byDay.length === 0 ? all : byDay;
}

/** Returns a vendor that the work needs and that was never connected. */
const missingOf = ({ vault }: TenantContext, { needs }: RecurringWork): Vendor | undefined =>
  needs.find((vendor) => vault.identity(vendor) === null);

/** Returns a never connected vendor if none of the flow's works can run without one. */
export function missingVendor(context: TenantContext, flow: FlowName): Vendor | undefined {
  const missing = worksOf(flow).map((work) => missingOf(context, work));
  return missing.includes(undefined) ? undefined : missing[0];
}

/**
 * Runs a flow's works now instead of at their next turn. Returns the ids of the jobs; empty: the
 * flow has no works. A work whose vendor was never connected isn't begun, as it would only wait.
 */
export function runNow(context: TenantContext, flow: FlowName): string[] {
  const able = worksOf(flow).filter((work) => missingOf(context, work) === undefined);
  return able.map(({ key, flow: of }) => {
    const { job } = intake.enqueue(context, { key, flow: of, type: "by-hand", lane: "update" });
    manualStarts.note(context.sql, key, job.id, context.now());
    return job.id;
  });
}

type TurnState = {
  readonly works: readonly RecurringWork[];
  readonly settings: Settings | null;
  readonly timings: Timings;
  readonly rows: TurnRows;
};

/**
 * Returns the works that are on, aren't stopped and have the grants that they need, with the
 * settings, timings and rows that all works share. It runs in every round of the alarm loop.
 */
function turning(
  context: TenantContext,
  settings: Settings | null = meta.configuration(context.sql)?.settings ?? null,
): TurnState {
  const shared = { settings, timings: timingsOf(context), rows: rowsOf(context) };
  if (settings === null) return { works: [], ...shared };
  const stopped = meta.stoppedFlows(context.sql);
  const on = RECURRING_WORKS.filter(
    (work) => work.isOn(settings) && stopped[partOf(work.flow)] === undefined,
  );
  const connected = new Set(
    [...new Set(on.flatMap((work) => work.needs))].filter(
      (vendor) => context.vault.identity(vendor) !== null,
    ),
  );
  return {
    works: on.filter((work) => work.needs.every((vendor) => connected.has(vendor))),
    ...shared,
  };
}

function due(
  context: TenantContext,
  work: RecurringWork,
  { settings, timings, rows }: TurnState,
  lookedAt: number | null = null,
): number | null {
  if (settings === null) throw new Error("a work without settings has no turn");
  const { since, ranAt } = turnsOf(context, work, rows);
  const turns = { since, ranAt: lookedAt ?? ranAt };
  return dueAt(work, turns, context.tenantId(), settings, timings);
}

/** One statement for all works, as every round needs each row. */
const rowsOf = ({ sql }: TenantContext): TurnRows =>
  new Map(cachedAll<TurnRow>(sql, "SELECT * FROM turns").map((row) => [row.name, row]));

function turnsOf(context: TenantContext, work: RecurringWork, rows: TurnRows): TaskSchedule {
  const row = rows.get(work.name);
  if (row !== undefined) return { since: row.since, ranAt: row.ran_at };
  run(context.sql)`INSERT INTO turns (name, since) VALUES (${work.name}, ${context.now()})`;
  return { since: context.now(), ranAt: null };
}

/** Makes a job of the work, unless its previous job hasn't started. */
export function begin(context: TenantContext, work: RecurringWork): void {
  const latest = jobs.latestFor(context.sql, work.key);
  const waits =
    latest !== null &&
    jobs.isOpen(latest) &&
    latest.status !== "running" &&
    storedJson<string[]>(latest.types).includes(work.type);
  // A job between two tries may be running just now.
  const isUnfinished = latest !== null && jobs.isOpen(latest) && (waits || latest.tries > 0);
  const job = waits
    ? latest
    : (reuseIdleJob(
        context.sql,
        latest,
        { key: work.key, type: work.type, lane: "sweep" },
        context.now(),
      ) ??
      intake.enqueue(context, { key: work.key, flow: work.flow, type: work.type, lane: "sweep" })
        .job);
  run(
    context.sql,
    // If the turn found the job unfinished, `waiting_since` keeps when the job was begun.
    `UPDATE turns
     SET waiting_since = iif(?, coalesce(waiting_since, ran_at), NULL), ran_at = ?, job_id = ?
     WHERE name = ?`,
    isUnfinished ? 1 : 0,
    context.now(),
    job.id,
    work.name,
  );
}

/**
 * Returns when the works of these flows would run if the flows were on, by the same rules as real
 * turns. `null`: not automatically, as the work is stopped, not connected, or never runs on its
 * own.
 */
export function upcoming(context: TenantContext, flows: readonly FlowName[]): UpcomingWork[] {
  const settings = meta.configuration(context.sql)?.settings ?? null;
  if (settings === null) return [];
  const on = flows.reduce<Settings>(
    (all, flow) => ({ ...all, [flow]: { ...Reflect.get(all, flow), enabled: true } }),
    settings,
  );
  const { works, timings, rows } = turning(context, on);
  const turned = new Set(works);
  const { paused } = meta.pauseState(context.sql);
  const now = context.now();
  return RECURRING_WORKS.filter((work) => flows.includes(partOf(work.flow))).map((work) => {
    const row = rows.get(work.name);
    const turns =
      row === undefined ? { since: now, ranAt: null } : { since: row.since, ranAt: row.ran_at };
    const at = dueAt(work, turns, context.tenantId(), on, timings);
    return {
      name: work.name,
      flow: partOf(work.flow),
      at: paused || !turned.has(work) || at === null ? null : Math.max(at, now),
    };
  });
}

/**
 * Returns when a run of the work was last begun; `null`: never. A turn that finds an earlier turn's
 * run unfinished begins none, so the earlier turn counts while that run is unfinished.
 */
export function lastBegun(
  sql: SqlStorage,
  {
    ran_at: ranAt,
    waiting_since: since,
    job_id: id,
  }: Pick<TurnRow, "ran_at" | "waiting_since" | "job_id">,
): number | null {
  const job = since === null || id === null ? null : jobs.byId(sql, id);
  return job !== null && jobs.isOpen(job) ? since : ranAt;
}

/** Returns each work's state: its last scheduled and manual runs, its outcome, when it is due. */
export function views(context: TenantContext): WorkView[] {
  const turns = turning(context);
  // While the tenant is stopped, no turn starts anything.
  const { paused } = meta.pauseState(context.sql);
  const manual = manualStarts.all(context.sql);
  const jobOf = (id: string | null | undefined): WorkView["job"] => {
    const job = id == null ? null : jobs.byId(context.sql, id);
    return job === null ? null : { id: job.id, status: job.status, outcome: job.outcome };
  };
  return RECURRING_WORKS.map((work): WorkView => {
    const row = turns.rows.get(work.name);
    const manualStart = work.byTurnAlone === true ? undefined : manual[work.key];
    return {
      name: work.name,
      flow: partOf(work.flow),
      key: work.key,
      lastRun: row === undefined ? null : lastBegun(context.sql, row),
      nextRun: !paused && turns.works.includes(work) ? due(context, work, turns) : null,
      job: jobOf(row?.job_id),
      manualRun:
        manualStart === undefined ? null : { at: manualStart.at, job: jobOf(manualStart.jobId) },
    };
  });
}
