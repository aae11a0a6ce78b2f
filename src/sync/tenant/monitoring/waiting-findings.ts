/**
 * Findings of the reconciliation that wait for a person: not over since, and not of an order that
 * waits by itself (docs/adr/0149-an-order-is-one-thing-to-do.md).
 */
import { APPROVAL } from "../../../domain/jobs/held.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Finding } from "../../../monitor/reconciliation/facts.ts";
import { findingChanged, memoryOf } from "../storage/memory.ts";
import * as meta from "../storage/meta.ts";
import { all, raw, run } from "../storage/sql.ts";

/** SQL: a finding `f` with the order `o` as it was compared. */
export const WITH_ORDER = `LEFT JOIN reconciliation_orders o
    ON f.key = o.key AND o.id = CAST(substr(f.key, 7) AS INTEGER)`;
/** SQL: nothing of what it was found of was written since. */
export const UNCHANGED = `NOT EXISTS (
    SELECT 1 FROM documents d WHERE d.key = f.key AND d.updated_at > max(f.at, coalesce(o.at, 0))
  ) AND NOT EXISTS (
    SELECT 1
    FROM day_members m
    JOIN documents b ON b.key = 'day:' || m.voucher
    WHERE m.key = f.key AND m.voucher <> '' AND b.updated_at > max(f.at, coalesce(o.at, 0))
  )`;
/** SQL: also no order that waits for a person itself: each is one thing to do. */
export const IN_INBOX = `${UNCHANGED} AND NOT EXISTS (
    SELECT 1 FROM alerts a
    WHERE a.id IN ('job ' || f.key, 'doubt ' || f.key)
      AND a.resolved_at IS NULL AND a.cause <> '${APPROVAL}'
  )`;

/** SQL: nor one that waits for an approval. */
export const ALONE_IN_INBOX = `${UNCHANGED} AND NOT EXISTS (
    SELECT 1 FROM alerts a
    WHERE a.id IN ('job ' || f.key, 'doubt ' || f.key) AND a.resolved_at IS NULL
  )`;

/** How many wait for a person, by finding, and the newest few by name. */
export function waitingFindings(
  sql: SqlStorage,
  named: number,
): ReadonlyMap<Finding, { readonly count: number; readonly names: readonly string[] }> {
  const rows = all<{ finding: Finding; name: string }>(sql)`
    SELECT f.finding AS finding, coalesce(f.number, f.thing) AS name
    FROM reconciliation_findings f
    ${raw(WITH_ORDER)}
    WHERE ${raw(IN_INBOX)}
    ORDER BY f.finding, f.at DESC, f.thing`;
  return new Map(
    [...Map.groupBy(rows, ({ finding }) => finding)].map(([finding, of]) => [
      finding,
      { count: of.length, names: of.slice(0, named).map(({ name }) => name) },
    ]),
  );
}

/** Whether a finding is about this key; for a day also about an order in its voucher. */
export function isFoundOf(sql: SqlStorage, key: string): boolean {
  const found = foundKeys(sql);
  return found.has(key) || (found.size > 0 && key.startsWith("day:"));
}

const foundKeys = (sql: SqlStorage): ReadonlySet<string> =>
  (memoryOf(sql).foundKeys ??= new Set(
    all<{ key: string | null; thing: string }>(sql)`
      SELECT key, thing FROM reconciliation_findings`.map((row) => row.key ?? row.thing),
  ));

/** So many are read within a few milliseconds. */
const COUNTED_AT_ONCE = 100;
const COUNTED_EVERY_MS = 60_000;

/** Whether to count what waits at the end of a run: of very many findings once a minute. */
export function isToCount(sql: SqlStorage, now: number): boolean {
  const memory = memoryOf(sql);
  const last = memory.findingsCounted;
  if (last === null || foundKeys(sql).size <= COUNTED_AT_ONCE) return true;
  if (now - last.at >= COUNTED_EVERY_MS) return true;
  memory.findingsCounted = { ...last, isDue: true };
  return false;
}

/** Whether runs that ended left it to be counted later, or may have. */
export const isLeftToCount = (sql: SqlStorage): boolean =>
  memoryOf(sql).findingsCounted?.isDue ?? foundKeys(sql).size > COUNTED_AT_ONCE;

/** `agrees`: its run compared the documents, and they agree now. `skipped`: a person left it. */
const OVER = {
  agrees: ["missing", "amount", "vat", "currency"],
  skipped: ["missing", "amount", "vat", "currency", "customer"],
} as const satisfies Readonly<Record<string, readonly Finding[]>>;

/** Ends the findings of a key that are over; another run would find them again. */
export function endFindings(sql: SqlStorage, key: string, how: keyof typeof OVER): void {
  findingChanged(sql, key);
  // What is found of an order is found by its key; of a day, by its voucher's id.
  run(
    sql,
    key.startsWith("day:")
      ? `DELETE FROM reconciliation_findings
         WHERE key = ? AND finding IN (SELECT value FROM json_each(?))`
      : `DELETE FROM reconciliation_findings
         WHERE thing = ? AND finding IN (SELECT value FROM json_each(?))`,
    key,
    JSON.stringify(OVER[how]),
  );
}

/** The last comparison; `null`: none, or it isn't at its end. */
export function endedComparison(sql: SqlStorage): { readonly jobId: string } | null {
  const text = meta.get(sql, meta.COMPARISON);
  const last =
    text === null
      ? null
      : storedJson<{ readonly jobId: string; readonly endedAt: number | null }>(text);
  return last?.endedAt == null ? null : last;
}
