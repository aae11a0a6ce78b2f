/**
 * When each recurring work of the object ran, and when it is due. A turn whose job is still to
 * begin is passed over: it would only be done twice. An interval that was changed counts from the
 * last run on, at once.
 */
import { type FlowName, partOf } from "../../domain/job.ts";
import type { Settings } from "../../mapping/settings.ts";
import type { WorkView } from "../rpc.ts";
import { dueAt, type Turns, type Work, WORKS } from "../works.ts";
import * as door from "./door.ts";
import * as jobs from "./jobs.ts";
import * as meta from "./meta.ts";
import type { Room } from "./room.ts";
import { first, json, run, type Row } from "./sql.ts";

type TurnRow = { name: string; since: number; ran_at: number | null; job_id: string | null } & Row;

/** Makes a job of every work that is due. */
export function runDue(room: Room): void {
  const now = room.now();
  const { works, settings } = turning(room);
  for (const work of works)
    if ((due(room, work, settings) ?? Infinity) <= now) room.atomically(() => begin(room, work));
}

/** The next instant at which a work is due; `null` while there is none. */
export function nextDue(room: Room): number | null {
  const { works, settings } = turning(room);
  const instants = works
    .map((work) => due(room, work, settings))
    .filter((at): at is number => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/**
 * Runs a flow's own works now instead of at their next turn. Answers the jobs; empty when the flow
 * has none.
 */
export function runNow(room: Room, flow: FlowName): string[] {
  const own = WORKS.filter((work) => partOf(work.flow) === flow && work.turn !== "nightly");
  return own.map(
    (work) =>
      door.enqueue(room, { key: work.key, flow: work.flow, type: "by-hand", lane: "update" }).job
        .id,
  );
}

type Turning = { readonly works: readonly Work[]; readonly settings: Settings | null };

/**
 * Works that are switched on, aren't stopped and have the grants that they need. Asked at every
 * round: what all works share is read once.
 */
function turning(room: Room): Turning {
  const settings = meta.configuration(room.sql)?.settings ?? null;
  if (settings === null) return { works: [], settings };
  const stopped = meta.stoppedFlows(room.sql);
  const on = WORKS.filter(
    (work) => work.isOn(settings) && stopped[partOf(work.flow)] === undefined,
  );
  const connected = new Set(
    [...new Set(on.flatMap((work) => work.needs))].filter(
      (vendor) => room.vault.identity(vendor) !== null,
    ),
  );
  return {
    works: on.filter((work) => work.needs.every((vendor) => connected.has(vendor))),
    settings,
  };
}

function due(room: Room, work: Work, settings: Settings | null): number | null {
  if (settings === null) throw new Error("a work without settings has no turn");
  return dueAt(work, turnsOf(room, work), room.tenantId(), settings, room.deps.timings);
}

function turnsOf(room: Room, work: Work): Turns {
  const row = first<TurnRow>(room.sql, "SELECT * FROM turns WHERE name = ?", work.name);
  if (row !== null) return { since: row.since, ranAt: row.ran_at };
  run(room.sql, "INSERT INTO turns (name, since) VALUES (?, ?)", work.name, room.now());
  return { since: room.now(), ranAt: null };
}

function begin(room: Room, work: Work): void {
  const latest = jobs.latestFor(room.sql, work.key);
  const waits =
    latest !== null &&
    jobs.isOpen(latest) &&
    latest.status !== "running" &&
    json<string[]>(latest.types).includes(work.type);
  const job = waits
    ? latest
    : (jobs.again(
        room.sql,
        latest,
        { key: work.key, type: work.type, lane: "sweep" },
        room.now(),
      ) ??
      door.enqueue(room, { key: work.key, flow: work.flow, type: work.type, lane: "sweep" }).job);
  run(
    room.sql,
    "UPDATE turns SET ran_at = ?, job_id = ? WHERE name = ?",
    room.now(),
    job.id,
    work.name,
  );
}

/** How each work stands: when it ran, what came of it, when it is due. */
export function views(room: Room): WorkView[] {
  const { works: on, settings } = turning(room);
  // While everything is stopped a turn that comes begins nothing.
  const { paused } = meta.pauseState(room.sql);
  return WORKS.map((work): WorkView => {
    const row = first<TurnRow>(room.sql, "SELECT * FROM turns WHERE name = ?", work.name);
    const job = row?.job_id == null ? null : jobs.byId(room.sql, row.job_id);
    return {
      name: work.name,
      flow: partOf(work.flow),
      key: work.key,
      lastRun: row?.ran_at ?? null,
      nextRun: !paused && on.includes(work) ? due(room, work, settings) : null,
      job: job === null ? null : { id: job.id, status: job.status, outcome: job.outcome },
    };
  });
}
