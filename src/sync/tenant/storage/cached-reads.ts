/**
 * Caches the results of repeated statements until one of their tables is written. Every write of
 * the object passes `forgetWrittenBy`, which `watched` calls, and a rolled back transaction drops
 * them all (memory.ts). Tables that aren't watched aren't cached.
 */
import { memoryOf, payoutPlansChanged } from "./memory.ts";
import { all, type Row, type Statement, statement } from "./sql.ts";

const WRITE =
  /^\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+(\w+)/i;
const READ = /^\s*(?:SELECT|PRAGMA|EXPLAIN|WITH(?![^]*\b(?:INSERT|REPLACE|UPDATE|DELETE)\b))\b/i;
const READ_FROM = /\b(?:FROM|JOIN)\s+(\w+)/gi;

/** Tables that triggers write when this one is written. */
export const WRITTEN_ALONG: Readonly<Record<string, readonly string[]>> = {
  alerts: ["counts"],
  day_members: ["order_numbers"],
  ended_hours: ["ended_days"],
  jobs: ["order_numbers", "pinned_settings", "pins"],
  keys: ["day_skipped"],
  operations: ["order_numbers"],
  pins: ["pinned_settings"],
};

/**
 * Tables that no plan of a payout reads, written all the time while orders stay as they are: what
 * is kept of such plans stays. A write of any other table forgets it.
 */
export const NOT_OF_PAYOUT_PLANS: ReadonlySet<string> = new Set([
  "alerts",
  "counts",
  "evidence",
  "notices",
  "outbox",
  "payloads",
  "products",
  "reconciliation_documents",
  "reconciliation_findings",
  "reconciliation_orders",
  "runs",
  "tokens",
  "turns",
  "waiting",
]);

/** Texts of statements, few but for lists of a varying length. */
const MAX_KNOWN = 1_000;
const written = new Map<string, string | null>();

/** Returns the table that a statement writes; empty: none; `null`: it can't be told. */
export function tableWritten(query: string): string | null {
  let table = written.get(query);
  if (table === undefined) {
    table = WRITE.exec(query)?.[1] ?? (READ.test(query) ? "" : null);
    if (written.size >= MAX_KNOWN) written.clear();
    written.set(query, table);
  }
  return table;
}

/** The statements whose answers are kept, by the tables that they read: constants, so few. */
const readers = new Map<string, Set<string>>();
const known = new Set<string>();

function learn(query: string): void {
  known.add(query);
  for (const [, table = ""] of query.matchAll(READ_FROM)) {
    const queries = readers.get(table) ?? new Set();
    readers.set(table, queries.add(query));
  }
}

/** Cached results of one statement with different values, at most. */
const MAX_ANSWERS = 40;
const BETWEEN = "\u0000";

type Listed = string | number;

/** Like `all`, for statements with a constant text. The rows are shared and must not be changed. */
export function cachedAll<T extends Row>(sql: SqlStorage): Statement<readonly T[], Listed>;
export function cachedAll<T extends Row>(
  sql: SqlStorage,
  query: string,
  ...binds: Listed[]
): readonly T[];
export function cachedAll<T extends Row>(sql: SqlStorage, query?: string, ...binds: Listed[]) {
  const ask = (text: string, ...values: Listed[]) => answered<T>(sql, text, values);
  return query === undefined ? statement(ask) : ask(query, ...binds);
}

function answered<T extends Row>(
  sql: SqlStorage,
  query: string,
  binds: readonly Listed[],
): readonly T[] {
  const { answers } = memoryOf(sql);
  if (answers === null) return all<T>(sql, query, ...binds);
  let ofQuery = answers.get(query);
  if (ofQuery === undefined) {
    if (!known.has(query)) learn(query);
    answers.set(query, (ofQuery = new Map()));
  }
  const values = binds.length === 1 ? String(binds[0]) : binds.join(BETWEEN);
  const before = ofQuery.get(values);
  if (before !== undefined) return before as readonly T[];
  const rows = all<T>(sql, query, ...binds);
  if (ofQuery.size >= MAX_ANSWERS) ofQuery.clear();
  ofQuery.set(values, rows);
  return rows;
}

/** The first row that is cached of a statement; asks nothing. */
export const peek = (sql: SqlStorage, query: string, bind: string): Row | undefined =>
  memoryOf(sql).answers?.get(query)?.get(bind)?.[0];

/** Caches what a statement would answer, where the caller has just written exactly these rows. */
export function keep<T extends Row>(
  sql: SqlStorage,
  query: string,
  binds: readonly (string | number)[],
  rows: readonly T[],
): void {
  const { answers } = memoryOf(sql);
  if (answers === null) return;
  if (!known.has(query)) learn(query);
  const ofQuery = answers.get(query) ?? new Map<string, readonly T[]>();
  if (ofQuery.size >= MAX_ANSWERS) ofQuery.clear();
  answers.set(query, ofQuery.set(binds.join(BETWEEN), rows));
}

/** Runs a write of which the caller knows that it changes no answer of this statement. */
export function keptThrough(sql: SqlStorage, query: string, write: () => void): void {
  const answers = memoryOf(sql).answers?.get(query);
  const kept = answers === undefined ? [] : [...answers];
  write();
  for (const [values, rows] of kept) answers?.set(values, rows);
}

/** Like `first`, for the same statements. */
export function cachedFirst<T extends Row>(sql: SqlStorage): Statement<T | null, Listed>;
export function cachedFirst<T extends Row>(
  sql: SqlStorage,
  query: string,
  ...binds: Listed[]
): T | null;
export function cachedFirst<T extends Row>(sql: SqlStorage, query?: string, ...binds: Listed[]) {
  const ask = (text: string, ...values: Listed[]): T | null =>
    answered<T>(sql, text, values)[0] ?? null;
  return query === undefined ? statement(ask) : ask(query, ...binds);
}

/** From now on all writes of these tables are watched, so results may be cached. */
export const keepAnswers = (sql: SqlStorage): void => {
  memoryOf(sql).answers = new Map();
};

/** The statement has run: what was answered of its table counts no more. */
export function forgetWrittenBy(sql: SqlStorage, query: string): void {
  const { answers } = memoryOf(sql);
  if (answers === null) return;
  const table = tableWritten(query);
  if (table === "") return;
  if (table === null || !NOT_OF_PAYOUT_PLANS.has(table)) payoutPlansChanged(sql);
  if (answers.size === 0) return;
  if (table === null) {
    answers.clear();
    return;
  }
  forgetTable(answers, table);
  for (const along of WRITTEN_ALONG[table] ?? []) forgetTable(answers, along);
}

function forgetTable(answers: Map<string, Map<string, unknown>>, table: string): void {
  for (const query of readers.get(table) ?? []) answers.get(query)?.clear();
}
