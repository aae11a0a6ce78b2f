/**
 * The newest reconciliation's findings about an order, for its page and the inbox. A write since
 * then may have corrected them, so nothing is shown until the next reconciliation; nor where it is
 * in a day's voucher, and that was booked again, found deleted or left to a person since.
 */
import { amount, dec } from "../../../domain/money.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { ON_HOLD } from "../../../domain/jobs/job.ts";
import type { HeldSum } from "../../../domain/jobs/held.ts";
import { type Balance, ledgerSide } from "../../../monitor/reconciliation/balance.ts";
import { withLedgerSign } from "../../../monitor/reconciliation/charged.ts";
import type { LedgerSums } from "../../../monitor/reconciliation/classify-order.ts";
import type { Finding } from "../../../monitor/reconciliation/facts.ts";
import type { OutcomeSum, OrderFinding, Span } from "../../contract/index.ts";
import * as jobs from "../jobs/jobs.ts";
import { sumsWithin } from "../jobs/sums-within.ts";
import {
  ALONE_IN_INBOX,
  WITH_ORDER,
  IN_INBOX,
  isFoundOf,
  UNCHANGED,
} from "../monitoring/waiting-findings.ts";
import { type MissingOrders, memoryOf } from "../storage/memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, raw, type Row as Columns } from "../storage/sql.ts";
import type { FoundRow } from "./reconciliation-store.ts";

type Row = FoundRow & {
  sums: string | null;
  ledger: string | null;
  balance: string | null;
  compared: number | null;
};

const FOUND = `SELECT f.*, o.sums AS sums, o.ledger AS ledger, o.balance AS balance,
    o.at AS compared
  FROM reconciliation_findings f
  ${WITH_ORDER}`;
const OPEN = `${FOUND} WHERE ${UNCHANGED}`;

/** SQL: whether the newest comparison found nothing in the ledger that this order booked. */
export const isMissingSql = (key: string): string => `EXISTS (
    SELECT 1
    FROM reconciliation_findings f
    ${WITH_ORDER}
    WHERE f.finding = 'missing' AND f.thing = ${key} AND ${UNCHANGED}
  )`;

/** SQL: the keys of orders in whose place the newest comparison found nothing. */
export const MISSING_KEYS = `SELECT f.thing
    FROM reconciliation_findings f
    ${WITH_ORDER}
    WHERE f.finding = 'missing' AND ${UNCHANGED}`;

/** Findings of one order. They have the order's key; a second document has its own. */
export const findingsOf = (sql: SqlStorage, key: string): readonly OrderFinding[] =>
  isFoundOf(sql, key)
    ? all<Row>(sql)`
        ${raw(OPEN)} AND f.thing = ${key}
          AND f.finding IN ('missing', 'amount', 'currency', 'vat', 'customer')
        UNION ALL
        ${raw(OPEN)} AND f.finding = 'twice' AND f.key = ${key}`.map((row) => findingOf(sql, row))
    : [];

/** Returns the findings of these keys, by key; for second documents that there is one. */
export function findingsIn(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, readonly Finding[]> {
  const found = all<{ key: string; finding: Finding }>(sql)`
    SELECT DISTINCT k.value AS key, f.finding
    FROM json_each(${JSON.stringify(["missing", "amount", "currency", "vat", "customer"])}) n
    JOIN json_each(${JSON.stringify(keys)}) k
    JOIN reconciliation_findings f ON f.finding = n.value AND f.thing = k.value
    ${raw(WITH_ORDER)}
    WHERE ${raw(UNCHANGED)}
    UNION
    SELECT f.key, f.finding
    FROM reconciliation_findings f
    ${raw(WITH_ORDER)}
    WHERE f.finding = 'twice' AND f.key IN ${among(keys)} AND ${raw(UNCHANGED)}`;
  return new Map(
    [...Map.groupBy(found, ({ key }) => key)].map(([key, of]) => [
      key,
      of.map(({ finding }) => finding),
    ]),
  );
}

/** An order on hold for something else stays one that needs somebody, and its document is gone. */
const COUNTED = ["booked", "updated", ...ON_HOLD].map((outcome) => `'${outcome}'`).join(", ");

/**
 * Orders that count as booked, updated or on hold and whose document isn't in the ledger any more,
 * within each span and by how they are counted (src/sync/tenant/jobs/ended.ts).
 */
export function missingSums(sql: SqlStorage, spans: readonly Span[]): readonly OutcomeSum[] {
  const memory = memoryOf(sql);
  memory.missing ??= readMissing(sql);
  return sumsWithin(spans, memory.missing.sums);
}

type Sum = MissingOrders["sums"][number] & Columns;

/** Read once for as long as neither a finding nor such an order changes. */
const readMissing = (sql: SqlStorage): MissingOrders => ({
  keys: new Set(
    all<{ key: string | null; thing: string; day: string | null }>(sql)`
      SELECT f.key AS key, f.thing AS thing, 'day:' || nullif(m.voucher, '') AS day
      FROM reconciliation_findings f
      LEFT JOIN day_members m ON m.key = f.key
      WHERE f.finding = 'missing'`.flatMap(({ key, thing, day }) => [
      key ?? thing,
      thing,
      ...(day === null ? [] : [day]),
    ]),
  ),
  sums: all<Sum>(sql)`
    SELECT e.hour, e.outcome, coalesce(e.currency, '') AS currency, count(*) AS n,
      CAST(sum(coalesce(e.gross, 0)) AS TEXT) AS gross,
      CAST(sum(coalesce(e.vat, 0)) AS TEXT) AS vat
    FROM reconciliation_findings f
    ${raw(WITH_ORDER)}
    JOIN keys e ON e.key = f.thing
    WHERE f.finding = 'missing' AND e.hour IS NOT NULL AND e.outcome IN (${raw(COUNTED)})
      AND ${raw(UNCHANGED)}
    GROUP BY e.outcome, e.currency, e.hour`,
});

/** Returns the findings that wait for a person, limited. */
export const openFindings = (sql: SqlStorage, limit: number): readonly OrderFinding[] =>
  all<Row>(sql)`
    ${raw(FOUND)} WHERE ${raw(IN_INBOX)} ORDER BY f.finding, f.thing LIMIT ${limit}`.map((row) =>
    findingOf(sql, row),
  );

/**
 * What the orders came to of which one of these was found and waits for a person, each once, in
 * millionths; credits below zero. `isAlone`: only of orders that wait for nothing else.
 */
export const foundSums = (
  sql: SqlStorage,
  findings: readonly Finding[],
  isAlone = false,
): readonly Pick<HeldSum, "currency" | "gross">[] => {
  if (findings.length === 0) return [];
  return all<{ sums: string }>(sql)`
    SELECT o.sums AS sums
    FROM reconciliation_findings f
    ${raw(WITH_ORDER)}
    WHERE f.finding IN ${among(findings)} AND o.sums IS NOT NULL
      AND ${raw(isAlone ? ALONE_IN_INBOX : IN_INBOX)}
    GROUP BY o.id`.map((row) => {
    const { currency, gross } = withLedgerSign(storedJson(row.sums));
    return { currency, gross: dec(gross).times(1_000_000).toFixed(0) };
  });
};

/** About a document that is too much: told with all that stands for the order. */
const IS_SURPLUS: ReadonlySet<Finding> = new Set<Finding>(["twice", "without-order"]);

function findingOf(sql: SqlStorage, row: Row): OrderFinding {
  const sums = row.sums === null ? null : withLedgerSign(storedJson(row.sums));
  const valid = row.ledger === null ? null : storedJson<LedgerSums>(row.ledger);
  const currency = sums?.currency ?? null;
  const ledger = IS_SURPLUS.has(row.finding)
    ? ledgerSide(row.balance === null ? null : storedJson<Balance>(row.balance), valid, currency)
    : valid;
  return {
    finding: row.finding,
    number: row.number,
    jobId: row.key === null ? null : (jobs.latestFor(sql, row.key)?.id ?? null),
    day: row.day ?? (row.made_at === null ? null : localDay(row.made_at, SOURCE_ZONE)),
    at: Math.max(row.at, row.compared ?? 0),
    currency,
    gross: sums === null ? null : amount(sums.gross),
    ledgerGross: ledger === null ? null : amount(ledger.gross),
    ledgerCurrency: ledger?.currency ?? currency,
    document: row.document_number ?? row.document_id,
  };
}
