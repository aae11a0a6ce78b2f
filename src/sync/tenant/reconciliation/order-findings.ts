/**
 * What the newest comparison of both sides found of an order, for its own page and the inbox. What
 * was written of it since may have mended that: then nothing is said until it is compared again.
 */
import type { OrderSums } from "../../../asperion/order-sums.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/zoned-time.ts";
import type { LedgerSums } from "../../../monitor/reconciliation/judge-order.ts";
import type { OrderFinding } from "../../rpc.ts";
import * as jobs from "../jobs/jobs.ts";
import { all, json } from "../storage/sql.ts";
import type { FoundRow } from "./reconciliation-store.ts";

type Row = FoundRow & {
  sums: string | null;
  ledger: string | null;
  compared: number | null;
};

const OPEN = `SELECT f.*, o.sums AS sums, o.ledger AS ledger, o.at AS compared
  FROM reconciliation_findings f
  LEFT JOIN reconciliation_orders o ON f.key = o.key AND o.id = CAST(substr(f.key, 7) AS INTEGER)
  WHERE NOT EXISTS (
    SELECT 1 FROM documents d WHERE d.key = f.key AND d.updated_at > max(f.at, coalesce(o.at, 0))
  )`;

/** Of one order. Findings of orders have the order's key; a second document has its own. */
export const findingsOf = (sql: SqlStorage, key: string): readonly OrderFinding[] =>
  all<Row>(
    sql,
    `${OPEN} AND f.thing = ? AND f.finding IN ('missing', 'amount', 'currency', 'vat', 'customer')
     UNION ALL
     ${OPEN} AND f.finding = 'twice' AND f.key = ?`,
    key,
    key,
  ).map((row) => findingOf(sql, row));

/** Of all orders, so many. */
export const openFindings = (sql: SqlStorage, limit: number): readonly OrderFinding[] =>
  all<Row>(sql, `${OPEN} ORDER BY f.finding, f.thing LIMIT ?`, limit).map((row) =>
    findingOf(sql, row),
  );

function findingOf(sql: SqlStorage, row: Row): OrderFinding {
  const sums = row.sums === null ? null : json<OrderSums>(row.sums);
  const ledger = row.ledger === null ? null : json<LedgerSums>(row.ledger);
  const currency = sums?.currency ?? null;
  return {
    finding: row.finding,
    number: row.number,
    jobId: row.key === null ? null : (jobs.latestFor(sql, row.key)?.id ?? null),
    day: row.day ?? (row.made_at === null ? null : localDay(row.made_at, SOURCE_ZONE)),
    at: Math.max(row.at, row.compared ?? 0),
    currency,
    gross: sums?.gross ?? null,
    ledgerGross: ledger?.gross ?? null,
    ledgerCurrency: ledger?.currency ?? currency,
    document: row.document_number ?? row.document_id,
  };
}
