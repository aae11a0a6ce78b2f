/** Days of orders' documents, as a comparison found them in the ledger. */
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { LedgerSums } from "../../../monitor/reconciliation/classify-order.ts";
import type { LedgerFact } from "../../../monitor/reconciliation/facts.ts";
import { all } from "../storage/sql.ts";

/** `dates`: the days of its documents, as the ledger has them. Absent: of an earlier release. */
export type StoredLedger = LedgerSums & { readonly dates?: readonly string[] };

/** Each once, in the order of the documents. */
export const datesOf = (documents: readonly LedgerFact[]): readonly string[] => [
  ...new Set(documents.flatMap(({ date }) => date ?? [])),
];

const ORDER = "order:";

export type DateOf = (number: string | null) => string | null;

/** By key of an order: the day of its document, if the newest comparison found that very one. */
export const documentDates = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, DateOf> =>
  new Map(
    all<{ key: string; documents: string | null; ledger: string }>(
      sql,
      `SELECT o.key, o.documents, o.ledger
       FROM json_each(?) k
       JOIN reconciliation_orders o ON o.id = k.value
       WHERE o.ledger IS NOT NULL`,
      JSON.stringify(
        keys.flatMap((key) => (key.startsWith(ORDER) ? [Number(key.slice(ORDER.length))] : [])),
      ),
    ).map(({ key, documents, ledger }) => {
      const dates = storedJson<StoredLedger>(ledger).dates ?? [];
      const seen = documents?.split(", ") ?? [];
      // Several documents of several days don't say which one is of which.
      const date = dates.length === 1 ? (dates[0] ?? null) : null;
      return [key, (number) => (seen.some((one) => one.endsWith(` ${number}`)) ? date : null)];
    }),
  );
