/**
 * Credits that invoices of ours name, and that nothing here knows of: a person made them in the
 * ledger. They bear no marker, so no list has them.
 */
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all } from "../storage/sql.ts";
import type { LedgerFact } from "../../../monitor/reconciliation/facts.ts";
import type { NamedCredit } from "../../../monitor/reconciliation/port.ts";

const PAGE = 1_000;
const DOCUMENTS_STEP = 5_000;

/** Credits that no list had, of a page of listed invoices after `after`. */
export function unknown(
  sql: SqlStorage,
  after: string,
): { readonly credits: readonly NamedCredit[]; readonly next: string | null } {
  const rows = all<{ id: string; key: string | null; fact: string }>(sql)`
    SELECT id, key, fact
    FROM reconciliation_documents
    WHERE kind = 'invoice' AND id > ${after}
    ORDER BY id
    LIMIT ${PAGE}`;
  const credits = rows.flatMap(({ key, fact }): readonly NamedCredit[] =>
    key?.startsWith("order:") === true
      ? (storedJson<LedgerFact>(fact).creditedBy ?? [])
          .filter((id) => !isListed(sql, id))
          .map((id) => ({ id, key }))
      : [],
  );
  return { credits, next: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) };
}

const isListed = (sql: SqlStorage, id: string): boolean =>
  all(sql)`SELECT 1 AS one FROM reconciliation_documents WHERE kind = 'invoice' AND id = ${id}`
    .length > 0;

/**
 * Returns which of these documents are recorded, for any purpose. Read in steps: an index by id
 * would cost every write for a few nightly questions.
 */
export function remembered(
  sql: SqlStorage,
  ids: readonly string[],
  after: string,
): { readonly ids: readonly string[]; readonly next: string | null } {
  const rows = all<{ key: string; id: string }>(sql)`
    SELECT key, id FROM documents WHERE key > ${after} ORDER BY key LIMIT ${DOCUMENTS_STEP}`;
  const last = rows.at(-1)?.key;
  if (last === undefined) return { ids: [], next: null };
  // A key's documents may continue after the page.
  const rest = all<{ id: string }>(sql)`SELECT id FROM documents WHERE key = ${last}`;
  const known = new Set([...rows, ...rest].map(({ id }) => id.toLowerCase()));
  return {
    ids: ids.filter((id) => known.has(id.toLowerCase())),
    next: rows.length < DOCUMENTS_STEP ? null : last,
  };
}
