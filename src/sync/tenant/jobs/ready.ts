/** The pump's queries for jobs that wait to be woken: lane by lane, the most urgent first. */
import { type JobStatus, LANES } from "../../../domain/jobs/job.ts";
import { cachedFirst, keptThrough } from "../storage/cached-reads.ts";

/**
 * The order of lanes. It must be the same text as in the index `jobs_next`, or SQLite doesn't use
 * that index. An unknown lane, of a newer release, comes last.
 */
const RANKED = LANES.map((lane, index) => `WHEN '${lane}' THEN ${index}`).join(" ");
export const RANK = `CASE lane ${RANKED} ELSE ${LANES.length} END`;
export const RANKS: readonly number[] = [...LANES.keys(), LANES.length];
/** `over = 0` must equal the index's own condition, word for word. */
export const READY = "over = 0 AND status IN ('queued', 'waiting')";

/**
 * Returns one query per lane, the most urgent first. Each reads no further in the index than its
 * own limit.
 */
export const ofEachLane = (query: (ready: string) => string): string =>
  RANKS.map((rank) => `SELECT * FROM (${query(`${READY} AND ${RANK} = ${rank}`)})`).join(
    " UNION ALL ",
  );

/**
 * Returns a condition that excludes the ids of a JSON list, by text search. SQLite would build a
 * subquery again in each lane, which costs fifty times the rest of the query.
 */
export const notNamedBy = (list: string): string => `instr(${list}, '"' || id || '"') = 0`;

/** The earliest `due` of all lanes, without excluded jobs. A wait without end has no `due`. */
const NEXT_DUE = `SELECT min(due) AS at FROM (${ofEachLane(
  (ready) =>
    `SELECT due
     FROM jobs
     WHERE ${ready} AND due >= 0 AND ${notNamedBy("?1")}
     ORDER BY due, id
     LIMIT 1`,
)})`;

/** Returns when the first ready job is due, except for some ids; `null`: none is ready. */
export const firstDue = (sql: SqlStorage, excludedIds: readonly string[]): number | null =>
  cachedFirst<{ at: number | null }>(sql, NEXT_DUE, JSON.stringify(excludedIds))?.at ?? null;

/** The same as `READY`, as a job with such a status isn't over. */
const isReady = ({ status }: { readonly status: JobStatus }): boolean =>
  status === "queued" || status === "waiting";

/**
 * Writes a job's row. If the job is ready neither before nor after, as at a run's end, the cached
 * next due time stays valid and isn't read again.
 */
export function writeKeepingNextDue(
  sql: SqlStorage,
  rows: readonly { readonly status: JobStatus }[],
  write: () => void,
): void {
  if (rows.some(isReady)) write();
  else keptThrough(sql, NEXT_DUE, write);
}
