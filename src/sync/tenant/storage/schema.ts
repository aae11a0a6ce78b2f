/**
 * The object's own tables. The first schema is a file of its own; each step after it only adds, and
 * takes no longer as a tenant grows, so that the previous release can run on a newer schema (a
 * roll-back). Only an index reads its table, and once. Data moves in steps, by the alarm. Every
 * table, its keys and its retention: docs/storage.md.
 */
import { CLEARING_SCHEMA } from "./clearing-schema.ts";
import { FASTER_LISTS } from "./faster-lists.ts";
import { CLIENTS_SCHEMA } from "./clients-schema.ts";
import { DAY_SETTINGS_SCHEMA, DAYS_SCHEMA } from "./days-schema.ts";
import { DIFFERS_SCHEMA } from "./differs-schema.ts";
import { DOUBTS_SCHEMA } from "./doubts-schema.ts";
import { FILES_SCHEMA } from "./files-schema.ts";
import { FIRST_SCHEMA } from "./first-schema.ts";
import { PAYOUTS_SCHEMA } from "./payouts-schema.ts";
import { PLANS_SCHEMA } from "./plans-schema.ts";
import { PAID_LINES_SCHEMA, SETTLING_SCHEMA } from "./settling-schema.ts";
import { TYPES_GIVEN_SCHEMA } from "./types-given-schema.ts";
import { VOUCHER_SEARCH_SCHEMA } from "./voucher-search-schema.ts";
import { first, run } from "./sql.ts";

export const MIGRATIONS: readonly string[] = [
  FIRST_SCHEMA,
  PAYOUTS_SCHEMA,
  CLEARING_SCHEMA,
  FASTER_LISTS,
  DAYS_SCHEMA,
  PLANS_SCHEMA,
  FILES_SCHEMA,
  SETTLING_SCHEMA,
  PAID_LINES_SCHEMA,
  CLIENTS_SCHEMA,
  TYPES_GIVEN_SCHEMA,
  DAY_SETTINGS_SCHEMA,
  DIFFERS_SCHEMA,
  DOUBTS_SCHEMA,
  VOUCHER_SEARCH_SCHEMA,
];

/** The part of the object's storage that holds its tables. */
export type ObjectTables = Pick<DurableObjectStorage, "sql" | "transactionSync">;

/**
 * Brings the tables up to date, each step in a transaction: one that failed half-way could never be
 * done again. A newer schema than ours (a roll-back) is left as it is: columns are only ever
 * added.
 */
export function migrate(
  storage: ObjectTables,
  now: number,
  steps: readonly string[] = MIGRATIONS,
): void {
  const { sql } = storage;
  const exists =
    first(sql, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'") !== null;
  const at = exists
    ? Number(first<{ v: string }>(sql, "SELECT v FROM meta WHERE k = 'schema'")?.v ?? 0)
    : 0;
  for (const [index, step] of steps.slice(at).entries())
    storage.transactionSync(() => {
      run(sql, step);
      run(sql, "INSERT OR REPLACE INTO meta (k, v) VALUES ('schema', ?)", String(at + index + 1));
    });
  // The journal's birth: what is older than this may have been written by a journal that is gone.
  if (first(sql, "SELECT 1 AS one FROM meta WHERE k = 'born'") === null)
    run(sql, "INSERT INTO meta (k, v) VALUES ('born', ?)", String(now));
}
