/**
 * Orders that need somebody and stand in the ledger all the same: a payment is missing on a booked
 * invoice, or the order changed after it was booked. Not those whose document somebody deleted
 * there, as far as their newest run or the comparison found that.
 */
import { APPROVAL_WAIT, ON_HOLD } from "../../../domain/jobs/job.ts";
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { OutcomeSum, Span } from "../../contract/index.ts";
import { sumsWithin } from "../jobs/sums-within.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { raw, type Row } from "../storage/sql.ts";
import { isMissingSql } from "./order-findings.ts";

/**
 * The newest run of order `o` found its document deleted, which the record of it doesn't say. One
 * that only an edit added (`later`) leaves the first one standing.
 */
const FOUND_GONE = `EXISTS (
    SELECT 1
    FROM json_each((SELECT j.reasons FROM jobs j WHERE j.key = o.key ORDER BY j.id DESC LIMIT 1)) r
    WHERE r.value ->> 'code' IN ('document-gone', 'document-gone-with-others', 'day-voucher-gone')
      AND coalesce(r.value ->> '$.params.later', 0) = 0
  )`;

const NEED_SOMEBODY = [...ON_HOLD, APPROVAL_WAIT].map((outcome) => `'${outcome}'`).join(", ");

type Sum = Omit<OutcomeSum, "at" | "flow"> & { readonly hour: number } & Row;

/**
 * Within each span, by how they are counted (src/sync/tenant/jobs/ended.ts). By hour, so that one
 * answer is kept for all spans as long as nothing that it is read from is written.
 */
export function bookedAttentionSums(
  sql: SqlStorage,
  spans: readonly Span[],
): readonly OutcomeSum[] {
  if (spans.length === 0) return [];
  const sums = cachedAll<Sum>(sql)`
    SELECT e.hour AS hour, e.outcome AS outcome, coalesce(e.currency, '') AS currency,
      count(*) AS n, CAST(sum(coalesce(e.gross, 0)) AS TEXT) AS gross,
      CAST(sum(coalesce(e.vat, 0)) AS TEXT) AS vat
    FROM open_orders o
    CROSS JOIN keys e ON e.key = o.key
    WHERE e.hour >= ${Math.min(...spans.map(({ from }) => from)) / HOUR_MS}
      AND e.hour < ${Math.max(...spans.map(({ to }) => to)) / HOUR_MS}
      AND e.outcome IN (${raw(NEED_SOMEBODY)})
      AND EXISTS (
        SELECT 1
        FROM documents d
        WHERE d.key = o.key
          AND d.state = 'live'
          AND d.role NOT IN ('voucher-reversal', 'voucher-payment')
      )
      AND NOT ${raw(FOUND_GONE)}
      AND NOT ${raw(isMissingSql("e.key"))}
    GROUP BY e.hour, e.outcome, e.currency`;
  return sumsWithin(spans, sums);
}

/**
 * Credits that need somebody, counted like the orders of which they are a part: beside what was
 * sold they would come to nothing.
 */
export function creditSums(sql: SqlStorage, spans: readonly Span[]): readonly OutcomeSum[] {
  if (spans.length === 0) return [];
  const sums = cachedAll<Sum>(sql)`
    SELECT e.hour AS hour, e.outcome AS outcome, coalesce(e.currency, '') AS currency,
      count(*) AS n, CAST(sum(e.gross) AS TEXT) AS gross,
      CAST(sum(coalesce(e.vat, 0)) AS TEXT) AS vat
    FROM open_orders o
    CROSS JOIN keys e ON e.key = o.key
    WHERE e.hour >= ${Math.min(...spans.map(({ from }) => from)) / HOUR_MS}
      AND e.hour < ${Math.max(...spans.map(({ to }) => to)) / HOUR_MS}
      AND e.outcome IN (${raw(NEED_SOMEBODY)}, 'in-doubt')
      AND e.gross < 0
    GROUP BY e.hour, e.outcome, e.currency`;
  return sumsWithin(spans, sums);
}
