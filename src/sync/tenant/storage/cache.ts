/**
 * What is cached of the ledger. An article's absence is never cached: it is looked up again each
 * time.
 */
import * as meta from "./meta.ts";
import {
  type LedgerBehaviour,
  type LedgerArticle,
  NO_OWN_ARTICLES,
  NOTHING_LEARNT,
  type SystemArticles,
} from "../../../domain/ledger/ledger.ts";
import {
  type ChecksByVendor,
  type WorkObservations,
  vendorOfRow,
} from "../../../domain/vendors/checks.ts";
import { VENDORS } from "../../../domain/ids.ts";
import { NAME_LISTS, type NameLists } from "../../../domain/ledger/names.ts";
import type { ListsPatch } from "../../../flows/lists-patch.ts";
import type { KnownAccounts } from "../../../domain/ledger/accounts.ts";
import type { LedgerLists } from "../../../flows/port.ts";
import { SETUP_KEY } from "../../../flows/setup/article-numbers.ts";
import { VENDOR_CHECKS } from "../../recurring-works.ts";
import { cachedFirst } from "./cached-reads.ts";
import { memoryOf } from "./memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, first, run } from "./sql.ts";

const LISTS = [
  "codings",
  "units",
  "terms",
  "deliveryMethods",
  "currencies",
  "fiscalYears",
  "countries",
] as const;

function read<T>(sql: SqlStorage, kind: string): T | null {
  const row = cachedFirst<{ value: string }>(sql)`
    SELECT value FROM cache WHERE kind = ${kind} AND key = ''`;
  return row === null ? null : storedJson<T>(row.value);
}

/** An unchanged article isn't written again, not even for the instant at which it was read. */
function put(sql: SqlStorage, kind: string, key: string, value: unknown, now: number): void {
  const text = JSON.stringify(value);
  const before = cachedFirst<{ value: string }>(sql)`
    SELECT value FROM cache WHERE kind = ${kind} AND key = ${key}`?.value;
  if (before === text && !LISTS.some((list) => list === kind)) return;
  memoryOf(sql).lists = null;
  run(sql)`
    INSERT OR REPLACE INTO cache (kind, key, value, at) VALUES (${kind}, ${key}, ${text}, ${now})`;
}

/** Read once: each claim answers them all, and they change once a day. */
export const lists = (sql: SqlStorage): LedgerLists => (memoryOf(sql).lists ??= readLists(sql));

function readLists(sql: SqlStorage): LedgerLists {
  return {
    company: read(sql, "company"),
    codings: read(sql, "codings") ?? [],
    units: read(sql, "units") ?? [],
    ...usualUnit(sql),
    terms: read(sql, "terms") ?? [],
    deliveryMethods: read(sql, "deliveryMethods") ?? [],
    currencies: read(sql, "currencies") ?? [],
    fiscalYears: read(sql, "fiscalYears") ?? [],
    countries: read(sql, "countries") ?? [],
    systemArticles: { ...NO_OWN_ARTICLES, ...read<SystemArticles>(sql, "systemArticles") },
    learnt: { ...NOTHING_LEARNT, ...read<LedgerBehaviour>(sql, "learnt") },
    seenAtWork: workObservations(sql),
    articlesListedWhole: listsWholeArticles(sql),
    accounts: knownAccounts(sql),
  };
}

/** The numbers of our articles are set-up's alone. */
export const listsFor = (sql: SqlStorage, key: string): LedgerLists =>
  key === SETUP_KEY ? { ...lists(sql), articleNumbers: articleNumbers(sql) } : lists(sql);

export const articleNumbers = (sql: SqlStorage): Readonly<Record<string, string>> =>
  read(sql, "articleNumbers") ?? {};

/** When the lists were read last; `null`: never. */
export const readAt = (sql: SqlStorage): number | null =>
  first<{ at: number | null }>(
    sql,
    `SELECT max(at) AS at
     FROM cache
     WHERE kind IN (${LISTS.map((list) => `'${list}'`).join(", ")})`,
  )?.at ?? null;

const STALE_SINCE = "lookups-doubted";

/** A person retries what may be held for stale lists: lists read before now are stale. */
export const markStale = (sql: SqlStorage, now: number): void =>
  meta.set(sql, STALE_SINCE, String(now));

/** Lists read before this instant are stale; 0: none are. */
export const staleSince = (sql: SqlStorage): number => Number(meta.get(sql, STALE_SINCE) ?? 0);

export function save(sql: SqlStorage, patch: ListsPatch, now: number): void {
  for (const kind of LISTS) if (patch[kind] !== undefined) put(sql, kind, "", patch[kind], now);
  for (const kind of ["company", "systemArticles", "articleNumbers", "learnt"] as const)
    if (patch[kind] !== undefined) put(sql, kind, "", patch[kind], now);
  if (patch.names !== undefined) put(sql, "names", "", named(names(sql), patch.names), now);
  if (patch.vendorChecks !== undefined)
    put(sql, "vendorChecks", "", { ...vendorChecks(sql), ...patch.vendorChecks }, now);
  saveAccounts(sql, patch, now);
  if (patch.seenAtWork !== undefined) saveSeen(sql, patch.seenAtWork, now);
  for (const [number, article] of Object.entries(patch.articles ?? {}))
    put(sql, "article", fold(number), article, now);
  for (const number of patch.articlesGone ?? []) forgetArticle(sql, number);
  if (patch.articlesWhole === true) countUnits(sql, now);
}

/** Which unit most articles have: counted once a day, and without those that we created. */
function countUnits(sql: SqlStorage, now: number): void {
  const own = read<SystemArticles>(sql, "systemArticles")?.codings ?? {};
  const most = first<{ unit: string }>(sql)`
    SELECT json_extract(value, '$.unitId') AS unit
    FROM cache
    WHERE kind = 'article' AND json_extract(value, '$.unitId') IS NOT NULL
      AND json_extract(value, '$.id') NOT IN ${among(Object.keys(own))}
    GROUP BY unit
    ORDER BY count(*) DESC, unit
    LIMIT 1`;
  if (most !== null) put(sql, "articleUnit", "", most.unit, now);
}

function usualUnit(sql: SqlStorage): Pick<LedgerLists, "articleUnit"> {
  const unit = read<string>(sql, "articleUnit");
  return unit === null ? {} : { articleUnit: unit };
}

/** The ledger has none under this number any more, or another: it is looked up again. */
export function forgetArticle(sql: SqlStorage, number: string): void {
  memoryOf(sql).lists = null;
  run(sql)`DELETE FROM cache WHERE kind = 'article' AND key = ${fold(number)}`;
}

/** The lists that settings choose from, by name. A newer release may have left unknown ones. */
export const names = (sql: SqlStorage): NameLists => read<NameLists>(sql, "names") ?? {};

/** A list that can't be read now stays as it was read before. */
const named = (before: NameLists, read: NameLists): NameLists => ({
  ...before,
  ...Object.fromEntries(
    NAME_LISTS.flatMap((name) => {
      const list = read[name];
      const stays = list?.fault === "later" && before[name]?.fault === null;
      return list === undefined || stays ? [] : [[name, list]];
    }),
  ),
});

/** Findings of the checks of both vendors; empty: not checked yet. */
export const vendorChecks = (sql: SqlStorage): ChecksByVendor =>
  read<ChecksByVendor>(sql, "vendorChecks") ?? {};

const listsWholeArticles = (sql: SqlStorage): boolean =>
  vendorChecks(sql).asperion?.rows.some(
    ({ id, verdict }) => id === "P42" && verdict === "holds",
  ) === true;

/** A new or changed contradiction has both vendors checked again, which tells a person. */
function saveSeen(sql: SqlStorage, patch: WorkObservations, now: number): void {
  const before = workObservations(sql);
  const seen = { ...before, ...patch };
  put(sql, "seenAtWork", "", seen, now);
  const differ = (all: WorkObservations): string =>
    Object.entries(all)
      .filter(([, { verdict }]) => verdict === "differs")
      .map(([id]) => id)
      .sort()
      .join();
  if (differ(before) !== differ(seen))
    run(sql)`UPDATE turns SET since = ${now}, ran_at = NULL WHERE name = ${VENDOR_CHECKS}`;
}

const knownAccounts = (sql: SqlStorage): KnownAccounts =>
  read<KnownAccounts>(sql, "accountVat") ?? {};

/** With the years, as the lists are read anew, all are forgotten but what came with them. */
function saveAccounts(
  sql: SqlStorage,
  { accounts = {}, fiscalYears }: ListsPatch,
  now: number,
): void {
  if (fiscalYears === undefined && Object.keys(accounts).length === 0) return;
  const before = knownAccounts(sql);
  const after = fiscalYears === undefined ? { ...before, ...accounts } : accounts;
  if (Object.keys(before).length > 0 || Object.keys(after).length > 0)
    put(sql, "accountVat", "", after, now);
}

/** What answers to the tenant's own writes showed about them. */
export const workObservations = (sql: SqlStorage): WorkObservations =>
  read<WorkObservations>(sql, "seenAtWork") ?? {};

/** Both together, for the health page. A vendor that wasn't checked may have been seen at work. */
export function vendorFindings(sql: SqlStorage): ChecksByVendor {
  const asked = vendorChecks(sql);
  const seen = Object.entries(workObservations(sql)).map(([id, one]) => ({ id, ...one }));
  const at = seenAt(sql) ?? 0;
  return Object.fromEntries(
    VENDORS.flatMap((vendor) => {
      const more = seen.filter(({ id }) => vendorOfRow(id) === vendor);
      const known = asked[vendor];
      if (known === undefined && more.length === 0) return [];
      return [[vendor, { at: known?.at ?? at, rows: [...(known?.rows ?? []), ...more] }]];
    }),
  );
}

const seenAt = (sql: SqlStorage): number | null =>
  first<{ at: number }>(sql, "SELECT at FROM cache WHERE kind = 'seenAtWork' AND key = ''")?.at ??
  null;

export function articles(sql: SqlStorage, skus: readonly string[]): Record<string, LedgerArticle> {
  const found: Record<string, LedgerArticle> = {};
  for (const sku of skus) {
    const row = cachedFirst<{ value: string }>(sql)`
      SELECT value FROM cache WHERE kind = 'article' AND key = ${fold(sku)}`;
    if (row !== null) found[sku] = storedJson<LedgerArticle>(row.value);
  }
  return found;
}

/** Those of these numbers whose article was read, by one statement. */
export function knownArticles(sql: SqlStorage, numbers: readonly string[]): ReadonlySet<string> {
  const rows = all<{ key: string }>(sql)`
    SELECT key FROM cache WHERE kind = 'article' AND key IN ${among(numbers.map(fold))}`;
  const known = new Set(rows.map(({ key }) => key));
  return new Set(numbers.filter((number) => known.has(fold(number))));
}

/** Keeps the case, as only the ledger knows whether it matters. */
const fold = (sku: string): string => sku.trim();
