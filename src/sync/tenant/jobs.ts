/**
 * Jobs: one unfinished job per key, which takes every event of that key. A job waits in here
 * (`due`), never in the queue; whoever runs it holds a claim with a number, and a stale number
 * moves nothing.
 */
import type {
  FlowName,
  JobFigures,
  JobStatus,
  JobView,
  Lane,
  Outcome,
  Wait,
} from "../../domain/job.ts";
import type { KeyMemory } from "../../flows/port.ts";
import type { Reason } from "../../domain/reasons.ts";
import { project } from "./outbox.ts";
import { all, count, first, json, run, type Row } from "./sql.ts";
import * as meta from "./meta.ts";

export type JobRow = {
  id: string;
  key: string;
  flow: FlowName;
  lane: Lane;
  status: JobStatus;
  outcome: Outcome | null;
  wait: Wait | null;
  due: number | null;
  woken_at: number | null;
  claim: number;
  lease_until: number | null;
  strikes: number;
  plan_strikes: number;
  tries: number;
  seen: number;
  types: string;
  settings_version: number | null;
  label: string | null;
  figures: string | null;
  reasons: string;
  articles: string | null;
  capability: string | null;
  created_at: number;
  updated_at: number;
} & Row;

export const OPEN = "('queued', 'running', 'waiting')";

export const byId = (sql: SqlStorage, id: string): JobRow | null =>
  first<JobRow>(sql, "SELECT * FROM jobs WHERE id = ?", id);

export const openFor = (sql: SqlStorage, key: string): JobRow | null =>
  first<JobRow>(sql, `SELECT * FROM jobs WHERE key = ? AND status IN ${OPEN}`, key);

/** As the newest look at this key that planned it had them; `null`: none has. */
export const articlesFor = (sql: SqlStorage, key: string): string | null =>
  first<{ articles: string }>(
    sql,
    "SELECT articles FROM jobs WHERE key = ? AND articles IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1",
    key,
  )?.articles ?? null;

export const latestFor = (sql: SqlStorage, key: string): JobRow | null =>
  first<JobRow>(
    sql,
    "SELECT * FROM jobs WHERE key = ? ORDER BY created_at DESC, id DESC LIMIT 1",
    key,
  );

export const isOpen = (job: JobRow): boolean =>
  job.status === "queued" || job.status === "running" || job.status === "waiting";

/** How often this key was told of; a job that saw less than this has something left to do. */
export const wanted = (sql: SqlStorage, key: string): number =>
  first<{ wanted: number }>(sql, "SELECT wanted FROM keys WHERE key = ?", key)?.wanted ?? 0;

/** One more event for the key: how many there were, this one included, and when it was last fetched. */
export function want(
  sql: SqlStorage,
  key: string,
): { readonly wanted: number; readonly fetchedAt: number | null } {
  const row = first<{ wanted: number; at: number | null }>(
    sql,
    "INSERT INTO keys (key, wanted) VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET wanted = wanted + 1 RETURNING wanted, fetched_at AS at",
    key,
  );
  return { wanted: row?.wanted ?? 1, fetchedAt: row?.at ?? null };
}

export const fetchedAt = (sql: SqlStorage, key: string): number | null =>
  first<{ at: number | null }>(sql, "SELECT fetched_at AS at FROM keys WHERE key = ?", key)?.at ??
  null;

export function noteFetch(sql: SqlStorage, key: string, now: number): void {
  run(sql, "UPDATE keys SET fetched_at = ? WHERE key = ?", now, key);
}

/**
 * The state in which the key's thing was met: kept in the same transaction as the job that looks at
 * it.
 */
export function noteMet(sql: SqlStorage, key: string, state: string): void {
  run(sql, "UPDATE keys SET met = ? WHERE key = ?", state, key);
}

export function recall(sql: SqlStorage, keys: readonly string[]): Record<string, KeyMemory> {
  const rows = all<{ key: string; met: string | null; told: number; document: number }>(
    sql,
    `SELECT key, met, met IS NOT NULL OR EXISTS (SELECT 1 FROM jobs WHERE jobs.key = keys.key) AS told, EXISTS (SELECT 1 FROM documents WHERE documents.key = keys.key) AS document
     FROM keys WHERE key IN (SELECT value FROM json_each(?))`,
    JSON.stringify(keys),
  );
  return Object.fromEntries(
    rows.map(({ key, met, told, document }) => [
      key,
      { met, told: told === 1, document: document === 1 },
    ]),
  );
}

/** These stood in a list that the pass read. Only of those with a document is it ever asked. */
export function noteListed(sql: SqlStorage, keys: readonly string[], pass: number): void {
  run(
    sql,
    "UPDATE keys SET listed = ? WHERE key IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM documents WHERE documents.key = keys.key)",
    pass,
    JSON.stringify(keys),
  );
}

const STANDING_PAGE = 500;

/**
 * Orders with a live document that was written since, whose last job is over and isn't held, and
 * that the pass hasn't met.
 */
export const standing = (sql: SqlStorage, since: number, after: string, pass?: number): string[] =>
  all<{ key: string }>(
    sql,
    `SELECT DISTINCT d.key AS key FROM documents d WHERE d.key > ? AND d.key >= 'order:' AND d.key < 'order;' AND d.state = 'live' AND d.updated_at >= ?
       AND coalesce((SELECT j.status = 'done' AND j.outcome <> 'held' FROM jobs j WHERE j.key = d.key ORDER BY j.created_at DESC, j.id DESC LIMIT 1), 1)
       AND coalesce((SELECT k.listed FROM keys k WHERE k.key = d.key), 0) < ? ORDER BY d.key LIMIT ?`,
    after,
    since,
    pass ?? Number.MAX_SAFE_INTEGER,
    STANDING_PAGE,
  ).map((row) => row.key);

export function create(
  sql: SqlStorage,
  input: { key: string; flow: FlowName; lane: Lane; type: string; due: number; now: number },
): JobRow {
  const id = `j${String(meta.next(sql, "jobs")).padStart(9, "0")}`;
  const wait: Wait | null = input.due > input.now ? "coalesce" : null;
  const job = first<JobRow>(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, wait, due, types, reasons, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?) RETURNING *`,
    id,
    input.key,
    input.flow,
    input.lane,
    wait === null ? "queued" : "waiting",
    wait,
    input.due,
    JSON.stringify([input.type]),
    input.now,
    input.now,
  );
  if (job === null) throw new Error("the job that was just made isn't there");
  projectJob(sql, job, input.now);
  return job;
}

export function addType(sql: SqlStorage, job: JobRow, type: string): void {
  const types = json<string[]>(job.types);
  if (!types.includes(type))
    run(sql, "UPDATE jobs SET types = ? WHERE id = ?", JSON.stringify([...types, type]), job.id);
}

export type Change = Partial<Omit<JobRow, "id" | "key" | "created_at">>;

/** Changes a job and tells D1. Column names come from the type, never from outside. */
export function update(sql: SqlStorage, id: string, change: Change, now: number): void {
  const entries = Object.entries({ ...change, updated_at: now });
  run(
    sql,
    `UPDATE jobs SET ${entries.map(([column]) => `${column} = ?`).join(", ")} WHERE id = ?`,
    ...entries.map(([, value]) => value ?? null),
    id,
  );
  const job = byId(sql, id);
  if (job !== null) projectJob(sql, job, now);
}

/**
 * A turn that had nothing to tell gives its job to the next: hundreds a day would else be kept for
 * nothing. `null`: it had, or there is none.
 */
export function again(
  sql: SqlStorage,
  latest: JobRow | null,
  next: { readonly key: string; readonly type: string; readonly lane: Lane },
  now: number,
): JobRow | null {
  if (latest?.status !== "done" || (latest.outcome !== "skipped" && latest.reasons !== "[]"))
    return null;
  want(sql, next.key);
  run(sql, "DELETE FROM payloads WHERE job_id = ?", latest.id);
  update(
    sql,
    latest.id,
    {
      status: "queued",
      lane: next.lane,
      wait: null,
      due: now,
      woken_at: null,
      types: JSON.stringify([next.type]),
      reasons: "[]",
    },
    now,
  );
  return latest;
}

export function view(sql: SqlStorage, job: JobRow): JobView {
  return {
    id: job.id,
    key: job.key,
    flow: job.flow,
    lane: job.lane,
    status: job.status,
    outcome: job.outcome,
    wait: job.wait,
    due: job.due,
    wanted: wanted(sql, job.key),
    seen: job.seen,
    settingsVersion: job.settings_version,
    label: job.label,
    figures: job.figures === null ? null : json<JobFigures>(job.figures),
    createdAt: job.created_at,
    updatedAt: job.updated_at,
    reasons: json<Reason[]>(job.reasons),
  };
}

function projectJob(sql: SqlStorage, job: JobRow, now: number): void {
  // What is about to run or runs is over in a moment and nobody's business but ours: it would double the rows that D1 is told of.
  if (job.status === "running" || (job.status === "queued" && job.claim === 0)) return;
  const { id, key, flow, status, outcome, label, figures, reasons, createdAt, updatedAt } = view(
    sql,
    job,
  );
  const [gross, vat, currency] =
    figures === null ? [null, null, null] : [figures.gross, figures.vat, figures.currency];
  const row = {
    id,
    key,
    flow,
    status,
    outcome,
    label,
    gross,
    vat,
    currency,
    reason: reasons[0]?.code ?? null,
    createdAt,
    updatedAt,
  };
  project(sql, { table: "jobs", row }, now);
}

export const running = (sql: SqlStorage, now: number): number =>
  count(sql, "SELECT count(*) AS n FROM jobs WHERE status = 'running' AND lease_until > ?", now);
