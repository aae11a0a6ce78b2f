/**
 * Which areas of the pages a statement changes, by the table that it writes: seen where statements
 * run, so that nothing that changes has to say so. What views write of their own (counters, caches
 * of the moment) is no change, or a page that is renewed would ask to be renewed.
 */
import { forgetWrittenBy, tableWritten } from "../storage/answers.ts";

const AREAS = ["orders", "attention", "status", "setup", "comparison", "payouts", "days"] as const;
export type Area = (typeof AREAS)[number];

const TABLES: Readonly<Record<string, readonly Area[]>> = {
  jobs: ["orders", "attention", "status", "payouts", "days"],
  operations: ["orders"],
  documents: ["orders"],
  alerts: ["attention", "status"],
  runs: ["status"],
  backfills: ["status"],
  backfill_orders: ["status"],
  capabilities: ["status", "setup"],
  tokens: ["status", "setup"],
  payouts: ["payouts"],
  payout_lines: ["payouts"],
  payout_plans: ["payouts"],
  day_vouchers: ["days"],
  reconciliation_findings: ["comparison", "status"],
};

const FACTS: Readonly<Record<string, readonly Area[]>> = {
  configuration: ["status", "setup"],
  pause: ["status", "orders", "attention"],
  "stopped-flows": ["status"],
  proof: ["comparison"],
  "compared-days": ["comparison"],
};

const NOTHING: readonly Area[] = [];

/** `binds`: small facts stand in one table, by their name. */
export function areasOf(query: string, binds: readonly unknown[]): readonly Area[] {
  const table = tableWritten(query);
  if (table === null || table === "") return NOTHING;
  return (table === "meta" ? FACTS[String(binds[0])] : TABLES[table]) ?? NOTHING;
}

/**
 * The same tables, with `changed` after each statement that changes an area. What was answered of a
 * table that is written is forgotten.
 */
export function watched(sql: SqlStorage, changed: (areas: readonly Area[]) => void): SqlStorage {
  const exec = (query: string, ...binds: unknown[]) => {
    const cursor = sql.exec(query, ...binds);
    forgetWrittenBy(handle, query);
    const areas = areasOf(query, binds);
    if (areas.length > 0) changed(areas);
    return cursor;
  };
  const handle = { exec } as SqlStorage;
  return handle;
}
