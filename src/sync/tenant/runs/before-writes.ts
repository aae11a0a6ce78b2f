/**
 * Checks before a write goes out:
 *
 * - A careful first day: within 24 hours of the order flow's first being on, no more documents are
 *   made than the tenant allows, so that a wrong setting shows on a few. Edits of those documents
 *   go on. Counted in the transaction that would send one more.
 * - Two runs may pay one invoice: the order's own and a payout's. Each read what remains before it
 *   came here, and may have waited for a slot since.
 * - The company's label, by which another installation tells us to stop, is read before the first
 *   write after an idle hour, and every five minutes while something is written.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { dec, exact, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { OWNERSHIP_KEY, OWNERSHIP_READ } from "../../../flows/ownership.ts";
import type { WriteIntent } from "../../../flows/port.ts";
import type { FirstDay } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as causes from "../monitoring/alert-causes.ts";
import { reuseIdleJob } from "../jobs/reuse-idle-job.ts";
import { figureSql } from "../jobs/figures.ts";
import * as jobs from "../jobs/jobs.ts";
import * as resuming from "../claims/resuming.ts";
import { reservingPayouts, invoicedByOrder, isRegistered } from "../journal/invoiced.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { all, count, first, raw, type Row, type Value } from "../storage/sql.ts";

/** The creation of an order's document, which has the order's own key. */
const MADE = `key >= 'order:' AND key < 'order;' AND kind LIKE '%.create'
  AND sent_at IS NOT NULL AND state <> 'rejected'`;

/** Counts orders with a document, and those booked in day vouchers (counted up to `most`). */
const madeOrders = (sql: SqlStorage, most: number): number =>
  count(sql)`SELECT count(DISTINCT key) AS n FROM operations WHERE ${raw(MADE)}` +
  count(sql)`SELECT count(*) AS n FROM (SELECT DISTINCT key FROM day_members LIMIT ${most})`;

/**
 * Returns until when a day's voucher waits for the first day to end; `null`: it needn't. Otherwise
 * more orders than the tenant allows would be booked before anybody has seen one.
 */
export function daysWaitUntil(
  sql: SqlStorage,
  now: number,
): { readonly at: number; readonly reason: Reason } | null {
  const limit = meta.configuration(sql)?.settings.orders.firstDayLimit ?? null;
  const since = meta.liveSince(sql);
  if (limit === null || since === null || now >= since + DAY_MS) return null;
  return madeOrders(sql, limit + 1) > limit
    ? { at: since + DAY_MS, reason: reason("first-day-limit", { limit }) }
    : null;
}

/**
 * Notes when orders were first on and live (a trial is no live day). After a change of the limit,
 * orders that wait for it try again.
 */
export function firstDayConfigured(sql: SqlStorage, now: number): void {
  const { orders, trial } = meta.configuration(sql)?.settings ?? {};
  if (orders?.enabled === true && trial !== true) meta.goLive(sql, now);
  if (orders?.firstDayLimit === null) causes.firstDayOver(sql, now);
  resuming.begin(sql, { why: "first-day-limit" }, now);
}

/** Returns how long this write waits for the first day to end; `null`: it needn't. */
export function waitsForFirstDay(
  sql: SqlStorage,
  intent: WriteIntent,
  now: number,
): { readonly ms: number; readonly reason: Reason } | null {
  const limit = meta.configuration(sql)?.settings.orders.firstDayLimit ?? null;
  const since = meta.liveSince(sql) ?? now;
  if (limit === null) return null;
  if (now >= since + DAY_MS) {
    causes.firstDayOver(sql, now);
    return null;
  }
  if (!intent.key.startsWith("order:") || !intent.kind.endsWith(".create")) return null;
  // A further document of an order, or a second attempt, doesn't count.
  if (
    first(sql)`
      SELECT 1 AS one FROM operations WHERE key = ${intent.key} AND ${raw(MADE)}` !== null
  )
    return null;
  if (first(sql)`SELECT 1 AS one FROM day_members WHERE key = ${intent.key} LIMIT 1` !== null)
    return null;
  if (madeOrders(sql, limit) < limit) return null;
  const why = reason("first-day-limit", { limit });
  causes.firstDayFull(sql, why, now);
  return { ms: since + DAY_MS - now, reason: why };
}

/** Whether the first day is over, so that no limit of it holds any more. */
export function isFirstDayOver(sql: SqlStorage, now: number): boolean {
  const since = meta.liveSince(sql);
  return since !== null && now >= since + DAY_MS;
}

/** The highest limit and one more: what is made is told also where it is above the limit. */
const MOST_MADE = 10_001;

/**
 * Returns the limit that applies now, and what waits for it; `null`: none does. `held`: the close
 * of a day that waits for it, whose orders wait in no job of their own.
 */
export function firstDayView(
  sql: SqlStorage,
  now: number,
  held: HeldClose | null,
): FirstDay | null {
  const limit = meta.configuration(sql)?.settings.orders.firstDayLimit ?? null;
  const since = meta.liveSince(sql);
  if (limit === null || since === null || now >= since + DAY_MS) return null;
  // Asked for with each page: added up by SQL, and again only once a job has changed.
  const paused = cachedAll<Waiting>(sql)`
    SELECT currency, ${raw(SUMMED)}
    FROM (
      SELECT ${raw(figureSql("gross"))} AS gross, ${raw(figureSql("currency"))} AS currency
      FROM jobs j
      WHERE ${raw(PAUSED)}
    )
    GROUP BY currency`;
  const inDays = held === null ? [] : membersHeld(sql, held);
  const orders = (of: readonly Waiting[]): number => of.reduce((all_, { n }) => all_ + n, 0);
  const waiting = [...paused, ...inDays];
  const known = waiting.filter(({ currency }) => currency !== null);
  return {
    limit,
    made: madeOrders(sql, MOST_MADE),
    until: since + DAY_MS,
    waiting: orders(waiting),
    inDays: orders(inDays),
    sums: [...Map.groupBy(known, ({ currency }) => currency ?? "")].map(([currency, of]) => ({
      currency,
      gross: exact(sum(of.map(({ millionths }) => millionths ?? 0)).div(1_000_000)),
    })),
  };
}

const PAUSED = `j.over = 0 AND j.wait = 'pause' AND j.reasons LIKE '%"first-day-limit"%'`;
const DUE = "voucher = '' AND day <= ? AND added_at < ?";

type HeldClose = { readonly day: string; readonly at: number };

/** A list's condition: the orders that the view counts as waiting. `j` is the job. */
export const waitsForLimit = (held: HeldClose | null): readonly [sql: string, ...binds: Value[]] =>
  held === null
    ? [PAUSED]
    : [`(${PAUSED} OR j.key IN (SELECT key FROM day_members WHERE ${DUE}))`, held.day, held.at];

/** Orders of one currency; `null`: of those that weren't read yet. */
type Waiting = Row & {
  readonly currency: string | null;
  readonly n: number;
  readonly millionths: number | null;
};

const SUMMED = "count(*) AS n, sum(CAST(round(gross * 1000000) AS INTEGER)) AS millionths";

/** Orders of the days that are due, each with what it came to when it was read last. */
const membersHeld = (sql: SqlStorage, { day, at }: HeldClose): readonly Waiting[] =>
  cachedAll<Waiting>(
    sql,
    `SELECT currency, ${SUMMED}
     FROM (
       SELECT ${figureSql("gross")} AS gross, ${figureSql("currency")} AS currency
       FROM (SELECT DISTINCT key FROM day_members WHERE ${DUE} LIMIT ?) m
       LEFT JOIN jobs j ON j.id = (SELECT max(id) FROM jobs WHERE key = m.key)
     )
     GROUP BY currency`,
    day,
    at,
    MOST_MADE,
  );

/** Longer than a reading may be reused by a run that continues (run/reads.ts). */
const READ_MS = 1_200_000;
/** Delay until a run reads again, and until the outcome of a write in doubt may be known. */
const AGAIN_MS = 5_000;
const DOUBT_MS = MINUTE_MS;
/** Delay while a person has to say what became of the write. */
const ASKED_MS = HOUR_MS;

type Waits = { readonly ms: number; readonly reason: Reason };

const forPayment = (ms: number): Waits => ({ ms, reason: reason("waiting-for-payment") });

/** Returns how long a payment waits for another that it can't have seen; `null`: it goes out. */
export function waitsForPayment(
  sql: SqlStorage,
  { key, original, kind, role, documentId, payment, pays }: WriteIntent,
  now: number,
): Waits | null {
  if (kind !== "payment.create" || payment === undefined) return null;
  if (pays !== undefined) {
    const known = invoicedByOrder(sql, pays.orders);
    const isKnown = pays.orders.some((order) => isRegistered(known.get(order), pays.on));
    if (isKnown) return forPayment(AGAIN_MS);
    return isOpenElsewhere(sql, key, documentId) ? forPayment(DOUBT_MS) : null;
  }
  if (role !== "payment" && role !== "refund") return null;
  const payout =
    role === "payment"
      ? waitsForPayout(sql, [key], "invoice")
      : waitsForPayout(sql, original === undefined ? [key] : [key, original], "credit");
  if (payout !== null) return payout;
  const theirs = all<{ state: string; amount: string; remaining: string }>(sql)`
    SELECT state, amount, remaining FROM operations INDEXED BY operations_of_payouts
    WHERE document_id = ${documentId} AND role = 'payout-payment' AND kind = 'payment.create'
      AND (state IN ('sent', 'in-doubt') OR state IN ('done', 'compared')
        AND settled_at > ${now - READ_MS})`;
  if (theirs.some(({ state }) => state === "in-doubt")) return forPayment(DOUBT_MS);
  if (isAskedOfPayout(sql, documentId)) return forPayment(ASKED_MS);
  const read = dec(payment.remaining).abs();
  const isUnseen = theirs.some(
    ({ state, amount, remaining }) =>
      state === "sent" || read.gt(dec(remaining).minus(amount).abs()),
  );
  return isUnseen ? forPayment(AGAIN_MS) : null;
}

/**
 * Whether another payout's payment on this document is under way, or in doubt: what remains tells
 * its outcome, and it may be what is still owed there.
 */
const isOpenElsewhere = (sql: SqlStorage, key: string, documentId: string | null): boolean =>
  first(sql)`
    SELECT 1 AS one FROM operations INDEXED BY operations_of_payouts
    WHERE document_id = ${documentId} AND role = 'payout-payment' AND kind = 'payment.create'
      AND key <> ${key} AND state IN ('sent', 'in-doubt')
    LIMIT 1` !== null;

/**
 * Whether a person still has to say what became of a payout's payment on this document. The
 * payout's voucher took the money off clearing, so a payment from elsewhere would leave it off.
 * Skipping the payout is an answer.
 */
const isAskedOfPayout = (sql: SqlStorage, documentId: string | null): boolean =>
  all<{ key: string; last: string; failure: string | null }>(sql)`
    SELECT key, state AS last, failure, max(n) FROM operations INDEXED BY operations_of_payouts
    WHERE document_id = ${documentId} AND role = 'payout-payment' AND kind = 'payment.create'
    GROUP BY key`.some(
    ({ key, last, failure }) =>
      last === "rejected" &&
      failure === null &&
      jobs.latestFor(sql, key)?.outcome === "needs-attention",
  );

/**
 * How long an order's own payment waits for a payout that is being booked and pays it: its voucher
 * takes the money off clearing, so that the payment has to be booked there. A payout that isn't
 * running and whose voucher was never sent doesn't delay it: that payout is planned again.
 */
function waitsForPayout(
  sql: SqlStorage,
  keys: readonly string[],
  on: "invoice" | "credit",
): Waits | null {
  for (const { payout, mayBeBooked } of reservingPayouts(sql, keys, on)) {
    const job = jobs.openFor(sql, `payout:${payout}`);
    if (job?.status === "running") return forPayment(AGAIN_MS);
    if (job !== null && mayBeBooked) return forPayment(DOUBT_MS);
  }
  return null;
}

const IDLE_MS = HOUR_MS;
const EVERY_MS = 300_000;

/** Returns the age of the last check in ms; `null`: never checked. */
function age(context: TenantContext): number | null {
  const read = meta.memory(context.sql)[OWNERSHIP_READ];
  return read === undefined ? null : context.now() - Number(read);
}

/** True while nothing may be written before the company's label is checked. */
export const isOwnershipDue = (context: TenantContext): boolean =>
  (age(context) ?? Infinity) > IDLE_MS;

/** Starts a check of the label beside the work, unless one is open or recent. */
export function checkOwnershipBeside(context: TenantContext): void {
  if ((age(context) ?? 0) <= EVERY_MS || jobs.openFor(context.sql, OWNERSHIP_KEY) !== null) return;
  const latest = jobs.latestFor(context.sql, OWNERSHIP_KEY);
  const job = { key: OWNERSHIP_KEY, flow: "lookups", type: "claim", lane: "update" } as const;
  if (reuseIdleJob(context.sql, latest, job, context.now()) === null) intake.enqueue(context, job);
  context.wake();
}
