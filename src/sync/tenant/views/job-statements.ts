/** The statements that read a list's jobs: what an index narrows down, and in which order. */
import type { Value } from "../storage/sql.ts";
import type { Condition } from "./job-conditions.ts";
import type { End } from "./unfinished.ts";

export type Statement = { readonly text: string; readonly binds: readonly Value[] };

/** `lookedUp`: what an index answers. `open`: the unfinished jobs looked at; `null`: all. */
export type Among = {
  readonly lookedUp: readonly Condition[];
  readonly open: readonly End[] | null;
};

/** Unfinished jobs that are looked at: all, or those that are named. */
const unfinishedOf = (open: readonly End[] | null): Condition =>
  open === null
    ? ["over = 0"]
    : [
        "over = 0 AND j.id IN (SELECT value FROM json_each(?))",
        JSON.stringify(open.map(({ id }) => id)),
      ];

/**
 * Finished jobs are read in the order of their index, the few unfinished ones sorted in between. Of
 * a job that doesn't match, only the columns of the conditions are read.
 */
export function newestFirst(
  columns: string,
  among: Among,
  conditions: readonly Condition[],
): Statement {
  const { text, binds } = inAnyOrder(columns, among, conditions);
  return { text: `${text} ORDER BY updated_at DESC, id DESC`, binds };
}

/** The same without an order. */
export function inAnyOrder(
  columns: string,
  { lookedUp, open }: Among,
  conditions: readonly Condition[],
): Statement {
  const where = joined([...lookedUp, ...conditions]);
  const [unfinished, ...ids] = unfinishedOf(open);
  return {
    text: `SELECT ${columns}
   FROM jobs j
   WHERE ${unfinished} AND ${where.text}
   UNION ALL
   SELECT ${columns}
   FROM jobs j
   WHERE over = 1 AND ${where.text}`,
    binds: [...ids, ...where.binds, ...where.binds],
  };
}

/** Reads the whole table in its own order, and sorts only the jobs that match. */
export function scanThenSort(
  columns: string,
  { lookedUp }: Among,
  conditions: readonly Condition[],
): Statement {
  const where = joined([...lookedUp, ...conditions]);
  return {
    text: `SELECT ${columns}
   FROM jobs j NOT INDEXED
   WHERE ${where.text}
   ORDER BY updated_at DESC, id DESC`,
    binds: where.binds,
  };
}

/**
 * Of the newest so many jobs those that fit, without a look at where these end. Of unfinished jobs
 * only the newest are read whole: there may be tens of thousands, and no index has their order.
 */
export function amongNewest(
  most: number,
  { lookedUp, open }: Among,
  conditions: readonly Condition[],
): Statement {
  const where = joined(lookedUp);
  const fitting = joined(conditions);
  const [unfinished, ...ids] = unfinishedOf(open);
  return {
    text: `SELECT j.*
   FROM (
     SELECT *
     FROM jobs j
     WHERE j.id IN (
       SELECT id
       FROM jobs j
       WHERE ${unfinished} AND ${where.text}
       ORDER BY updated_at DESC, id DESC
       LIMIT ${most}
     )
     UNION ALL
     SELECT *
     FROM jobs j
     WHERE over = 1 AND ${where.text}
     ORDER BY updated_at DESC, id DESC
     LIMIT ${most}
   ) j
   WHERE ${fitting.text}`,
    binds: [...ids, ...where.binds, ...where.binds, ...fitting.binds],
  };
}

export const joined = (conditions: readonly Condition[]): Statement => ({
  text: conditions.map(([text]) => text).join(" AND ") || "1",
  binds: conditions.flatMap(([, ...binds]) => binds),
});
