/**
 * Documents of orders that the shop deleted. Asperion doesn't list such an order any more, so no
 * day has it: its documents count as documents without an order, on the day on which they were
 * made, until somebody deletes or credits them. So does its share of a day's voucher, on the day
 * that the voucher is of.
 */
import type { LedgerFact } from "../../../monitor/reconciliation/facts.ts";
import { existingLedgerDocuments } from "../../../monitor/reconciliation/classify-order.ts";
import * as claims from "../claims/claims.ts";
import * as jobs from "../jobs/jobs.ts";
import { all, first, run } from "../storage/sql.ts";
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { dayFacts } from "./day-facts.ts";
import { memoryOf } from "./order-memory.ts";
import { documentsOf, type ReconciliationRun, saveDocuments } from "./reconciliation-store.ts";

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
    first<ListedRow>(sql)`
      SELECT kind, id, key, fact FROM reconciliation_documents WHERE kind = ${row.kind}
        AND id = ${row.id}` ?? row
  );
}

/** The shop didn't list it now, and its newest run, skipped since or not, found it gone. */
function isDeleted(sql: SqlStorage, no: number, key: string): boolean {
  const isListed = first(sql)`
    SELECT 1 AS one FROM reconciliation_orders WHERE id = ${Number(key.slice("order:".length))}
      AND run = ${no}`;
  if (isListed !== null) return false;
  const job = jobs.latestFor(sql, key);
  return job !== null && claims.reasonsOf(job).some(({ code }) => code === "order-gone");
}

/**
 * Adds the shares of deleted orders in the vouchers that the ledger listed, as documents of no
 * order: the voucher itself is right, and holds them.
 */
export function addDeletedShares(sql: SqlStorage, run: ReconciliationRun): void {
  for (const key of deletedInDays(sql, run)) {
    const shares = dayFacts(sql, key, run);
    const known = [...documentsOf(sql, key), ...shares];
    saveDocuments(
      sql,
      existingLedgerDocuments(known, memoryOf(sql, key)).filter(({ id }) => isByDay(id)),
    );
  }
}

const deletedInDays = (sql: SqlStorage, { no }: Pick<ReconciliationRun, "no">): string[] =>
  all<{ key: string }>(sql)`
    SELECT DISTINCT m.key AS key
    FROM reconciliation_documents p
    CROSS JOIN day_members m ON m.voucher = substr(p.key, 5)
    WHERE p.kind = 'voucher' AND p.key >= 'day:' AND p.key < 'day;'
      AND NOT EXISTS (
        SELECT 1 FROM reconciliation_orders o
        WHERE o.id = CAST(substr(m.key, 7) AS INTEGER) AND o.run = ${no}
      )
      AND EXISTS (
        SELECT 1
        FROM json_each((
          SELECT j.reasons FROM jobs j WHERE j.key = m.key ORDER BY j.id DESC LIMIT 1
        )) r
        WHERE r.value ->> 'code' = 'order-gone'
      )`.map(({ key }) => key);

/** From now on what stands of it belongs to no order, with what memory knows of its amounts. */
function leaveAlone(sql: SqlStorage, key: string): void {
  const documents: readonly LedgerFact[] = existingLedgerDocuments(
    documentsOf(sql, key),
    memoryOf(sql, key),
  );
  for (const { kind, id, ...fact } of documents)
    run(sql)`
      UPDATE reconciliation_documents
      SET key = NULL, fact = ${JSON.stringify({ kind, id, ...fact })} WHERE kind = ${kind}
        AND id = ${id}`;
}
