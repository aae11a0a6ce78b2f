/**
 * Alerts as stored and listed, each with its reason. One alert per thing, resolved automatically
 * when it is over. alert-causes.ts decides what is alerted when.
 */
import { heldCauseOf } from "../../../domain/jobs/held.ts";
import { dec } from "../../../domain/money.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { AlertPage, AlertView, ResolvedAlert } from "../../contract/index.ts";
import { openAlerts } from "../counts/counters.ts";
import { figuresOf, type StoredFigures } from "../jobs/figures.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { alertsChanged } from "../storage/memory.ts";
import { project } from "../storage/outbox.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, raw, type Row, run } from "../storage/sql.ts";
import * as notices from "./notices.ts";

type AlertRow = {
  id: string;
  reason: string;
  job_id: string | null;
  since: number;
  resolved_at: number | null;
  note: number | null;
} & Row;

export function raise(
  sql: SqlStorage,
  id: string,
  reason: Reason,
  jobId: string | null,
  now: number,
): void {
  const open = first<AlertRow>(sql)`SELECT * FROM alerts WHERE id = ${id} AND resolved_at IS NULL`;
  const since = open?.since ?? now;
  // Conditions are watched again and again: an alert that says the same is neither written nor
  // sent.
  if (open !== null && open.reason === JSON.stringify(reason) && open.job_id === jobId) return;
  alertsChanged(sql);
  const { cause, thing } = heldCauseOf(reason);
  const { currency, gross } = jobId === null ? NO_SUM : sumOf(sql, jobId);
  run(
    sql,
    `INSERT OR REPLACE INTO alerts
       (id, reason, job_id, since, resolved_at, cause, thing, currency, gross, note)
     VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)`,
    id,
    JSON.stringify(reason),
    jobId,
    since,
    cause,
    thing,
    currency,
    gross,
    // A note is one of its job's bundles.
    open?.job_id === jobId ? open.note : null,
  );
  project(
    sql,
    {
      table: "alerts",
      row: { id, code: reason.code, params: reason.params, jobId, since, resolvedAt: null },
    },
    now,
  );
  if (open === null || isMore(storedJson<Reason>(open.reason), reason))
    notices.raised(sql, { id, reason, jobId, since }, now);
}

type Sum = { readonly currency: string; readonly gross: number | null };

const NO_SUM: Sum = { currency: "", gross: null };

/**
 * In millionths. What is too large for the sum to be exact has none. As lists and key figures count
 * it: a write in doubt comes before its run's end, so until then the order counts as it was read,
 * and one that the shop deleted with nothing.
 */
function sumOf(sql: SqlStorage, jobId: string): Sum {
  const job = first<StoredFigures & Row>(sql)`
    SELECT figures, facts, outcome, reasons FROM jobs WHERE id = ${jobId}`;
  const charged = job === null ? null : figuresOf(job);
  if (charged === null) return NO_SUM;
  const { currency } = charged;
  const { gross } = soldOf(charged);
  const millionths = dec(gross).times(1_000_000).round(0).toNumber();
  return Number.isSafeInteger(millionths) ? { currency, gross: millionths } : NO_SUM;
}

/**
 * Each finding, and each payout that came, is a thing of its own, so a higher count is news; other
 * counts go up and down by themselves.
 */
const COUNTED: ReadonlySet<string> = new Set([
  "reconciliation-twice",
  "reconciliation-without-order",
  "reconciliation-amount",
  "reconciliation-vat",
  "reconciliation-missing",
  "reconciliation-currency",
  "reconciliation-customer",
  "payouts-by-mail",
  "payout-paid-cancelled",
]);

/** An open alert is reported again only if it says something else, or counts more than before. */
function isMore(before: Reason, reason: Reason): boolean {
  if (before.code !== reason.code) return true;
  return (
    COUNTED.has(reason.code) &&
    Number(reason.params["count"] ?? 0) > Number(before.params["count"] ?? 0)
  );
}

/** Mostly none are: every run that ends asks for those of its key. */
const areOpen = (sql: SqlStorage): boolean =>
  cachedFirst(sql, "SELECT 1 AS one FROM alerts WHERE resolved_at IS NULL LIMIT 1") !== null;

export function resolve(sql: SqlStorage, id: string, now: number): void {
  if (!areOpen(sql)) return;
  const open = first<AlertRow>(sql)`SELECT * FROM alerts WHERE id = ${id} AND resolved_at IS NULL`;
  if (open === null) return;
  alertsChanged(sql);
  run(sql)`UPDATE alerts SET resolved_at = ${now} WHERE id = ${id}`;
  const reason = storedJson<Reason>(open.reason);
  project(
    sql,
    {
      table: "alerts",
      row: {
        id,
        code: reason.code,
        params: reason.params,
        jobId: open.job_id,
        since: open.since,
        resolvedAt: now,
      },
    },
    now,
  );
  notices.resolved(sql, { id, reason, jobId: open.job_id, since: open.since }, now);
}

/**
 * Open ones of the tenant as a whole first, so that no number of orders hides them; then open ones
 * of jobs, then what is over.
 */
const RANK = "CASE WHEN resolved_at IS NOT NULL THEN 2 WHEN job_id IS NOT NULL THEN 1 ELSE 0 END";
const PAGE = 200;

/** A page, newest first within each rank. `cursor`: of the page before; a foreign one begins. */
export function list(sql: SqlStorage, cursor?: string): AlertPage {
  const [, rank = "-1", since = "0", id = ""] = /^([0-2]) (\d+) (.+)$/s.exec(cursor ?? "") ?? [];
  const rows = all<AlertRow & { rank: number }>(sql)`
    SELECT *, ${raw(RANK)} AS rank
    FROM alerts
    WHERE (${raw(RANK)}, -since, id) > (${Number(rank)}, ${-Number(since)}, ${id})
    ORDER BY ${raw(RANK)}, -since, id
    LIMIT ${PAGE}`;
  const last = rows.at(-1);
  return {
    alerts: rows.map(viewOf),
    cursor:
      last === undefined || rows.length < PAGE ? null : `${last.rank} ${last.since} ${last.id}`,
    open: openAlerts(sql),
  };
}

const viewOf = (row: AlertRow): AlertView => ({
  id: row.id,
  reason: storedJson<Reason>(row.reason),
  jobId: row.job_id,
  since: row.since,
  resolvedAt: row.resolved_at,
});

/** Resolved alerts on the tenant's first page, at most. */
const RESOLVED_SHOWN = 20;

/** Those that were resolved last, newest first. */
export const lastResolved = (sql: SqlStorage): readonly ResolvedAlert[] =>
  all<AlertRow & { readonly resolved_at: number }>(sql)`
    SELECT * FROM alerts INDEXED BY alerts_over
    WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, id LIMIT ${RESOLVED_SHOWN}`.map(
    (row) => ({ ...viewOf(row), resolvedAt: row.resolved_at }),
  );

/** Returns the open alerts of the tenant as a whole, longest open first. */
export const ofTenant = (
  sql: SqlStorage,
  most: number,
): readonly { readonly id: string; readonly reason: Reason; readonly since: number }[] =>
  all<AlertRow>(sql)`
    SELECT * FROM alerts INDEXED BY alerts_listed
    WHERE ${raw(RANK)} = 0 ORDER BY since, id LIMIT ${most}`.map(({ id, reason, since }) => ({
    id,
    reason: storedJson<Reason>(reason),
    since,
  }));
