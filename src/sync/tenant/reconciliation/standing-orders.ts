/**
 * Orders that need somebody and stand in the ledger all the same: a payment is missing on a booked
 * invoice, or the order changed after it was booked. Not those whose document somebody deleted
 * there, as far as their newest run or the comparison found that.
 */
import { HOUR_MS } from "../../../domain/durations.ts";
import type { EndedSum, Span } from "../../contract/index.ts";
import { all, type Row } from "../storage/sql.ts";
import { openMissing } from "./order-findings.ts";

/** The newest run of order `o` found its document deleted, which the record of it doesn't say. */
const FOUND_GONE = `EXISTS (
    SELECT 1
    FROM json_each((SELECT j.reasons FROM jobs j WHERE j.key = o.key ORDER BY j.id DESC LIMIT 1)) r
    WHERE r.value ->> 'code' IN ('document-gone', 'document-gone-with-others')
  )`;

/** Within each span, by how they are counted (src/sync/tenant/jobs/ended.ts). */
export const standingSums = (sql: SqlStorage, spans: readonly Span[]): readonly EndedSum[] =>
  all<EndedSum & Row>(
    sql,
    `SELECT s.key AS at, 'orders' AS flow, e.outcome AS outcome,
       coalesce(e.currency, '') AS currency, count(*) AS n,
       CAST(sum(coalesce(e.gross, 0)) AS TEXT) AS gross,
       CAST(sum(coalesce(e.vat, 0)) AS TEXT) AS vat
     FROM open_orders o
     JOIN keys e ON e.key = o.key
     JOIN json_each(?) s ON e.hour >= json_extract(s.value, '$[0]')
       AND e.hour < json_extract(s.value, '$[1]')
     WHERE e.outcome IN ('needs-attention', 'held', 'rejected')
       AND EXISTS (
         SELECT 1
         FROM documents d
         WHERE d.key = o.key
           AND d.state = 'live'
           AND d.role NOT IN ('voucher-reversal', 'voucher-payment')
       )
       AND NOT ${FOUND_GONE}
       AND NOT ${openMissing("e.key")}
     GROUP BY s.key, e.outcome, e.currency`,
    JSON.stringify(spans.map(({ from, to }) => [from / HOUR_MS, to / HOUR_MS])),
  );
