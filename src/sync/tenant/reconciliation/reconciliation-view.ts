/** The comparison of both sides as the page and the API show it, and its run on demand. */
import { amount } from "../../../domain/money.ts";
import type { OrderSums } from "../../../asperion/order-sums.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import {
  type Balance,
  HELD_NAMES,
  type PartName,
  ledgerSide,
} from "../../../monitor/reconciliation/balance.ts";
import type { ReconciledState } from "../../../monitor/reconciliation/facts.ts";
import { withLedgerSign } from "../../../monitor/reconciliation/charged.ts";
import type { LedgerSums } from "../../../monitor/reconciliation/classify-order.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import { rangeEvent } from "../../../monitor/reconciliation/range.ts";
import { creditedNotes, roundingNotes } from "../../../monitor/reconciliation/row-notes.ts";
import { vatNotes } from "../../../monitor/reconciliation/vat-notes.ts";
import type {
  DifferencesView,
  CallResult,
  FindingView,
  PagePosition,
  ReconciledOrderView,
  ReconciliationView,
} from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as manualStarts from "../jobs/manual-starts.ts";
import { countedAs } from "../jobs/awaiting-day.ts";
import * as jobs from "../jobs/jobs.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import * as cache from "../storage/cache.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { all, among, first, raw } from "../storage/sql.ts";
import type { StoredLedger } from "./document-dates.ts";
import { bookedDayVouchers } from "../days/day-views.ts";
import { closedDaysOf } from "./day-facts.ts";
import { missingVendor } from "../intake/turns.ts";
import { notConnected } from "../run-now/run-now.ts";
import * as store from "./reconciliation-store.ts";

const KEY = "reconciliation";

export function reconcile(context: TenantContext, range: Range): CallResult<{ jobId: string }> {
  const lacks = missingVendor(context, KEY);
  if (lacks !== undefined) return notConnected(lacks);
  const { job } = intake.enqueue(context, {
    key: KEY,
    flow: "reconciliation",
    type: rangeEvent(range),
    lane: "sweep",
  });
  manualStarts.note(context.sql, KEY, job.id, context.now());
  context.wake();
  return { ok: true, jobId: job.id };
}

export type Query = Range & {
  readonly state?: ReconciledState;
  /** Orders that the difference of this name comes from. */
  readonly part?: PartName;
  readonly cursor?: string;
  readonly limit?: number;
  /** The caller may see customers. */
  readonly people?: true;
  /** Also returns the position of these orders among all of the days, and the days' vouchers. */
  readonly placed?: true;
  /** Also returns what both sides have by rate, and the days of documents. */
  readonly sums?: true;
  /** Only the run and which days were compared: neither orders nor findings. */
  readonly brief?: true;
};

const PAGE = 100;

export function view(
  sql: SqlStorage,
  { from, to, state, part, cursor, limit = PAGE, placed, sums, brief }: Query,
): ReconciliationView {
  if (brief === true) return { ...standing(sql), findings: [], orders: [], cursor: null };
  const [day = "", id = "0"] = (cursor ?? "").split(" ");
  const rows = all<store.OrderRow>(
    sql,
    `SELECT *
     FROM reconciliation_orders
     WHERE day >= ? AND day <= ? AND (day, id) > (?, ?) AND (? IS NULL OR state = ?)
       AND (? IS NULL OR EXISTS (
         SELECT 1 FROM json_each(balance, '$.parts')
         WHERE json_extract(value, '$.name') IN (SELECT value FROM json_each(?))
       ))
     ORDER BY day, id
     LIMIT ?`,
    from,
    to,
    day,
    Number(id),
    state ?? null,
    state ?? null,
    part ?? null,
    // The name of older releases stands for all that is on hold.
    JSON.stringify(part === "held" ? HELD_NAMES : [part ?? null]),
    limit,
  );
  const last = rows.at(-1);
  return {
    ...standing(sql),
    findings: store.findings(sql).map((row) => findingView(sql, row)),
    orders: orderViews(sql, rows, sums),
    ...(placed === true
      ? {
          place: placeOf(sql, { from, to }, [day, Number(id)]),
          currency: cache.lists(sql).company?.currency ?? null,
        }
      : {}),
    ...(placed === true && cursor === undefined
      ? { vouchers: bookedDayVouchers(sql, { from, to }) }
      : {}),
    // A posting list and a search for one order don't tell it.
    ...(cursor === undefined && placed !== true && brief !== true
      ? processedSince(sql, { from, to })
      : {}),
    cursor: last === undefined || rows.length < limit ? null : `${last.day} ${last.id}`,
  };
}

const ON_HOLD = `(j.status = 'dead'
  OR j.outcome IN ('held', 'rejected', 'needs-attention', 'in-doubt'))`;
const OTHER_REASON = "json_extract(o.why, '$.code') IS NOT json_extract(j.reasons, '$[0].code')";
/**
 * The newest run `j` of the order `o` ended after it was compared, and led to something else: it
 * was under way then, its state or reason is another now, or something was written for it since.
 */
const PROCESSED_SINCE = `j.id = (
    SELECT k.id FROM jobs k WHERE k.key = o.key ORDER BY k.id DESC LIMIT 1
  )
  AND j.over = 1 AND j.updated_at > o.at
  AND CASE o.state
    WHEN 'waiting' THEN 1
    WHEN 'in-doubt' THEN 1
    WHEN 'held' THEN NOT ${ON_HOLD} OR ${OTHER_REASON}
    WHEN 'booked' THEN ${ON_HOLD} OR j.outcome IN ('skipped', 'before-start')
      OR EXISTS (SELECT 1 FROM operations w WHERE w.key = o.key AND w.sent_at > o.at)
    ELSE ${ON_HOLD} OR (j.outcome IN ('booked', 'updated') AND ${OTHER_REASON})
  END`;

/** Reads every order of the days, and changes only with a comparison: so its answer is cached. */
const OLDEST_COMPARED =
  "SELECT min(at) AS at FROM reconciliation_orders WHERE day >= ? AND day <= ?";

/** The figures of these orders are from before their runs ended. */
export function processedSince(
  sql: SqlStorage,
  { from, to }: Range,
): Pick<DifferencesView, "processed"> {
  const oldest = cachedFirst<{ at: number | null }>(sql, OLDEST_COMPARED, from, to)?.at ?? null;
  if (oldest === null) return {};
  const found = first<{ n: number; last: number | null }>(
    sql,
    // Few runs ended since the oldest of the days was compared.
    `SELECT count(*) AS n, max(j.updated_at) AS last
     FROM jobs j INDEXED BY jobs_over
     CROSS JOIN reconciliation_orders o
       ON o.key = j.key AND o.id = CAST(substr(j.key, 7) AS INTEGER)
     WHERE j.over = 1 AND j.flow = 'orders' AND j.updated_at > ?
       AND o.day >= ? AND o.day <= ? AND ${PROCESSED_SINCE}`,
    oldest,
    from,
    to,
  );
  return found === null || found.last === null
    ? {}
    : { processed: { count: found.n, last: found.last } };
}

/** By order; those of which no run led to something else are missing. */
const processedAt = (sql: SqlStorage, ids: readonly number[]): ReadonlyMap<number, number> =>
  ids.length === 0
    ? new Map()
    : new Map(
        all<{ id: number; at: number }>(sql)`
          SELECT o.id AS id, j.updated_at AS at
          FROM reconciliation_orders o
          JOIN jobs j ON ${raw(PROCESSED_SINCE)}
          WHERE o.id IN ${among(ids)}`.map(({ id, at }) => [id, at]),
      );

/** A second document is in the sums of its order's day, whenever it was made. */
const dayOfTwice = (
  sql: SqlStorage,
  { finding, key }: Pick<store.FoundRow, "finding" | "key">,
): string | null =>
  finding !== "twice" || key?.startsWith("order:") !== true
    ? null
    : (first<{ day: string }>(sql)`
      SELECT day FROM reconciliation_orders WHERE id = ${Number(key.slice("order:".length))}`
        ?.day ?? null);

export const findingView = (sql: SqlStorage, row: store.FoundRow): FindingView => ({
  finding: row.finding,
  key: row.key,
  number: row.number,
  at: row.at,
  day:
    row.day ??
    dayOfTwice(sql, row) ??
    (row.made_at === null ? null : localDay(row.made_at, SOURCE_ZONE)),
  jobId:
    row.finding === "missing" && row.key !== null
      ? (jobs.latestFor(sql, row.key)?.id ?? null)
      : null,
  document:
    row.kind === null || row.document_id === null
      ? null
      : { kind: row.kind, id: row.document_id, number: row.document_number },
});

/** Among all orders of the days, whatever filters a list has. */
const placeOf = (
  sql: SqlStorage,
  { from, to }: Range,
  [day, id]: readonly [string, number],
): PagePosition =>
  first<PagePosition>(sql)`
    SELECT coalesce(sum((day, id) <= (${day}, ${id})), 0) AS before, count(*) AS of
    FROM reconciliation_orders
    WHERE day >= ${from} AND day <= ${to}` ?? { before: 0, of: 0 };

/** The last run, and the days that any run compared. */
function standing(sql: SqlStorage): Pick<ReconciliationView, "run" | "asked" | "compared"> {
  const last = store.current(sql);
  const asked = jobs.latestFor(sql, KEY);
  return {
    asked: asked === null ? null : { jobId: asked.id, over: !jobs.isOpen(asked) },
    run:
      last === null
        ? null
        : {
            jobId: last.jobId,
            from: last.from,
            to: last.to,
            startedAt: last.startedAt,
            endedAt: last.endedAt,
            stopped: isStopped(sql, last),
          },
    compared: store.comparedDays(sql),
  };
}

/** It ended before its last step: on hold, rejected or cancelled. */
function isStopped(sql: SqlStorage, { jobId, endedAt }: store.ReconciliationRun): boolean {
  const status = jobs.byId(sql, jobId)?.status ?? "done";
  return endedAt === null && (status === "done" || status === "dead");
}

/** Orders as they are told. What is read beside them is read of all at once. */
export function orderViews(
  sql: SqlStorage,
  rows: readonly store.OrderRow[],
  withSums = false,
): readonly ReconciledOrderView[] {
  const keys = rows.map(({ key }) => key);
  const days = closedDaysOf(sql, keys);
  const newest = jobs.newestOf(sql, keys);
  const endedSince = rows.filter(({ key, at }) => (newest.get(key)?.updated_at ?? 0) > at);
  const processed = processedAt(
    sql,
    endedSince.map(({ id }) => id),
  );
  return rows.map((row) => {
    const sums = row.sums === null ? null : withLedgerSign(storedJson<OrderSums>(row.sums));
    const ledger = row.ledger === null ? null : storedJson<StoredLedger>(row.ledger);
    const balance = row.balance === null ? null : storedJson<Balance>(row.balance);
    const there = ledgerSide(balance, ledger, sums?.currency ?? null);
    const job = newest.get(row.key);
    return {
      id: row.id,
      number: row.number,
      date: row.date,
      state: row.state,
      why: row.why === null ? null : storedJson<Reason>(row.why),
      currency: sums?.currency ?? null,
      gross: sums === null ? null : amount(sums.gross),
      ledgerGross: there === null ? null : amount(there.gross),
      documents: row.documents,
      at: row.at,
      jobId: job?.id ?? null,
      ...(row.state === "held" && job?.status === "done" && job.outcome !== null
        ? { outcome: countedAs(sql, job).stands ?? job.outcome }
        : {}),
      ledgerCurrency:
        there?.currency == null || there.currency === sums?.currency ? null : there.currency,
      ...defined({
        was: sums?.was === undefined ? undefined : amount(sums.was),
        processedAt: processed.get(row.id),
        day: days.get(row.key),
        parts: balance?.parts,
      }),
      notes: notesOf(sql, row, { sums, ledger, balance }),
      ...(withSums ? { sums: sumsOf(sums, there, ledger?.dates) } : {}),
    };
  });
}

const sumsOf = (
  shop: OrderSums | null,
  ledger: LedgerSums | null,
  dates: readonly string[] = [],
): NonNullable<ReconciledOrderView["sums"]> => ({
  shop: shop === null ? null : { vat: shop.vat, perRate: shop.perRate },
  ledger: ledger === null ? null : { vat: ledger.vat, perRate: ledger.perRate },
  dates,
});

/** A finding of another amount isn't a way of rounding: it is looked for only where a note is. */
function notesOf(
  sql: SqlStorage,
  row: store.OrderRow,
  {
    sums,
    ledger,
    balance,
  }: {
    readonly sums: OrderSums | null;
    readonly ledger: LedgerSums | null;
    readonly balance: Balance | null;
  },
): readonly Reason[] {
  if (sums === null || ledger === null) return [];
  const parts = balance?.parts ?? [];
  const home = parts.some(({ name }) => name === "rounding")
    ? (cache.lists(sql).company?.currency ?? null)
    : null;
  const due = balance?.due.find(({ currency }) => currency === sums.currency);
  const notes = [
    ...(balance === null ? [] : creditedNotes(sums, balance)),
    ...roundingNotes({ parts, ledger, home }),
    ...(row.state === "booked" && due !== undefined ? vatNotes(due, ledger) : []),
  ];
  return notes.length > 0 && store.isFound(sql, row.key) ? [] : notes;
}
