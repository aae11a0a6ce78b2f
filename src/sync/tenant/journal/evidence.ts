/**
 * VAT evidence, sealed by the order's runner: one row for each version of a live document, written
 * once. It has its own retention, and an erasure of a person keeps it, as the law requires. It is
 * stored by quarter, as a bookkeeper exports it (privacy/kept-evidence.ts).
 */
import { yearsKept } from "../../../domain/orders/vat-evidence.ts";
import type { SealedEvidence } from "../../contract/runs.ts";
import { all, run, type Row } from "../storage/sql.ts";
import * as cache from "../storage/cache.ts";
import { buffer } from "./journal.ts";

export type EvidenceRow = {
  quarter: string;
  key: string;
  version: string;
  counts_from: number;
  oss: number;
  at: number;
  people: string;
  key_id: string;
  bytes: ArrayBuffer;
} & Row;

/**
 * Stores the evidence if the order has a live document: a plan without a document is no sale. A
 * version that is stored already isn't written again.
 */
export function save(sql: SqlStorage, evidence: SealedEvidence, now: number): void {
  const { key, quarter, version, countsFrom, oss, people, sealed } = evidence;
  run(sql)`
    INSERT OR IGNORE INTO evidence
      (quarter, key, version, counts_from, oss, at, people, key_id, bytes)
    SELECT ${quarter}, ${key}, ${version}, ${countsFrom}, ${oss ? 1 : 0}, ${now}, ${people},
      ${sealed.keyId}, ${buffer(sealed.bytes)}
    WHERE EXISTS (SELECT 1 FROM documents WHERE key = ${key} AND state = 'live')`;
}

/**
 * Deletes up to `most` records that the law doesn't require any more, and returns how many. A
 * quarter is checked once the shortest retention is over. If the company's country isn't known, the
 * longest retention applies.
 */
export function expire(sql: SqlStorage, year: number, chosen: number | null, most: number): number {
  return all(
    sql,
    `DELETE FROM evidence WHERE (quarter, key, version) IN (
       SELECT quarter, key, version FROM evidence
       WHERE quarter < ? AND counts_from < CASE oss WHEN 1 THEN ? ELSE ? END LIMIT ?
     ) RETURNING 1 AS one`,
    ...yearsOver(sql, year, chosen),
    most,
  ).length;
}

/** Returns how many records these years would delete, up to `most`. */
export const countExpired = (
  sql: SqlStorage,
  year: number,
  chosen: number | null,
  most: number,
): number =>
  all(
    sql,
    `SELECT 1 AS one FROM evidence
     WHERE quarter < ? AND counts_from < CASE oss WHEN 1 THEN ? ELSE ? END LIMIT ?`,
    ...yearsOver(sql, year, chosen),
    most,
  ).length;

/**
 * Returns the quarter before which records can expire, and the year before which sales under OSS,
 * and other sales, do.
 */
function yearsOver(sql: SqlStorage, year: number, chosen: number | null) {
  const country = cache.lists(sql).company?.country ?? null;
  const [years, ofOss] = [yearsKept(country, false, chosen), yearsKept(country, true, chosen)];
  return [String(year - Math.min(years, ofOss)), year - ofOss, year - years] as const;
}
