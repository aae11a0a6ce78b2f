/**
 * A careful first day: within 24 hours of the order flow's first being on, no more documents are
 * made than the tenant allows, so that a wrong setting is seen on a few of them. Edits of what was
 * made go on. Counted by what was sent, in the transaction that would send one more.
 */
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { WriteIntent } from "../../../flows/port.ts";
import * as alerts from "../monitoring/alerts.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import { count, first } from "../storage/sql.ts";

const DAY_MS = 86_400_000;
const ALERT = "first-day";

/**
 * The making of a document of an order: written under the order's own key, as customers and
 * articles are not.
 */
const MADE =
  "key >= 'order:' AND key < 'order;' AND kind LIKE '%.create' AND sent_at IS NOT NULL AND state <> 'rejected'";

/**
 * Notes when orders were first on and written (a trial is no live day); a limit that was changed
 * lets those that wait for it try again.
 */
export function configured(sql: SqlStorage, now: number): void {
  const { orders, trial } = meta.configuration(sql)?.settings ?? {};
  if (orders?.enabled === true && trial !== true) meta.goLive(sql, now);
  if (orders?.firstDayLimit === null) alerts.resolve(sql, ALERT, now);
  for (const { id, reasons } of jobs.waiting(sql, "pause"))
    if (reasons.includes('"first-day-limit"'))
      jobs.update(sql, id, { status: "queued", wait: null, due: now, woken_at: null }, now);
}

/** How long this write has to wait for the first day to be over; `null`: not at all. */
export function waitsFor(
  sql: SqlStorage,
  intent: WriteIntent,
  now: number,
): { readonly ms: number; readonly reason: Reason } | null {
  const limit = meta.configuration(sql)?.settings.orders.firstDayLimit ?? null;
  const since = meta.liveSince(sql) ?? now;
  if (limit === null) return null;
  if (now >= since + DAY_MS) {
    alerts.resolve(sql, ALERT, now);
    return null;
  }
  if (!intent.key.startsWith("order:") || !intent.kind.endsWith(".create")) return null;
  // Another document of an order that has one isn't one more, nor is a second attempt.
  if (first(sql, `SELECT 1 AS one FROM operations WHERE key = ? AND ${MADE}`, intent.key) !== null)
    return null;
  if (count(sql, `SELECT count(DISTINCT key) AS n FROM operations WHERE ${MADE}`) < limit)
    return null;
  const why = reason("first-day-limit", { limit });
  alerts.raise(sql, ALERT, why, null, now);
  return { ms: since + DAY_MS - now, reason: why };
}
