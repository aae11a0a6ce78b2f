/**
 * Jobs. Each key has at most one unfinished job. It takes all events of the key and waits in this
 * table (`due`), never in the queue. A runner holds a claim with a number; calls with a stale
 * number change nothing.
 *
 * Facts that a run learns of its job are kept in memory and written with its row's next change
 * (storage/memory.ts).
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import type { FlowName, JobStatus, Lane, Outcome, Wait } from "../../../domain/jobs/job.ts";
import { memoryOf, type Running, type Unwritten } from "../storage/memory.ts";
import { cachedFirst, keep, peek } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, first, type Row, run, type Value } from "../storage/sql.ts";
import * as ended from "./ended.ts";
import * as keys from "./keys.ts";
import { writeKeepingNextDue } from "./ready.ts";
import { defined } from "../../../domain/platform/defined.ts";

/** A row as stored. Column names are those of schema.ts. */
export type StoredJob = {
  id: string;
  key: string;
  flow: FlowName;
  lane: Lane;
  status: JobStatus;
  /** 1: done or dead. */
  over: number;
  outcome: Outcome | null;
  wait: Wait | null;
  /** When it is to run; of a running job, when it was. `wait` likewise. */
  due: number | null;
  claim: number;
  lease_until: number | null;
  failed_attempts: number;
  tries: number;
  seen: number;
  wanted: number;
  fetched_at: number | null;
  types: string;
  /** How many of `types` the current run was given. */
  types_given: number;
  events: string;
  settings_version: number | null;
  label: string | null;
  figures: string | null;
  changes: string | null;
  reasons: string;
  articles: string | null;
  facts: string | null;
  capability: string | null;
  stands: string | null;
  moved: string | null;
  created_at: number;
  updated_at: number;
} & Row;

export type JobRow = StoredJob & { woken_at: number | null; plan_failures: number };

/** Whether a job with this status is over. */
export const isFinished = (status: JobStatus): boolean => status === "done" || status === "dead";

export const isOpen = (job: JobRow): boolean => !isFinished(job.status);

/** Returns a stored row with what memory knows of it. */
export function withMemory<T extends StoredJob>(sql: SqlStorage, row: T): T & JobRow {
  const memory = memoryOf(sql);
  const { knownState: _, ...unwritten } = memory.unwritten.get(row.id) ?? {};
  return {
    ...row,
    ...unwritten,
    ...(row.status === "running" ? { due: null, wait: null } : {}),
    woken_at: memory.woken.get(row.id) ?? null,
    plan_failures: memory.planFailures.get(row.id) ?? 0,
  };
}

const BY_ID = "SELECT * FROM jobs WHERE id = ?";
const NEWEST = "SELECT * FROM jobs WHERE key = +? ORDER BY id DESC LIMIT 1";

const stored = (sql: SqlStorage, id: string): StoredJob | null =>
  cachedFirst<StoredJob>(sql, BY_ID, id);

export function byId(sql: SqlStorage, id: string): JobRow | null {
  const row = stored(sql, id);
  return row === null ? null : withMemory(sql, row);
}

export function latestFor(sql: SqlStorage, key: string): JobRow | null {
  const row = cachedFirst<StoredJob>(sql, NEWEST, key);
  return row === null ? null : withMemory(sql, row);
}

type Newest = Pick<
  StoredJob,
  "id" | "key" | "flow" | "status" | "outcome" | "reasons" | "updated_at"
>;

/** Returns the newest job of each key, with the columns that memory never holds back. */
export const newestOf = (sql: SqlStorage, keys: readonly string[]): ReadonlyMap<string, Newest> =>
  new Map(
    all<Newest & Row>(sql)`
      SELECT j.id, j.key, j.flow, j.status, j.outcome, j.reasons, j.updated_at
      FROM json_each(${JSON.stringify(keys)}) k
      CROSS JOIN jobs j
        ON j.id = (SELECT n.id FROM jobs n WHERE n.key = k.value ORDER BY n.id DESC LIMIT 1)`.map(
      (job) => [job.key, job],
    ),
  );

/** Returns the key's unfinished job; `null`: none. Only a key's newest job can be unfinished. */
export function openFor(sql: SqlStorage, key: string): JobRow | null {
  const latest = latestFor(sql, key);
  return latest !== null && isOpen(latest) ? latest : null;
}

/** Returns how often this key was reported. A job that saw fewer reports must run again. */
export const reportedCount = (sql: SqlStorage, key: string): number =>
  Math.max(keys.of(sql, key)?.wanted ?? 0, latestFor(sql, key)?.wanted ?? 0);

/** Returns when the key's order, customer or article was last fetched; `null`: never. */
export function fetchedAt(sql: SqlStorage, key: string): number | null {
  const latest = latestFor(sql, key)?.fetched_at ?? null;
  return latest ?? keys.of(sql, key)?.fetched_at ?? null;
}

/** Counts one more event for a key that has a job. */
export function countReport(sql: SqlStorage, key: string): void {
  const latest = latestFor(sql, key);
  if (latest === null) keys.note(sql, key, { wanted: (keys.of(sql, key)?.wanted ?? 0) + 1 });
  else run(sql)`UPDATE jobs SET wanted = ${reportedCount(sql, key) + 1} WHERE id = ${latest.id}`;
}

const numberOf = (id: string | null): number => Number(id?.slice(1) ?? 0) || 0;

/** No job has as many claims. */
const MAX_CLAIMS = 10_000;

/** Returns a claim's number that is unique among all jobs; claims are numbered within their job. */
export const claimOf = (jobId: string, claimNo: number): number =>
  numberOf(jobId) * MAX_CLAIMS + claimNo;

/** Returns the number of the last job that was made. */
export const lastJob = (sql: SqlStorage): number =>
  (memoryOf(sql).lastJob ??= Math.max(
    Number(meta.get(sql, "jobs") ?? 0),
    numberOf(first<{ id: string | null }>(sql, "SELECT max(id) AS id FROM jobs")?.id ?? null),
  ));

export const jobId = (number: number): string => `j${String(number).padStart(9, "0")}`;

function nextId(sql: SqlStorage): string {
  const number = lastJob(sql) + 1;
  memoryOf(sql).lastJob = number;
  return jobId(number);
}

/**
 * Makes a job for a key without an unfinished one. Until a run fetches the order, customer or
 * article, the job has the label, articles and facts of the key's previous job.
 */
export function create(
  sql: SqlStorage,
  input: {
    key: string;
    flow: FlowName;
    lane: Lane;
    type: string;
    due: number;
    now: number;
    /** How often the key was reported, including now; absent: once more than before. */
    wanted?: number;
    fetchedAt?: number | null;
    eventId?: string | null;
  },
): JobRow {
  const wait: Wait | null = input.due > input.now ? "coalesce" : null;
  const id = nextId(sql);
  const before = latestFor(sql, input.key);
  const job = first<StoredJob>(sql)`
    INSERT INTO jobs (
      id, key, flow, lane, status, wait, due, wanted, fetched_at, types, events, reasons,
      label, articles, facts, created_at, updated_at
    )
    VALUES (${id}, ${input.key}, ${input.flow}, ${input.lane},
      ${wait === null ? "queued" : "waiting"}, ${wait}, ${input.due},
      ${input.wanted ?? reportedCount(sql, input.key) + 1}, ${input.fetchedAt ?? null},
      ${JSON.stringify([input.type])},
      ${JSON.stringify(input.eventId == null ? [] : [input.eventId])}, '[]',
      ${before?.label ?? null}, ${before?.articles ?? null}, ${before?.facts ?? null},
      ${input.now}, ${input.now})
    RETURNING *`;
  if (job === null) throw new Error("no job was made");
  keep(sql, BY_ID, [id], [job]);
  keep(sql, NEWEST, [job.key], [job]);
  memoryOf(sql).changed?.at.set(id, input.now);
  return withMemory(sql, job);
}

/** How long event ids are checked: longer than any sender repeats an event. */
export const EVENTS_RETAINED_MS = 2 * DAY_MS;
/** Event ids kept per job. A repeated event beyond them costs one fetch at most. */
const MAX_EVENTS = 200;

/** Returns the id of the job that took this event of the key; `null`: none within two days. */
export function findEventJob(
  sql: SqlStorage,
  key: string,
  eventId: string,
  now: number,
): string | null {
  // A cheap check that the caller repeats: usually it is the key's first event.
  if (latestFor(sql, key) === null) return null;
  const found = first<{ id: string }>(sql)`
    SELECT id
    FROM jobs
    WHERE key = +${key} AND updated_at >= ${now - EVENTS_RETAINED_MS}
      AND instr(events, ${JSON.stringify(eventId)}) > 0
    ORDER BY id DESC
    LIMIT 1`;
  return found?.id ?? null;
}

/** Adds an event to an unfinished job, whose wait stays as it is. */
export function addEvent(
  sql: SqlStorage,
  job: JobRow,
  event: { readonly type: string; readonly wanted: number; readonly id: string | null },
): void {
  const known = storedJson<string[]>(job.events);
  const events = event.id === null ? known : [...known, event.id].slice(-MAX_EVENTS);
  run(sql)`
    UPDATE jobs SET wanted = ${event.wanted}, types = ${withType(job, event.type)},
      events = ${JSON.stringify(events)}
    WHERE id = ${job.id}`;
}

/** Adds a type to an unfinished job, for its next run. */
export function addType(sql: SqlStorage, job: JobRow, type: string): void {
  const types = withType(job, type);
  if (types !== job.types) run(sql)`UPDATE jobs SET types = ${types} WHERE id = ${job.id}`;
}

/** If the current run was already given the type, it is added once more for the next run. */
function withType(job: JobRow, type: string): string {
  const types = storedJson<string[]>(job.types);
  const given = job.status === "running" ? job.types_given : 0;
  return types.slice(given).includes(type) ? job.types : JSON.stringify([...types, type]);
}

export type Change = Partial<
  Omit<JobRow, "id" | "key" | "created_at" | "over" | "moved" | "stands">
>;

/**
 * Changes a job and, if it ends, its key's outcome and counts. The statement names only columns
 * that change, so that the indexes of others aren't written.
 */
export function update(sql: SqlStorage, id: string, change: Change, now: number): void {
  const before = stored(sql, id);
  if (before === null) return;
  const memory = memoryOf(sql);
  const { knownState, ...unwritten } = memory.unwritten.get(id) ?? {};
  const { woken_at, plan_failures, ...columns } = change;
  const changed: Partial<StoredJob> = { ...unwritten, ...columns, updated_at: now };
  const status = changed.status ?? before.status;
  changed.over = isFinished(status) ? 1 : 0;
  // A running job keeps its `due` and `wait`, so that its claim writes no index. All others have
  // `wait` only while they wait, as the index has no status.
  if (status === "running") {
    delete changed.due;
    delete changed.wait;
  } else if (status !== "waiting") changed.wait = null;
  if (before.over === 1) ended.reopen(sql, before);
  const after = { ...before, ...changed } as StoredJob;
  const end =
    after.over === 1
      ? ended.outcomeChange(sql, before, after, latestFor(sql, before.key)?.id === id)
      : null;
  const written = { ...changed, moved: end?.moved ?? null, stands: end?.stands ?? before.stands };
  const entries = Object.entries(written)
    .map(([name, value]): [string, Value] => [name, value ?? null])
    .filter(([name, value]) => before[name] !== value);
  if (entries.length > 0) {
    const isNewest = peek(sql, NEWEST, before.key)?.["id"] === id;
    writeKeepingNextDue(sql, [before, after], () =>
      run(
        sql,
        `UPDATE jobs SET ${entries.map(([name]) => `${name} = ?`).join(", ")} WHERE id = ?`,
        ...entries.map(([, value]) => value),
        id,
      ),
    );
    const row = { ...before, ...Object.fromEntries(entries) };
    keep(sql, BY_ID, [id], [row]);
    if (isNewest) keep(sql, NEWEST, [before.key], [row]);
  }
  if (after.over === 1) memory.changed?.at.delete(id);
  else memory.changed?.at.set(id, now);
  if (status === "running")
    running(sql).set(id, { lane: after.lane, leaseUntil: after.lease_until ?? 0 });
  else running(sql).delete(id);
  const isFirstEnd = after.over === 1 && keys.of(sql, after.key) === null;
  if (after.over === 1) {
    keys.note(sql, after.key, {
      wanted: after.wanted,
      fetched_at: after.fetched_at,
      ...defined({ known_state: knownState }),
      ...end?.key,
    });
    ended.noteEnd(sql, after, end);
  }
  if (after.flow === "orders") keys.noteOpen(sql, after, isFirstEnd);
  if (after.over === 0 && knownState !== undefined) memory.unwritten.set(id, { knownState });
  else memory.unwritten.delete(id);
  if (typeof plan_failures === "number") memory.planFailures.set(id, plan_failures);
  if (typeof woken_at === "number") memory.woken.set(id, woken_at);
  else if (woken_at === null || after.over === 1 || status === "running") memory.woken.delete(id);
  if (after.over === 1) memory.planFailures.delete(id);
}

/** Makes the job due now if it waits for this. `updated_at` stays. */
export const dueFrom = (sql: SqlStorage, id: string, wait: Wait, now: number): void =>
  run(sql)`
    UPDATE jobs SET due = ${now} WHERE id = ${id} AND status = 'waiting' AND wait = ${wait}`;

/** Keeps what a run learns of its job in memory; it is written with the row's next change. */
export function noteLearned(sql: SqlStorage, id: string, more: Unwritten): void {
  const memory = memoryOf(sql);
  memory.unwritten.set(id, { ...memory.unwritten.get(id), ...more });
  const runs = running(sql).get(id);
  if (runs !== undefined && more.lease_until != null)
    running(sql).set(id, { ...runs, leaseUntil: more.lease_until });
}

/** Notes that planning begins, so that a runner killed by it is noticed. */
export function notePlanningBegins(sql: SqlStorage, job: JobRow): void {
  memoryOf(sql).planFailures.set(job.id, Math.min(job.plan_failures + 1, job.failed_attempts));
}

/** Notes that planning has ended. */
export function notePlanned(sql: SqlStorage, id: string): void {
  memoryOf(sql).planFailures.delete(id);
}

/**
 * Returns the running jobs by id, also those whose lease has ended. Only a job that was due can
 * run, hence the subquery; reading them in the table's order takes half the time.
 */
export function running(sql: SqlStorage): Map<string, Running> {
  const memory = memoryOf(sql);
  memory.running ??= new Map(
    all<{ id: string; lane: string; lease: number | null }>(sql)`
      SELECT id, lane, lease_until AS lease
      FROM jobs
      WHERE id IN (SELECT id FROM jobs WHERE over = 0 AND due IS NOT NULL)
        AND status = 'running'`.map(({ id, lane, lease }) => [
      id,
      { lane, leaseUntil: lease ?? 0 },
    ]),
  );
  return memory.running;
}

/** Returns the ids of running jobs as JSON, for a statement. */
export const runningIds = (sql: SqlStorage): string => JSON.stringify([...running(sql).keys()]);

/** Deletes jobs that are over. Their outcomes stay counted, and their numbers aren't reused. */
export function remove(sql: SqlStorage, ids: readonly string[]): void {
  if (ids.length === 0) return;
  ended.sumNewEnds(sql);
  const last = first<{ id: string | null }>(sql, "SELECT max(id) AS id FROM jobs")?.id;
  if (last != null && ids.includes(last)) meta.set(sql, "jobs", String(numberOf(last)));
  const deleted = all<{ status: JobStatus }>(sql)`
    DELETE FROM jobs WHERE id IN ${among(ids)} AND over = 1 RETURNING status`;
  ended.noteDeletedJobs(
    sql,
    deleted.map(({ status }) => status),
  );
}
