/** Jobs that wait to be woken, as the pump asks for them: lane by lane, the most urgent first. */
import { type JobStatus, LANES } from "../../../domain/jobs/job.ts";
import { cachedFirst, keptThrough } from "../storage/cached-reads.ts";

/**
 * The order of lanes, in the same words as in the index `jobs_next`, which is not used otherwise. A
 * lane of a newer release comes last.
 */
const RANKED = LANES.map((lane, index) => `WHEN '${lane}' THEN ${index}`).join(" ");
export const RANK = `CASE lane ${RANKED} ELSE ${LANES.length} END`;
export const RANKS: readonly number[] = [...LANES.keys(), LANES.length];
/** `over = 0` must equal the index's own condition, word for word. */
export const READY = "over = 0 AND status IN ('queued', 'waiting')";

/** One query per lane, most urgent first: each reads no further in the index than its own limit. */
export const ofEachLane = (query: (ready: string) => string): string =>
  RANKS.map((rank) => `SELECT * FROM (${query(`${READY} AND ${RANK} = ${rank}`)})`).join(
    " UNION ALL ",
  );

/**
 * A JSON list searched as text. A subquery in each lane would be built again with its filter, which
 * costs fifty times the rest of the query.
 */
export const notNamedBy = (list: string): string => `instr(${list}, '"' || id || '"') = 0`;

/** The due time of each lane's first job without a wake-up. An endless wait has no `due`. */
const NEXT_DUE = `SELECT min(due) AS at FROM (${ofEachLane(
  (ready) =>
    `SELECT due
     FROM jobs
     WHERE ${ready} AND due >= 0 AND ${notNamedBy("?1")}
     ORDER BY due, id
     LIMIT 1`,
)})`;

/** `null`: none is ready. */
export const firstDue = (sql: SqlStorage, butFor: readonly string[]): number | null =>
  cachedFirst<{ at: number | null }>(sql, NEXT_DUE, JSON.stringify(butFor))?.at ?? null;

/** The same as in `READY`: a job that is over isn't among them. */
const isReady = ({ status }: { readonly status: JobStatus }): boolean =>
  status === "queued" || status === "waiting";

/**
 * Writes the row of a job. Where it waits neither before nor after, as at a run's end, nothing
 * changes of when the others are due, which is then not asked again.
 */
export function writeKeepingNextDue(
  sql: SqlStorage,
  rows: readonly { readonly status: JobStatus }[],
  write: () => void,
): void {
  if (rows.some(isReady)) write();
  else keptThrough(sql, NEXT_DUE, write);
}
