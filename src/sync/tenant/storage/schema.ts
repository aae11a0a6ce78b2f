/**
 * The object's own tables: the first schema, and a step for each later change. A step only adds,
 * and takes no longer as a tenant grows, so that the previous release can run on a newer schema (a
 * roll-back). Only a new index reads its table, once. The alarm moves data in steps. How to add a
 * step: docs/contributing.md. Every table, its keys and its retention: docs/storage.md.
 */
import { FIRST_SCHEMA } from "./first/schema.ts";
import { ALERTS_OVER } from "./alerts-over.ts";
import { CANCELLED_PLANS } from "./cancelled-plans.ts";
import { CLEARING_MOVES } from "./clearing-moves.ts";
import { CLEARING_TOO } from "./clearing-too.ts";
import { DAY_SKIPPED } from "./day-skipped.ts";
import { DAY_SUMS } from "./day-sums.ts";
import { LINKED_SALES } from "./linked-sales.ts";
import { LINKS_TARGET } from "./links-target.ts";
import { MAYBE_DRAFTS } from "./maybe-drafts.ts";
import { PAYMENT_ACCOUNTS } from "./payment-accounts.ts";
import { PAYOUT_UNPAID } from "./payout-unpaid.ts";
import { PLAN_BASES } from "./plan-bases.ts";
import { RECONCILED_DAYS } from "./reconciled-days.ts";
import { TURNS_WAITING } from "./turns-waiting.ts";
import { first, run } from "./sql.ts";

/** In their order. A step is never changed, moved or taken out once it was released. */
export const MIGRATIONS: readonly string[] = [
  FIRST_SCHEMA,
  PLAN_BASES,
  DAY_SUMS,
  CLEARING_MOVES,
  DAY_SKIPPED,
  CANCELLED_PLANS,
  LINKS_TARGET,
  RECONCILED_DAYS,
  TURNS_WAITING,
  MAYBE_DRAFTS,
  LINKED_SALES,
  ALERTS_OVER,
  PAYOUT_UNPAID,
  PAYMENT_ACCOUNTS,
  CLEARING_TOO,
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
      run(sql)`INSERT OR REPLACE INTO meta (k, v) VALUES ('schema', ${String(at + index + 1)})`;
    });
  // The journal's birth: what is older than this may have been written by a journal that is gone.
  if (first(sql, "SELECT 1 AS one FROM meta WHERE k = 'born'") === null)
    run(sql)`INSERT INTO meta (k, v) VALUES ('born', ${String(now)})`;
}
