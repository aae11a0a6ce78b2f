/**
 * The list of jobs: narrowed, page by page, what changed last first. One call never looks at more
 * than so many jobs, however few fit: it says where it stopped, and the next page goes on.
 *
 * Names and addresses of people are sealed: a whole e-mail address and whole words of a name are
 * found by hashes.
 */
import { emailIdentity } from "../../../domain/parties/party.ts";
import { hmacs } from "../../../store/seal.ts";
import type { JobPage, JobQuery, JobSort } from "../../contract/jobs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { areAtMost } from "../jobs/ended.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { yieldToEventLoop } from "../storage/yield-to-event-loop.ts";
import { all, count, first } from "../storage/sql.ts";
import { searched } from "../journal/name-words.ts";
import {
  type Condition,
  conditionsOf,
  type QueryContext,
  asciiLowercase,
  isNumber,
  isOfDocuments,
  isOtherThan,
} from "./job-conditions.ts";
import { firstDayOf } from "./first-day.ts";
import { rowsOf } from "./job-rows.ts";
import {
  type Among,
  scanThenSort,
  inAnyOrder,
  joined,
  newestFirst,
  amongNewest,
  type Statement,
} from "./job-statements.ts";
import { SORTED_BY } from "./job-sorts.ts";
import { SUM_COLUMNS, SUMMED, type SumRow, sumsOfJobs, sumsOfRows } from "./job-sums.ts";
import { withNotes } from "./skip-notes.ts";
import { type End, newerFirst, newestUnfinished } from "./unfinished.ts";

const LOOKED_AT = 20_000;
/** Beyond it the answer says "at least": reading more amounts takes longer than a call may. */
const COUNTED = 10_000;
/** A list that is full after so many jobs reads no further. */
const FEW = 500;
/** Of a text that reasons say. */
const FEW_OF_REASONS = 2_000;
const PAGE = 50;
const MAX = 200;
const MAX_OF_A_NUMBER = 10;

export async function page(context: TenantContext, query: JobQuery): Promise<JobPage> {
  const { sql } = context;
  const limit = Math.min(Math.max(query.limit ?? PAGE, 1), MAX);
  const hashes = { ...(await hashesOf(context, query)), ...firstDayOf(context, query) };
  const { rows, cursor, stoppedAt } =
    query.sort === undefined
      ? await newest(sql, query, hashes, limit)
      : await sorted(sql, query, query.sort, hashes, limit);
  return {
    jobs: await withNotes(
      context,
      rows.map((job) => jobView(sql, job)),
    ),
    cursor,
    ...(stoppedAt === null ? {} : { stoppedAt }),
    ...(await sumsIn(sql, query, hashes, { rows, cursor, stoppedAt })),
    ...(query.rows === undefined ? {} : { rows: await rowsOf(context, rows, query) }),
  };
}

/**
 * Of a page that is the whole list, its own; else those of the newest jobs are added up. A text
 * costs each job a reading, so only "at least" is said then.
 */
async function sumsIn(
  sql: SqlStorage,
  query: JobQuery,
  hashes: QueryContext,
  { rows, cursor, stoppedAt }: Rows,
): Promise<Pick<JobPage, "sums">> {
  if (query.sums === undefined) return {};
  const isFirst = query.cursor === undefined;
  if (isFirst && cursor === null && stoppedAt === null) return { sums: sumsOfJobs(rows) };
  if (query.text !== undefined)
    return isFirst ? { sums: { count: rows.length, more: true, gross: [] } } : {};
  const among = await amongOf(sql, query, null, COUNTED);
  await ofMany(sql);
  const last = lastOf(sql, among, COUNTED);
  await ofMany(sql);
  const within = upTo(among, last);
  const conditions = conditionsOf(query, hashes);
  if (last !== null) {
    // What they come to isn't told of a part.
    const { text, binds } = inAnyOrder("1", within, conditions);
    const n = count(sql, `SELECT count(*) AS n FROM (${text})`, ...binds);
    return { sums: { count: Math.max(n, rows.length), more: true, gross: [] } };
  }
  const { text, binds } = inAnyOrder(SUM_COLUMNS, within, conditions);
  const sums = all<SumRow>(
    sql,
    `SELECT ${SUMMED} FROM (${text}) GROUP BY currency, decimals`,
    ...binds,
  );
  return { sums: sumsOfRows(sums) };
}

async function hashesOf(context: TenantContext, query: JobQuery): Promise<QueryContext> {
  const { sql } = context;
  const { text, words } = query;
  const manyDocuments =
    isOfDocuments(query) &&
    first(sql)`SELECT 1 FROM documents LIMIT 1 OFFSET ${LOOKED_AT}` !== null;
  if (query.withoutPeople === true) return { people: [], words: null, manyDocuments };
  const people =
    text?.includes("@") === true
      ? await hmacs(await context.deps.keyring(), emailIdentity(text))
      : [];
  return {
    people: people.map(({ keyId, hmac }) => `${keyId}:${hmac}`),
    words: words === undefined || words.length === 0 ? null : await searched(context, words),
    manyDocuments,
  };
}

type Rows = {
  readonly rows: readonly jobs.JobRow[];
  readonly cursor: string | null;
  readonly stoppedAt: number | null;
};
/**
 * Before the next look: with tens of thousands of unfinished jobs each may take as long as a step
 * of the object may.
 */
async function ofMany(sql: SqlStorage): Promise<void> {
  if (!areAtMost(sql, COUNTED)) await yieldToEventLoop();
}

async function newest(
  sql: SqlStorage,
  query: JobQuery,
  hashes: QueryContext,
  limit: number,
): Promise<Rows> {
  const [cursorAt, cursorId] = query.cursor?.split(" ") ?? [];
  const from: readonly [number, string] | null =
    cursorAt === undefined ? null : [Number(cursorAt), cursorId ?? ""];
  const read = ({ text, binds }: Statement, most: number): readonly jobs.JobRow[] =>
    all<jobs.StoredJob>(sql, `${text} LIMIT ?`, ...binds, most).map((row) =>
      jobs.withMemory(sql, row),
    );
  const { number } = query;
  const isFirstOfNumber = number !== undefined && from === null;
  const conditions = conditionsOf(query, hashes);
  const others = [...conditions, ...(number === undefined ? [] : [isOtherThan(number)])];
  // A list of what is frequent is full soon: only what is rare looks further. A text is
  // rare, and to read the hashes of names costs as much for a few as for all.
  const few =
    query.text === undefined
      ? read(amongNewest(FEW, await amongOf(sql, query, from, FEW), others), limit + 1)
      : [];
  const isFull = few.length > limit;
  if (isFull && !isFirstOfNumber) return pageOf([], few, null, limit);
  await ofMany(sql);
  const among = await amongOf(sql, query, from, LOOKED_AT);
  const last = lastOf(sql, among, LOOKED_AT);
  // Of a text each job is asked. Where all may be, and no index tells some apart, the table itself
  // is gone through: every job is read once, and without its entry in an index.
  const looked =
    query.text !== undefined && last === null && among.lookedUp.length === 0
      ? scanThenSort
      : newestFirst;
  const within = upTo(among, last);
  await ofMany(sql);
  const rest = (): readonly jobs.JobRow[] => {
    if (isFull) return few;
    // Jobs of a reason may be many: they are looked for among the newest before all are read.
    const end =
      looked === scanThenSort && (query.codes ?? []).length > 0
        ? lastOf(sql, within, FEW_OF_REASONS)
        : null;
    if (end === null) return read(looked("j.*", within, others), limit + 1);
    const newer = read(newestFirst("j.*", upTo(within, end), others), limit + 1);
    const older = ["(j.updated_at, j.id) < (?, ?)", end.updated_at, end.id] as const;
    const left = limit + 1 - newer.length;
    return left === 0
      ? newer
      : [...newer, ...read(looked("j.*", within, [older, ...others]), left)];
  };
  const { exact, rows } = isFirstOfNumber
    ? numberFirst(
        read(ofNumberFirst(looked("j.*", within, conditions), number), MAX_OF_A_NUMBER + limit + 1),
        number,
        rest,
      )
    : { exact: [], rows: rest() };
  return pageOf(exact, rows, last, limit);
}

function pageOf(
  exact: readonly jobs.JobRow[],
  rows: readonly jobs.JobRow[],
  last: End | null,
  limit: number,
): Rows {
  const shown = rows.slice(0, limit);
  const isMore = rows.length > limit;
  // Where this page ends, or the last one that it looked at.
  const end: End | null = isMore ? (shown.at(-1) ?? null) : last;
  return {
    rows: [...exact, ...shown],
    cursor: end === null ? null : `${end.updated_at} ${end.id}`,
    stoppedAt: isMore || end === null ? null : end.updated_at,
  };
}

/** The jobs of exactly this number before the others, whenever each changed last. */
function ofNumberFirst({ text, binds }: Statement, number: string): Statement {
  const [exactly, ...exactBinds] = isNumber(number);
  return {
    text: `SELECT j.* FROM (${text}) j ORDER BY ${exactly} DESC, updated_at DESC, id DESC`,
    binds: [...binds, ...exactBinds],
  };
}

/** `others`: all without them, read where there are so many of the number that others may lack. */
function numberFirst(
  found: readonly jobs.JobRow[],
  number: string,
  others: () => readonly jobs.JobRow[],
): Readonly<Record<"exact" | "rows", readonly jobs.JobRow[]>> {
  const wanted = asciiLowercase(number);
  const isExact = ({ label }: jobs.JobRow): boolean => asciiLowercase(label ?? "") === wanted;
  const exact = found.filter(isExact);
  return exact.length > MAX_OF_A_NUMBER
    ? { exact: exact.slice(0, MAX_OF_A_NUMBER), rows: others() }
    : { exact, rows: found.filter((job) => !isExact(job)) };
}

/** The last of the newest so many jobs. `null`: there are no more than these. */
function lastOf(sql: SqlStorage, among: Among, most: number): End | null {
  if (areAtMost(sql, most)) return null;
  const { lookedUp, open } = among;
  if (open === null) {
    const { text, binds } = newestFirst("updated_at, id", among, []);
    return first<End>(sql, `${text} LIMIT 1 OFFSET ?`, ...binds, most - 1);
  }
  const where = joined(lookedUp);
  const over = all<{ updated_at: number; id: string }>(
    sql,
    `SELECT updated_at, id
     FROM jobs j
     WHERE over = 1 AND ${where.text}
     ORDER BY updated_at DESC, id DESC
     LIMIT ?`,
    ...where.binds,
    most,
  );
  return [...open.slice(0, most), ...over].sort(newerFirst)[most - 1] ?? null;
}

/** Leaves out jobs that are older than the last one. */
const upTo = (among: Among, last: End | null): Among =>
  last === null
    ? among
    : {
        lookedUp: [...among.lookedUp, ["(j.updated_at, j.id) >= (?, ?)", last.updated_at, last.id]],
        open: among.open?.filter((one) => newerFirst(one, last) <= 0 || one.id === last.id) ?? null,
      };

/**
 * In another order than that of the last change: of the newest that a call looks at, as no index
 * has it. Its cursor counts.
 */
async function sorted(
  sql: SqlStorage,
  query: JobQuery,
  { by, down }: JobSort,
  hashes: QueryContext,
  limit: number,
): Promise<Rows> {
  const offset = Number(query.cursor?.split(" ")[0] ?? 0);
  const among = await amongOf(sql, query, null, LOOKED_AT);
  const last = lastOf(sql, among, LOOKED_AT);
  await ofMany(sql);
  const { number } = query;
  const fitting = inAnyOrder("j.*", upTo(among, last), conditionsOf(query, hashes));
  const { by: expressions, join = "" } = SORTED_BY[by];
  const order = expressions.flatMap((expression) => [
    `${expression} IS NULL`,
    `${expression} ${down ? "DESC" : "ASC"}`,
  ]);
  const numberFirst = number === undefined ? [] : ["lower(coalesce(j.label, '')) <> lower(?)"];
  const ids = all<{ id: string }>(
    sql,
    `SELECT j.id
     FROM (${fitting.text}) j
     ${join}
     ORDER BY ${[...numberFirst, ...order].join(", ")}, j.id DESC
     LIMIT ? OFFSET ?`,
    ...fitting.binds,
    ...(number === undefined ? [] : [number]),
    limit + 1,
    offset,
  );
  return {
    rows: ids.slice(0, limit).flatMap(({ id }) => jobs.byId(sql, id) ?? []),
    cursor: ids.length > limit ? `${offset + limit} sorted` : null,
    stoppedAt: last?.updated_at ?? null,
  };
}

async function amongOf(
  sql: SqlStorage,
  query: JobQuery,
  from: readonly [number, string] | null,
  most: number,
): Promise<Among> {
  const { key, under, ended, flow } = query;
  const lookedUp = lookedAt(query, from);
  // A key's jobs are found by the key.
  if (key !== undefined || under !== undefined) return { lookedUp, open: null };
  const open = await newestUnfinished(sql, {
    flow: flow === undefined || flow === "orders" ? null : flow,
    before: from === null ? null : { updated_at: from[0], id: from[1] },
    since: ended?.from ?? -Infinity,
    most,
  });
  return { lookedUp, open };
}

/**
 * What an index narrows down; all else is asked of each job that is looked at. What ended within a
 * span was changed since.
 */
const lookedAt = (
  { key, under, ended, flow }: JobQuery,
  from: readonly [number, string] | null,
): readonly Condition[] => [
  ...(key === undefined ? [] : [["key = ?", key] as const]),
  ...(under === undefined ? [] : [["key >= ? AND key < ?", under, `${under}\uffff`] as const]),
  // In these words the index of all flows but that of the orders is known to hold them.
  ...(flow === undefined || flow === "orders"
    ? []
    : [["flow = ? AND flow <> 'orders'", flow] as const]),
  ...(from === null ? [] : [["(updated_at, id) < (?, ?)", ...from] as const]),
  ...(ended === undefined ? [] : [["updated_at >= ?", ended.from] as const]),
];
