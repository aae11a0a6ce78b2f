/**
 * The tables of the reconciliation: orders as the shop listed them, documents as the ledger listed
 * them, and findings. Another run can make all of it again; nothing here decides a write.
 */
import { orderKey } from "../../../domain/ids.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { type Role, documentOf } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { Balance } from "../../../monitor/reconciliation/balance.ts";
import { withDays } from "../../../monitor/reconciliation/compared-days.ts";
import type {
  DocumentKind,
  Finding,
  LedgerFact,
  ReconciledState,
  SourceFact,
} from "../../../monitor/reconciliation/facts.ts";
import { rolesOf } from "../../../monitor/reconciliation/kinds.ts";
import type { LedgerSums } from "../../../monitor/reconciliation/classify-order.ts";
import { datesOf } from "./document-dates.ts";
import type { Range, Unlinked, Unmarked } from "../../../monitor/reconciliation/port.ts";
import { comparisonChanged, findingChanged } from "../storage/memory.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, type Row, run } from "../storage/sql.ts";

/** The run that is under way, or the last one. */
export type ReconciliationRun = {
  readonly no: number;
  readonly jobId: string;
  readonly from: string;
  readonly to: string;
  /** Documents made since then were listed, ms. */
  readonly since: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly done: readonly string[];
  readonly takenUp: number;
};

export function current(sql: SqlStorage): ReconciliationRun | null {
  const text = meta.get(sql, meta.COMPARISON);
  return text === null ? null : storedJson<ReconciliationRun>(text);
}

export function save(sql: SqlStorage, reconciliation: ReconciliationRun): void {
  meta.set(sql, meta.COMPARISON, JSON.stringify(reconciliation));
}

const COMPARED = "compared-days";

/** Days that a run compared to its end. */
export const comparedDays = (sql: SqlStorage): readonly Range[] =>
  storedJson<readonly Range[]>(meta.get(sql, COMPARED) ?? "[]");

export function noteCompared(sql: SqlStorage, { from, to, startedAt }: ReconciliationRun): void {
  const today = localDay(startedAt, SOURCE_ZONE);
  const days = withDays(comparedDays(sql), { from, to: to < today ? to : today });
  meta.set(sql, COMPARED, JSON.stringify(days));
}

export type OrderRow = {
  id: number;
  key: string;
  number: string | null;
  day: string;
  date: string;
  known_state: string;
  sums: string | null;
  state: ReconciledState | null;
  why: string | null;
  ledger: string | null;
  documents: string | null;
  balance: string | null;
  run: number;
  at: number;
} & Row;

export function saveSources(
  sql: SqlStorage,
  reconciliation: ReconciliationRun,
  orders: readonly SourceFact[],
  now: number,
): void {
  comparisonChanged(sql);
  for (const order of orders)
    run(sql)`
      INSERT INTO reconciliation_orders (id, key, number, day, date, known_state, sums, run, at)
      VALUES (${order.id}, ${orderKey(order.id)}, ${order.number}, ${order.date.slice(0, 10)},
        ${order.date}, ${order.knownState},
        ${order.sums === null ? null : JSON.stringify(order.sums)}, ${reconciliation.no}, ${now})
      ON CONFLICT (id) DO UPDATE SET number = excluded.number, day = excluded.day,
        date = excluded.date, known_state = excluded.known_state, sums = excluded.sums,
        run = excluded.run, at = excluded.at`;
}

export function saveDocuments(sql: SqlStorage, documents: readonly LedgerFact[]): void {
  for (const fact of documents)
    run(sql)`
      INSERT OR REPLACE INTO reconciliation_documents (kind, id, code, number, fact)
      VALUES (${fact.kind}, ${fact.id}, ${fact.code}, ${fact.order}, ${JSON.stringify(fact)})`;
}

/** Saves documents that were read one by one, each for the order whose record names it. */
export function saveFound(
  sql: SqlStorage,
  documents: readonly (LedgerFact & { readonly key: string })[],
): void {
  for (const { key, ...fact } of documents)
    run(sql)`
      INSERT OR REPLACE INTO reconciliation_documents (kind, id, code, number, key, fact)
      VALUES (${fact.kind}, ${fact.id}, ${fact.code}, ${null}, ${key}, ${JSON.stringify(fact)})`;
}

/** Returns documents of this run's orders that no list had: a page of keys after `after`. */
export function unlisted(
  sql: SqlStorage,
  { no }: ReconciliationRun,
  after: string,
): { documents: readonly Unmarked[]; next: string | null } {
  const rows = all<{ key: string; role: Role; id: string }>(sql)`
    SELECT d.key AS key, d.role AS role, d.id AS id
    FROM documents d
    JOIN reconciliation_orders o ON o.key = d.key
    WHERE o.run = ${no}
      AND d.state = 'live'
      AND substr(d.id, 1, 4) <> 'day:'
      AND d.key || ' ' || d.role || ' ' || d.n > ${after}
      AND NOT EXISTS (SELECT 1 FROM reconciliation_documents p WHERE p.key = d.key
        AND p.id = d.id)
      AND NOT EXISTS (
        SELECT 1 FROM operations p WHERE p.key = d.key AND p.n = d.n AND p.marker_code IS NOT NULL
      )
    ORDER BY d.key || ' ' || d.role || ' ' || d.n
    LIMIT ${PAGE}`;
  const documents = rows.flatMap(({ key, role, id }): readonly Unmarked[] => {
    const kind = documentOf(role)?.ledger;
    return kind === undefined ? [] : [{ kind, id, key }];
  });
  const last = rows.at(-1);
  return { documents, next: last === undefined || rows.length < PAGE ? null : placeOf(sql, last) };
}

const placeOf = (
  sql: SqlStorage,
  { key, role, id }: { key: string; role: string; id: string },
): string =>
  all<{ place: string }>(sql)`
    SELECT key || ' ' || role || ' ' || n AS place
    FROM documents
    WHERE key = ${key} AND role = ${role} AND id = ${id}`[0]?.place ?? `${key} ~`;

/** With our marker, and without an order. */
export const documentsWithoutOrder = (sql: SqlStorage): LedgerFact[] =>
  all<{ fact: string }>(sql, "SELECT fact FROM reconciliation_documents WHERE key IS NULL").map(
    (row) => storedJson<LedgerFact>(row.fact),
  );

/** Days of documents that were reported without an order, by this run or an earlier one. */
export const daysWithoutOrder = (sql: SqlStorage): readonly string[] =>
  all<{ made_at: number }>(sql)`
    SELECT DISTINCT made_at
    FROM reconciliation_findings
    WHERE key IS NULL AND day IS NULL AND made_at IS NOT NULL`.map(({ made_at }) =>
    localDay(made_at, SOURCE_ZONE),
  );

export const documentsOf = (sql: SqlStorage, key: string): LedgerFact[] =>
  all<{ fact: string }>(sql)`SELECT fact FROM reconciliation_documents WHERE key = ${key}`.map(
    (row) => storedJson<LedgerFact>(row.fact),
  );

/**
 * Vouchers of days and of payouts, which are few: each has the key of its day or payout. By the
 * journal, then by the ids that are remembered, as after a take-over.
 */
function linkCollective(sql: SqlStorage): void {
  run(sql)`
    UPDATE reconciliation_documents
    SET key = o.key
    FROM (
      SELECT marker_code, key
      FROM operations
      WHERE (key >= 'day:' AND key < 'day;' OR key >= 'payout:' AND key < 'payout;')
        AND marker_code IS NOT NULL
    ) AS o
    WHERE +reconciliation_documents.key IS NULL
      AND reconciliation_documents.code = o.marker_code`;
  run(sql)`
    UPDATE reconciliation_documents
    SET key = d.key
    FROM (
      SELECT key, id
      FROM documents
      WHERE key >= 'day:' AND key < 'day;' OR key >= 'payout:' AND key < 'payout;'
    ) AS d
    WHERE +reconciliation_documents.key IS NULL AND reconciliation_documents.id = d.id`;
}

const JOURNAL_STEP = 20_000;
const DOCUMENTS_STEP = 5_000;

/**
 * Assigns documents to orders, by the journal's markers and then by recorded ids. Scanned in steps,
 * once a run: an index on the journal would cost every write for a nightly question. `+` keeps
 * SQLite from the index on `key`, so each step is read once and not for each document. Returns
 * where to continue; `null`: done.
 */
export function link(sql: SqlStorage, after: string): string | null {
  if (after === "") linkCollective(sql);
  if (!after.startsWith("d")) {
    const from = after.slice(1);
    const step = all<{ key: string }>(sql)`
      SELECT key
      FROM operations
      WHERE key > ${from} AND key >= 'order:' AND key < 'order;'
      ORDER BY key
      LIMIT ${JOURNAL_STEP}`;
    const to = step.at(-1)?.key;
    if (to === undefined) return "d";
    run(sql)`
      UPDATE reconciliation_documents
      SET key = o.key
      FROM (
        SELECT marker_code, key
        FROM operations
        WHERE key > ${from} AND key <= ${to} AND key >= 'order:' AND marker_code IS NOT NULL
      ) AS o
      WHERE +reconciliation_documents.key IS NULL
        AND reconciliation_documents.code = o.marker_code`;
    return step.length < JOURNAL_STEP ? "d" : `o${to}`;
  }
  if (
    all(sql, "SELECT 1 AS one FROM reconciliation_documents WHERE key IS NULL LIMIT 1").length === 0
  )
    return null;
  const keys = all<{ key: string }>(sql)`
    SELECT key
    FROM documents
    WHERE key > ${after.slice(1)} AND key >= 'order:' AND key < 'order;'
    ORDER BY key
    LIMIT ${DOCUMENTS_STEP}`.map((row) => row.key);
  const last = keys.at(-1);
  if (last === undefined) return null;
  run(sql)`
    UPDATE reconciliation_documents
    SET key = d.key
    FROM (SELECT key, id FROM documents WHERE key > ${after.slice(1)} AND key <= ${last}) AS d
    WHERE +reconciliation_documents.key IS NULL AND reconciliation_documents.id = d.id`;
  return keys.length < DOCUMENTS_STEP ? null : `d${last}`;
}

const PAGE = 200;

/** Documents of no journal, with the orders of the range that bear their number. */
export function unlinked(
  sql: SqlStorage,
  after: string,
): { documents: readonly Unlinked[]; next: string | null } {
  const rows = all<{ kind: Unlinked["kind"]; id: string; code: string; number: string }>(sql)`
    SELECT kind, id, code, number
    FROM reconciliation_documents
    WHERE key IS NULL AND kind || ' ' || id > ${after}
    ORDER BY kind || ' ' || id
    LIMIT ${PAGE}`;
  const documents = rows.map(({ kind, id, code, number }) => ({
    kind,
    id,
    code,
    orders: all<{ id: number }>(sql)`
      SELECT id FROM reconciliation_orders WHERE number = ${number} LIMIT 5`.map(
      (order) => order.id,
    ),
  }));
  const last = rows.at(-1);
  return {
    documents,
    next: last === undefined || rows.length < PAGE ? null : `${last.kind} ${last.id}`,
  };
}

export function linkTo(sql: SqlStorage, kind: string, id: string, orderId: number): void {
  run(sql)`
    UPDATE reconciliation_documents SET key = ${orderKey(orderId)} WHERE kind = ${kind}
      AND id = ${id}`;
}

/** A credit invoice is an invoice in the ledger, and a kind of its own here. */
export function kindOf({ kind, credit }: LedgerFact): string {
  if (credit && kind === "invoice") return "credit-invoice";
  return credit && kind === "invoice-draft" ? "credit-draft" : kind;
}

export function saveVerdict(
  sql: SqlStorage,
  id: number,
  verdict: {
    state: ReconciledState;
    why: Reason | null;
    ledger: LedgerSums | null;
    balance: Balance;
    documents: readonly LedgerFact[];
  },
): void {
  const shown = verdict.documents
    .map((document) => `${kindOf(document)} ${document.number ?? document.id}`)
    .join(", ");
  run(
    sql,
    `UPDATE reconciliation_orders
     SET state = ?, why = ?, ledger = ?, documents = ?, balance = ?
     WHERE id = ?`,
    verdict.state,
    verdict.why === null ? null : JSON.stringify(verdict.why),
    verdict.ledger === null
      ? null
      : JSON.stringify({ ...verdict.ledger, dates: datesOf(verdict.documents) }),
    shown === "" ? null : shown,
    JSON.stringify(verdict.balance),
    id,
  );
}

export type FoundRow = {
  finding: Finding;
  thing: string;
  key: string | null;
  number: string | null;
  kind: string | null;
  document_id: string | null;
  document_number: string | null;
  day: string | null;
  made_at: number | null;
  /** Of a document without an order: what it adds to the difference of its day. */
  parts: string | null;
  run: number;
  at: number;
} & Row;

export function saveFinding(
  sql: SqlStorage,
  found: Omit<FoundRow, keyof Row> &
    Pick<FoundRow, "finding" | "thing" | "run" | "at"> &
    Partial<FoundRow>,
): void {
  findingChanged(sql, found.key ?? found.thing);
  run(sql)`
    INSERT INTO reconciliation_findings (
      finding, thing, key, number, kind, document_id, document_number, day, made_at, parts, run,
        at
    )
    VALUES (${found.finding}, ${found.thing}, ${found.key ?? null}, ${found.number ?? null},
      ${found.kind ?? null}, ${found.document_id ?? null}, ${found.document_number ?? null},
      ${found.day ?? null}, ${found.made_at ?? null}, ${found.parts ?? null}, ${found.run},
      ${found.at})
    ON CONFLICT (finding, thing) DO UPDATE SET number = excluded.number,
      document_number = excluded.document_number, day = excluded.day,
      parts = excluded.parts, run = excluded.run`;
}

export const findings = (sql: SqlStorage): FoundRow[] =>
  all<FoundRow>(sql, "SELECT * FROM reconciliation_findings ORDER BY finding, thing LIMIT 500");

/** Whether the amounts of this order were found not to agree. */
export const isFound = (sql: SqlStorage, key: string): boolean =>
  all(sql)`
    SELECT 1 AS one FROM reconciliation_findings WHERE finding IN ('amount', 'vat')
      AND thing = ${key}`.length > 0;

/**
 * Removes what the run checked and didn't find again: an order that isn't listed any more, a
 * corrected finding. A finding about a kind of document that couldn't be listed stays.
 */
export function deleteStale(
  sql: SqlStorage,
  { no, from, to, since }: ReconciliationRun,
  notListed: readonly DocumentKind[],
): void {
  comparisonChanged(sql);
  run(sql)`
    DELETE FROM reconciliation_orders WHERE day >= ${from} AND day <= ${to} AND run <> ${no}`;
  run(sql)`
    DELETE FROM reconciliation_findings
    WHERE run <> ${no} AND day >= ${from} AND day <= ${to}
      AND NOT EXISTS (
        SELECT 1
        FROM documents d
        WHERE d.key = reconciliation_findings.key
          AND d.role IN ${among(rolesOf(notListed))}
      )`;
  run(sql)`
    DELETE FROM reconciliation_findings
    WHERE run <> ${no} AND day IS NULL AND (made_at IS NULL OR made_at >= ${since})
      AND NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(notListed)})
        WHERE thing LIKE value || ' %')`;
  run(sql, "DELETE FROM reconciliation_documents");
}
