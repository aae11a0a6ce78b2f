/**
 * Rows for D1, stored in the same transaction as the fact itself. D1 may lag or be down: nothing
 * here waits for it, and it is never read to decide a write. Sent in batches; of one thing only the
 * newest row is kept.
 */
import type {
  AlertRow,
  CompanyRow,
  DayRow,
  LinkRow,
  ProjectionRow,
  RetentionRow,
} from "../../../store/projection.ts";
import { cachedFirst } from "./cached-reads.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, run } from "./sql.ts";

/** A row of D1 without its number, which the outbox gives. */
type Fact =
  | { readonly table: "links"; readonly row: LinkRow }
  | { readonly table: "alerts"; readonly row: AlertRow }
  | { readonly table: "reconciliations"; readonly row: DayRow }
  | { readonly table: "retention_runs"; readonly row: RetentionRow }
  | { readonly table: "companies"; readonly row: CompanyRow }
  | {
      readonly table: "alerts";
      readonly deleted: { readonly id: string; readonly at: number };
    }
  | {
      readonly table: "links";
      readonly deleted: {
        readonly kind: LinkRow["kind"];
        readonly source: string;
        readonly at: number;
      };
    };

export function project(sql: SqlStorage, fact: Fact, now: number): void {
  const id = idOf(fact);
  run(sql)`DELETE FROM outbox WHERE tbl = ${fact.table} AND id = ${id}`;
  run(sql)`
    INSERT INTO outbox (tbl, id, row, at)
    VALUES (${fact.table}, ${id}, ${JSON.stringify(fact)}, ${now})`;
}

function idOf(fact: Fact): string {
  if (fact.table === "reconciliations" || fact.table === "retention_runs") return fact.row.day;
  if (fact.table !== "links") return "row" in fact ? fact.row.id : fact.deleted.id;
  const { kind, source } = "row" in fact ? fact.row : fact.deleted;
  return `${kind} ${source}`;
}

export function pending(sql: SqlStorage, limit: number): ProjectionRow[] {
  return all<{ seq: number; row: string }>(sql)`
    SELECT seq, row FROM outbox ORDER BY seq LIMIT ${limit} + 0`.map((entry): ProjectionRow => ({
    ...storedJson<Fact>(entry.row),
    seq: entry.seq,
  }));
}

/** Whether there are rows for D1. */
export const waits = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM outbox LIMIT 1") !== null;

/** Forgets what D1 has taken. What changed meanwhile has a higher number and stays. */
export function delivered(sql: SqlStorage, rows: readonly ProjectionRow[]): void {
  for (const row of rows) run(sql)`DELETE FROM outbox WHERE seq = ${row.seq}`;
}

export function lag(sql: SqlStorage): { rows: number; oldest: number | null } {
  return {
    rows: count(sql, "SELECT count(*) AS n FROM outbox"),
    oldest: first<{ at: number | null }>(sql, "SELECT min(at) AS at FROM outbox")?.at ?? null,
  };
}
