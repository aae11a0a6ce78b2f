/**
 * Unfinished jobs in the order of their last change. No index has it, as each claim would write
 * one. Where there are very many, the order is kept in memory once a list asks for it: read in
 * slices, and from then on changed with each job.
 */
import { yieldToEventLoop } from "../storage/yield-to-event-loop.ts";
import { memoryOf } from "../storage/memory.ts";
import { all, among, first } from "../storage/sql.ts";

/** Up to so many are looked at by each statement: five to ten milliseconds. */
const FEW = 5_000;
/** Rows that are read without a break. */
const SLICE = 5_000;

export type End = { readonly updated_at: number; readonly id: string };

export const newerFirst = (a: End, b: End): number =>
  b.updated_at - a.updated_at || (a.id < b.id ? 1 : -1);

function areFew(sql: SqlStorage): boolean {
  const { changed } = memoryOf(sql);
  return changed?.whole === true
    ? changed.at.size <= FEW
    : first(sql)`SELECT 1 FROM jobs WHERE over = 0 LIMIT 1 OFFSET ${FEW}` === null;
}

async function changes(sql: SqlStorage): Promise<ReadonlyMap<string, number>> {
  const memory = memoryOf(sql);
  if (memory.changed?.whole === true) return memory.changed.at;
  const own = (memory.changed ??= { at: new Map(), whole: false });
  const ids = all<{ id: string }>(sql, "SELECT id FROM jobs WHERE over = 0").map(({ id }) => id);
  for (let from = 0; from < ids.length; from += SLICE) {
    await yieldToEventLoop();
    for (const { id, updated_at } of all<{ id: string; updated_at: number }>(sql)`
      SELECT id, updated_at
      FROM jobs
      WHERE id IN ${among(ids.slice(from, from + SLICE))} AND over = 0`)
      own.at.set(id, updated_at);
  }
  own.whole = true;
  await yieldToEventLoop();
  return own.at;
}

/** Unfinished jobs of one flow other than orders: read from the index alone. */
const ofFlow = (sql: SqlStorage, flow: string): readonly string[] =>
  all<{ id: string }>(sql)`SELECT id FROM jobs WHERE over = 0 AND flow = ${flow}`.map(
    ({ id }) => id,
  );

type UnfinishedQuery = {
  /** `null`: of all flows. */
  readonly flow: string | null;
  /** Only what changed before this one; `null`: all. */
  readonly before: End | null;
  /** Only what changed since. */
  readonly since: number;
  readonly most: number;
};

/** The newest so many, newest first. `null`: there are so few that a statement looks at all. */
export async function newestUnfinished(
  sql: SqlStorage,
  { flow, before, since, most }: UnfinishedQuery,
): Promise<readonly End[] | null> {
  if (areFew(sql)) {
    memoryOf(sql).changed = null;
    return null;
  }
  const known = await changes(sql);
  const among =
    flow === null ? known : new Map(ofFlow(sql, flow).map((id) => [id, known.get(id) ?? 0]));
  const isAsked = (id: string, at: number): boolean =>
    at >= since &&
    (before === null || at < before.updated_at || (at === before.updated_at && id < before.id));
  const oldest = oldestOf(among, isAsked, most);
  const found: End[] = [];
  for (const [id, at] of among)
    if (at >= oldest && isAsked(id, at)) found.push({ updated_at: at, id });
  return found.sort(newerFirst).slice(0, most);
}

/** When the last of the newest so many changed: only these are worth an object and a place. */
function oldestOf(
  among: ReadonlyMap<string, number>,
  isAsked: (id: string, at: number) => boolean,
  most: number,
): number {
  const times = new Float64Array(among.size);
  let n = 0;
  for (const [id, at] of among)
    if (isAsked(id, at)) {
      times[n] = at;
      n += 1;
    }
  return n <= most ? -Infinity : (times.subarray(0, n).sort()[n - most] ?? -Infinity);
}
