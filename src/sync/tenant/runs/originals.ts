/**
 * Relations between orders: the credits of one order are locked and added up together, and a credit
 * waits for its original. How much each credit takes back is kept beside the documents, for good.
 */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { BookedContent, OrderCredit } from "../../../domain/orders/booked-content.ts";
import type { JobFigures } from "../../../domain/jobs/job.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { disputeLosses } from "../journal/disputes.ts";
import { payoutPaidAmounts } from "../journal/invoiced.ts";
import { sharesOfCredits, creditedContents } from "../../../flows/orders/documents/credits/sign.ts";
import { isFiltered } from "../../../flows/orders/preparation/eligibility.ts";
import {
  refundedOfSale,
  refundedOnCredits,
  registeredAmount,
} from "../../../flows/orders/payments/registered-money.ts";
import type { CreditOfSale, DocumentRecord, Original } from "../../../flows/port.ts";
import type { PendingUpdates, ClaimRef, OriginalAnswer } from "../../contract/runs.ts";
import { applyUpdates } from "../claims/acquire.ts";
import { reasonsOf, wake } from "../claims/claims.ts";
import { creditsLockKey, holderOf, lock } from "../claims/locks.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { enqueue } from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, run } from "../storage/sql.ts";

const RETRY_MS = MINUTE_MS;
/** Its end wakes who waits; this is for what ends it otherwise. */
const NOT_AT_WORK_MS = 10 * MINUTE_MS;

/** Locks the credits of an order and returns the order; an unknown order becomes a job. */
export function lockOriginal(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
  { original }: { readonly original: string },
): OriginalAnswer {
  const { sql } = context;
  const job = applyUpdates(context, ref, updates);
  if (job === null) return { kind: "fenced" };
  return context.atomically(() => {
    const { settleMs } = context.deps.timings;
    const key = creditsLockKey(original);
    if (!lock(sql, job.id, [key], context.now(), settleMs, "credits"))
      return waitsFor(jobs.byId(sql, holderOf(sql, key) ?? ""));
    if (jobs.latestFor(sql, original) === null) {
      enqueue(context, {
        key: original,
        flow: "orders",
        type: "wanted-by-credit",
        lane: null,
      });
      context.wake();
    }
    return { kind: "locked", original: originalOf(sql, original, job.key) };
  });
}

/** The wait for the job that has the credits of the order: one that isn't at work may take long. */
function waitsFor(holder: jobs.JobRow | null): OriginalAnswer {
  return {
    kind: "later",
    // A job that is over waits for a person: no time that passes brings this one on.
    wait: holder === null || jobs.isOpen(holder) ? "party" : "key",
    dueMs: holder?.status === "running" ? RETRY_MS : NOT_AT_WORK_MS,
    reasons: [
      reason("waiting-for-same-sale", {
        flow: holder?.flow === "payouts" ? "payouts" : "orders",
        number: holder?.label ?? null,
      }),
    ],
    capability: null,
  };
}

function originalOf(sql: SqlStorage, original: string, except: string): Original {
  const newest = jobs.latestFor(sql, original);
  const entries = journal.forJob(sql, "", original).map(journal.entry);
  const documents = journal.documents(sql, original);
  const lost = disputeLosses(sql, original);
  return {
    documents,
    outcome: newest === null || jobs.isOpen(newest) ? null : newest.outcome,
    ...(newest?.outcome === "skipped" && isFiltered(reasonsOf(newest))
      ? { filtered: true as const }
      : {}),
    ...(lost.length === 0 ? {} : { lost }),
    credited: creditedAmount(sql, original, except),
    lowered: amount(sum(orderCredits(sql, original, except).map(({ gross }) => gross))),
    gross: grossOf(sql, original, newest),
    ...registeredRefunds(sql, original, except),
    cards: registeredAmount(entries, "gift-card"),
    byOrder: refundedOnCredits(
      { journal: entries, paidByPayouts: payoutPaidAmounts(sql, documents) },
      documents,
    ),
    ownByPayouts: payoutPaidAmounts(sql, journal.documents(sql, except)),
    ...ofCredits(sql, original, except),
  };
}

/** Reads a credit's original without its lock, for a run that writes nothing. */
export const readOriginal = (
  sql: SqlStorage,
  { original, except }: { readonly original: string; readonly except: string },
): Original => originalOf(sql, original, except);

/** Sums what existing credits take back of an order, without those of one key. */
export function creditedAmount(sql: SqlStorage, original: string, except: string): string {
  const rows = all<{ amount: string }>(sql)`
    SELECT c.amount AS amount
    FROM credits c
    WHERE c.original = ${original}
      AND c.key <> ${except}
      AND EXISTS (
        SELECT 1
        FROM documents d
        WHERE d.key = c.key
          AND d.n = c.n
          AND d.role IN (
            'credit', 'credit-draft', 'delta-credit', 'delta-credit-draft', 'voucher-credit',
            'order-credit'
          )
          AND d.state = 'live'
      )`;
  return amount(sum(rows.map((row) => row.amount)));
}

/**
 * Sums what booked credits of other orders take back of an order. Only credits with their own
 * document count: a credit that lowers a sales order is part of that order.
 */
export const creditedByOthers = (sql: SqlStorage, original: string): Decimal =>
  amount(
    sum(
      all<{ amount: string }>(sql)`
        SELECT c.amount AS amount
        FROM credits c
        JOIN documents d ON d.key = c.key AND d.n = c.n
        WHERE c.original = ${original}
          AND c.key <> ${original}
          AND d.role IN ('credit', 'voucher-credit')
          AND d.state = 'live'`.map((row) => row.amount),
    ),
  );

/** Sums what booked credits take back of these orders of one currency, in cents, by order. */
export function creditedCentsByOrder(
  sql: SqlStorage,
  keys: readonly string[],
  currency: string | null,
  roles: readonly DocumentRecord["role"][],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { original, cents } of all<{ original: string; cents: number }>(sql)`
    SELECT c.original AS original, CAST(round(c.amount * 100) AS INTEGER) AS cents
    FROM credits c
    JOIN keys k ON k.key = c.original AND k.currency = ${currency}
    JOIN documents d ON d.key = c.key AND d.n = c.n
    WHERE c.original IN ${among(keys)} AND d.state = 'live'
      AND d.role IN ${among(roles)}`)
    found.set(original, (found.get(original) ?? 0) + cents);
  return found;
}

/** Returns the credit orders that lower a sales order, without that of one key. */
function orderCredits(sql: SqlStorage, original: string, except: string): readonly OrderCredit[] {
  return all<{ content: string }>(sql)`
    SELECT d.content AS content FROM credits c
      JOIN documents d ON d.key = c.key AND d.role = 'order-credit' AND d.n = c.n
    WHERE c.original = +${original} AND c.key <> +${except} AND d.state = 'live'
    ORDER BY c.key`.map(({ content }) => storedJson<OrderCredit>(content));
}

/** Returns the credit orders that lower this order. */
export const loweringCredits = (sql: SqlStorage, key: string): readonly OrderCredit[] =>
  orderCredits(sql, key, "");

/** From the key's newest job, otherwise from what is kept of the key for good. */
function grossOf(sql: SqlStorage, key: string, newest: jobs.JobRow | null): string | null {
  if (newest?.figures != null) return storedJson<JobFigures>(newest.figures).gross;
  const millionths = keys.of(sql, key)?.gross ?? null;
  return millionths === null ? null : amount(dec(String(millionths)).div(1_000_000));
}

/** Roles of documents that money is paid back on. */
const CREDITS: ReadonlySet<string> = new Set(["credit", "delta-credit"]);

const isLive = ({ state }: DocumentRecord): boolean => state === "live";

/** What went back on the credits of one order, and those credits. */
function backOf(sql: SqlStorage, key: string) {
  const documents = journal.documents(sql, key);
  const credits = documents.filter(({ role }) => CREDITS.has(role));
  const byThem = payoutPaidAmounts(sql, credits);
  const entries = journal.forJob(sql, "", key).map(journal.entry);
  const live = credits.filter(isLive);
  const refunded = refundedOnCredits({ journal: entries, paidByPayouts: byThem }, live);
  // What one run registered on several isn't known of each; a credit order has one.
  const [only] = live.length === 1 && live[0]?.role === "credit" ? live : [];
  return {
    refunded: sum([refundedOfSale(entries, documents, byThem), ...Object.values(byThem)]),
    credits: live.map(({ id, number }): CreditOfSale => ({
      id,
      number,
      said: only?.content?.saidBack ?? null,
      byOrder: only === undefined ? "0.00" : refunded,
      byPayouts: byThem[id] ?? "0.00",
    })),
    isBeingBooked:
      live.length === 0 &&
      documents.some((one) => one.role === "credit-draft" && isLive(one)) &&
      jobs.openFor(sql, key) !== null,
  };
}

/**
 * Sums the registered refunds of an order, on its own credits and on those of other orders, without
 * those of one key; and returns those credits.
 */
export function registeredRefunds(
  sql: SqlStorage,
  original: string,
  except: string,
): Pick<Original, "refunded" | "credits" | "atWork"> {
  const others = all<{ key: string }>(sql)`
    SELECT DISTINCT key FROM credits WHERE original = ${original}`.map(({ key }) => key);
  const keys = [...new Set([original, ...others])].filter((key) => key !== except);
  const found = keys.map((key) => ({ key, ...backOf(sql, key) }));
  return {
    refunded: amount(sum(found.map(({ refunded }) => amount(refunded)))),
    credits: found.flatMap(({ credits }) => credits),
    atWork: found.flatMap(({ key, isBeingBooked }) => (isBeingBooked ? [key] : [])),
  };
}

/**
 * Returns what other credits are booked with; no shares where one of their vouchers has none
 * recorded.
 */
function ofCredits(
  sql: SqlStorage,
  original: string,
  except: string,
): Pick<Original, "shares" | "taken"> {
  const keys = all<{ key: string }>(sql)`
    SELECT DISTINCT key FROM credits WHERE original = ${original} AND key <> ${except}`;
  const documents = keys.map(({ key }) => journal.documents(sql, key));
  return {
    ...sharesOfCredits(documents.flat()),
    // The order's own credits, made for edits, are among its documents.
    taken: documents.flatMap((own, at) =>
      keys[at]?.key === original ? [] : creditedContents(own),
    ),
  };
}

/** Returns what the documents of other credit orders take back of it, as far as that is known. */
export const creditsByOtherOrders = (sql: SqlStorage, key: string): readonly BookedContent[] =>
  (ofCredits(sql, key, key).taken ?? []).flatMap(({ content }) => content ?? []);

/**
 * Makes a job wait for another key's job; due at once where that is over already and the key
 * booked. Who waits for the payment of a booked order would else look again and again.
 */
export function waitForKey(sql: SqlStorage, jobId: string, key: string, now: number): void {
  run(sql)`INSERT OR REPLACE INTO waiting (key, job_id) VALUES (${key}, ${jobId})`;
  if (jobs.openFor(sql, key) === null && journal.documents(sql, key).some(isBooked))
    wake(sql, key, now);
}

/**
 * A voucher that was found but not compared doesn't say yet what may be credited; a job that looked
 * now would wait again.
 */
const isBooked = ({ role, state, voucher }: DocumentRecord): boolean =>
  state === "live" && (role === "invoice" || (role === "voucher" && voucher !== undefined));
