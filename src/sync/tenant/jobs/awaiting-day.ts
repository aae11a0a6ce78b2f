/**
 * Orders whose jobs ended as booked while the ledger doesn't have them yet: they wait for the
 * voucher of their day, which is open, or closed and not booked. An order that was edited after its
 * day was booked waits with its whole amount, although the ledger has its earlier amount. This
 * state isn't stored with the jobs: it is read from the days, so it is right as soon as a day is
 * booked.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import { APPROVAL, WITH_APPROVAL, isApprovalAlone } from "../../../domain/jobs/held.ts";
import {
  APPROVAL_WAIT,
  type CountedAs,
  DAY_WAIT,
  type JobView,
  WOULD_BE_BOOKED,
} from "../../../domain/jobs/job.ts";
import { BOOKS, isTrialRun, isTriedBooking } from "../../../domain/jobs/planned-effect.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { OutcomeSum, Span } from "../../contract/index.ts";
import { cachedAll } from "../storage/cached-reads.ts";
import { first, raw, type Row } from "../storage/sql.ts";
import { sumsWithin } from "./sums-within.ts";

/** The member is a live document of an order, and no payment or reversal. */
const HAS_DOCUMENT = `m.role NOT IN ('voucher-payment', 'voucher-reversal') AND EXISTS (
      SELECT 1
      FROM documents d
      WHERE d.key = m.key AND d.role = m.role AND d.n = m.n AND d.state = 'live'
    )`;
/**
 * States of a booked day's document. `unlinked`: a person skipped the day, as they booked it
 * themselves.
 */
export const DAY_BOOKED_STATES = "('live', 'unlinked')";

/** The condition that a day isn't booked. `voucher`: SQL for the id of its voucher. */
export const dayIsUnbooked = (voucher: string): string => `NOT EXISTS (
      SELECT 1
      FROM documents b
      WHERE b.key = 'day:' || ${voucher} AND b.role = 'day-voucher'
        AND b.state IN ${DAY_BOOKED_STATES}
    )`;

/** The keys of the orders that wait, as SQL. */
export const WAITING_KEYS = `SELECT m.key AS key FROM day_members m
    WHERE m.voucher = '' AND ${HAS_DOCUMENT}
    UNION
    SELECT m.key
    FROM day_vouchers v
    CROSS JOIN day_members m ON m.voucher = v.id
    WHERE ${dayIsUnbooked("v.id")} AND ${HAS_DOCUMENT}`;

/** An order that was removed from the ledger by its last change: it counts as skipped. */
const IS_REMOVED = `(j.flow = 'orders' AND j.outcome = 'updated' AND EXISTS (
    SELECT 1 FROM keys e WHERE e.key = j.key AND e.outcome = 'skipped'
  ) AND NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = j.key AND newer.id > j.id))`;

const awaitsDay = (sql: SqlStorage, key: string): boolean =>
  first(sql)`
    SELECT 1
    FROM day_members m
    WHERE m.key = ${key} AND ${raw(HAS_DOCUMENT)}
      AND (m.voucher = '' OR ${raw(dayIsUnbooked("m.voucher"))})
    LIMIT 1` !== null;

const isRemoved = (sql: SqlStorage, id: string): boolean =>
  first(sql)`SELECT 1 FROM jobs j WHERE j.id = ${id} AND ${raw(IS_REMOVED)}` !== null;

/** An order that test mode skips. `j` is the job. */
export const IS_TRIAL = `j.flow = 'orders' AND j.outcome = 'skipped'
  AND j.reasons LIKE '%"trial-mode"%'`;

/**
 * A booked order of which test mode only calculated a change: it still counts as booked or updated.
 * `j` is the job, `outcomes` is SQL.
 */
const isUnchanged = (outcomes: string): string => `(${IS_TRIAL} AND EXISTS (
    SELECT 1 FROM keys e WHERE e.key = j.key AND e.outcome IN (${outcomes})
  ) AND NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = j.key AND newer.id > j.id))`;
const IS_UNCHANGED = isUnchanged("'booked', 'updated'");

/** An order that test mode skips and that would get a document otherwise. `j` is the job. */
const IS_TRIED = `(${IS_TRIAL} AND EXISTS (
    SELECT 1
    FROM json_each(j.reasons) r
    WHERE r.value ->> '$.code' = 'trial-mode'
      AND r.value ->> '$.params.write' IN (${[...BOOKS].map((kind) => `'${kind}'`).join(", ")})
  ) AND NOT ${IS_UNCHANGED})`;

/** An order that is on hold only for its approval. `j` is the job, `?` is `WITH_APPROVAL`. */
const IS_APPROVAL = `(j.flow = 'orders' AND j.outcome = 'held'
  AND j.reasons LIKE '%"${APPROVAL}"%'
  AND EXISTS (
    SELECT 1 FROM json_each(j.reasons) r WHERE r.value ->> '$.code' = '${APPROVAL}'
  )
  AND NOT EXISTS (
    SELECT 1
    FROM json_each(j.reasons) r
    WHERE r.value ->> '$.code' NOT IN (SELECT value FROM json_each(?))
  ))`;
const ALLOWED = JSON.stringify(WITH_APPROVAL);

type Job = {
  readonly id: string;
  readonly key: string;
  readonly flow: string;
  readonly outcome: string | null;
  readonly reasons: string;
};

/** The same as `IS_TRIED` without `IS_UNCHANGED`, of a job's row. */
const isTried = ({ flow, outcome, reasons }: Omit<Job, "id" | "key">): boolean =>
  flow === "orders" && outcome === "skipped" && isTriedBooking(storedJson<Reason[]>(reasons));

const isApproval = ({ flow, outcome, reasons }: Omit<Job, "id" | "key">): boolean =>
  flow === "orders" && outcome === "held" && isApprovalAlone(storedJson<Reason[]>(reasons));

/** Whether test mode calculated the order and wrote nothing. */
export const isTrial = ({ flow, outcome, reasons }: Omit<Job, "id" | "key">): boolean =>
  outcome === "skipped" && isTrialRun({ flow, outcome, reasons: storedJson<Reason[]>(reasons) });

/** Returns the outcome that a job's order keeps, as test mode only calculated a change of it. */
const keptOutcome = (sql: SqlStorage, id: string): "booked" | "updated" | null =>
  first<{ outcome: "booked" | "updated" }>(sql)`
    SELECT e.outcome AS outcome
    FROM jobs j
    JOIN keys e ON e.key = j.key
    WHERE j.id = ${id} AND ${raw(IS_UNCHANGED)}`?.outcome ?? null;

/** Whether one of the order's documents is live. `null`: it has none. */
export function documentPresence(sql: SqlStorage, key: string): "live" | "gone" | null {
  const live = first<{ live: number | null }>(sql)`
    SELECT max(state = 'live') AS live
    FROM documents
    WHERE key = ${key} AND role NOT IN ('voucher-reversal', 'voucher-payment')`?.live;
  if (live == null) return null;
  return live === 1 ? "live" : "gone";
}

/** Returns the outcome under which a job is summed; its documents aren't taken into account. */
export function summedOutcome(job: Omit<Job, "id" | "key">): string {
  if (isTried(job)) return WOULD_BE_BOOKED;
  return isApproval(job) ? APPROVAL_WAIT : (job.outcome ?? "");
}

/** Returns how an order counts; empty if it counts under its job's outcome. */
export function countedAs(sql: SqlStorage, job: Job): Pick<JobView, "stands"> {
  const { id, key, flow, outcome } = job;
  const kept = isTrial(job) ? keptOutcome(sql, id) : null;
  if (kept !== null) return { stands: awaitsDay(sql, key) ? DAY_WAIT : kept };
  if (isTried(job)) return { stands: WOULD_BE_BOOKED };
  if (isApproval(job)) return { stands: APPROVAL_WAIT };
  if (flow !== "orders" || (outcome !== "booked" && outcome !== "updated")) return {};
  if (awaitsDay(sql, key)) return { stands: DAY_WAIT };
  return outcome === "updated" && isRemoved(sql, id) ? { stands: "skipped" } : {};
}

/** Returns a list's condition for jobs that count as `outcome`. `j` is the job. */
export function countedAsCondition(outcome: CountedAs): readonly [sql: string, ...binds: string[]] {
  const waiting = `j.key IN (${WAITING_KEYS})`;
  switch (outcome) {
    case DAY_WAIT:
      return [`(j.outcome IN ('booked', 'updated') OR ${IS_UNCHANGED}) AND ${waiting}`];
    case "booked":
      return [`(j.outcome = 'booked' OR ${isUnchanged("'booked'")}) AND NOT ${waiting}`];
    case "updated":
      return [
        `(j.outcome = 'updated' AND NOT ${IS_REMOVED} OR ${isUnchanged("'updated'")})
          AND NOT ${waiting}`,
      ];
    case "skipped":
      return [
        `(j.outcome = 'skipped' AND NOT ${IS_TRIED} AND NOT ${IS_UNCHANGED} OR ${IS_REMOVED})`,
      ];
    case WOULD_BE_BOOKED:
      return [IS_TRIED];
    case "held":
      return [`j.outcome = 'held' AND NOT ${IS_APPROVAL}`, ALLOWED];
    case APPROVAL_WAIT:
      return [IS_APPROVAL, ALLOWED];
    default:
      return ["j.outcome = ?", outcome];
  }
}

type Sum = Omit<OutcomeSum, "at">;

/**
 * Returns, for each span, the sums of orders that count as booked or updated and wait for their
 * day. The query groups by hour, so one cached answer serves all spans until a table that it reads
 * is written.
 */
function waitingSums(sql: SqlStorage, spans: readonly Span[]): readonly OutcomeSum[] {
  if (spans.length === 0) return [];
  const sums = cachedAll<Omit<OutcomeSum, "at" | "flow"> & { readonly hour: number } & Row>(sql)`
    SELECT e.hour AS hour, e.outcome AS outcome, coalesce(e.currency, '') AS currency,
      count(*) AS n, CAST(sum(coalesce(e.gross, 0)) AS TEXT) AS gross,
      CAST(sum(coalesce(e.vat, 0)) AS TEXT) AS vat
    FROM (${raw(WAITING_KEYS)}) w
    CROSS JOIN keys e ON e.key = w.key
    WHERE e.hour >= ${Math.min(...spans.map(({ from }) => from)) / HOUR_MS}
      AND e.hour < ${Math.max(...spans.map(({ to }) => to)) / HOUR_MS}
      AND e.outcome IN ('booked', 'updated')
    GROUP BY e.hour, e.outcome, e.currency`;
  return sumsWithin(spans, sums);
}

const minus = (whole: string, part: string): string => (BigInt(whole) - BigInt(part)).toString();
const plus = (one: string, other: string): string => (BigInt(one) + BigInt(other)).toString();

/** Returns the sums with orders that wait for their day's voucher counted as `DAY_WAIT`. */
export function withAwaitingDay(
  sql: SqlStorage,
  spans: readonly Span[],
  sums: readonly OutcomeSum[],
): OutcomeSum[] {
  const waiting = waitingSums(sql, spans);
  if (waiting.length === 0) return [...sums];
  const groupOf = ({ at, flow, outcome, currency }: OutcomeSum): string =>
    JSON.stringify([at, flow, outcome, currency]);
  const waitingByGroup = new Map(waiting.map((sum) => [groupOf(sum), sum]));
  const dayWaits = new Map<string, OutcomeSum>();
  const others = sums.flatMap((total): OutcomeSum[] => {
    const part = waitingByGroup.get(groupOf(total));
    if (part === undefined) return [total];
    const wait: OutcomeSum = { ...part, outcome: DAY_WAIT };
    const before = dayWaits.get(groupOf(wait));
    dayWaits.set(
      groupOf(wait),
      before === undefined ? wait : { ...wait, ...addAmounts(before, wait), n: before.n + wait.n },
    );
    const remaining: OutcomeSum = {
      ...total,
      n: total.n - part.n,
      gross: minus(total.gross, part.gross),
      vat: minus(total.vat, part.vat),
    };
    const isEmpty = remaining.n === 0 && remaining.gross === "0" && remaining.vat === "0";
    return isEmpty ? [] : [remaining];
  });
  return [...others, ...dayWaits.values()].toSorted((a, b) => a.at - b.at);
}

const addAmounts = (one: Sum, other: Sum): Pick<Sum, "gross" | "vat"> => ({
  gross: plus(one.gross, other.gross),
  vat: plus(one.vat, other.vat),
});
