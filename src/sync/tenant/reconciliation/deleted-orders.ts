/**
 * Documents of orders that the shop deleted. Asperion doesn't list such an order any more, so no
 * day has it: its documents count as documents without an order, on the day on which they were
 * made, until somebody deletes or credits them.
 */
import type { LedgerFact } from "../../../monitor/reconciliation/facts.ts";
import { standing } from "../../../monitor/reconciliation/classify-order.ts";
import * as claims from "../claims/claims.ts";
import * as jobs from "../jobs/jobs.ts";
import { first, run } from "../storage/sql.ts";
import { memoryOf } from "./order-memory.ts";
import { documentsOf, type ReconciliationRun } from "./reconciliation-store.ts";

/** As the tables have it. */
export type ListedRow = {
  readonly kind: string;
  readonly id: string;
  readonly key: string | null;
  readonly fact: string;
};

/** The row of a document, no order's where the shop deleted its order. */
export function withoutDeleted(
  sql: SqlStorage,
  { no }: Pick<ReconciliationRun, "no">,
  row: ListedRow,
): ListedRow {
  if (row.key?.startsWith("order:") !== true || !isDeleted(sql, no, row.key)) return row;
  leaveAlone(sql, row.key);
  return (
    first<ListedRow>(
      sql,
      "SELECT kind, id, key, fact FROM reconciliation_documents WHERE kind = ? AND id = ?",
      row.kind,
      row.id,
    ) ?? row
  );
}

/** The shop didn't list it now, and its newest run, skipped since or not, found it gone. */
function isDeleted(sql: SqlStorage, no: number, key: string): boolean {
  const isListed = first(
    sql,
    "SELECT 1 AS one FROM reconciliation_orders WHERE id = ? AND run = ?",
    Number(key.slice("order:".length)),
    no,
  );
  if (isListed !== null) return false;
  const job = jobs.latestFor(sql, key);
  return job !== null && claims.reasonsOf(job).some(({ code }) => code === "order-gone");
}

/** From now on what stands of it belongs to no order, with what memory knows of its amounts. */
function leaveAlone(sql: SqlStorage, key: string): void {
  const documents: readonly LedgerFact[] = standing(documentsOf(sql, key), memoryOf(sql, key));
  for (const { kind, id, ...fact } of documents)
    run(
      sql,
      "UPDATE reconciliation_documents SET key = NULL, fact = ? WHERE kind = ? AND id = ?",
      JSON.stringify({ kind, id, ...fact }),
      kind,
      id,
    );
}
