/**
 * When each recurring work of the object ran, and when it is due. A turn whose job is still to begin is passed over:
 * it would only be done twice. An interval that was changed counts from the last run on, at once.
 */
import type { FlowName } from "../../domain/job.ts";
import { dueAt, type Turns, type Work, WORKS } from "../works.ts";
import * as door from "./door.ts";
import * as jobs from "./jobs.ts";
import * as meta from "./meta.ts";
import type { Room } from "./room.ts";
import { all, first, json, run, type Row } from "./sql.ts";

type TurnRow = { name: string; since: number; ran_at: number | null; job_id: string | null } & Row;

/** Makes a job of every work that is due. */
export function runDue(room: Room): void {
  const now = room.now();
  for (const work of turning(room)) if ((due(room, work) ?? Infinity) <= now) begin(room, work);
}

/** The next instant at which a work is due; `null` while there is none. */
export function nextDue(room: Room): number | null {
  const instants = turning(room).map((work) => due(room, work)).filter((at): at is number => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Runs a flow's own works now instead of at their next turn. Answers the jobs; empty when the flow has none. */
export function runNow(room: Room, flow: FlowName): string[] {
  const own = WORKS.filter((work) => work.flow === flow && work.turn !== "nightly");
  return own.map((work) => door.enqueue(room, { key: work.key, flow: work.flow, type: "by-hand", lane: "update" }).job.id);
}

/** Works that are switched on and have the grants that they need. */
function turning(room: Room): readonly Work[] {
  const configuration = meta.configuration(room.sql);
  if (configuration === null) return [];
  return WORKS.filter((work) => work.isOn(configuration.settings) && work.needs.every((vendor) => room.vault.identity(vendor) !== null));
}

function due(room: Room, work: Work): number | null {
  const configuration = meta.configuration(room.sql);
  if (configuration === null) throw new Error("a work without settings has no turn");
  return dueAt(work, turnsOf(room, work), room.tenantId(), configuration.settings, room.deps.timings);
}

function turnsOf(room: Room, work: Work): Turns {
  const row = first<TurnRow>(room.sql, "SELECT * FROM turns WHERE name = ?", work.name);
  if (row !== null) return { since: row.since, ranAt: row.ran_at };
  run(room.sql, "INSERT INTO turns (name, since) VALUES (?, ?)", work.name, room.now());
  return { since: room.now(), ranAt: null };
}

function begin(room: Room, work: Work): void {
  const open = jobs.openFor(room.sql, work.key);
  const waits = open !== null && open.status !== "running" && json<string[]>(open.types).includes(work.type);
  const job = waits ? open : door.enqueue(room, { key: work.key, flow: work.flow, type: work.type, lane: "sweep" }).job;
  run(room.sql, "UPDATE turns SET ran_at = ?, job_id = ? WHERE name = ?", room.now(), job.id, work.name);
}

export const ranLast = (room: Room): readonly { readonly name: string; readonly ranAt: number | null; readonly jobId: string | null }[] =>
  all<TurnRow>(room.sql, "SELECT * FROM turns ORDER BY name").map((row) => ({ name: row.name, ranAt: row.ran_at, jobId: row.job_id }));
