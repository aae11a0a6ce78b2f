/**
 * When each recurring work of the object last ran, and when it is due. A turn is passed over while
 * the previous job hasn't started. A changed interval counts from the last run, at once.
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
 * Makes a job of every work that is due. `looks` is true for a work that is checked first: that
 * check starts the work (`begin`) or notes that there was nothing (`noteNothingFound`).
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
 * Returns the next instant at which a work is due; `null`: none. `lookedAt`: since when a check for
 * the work is under way; if it never ends, the turn comes again.
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

/** Notes that the work's turn came and there was nothing to do; makes no job. */
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

const lacks = ({ vault }: TenantContext, { needs }: RecurringWork): Vendor | undefined =>
  needs.find((vendor) => vault.identity(vendor) === null);

/** A vendor without which none of the flow's works can run, and that was never connected. */
export function missingVendor(context: TenantContext, flow: FlowName): Vendor | undefined {
  const lacked = worksOf(flow).map((work) => lacks(context, work));
  return lacked.includes(undefined) ? undefined : lacked[0];
}

/**
 * Runs a flow's works now, not at their next turn. Returns the jobs; empty: it has no works. A work
 * whose vendor was never connected isn't begun, as it would wait for that.
 */
export function runNow(context: TenantContext, flow: FlowName): string[] {
  const able = worksOf(flow).filter((work) => lacks(context, work) === undefined);
  return able.map(({ key, flow: of }) => {
    const { job } = intake.enqueue(context, { key, flow: of, type: "by-hand", lane: "update" });
    manualStarts.note(context.sql, key, job.id, context.now());
    return job.id;
  });
}

type Turning = {
  readonly works: readonly RecurringWork[];
  readonly settings: Settings | null;
  readonly timings: Timings;
  readonly rows: TurnRows;
};

/**
 * Returns the works that are on, aren't stopped and have the grants that they need. Called at every
 * round, so what all works share is read once.
 */
function turning(
  context: TenantContext,
  settings: Settings | null = meta.configuration(context.sql)?.settings ?? null,
): Turning {
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
  { settings, timings, rows }: Turning,
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
  // Between two tries it may be running just now.
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
    // The turn that found the job unfinished leaves when the job was begun.
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
 * When a run of the work was begun last; `null`: never. Turns that find the run of an earlier one
 * unfinished begin none: as long as it is, that turn counts.
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
  // While everything is stopped, a turn that comes starts nothing.
  const { paused } = meta.pauseState(context.sql);
  const begun = manualStarts.all(context.sql);
  const jobOf = (id: string | null | undefined): WorkView["job"] => {
    const job = id == null ? null : jobs.byId(context.sql, id);
    return job === null ? null : { id: job.id, status: job.status, outcome: job.outcome };
  };
  return RECURRING_WORKS.map((work): WorkView => {
    const row = turns.rows.get(work.name);
    const asked = work.byTurnAlone === true ? undefined : begun[work.key];
    return {
      name: work.name,
      flow: partOf(work.flow),
      key: work.key,
      lastRun: row === undefined ? null : lastBegun(context.sql, row),
      nextRun: !paused && turns.works.includes(work) ? due(context, work, turns) : null,
      job: jobOf(row?.job_id),
      manualRun: asked === undefined ? null : { at: asked.at, job: jobOf(asked.jobId) },
    };
  });
}
