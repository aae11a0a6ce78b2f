/**
 * Outcomes: of each order, customer and article that of its newest finished job, and since which
 * hour (keys.ts); of stock, that of each run. They are summed by hour, so that a day's counts and
 * amounts cost few rows: days depend on the time zone, and each begins on an hour of UTC.
 *
 * Each key counts once: a run that changes its outcome or amount moves it to the hour of the
 * change, any other run doesn't. Deleted jobs stay counted.
 *
 * A job's end writes no sum: its row stores the move, from one hour and outcome to another. Moves
 * are summed on request and hourly, up to a mark. A finished job that changes is summed first.
 */
import { DAY_MS, HOUR_MS } from "../../../domain/platform/durations.ts";
import { type FlowName, type JobStatus, isOnHoldOrInDoubt } from "../../../domain/jobs/job.ts";
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import type { CauseSum, OutcomeSum, Span, WaitingTimeSum } from "../../contract/index.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, type Row, run } from "../storage/sql.ts";
import { figuresOf, millionths } from "./figures.ts";
import * as keys from "./keys.ts";
import {
  countHeldCause,
  causeOf,
  HELD,
  hourSums,
  countBooked,
  WAITED,
  waitingTimeOf,
} from "./hour-sums.ts";
import {
  forgetDays,
  forgetWaits,
  cacheDay,
  cacheWaits,
  cachedSums,
  cachedWaits,
} from "./cached-days.ts";
import { documentPresence, summedOutcome, isTrial, withAwaitingDay } from "./awaiting-day.ts";

/** A year, and the same month of the year before. */
const RETAINED_MS = 400 * DAY_MS;

/** Amounts in millionths. */
type SumKey = readonly [
  hour: number,
  outcome: string,
  currency: string,
  gross: number,
  vat: number,
];
type Move = {
  readonly flow: string;
  readonly from: SumKey | null;
  readonly to: SumKey;
};

type Job = {
  readonly id: string;
  readonly key: string;
  readonly flow: FlowName;
  readonly status: JobStatus;
  readonly outcome: string | null;
  readonly figures: string | null;
  readonly facts: string | null;
  readonly stands: string | null;
  readonly reasons: string;
  readonly created_at: number;
  readonly updated_at: number;
};

export type OutcomeChange = {
  /** The job's `Move` as JSON, as its row stores it; `null`: it moved nothing. */
  readonly moved: string | null;
  /** Of a run of stock: its `SumKey` as JSON. */
  readonly stands: string | null;
  /** The key's new outcome, where the job moved it. */
  readonly key: Partial<keys.KeyRow>;
};

const PREFIXES: Readonly<Partial<Record<FlowName, string>>> = {
  orders: "order:",
  customers: "debtor:",
  products: "product:",
};
const isCounted = ({ flow, key }: Job): boolean =>
  flow === "stock" ||
  (PREFIXES[flow] !== undefined &&
    Object.values(PREFIXES).some((prefix) => key.startsWith(prefix)));

/**
 * Returns what a job's end changes, to be written with it. `before`: the job's row until now. Only
 * the key's newest job sets the key's outcome.
 */
export function outcomeChange(
  sql: SqlStorage,
  before: Job,
  after: Job,
  isNewest: boolean,
): OutcomeChange {
  const noChange: OutcomeChange = { moved: null, stands: before.stands, key: {} };
  if (after.outcome === null || !isCounted(after) || !isNewest) return noChange;
  const from = after.flow === "stock" ? stockSumKey(before) : sumKeyOf(sql, after.key);
  const isBookedTrial = isTrial(after) && documentPresence(sql, after.key) === "live";
  if (isBookedTrial && from !== null && isInLedger(from)) return noChange;
  const figures = figuresOf(after);
  const to: SumKey = [
    Math.floor(after.updated_at / HOUR_MS),
    isBookedTrial ? "booked" : outcomeOf(sql, after),
    figures?.currency ?? "",
    millionths(figures?.sold?.gross ?? figures?.gross),
    millionths(figures?.sold?.vat ?? figures?.vat),
  ];
  if (from === null && isCorrection(after)) return noChange;
  if (from !== null && from.slice(1).every((part, at) => part === to[at + 1])) return noChange;
  const [hour, outcome, currency, gross, vat] = to;
  const moved = JSON.stringify({ flow: after.flow, from, to } satisfies Move);
  return after.flow === "stock"
    ? { moved, stands: JSON.stringify(to), key: {} }
    : { moved, stands: null, key: { hour, outcome, currency, gross, vat } };
}

const CORRECTION: ReasonCode = "stock-correction-order";

/** Orders that we place to correct the shop's stock aren't sales. */
const isCorrection = ({ flow, reasons }: Job): boolean =>
  flow === "orders" &&
  reasons.includes(CORRECTION) &&
  storedJson<Reason[]>(reasons)[0]?.code === CORRECTION;

/** An order counts as skipped if its change deleted or reversed its document. */
const outcomeOf = (sql: SqlStorage, job: Job): string =>
  job.outcome === "updated" && job.flow === "orders" && documentPresence(sql, job.key) === "gone"
    ? "skipped"
    : summedOutcome(job);

const stockSumKey = ({ stands }: Job): SumKey | null =>
  stands === null ? null : storedJson<SumKey>(stands);

/** Returns where a key is counted; `null`: nowhere yet. */
function sumKeyOf(sql: SqlStorage, key: string): SumKey | null {
  const row = keys.of(sql, key);
  return row === null || row.hour === null || row.outcome === null
    ? null
    : [row.hour, row.outcome, row.currency ?? "", row.gross ?? 0, row.vat ?? 0];
}

/** The newest summed job, and the number of summed jobs. */
type SummedTo = {
  readonly at: number;
  readonly id: string;
  readonly done: number;
  readonly dead: number;
};
const MARK = "ended-to";

const summedTo = (sql: SqlStorage): SummedTo =>
  storedJson<SummedTo>(meta.get(sql, MARK) ?? '{"at":-1,"id":"","done":0,"dead":0}');
const setSummedTo = (sql: SqlStorage, to: SummedTo): void =>
  meta.set(sql, MARK, JSON.stringify(to));
const isSummed = ({ at, id }: SummedTo, job: Pick<Job, "id" | "updated_at">): boolean =>
  job.updated_at < at || (job.updated_at === at && job.id <= id);

const plus = (to: SummedTo, status: JobStatus, n: number): SummedTo =>
  status === "done" ? { ...to, done: to.done + n } : { ...to, dead: to.dead + n };

/** After a job's end is written. An end before the mark (clocks jump) is summed at once. */
export function noteEnd(sql: SqlStorage, job: Job, end: OutcomeChange | null): void {
  const to = summedTo(sql);
  if (!isSummed(to, job)) return;
  if (end?.moved != null) {
    const moved = storedJson<Move>(end.moved);
    applyMoves(sql, [moved]);
    countWaitAndCause(sql, moved, { ...job, began: job.created_at, at: job.updated_at });
    forgetWaits(sql, moved.to[0]);
  }
  setSummedTo(sql, plus(to, job.status, 1));
}

/** Before a finished job is changed. */
export function reopen(sql: SqlStorage, job: Job): void {
  if (!isSummed(summedTo(sql), job)) sumNewEnds(sql);
  setSummedTo(sql, plus(summedTo(sql), job.status, -1));
}

/** After summed jobs are deleted. */
export function noteDeletedJobs(sql: SqlStorage, statuses: readonly JobStatus[]): void {
  if (statuses.length > 0)
    setSummedTo(
      sql,
      statuses.reduce((to, status) => plus(to, status, -1), summedTo(sql)),
    );
}

/** Sums the jobs that ended since the mark. The caller wraps it in a transaction. */
export function sumNewEnds(sql: SqlStorage): void {
  const from = summedTo(sql);
  const rows = all<{
    id: string;
    began: number;
    at: number;
    status: JobStatus;
    moved: string | null;
    reasons: string;
  }>(sql)`
    SELECT id, created_at AS began, updated_at AS at, status, moved,
      CASE WHEN moved IS NULL THEN '[]' ELSE reasons END AS reasons
    FROM jobs
    WHERE over = 1 AND (updated_at, id) > (${from.at}, ${from.id})
    ORDER BY updated_at, id`;
  const last = rows.at(-1);
  if (last === undefined) return;
  const moves = rows.flatMap((row) =>
    row.moved === null ? [] : [{ move: storedJson<Move>(row.moved), row }],
  );
  applyMoves(
    sql,
    moves.map((one) => one.move),
  );
  for (const one of moves) countWaitAndCause(sql, one.move, one.row);
  for (const hour of new Set(moves.map((one) => one.move.to[0]))) forgetWaits(sql, hour);
  setSummedTo(
    sql,
    rows.reduce((to, { status }) => plus(to, status, 1), { ...from, at: last.at, id: last.id }),
  );
}

const isInLedger = ([, outcome]: SumKey): boolean => outcome === "booked" || outcome === "updated";

type EndedJob = {
  readonly began: number;
  readonly at: number;
  readonly status: JobStatus;
  readonly reasons: string;
};

/**
 * Counts the waiting time of an order that is in the ledger for the first time, or the cause of an
 * order that begins to need a person.
 */
function countWaitAndCause(sql: SqlStorage, { flow, from, to }: Move, job: EndedJob): void {
  if (flow !== "orders") return;
  const { began, at, status } = job;
  const [, outcome] = to;
  if (isOnHoldOrInDoubt(outcome) && (from === null || !isOnHoldOrInDoubt(from[1])))
    countHeldCause(
      sql,
      { status, outcome, reasons: storedJson<readonly Reason[]>(job.reasons) },
      at,
    );
  if (!isInLedger(to) || (from !== null && isInLedger(from))) return;
  // An order on hold has waited at least since the hour in which the hold began.
  const firstEventAt = from === null ? began : Math.min(began, from[0] * HOUR_MS);
  countBooked(sql, firstEventAt, at);
}

function applyMoves(sql: SqlStorage, moves: readonly Move[]): void {
  const sums = new Map<
    string,
    { flow: string; of: SumKey; n: number; gross: number; vat: number }
  >();
  const add = (flow: string, of: SumKey, sign: 1 | -1): void => {
    const [hour, outcome, currency, gross, vat] = of;
    const name = JSON.stringify([hour, flow, outcome, currency]);
    const sum = sums.get(name) ?? { flow, of, n: 0, gross: 0, vat: 0 };
    sums.set(name, {
      ...sum,
      n: sum.n + sign,
      gross: sum.gross + sign * gross,
      vat: sum.vat + sign * vat,
    });
  };
  for (const { flow, from, to } of moves) {
    if (from !== null) add(flow, from, -1);
    add(flow, to, 1);
  }
  for (const { flow, of, n, gross, vat } of sums.values()) {
    if (n === 0 && gross === 0 && vat === 0) continue;
    const [hour, outcome, currency] = of;
    run(sql)`
      INSERT INTO ended_hours (hour, flow, outcome, currency, n, gross, vat)
      VALUES (${hour}, ${flow}, ${outcome}, ${currency}, ${n}, ${gross}, ${vat})
      ON CONFLICT (hour, flow, outcome, currency) DO UPDATE SET n = n + excluded.n,
        gross = gross + excluded.gross, vat = vat + excluded.vat`;
    if (n < 0)
      run(sql)`
        DELETE FROM ended_hours
        WHERE hour = ${hour} AND flow = ${flow} AND outcome = ${outcome}
          AND currency = ${currency} AND n = 0`;
  }
}

/** Whether there are at most `most` jobs. Reads only those that aren't summed yet. */
export function areAtMost(sql: SqlStorage, most: number): boolean {
  const { at, id, done, dead } = summedTo(sql);
  const more = first<{ n: number }>(sql)`
    SELECT (
        SELECT count(*)
        FROM (SELECT 1 FROM jobs WHERE over = 1 AND (updated_at, id) > (${at}, ${id})
          LIMIT ${most + 1})
      ) + (SELECT count(*) FROM (SELECT 1 FROM jobs WHERE over = 0 LIMIT ${most + 1})) AS n`;
  return done + dead + (more?.n ?? 0) <= most;
}

/** Returns how many jobs are over. */
export function finishedCounts(sql: SqlStorage): { readonly done: number; readonly dead: number } {
  sumNewEnds(sql);
  const { done, dead } = summedTo(sql);
  return { done, dead };
}

/**
 * Returns the sums of each span. Spans that ended before `now` (ms) are cached, as a page shows
 * thirty days of which one changes. It writes: the caller makes it one transaction.
 */
export function sums(sql: SqlStorage, spans: readonly Span[], now = 0): OutcomeSum[] {
  sumNewEnds(sql);
  const bySpan = cachedSums(sql, spans);
  const uncached = spans.flatMap((span, at) => (bySpan.has(at) ? [] : [{ span, at }]));
  const summed = Map.groupBy(
    counters(
      sql,
      uncached.map(({ span }) => span),
    ),
    ({ at }) => at,
  );
  for (const [index, { span, at }] of uncached.entries()) {
    const found = (summed.get(index) ?? []).map(({ at: _, ...sum }) => sum);
    bySpan.set(at, found);
    if (span.to <= now) cacheDay(sql, span, found);
  }
  const counted = spans.flatMap((_, at) => (bySpan.get(at) ?? []).map((sum) => ({ at, ...sum })));
  return withAwaitingDay(sql, spans, counted);
}

function counters(sql: SqlStorage, spans: readonly Span[]): OutcomeSum[] {
  return all<OutcomeSum & Row>(sql)`
    SELECT s.key AS at, h.flow, h.outcome, h.currency, sum(h.n) AS n,
      CAST(sum(h.gross) AS TEXT) AS gross, CAST(sum(h.vat) AS TEXT) AS vat
    FROM json_each(${JSON.stringify(spans.map(({ from, to }) => [from / HOUR_MS, to / HOUR_MS]))})
      s
    JOIN ended_hours h ON h.hour >= json_extract(s.value, '$[0]')
      AND h.hour < json_extract(s.value, '$[1]')
    GROUP BY s.key, h.flow, h.outcome, h.currency`;
}

/**
 * Returns how long orders waited until they were booked, and why some began to need a person,
 * within each span. Cached and written like `sums`.
 */
export function waitSums(
  sql: SqlStorage,
  spans: readonly Span[],
  now = 0,
): { readonly waits: WaitingTimeSum[]; readonly causes: CauseSum[] } {
  sumNewEnds(sql);
  const bySpan = cachedWaits(sql, spans);
  const uncached = spans.flatMap((span, at) => (bySpan.has(at) ? [] : [{ span, at }]));
  const summed = hourSums(
    sql,
    [WAITED, HELD],
    uncached.map(({ span }) => span),
  );
  for (const [index, { span, at }] of uncached.entries()) {
    const found = summed.flatMap(({ at: of, ...sum }) => (of === index ? [sum] : []));
    bySpan.set(at, found);
    if (span.to <= now) cacheWaits(sql, span, found);
  }
  const sums = spans.flatMap((_, at) => (bySpan.get(at) ?? []).map((sum) => ({ at, ...sum })));
  return {
    waits: sums.flatMap((sum) => (sum.kind === WAITED ? [waitingTimeOf(sum)] : [])),
    causes: sums.flatMap((sum) => (sum.kind === HELD ? [causeOf(sum)] : [])),
  };
}

/** Returns counts by flow and outcome since this hour of yesterday. Writes, like `sums`. */
export function lastDay(
  sql: SqlStorage,
  now: number,
): { readonly flow: string; readonly outcome: string; readonly n: number }[] {
  sumNewEnds(sql);
  const [fromHour, toHour] = [Math.floor((now - DAY_MS) / HOUR_MS), Math.floor(now / HOUR_MS) + 1];
  const span: Span = { from: fromHour * HOUR_MS, to: toHour * HOUR_MS };
  const sums = new Map<string, { flow: string; outcome: string; n: number }>();
  for (const { flow, outcome, n } of withAwaitingDay(sql, [span], counters(sql, [span]))) {
    const before = sums.get(`${flow} ${outcome}`);
    sums.set(`${flow} ${outcome}`, { flow, outcome, n: (before?.n ?? 0) + n });
  }
  return [...sums.values()].filter(({ n }) => n > 0);
}

/**
 * Deletes sums that no page shows any more. The outcomes of their keys stay, so that a key that
 * changes later is still counted once. Jobs that ended since the mark are summed first.
 */
export function forget(sql: SqlStorage, now: number): void {
  sumNewEnds(sql);
  const before = Math.floor((now - RETAINED_MS) / HOUR_MS);
  forgetDays(sql, before);
  if (first(sql)`SELECT 1 AS one FROM ended_hours WHERE hour < ${before} LIMIT 1` !== null)
    run(sql)`DELETE FROM ended_hours WHERE hour < ${before}`;
}
