/**
 * Orders that count as booked here and that the ledger doesn't have yet, as they stand: they wait
 * for their day's voucher, which is open, or closed and not booked. One that was edited after its
 * day was booked waits as a whole, although the ledger has what it came to before. Their jobs and
 * the sums of these stay as they are; what is told about them is worked out from the day when it is
 * asked, so that it is right the moment the day is booked.
 */
import { HOUR_MS } from "../../../domain/durations.ts";
import { DAY_WAIT, type JobView, type Standing } from "../../../domain/job.ts";
import type { EndedSum, Span } from "../../contract/index.ts";
import { cachedAll } from "../storage/answers.ts";
import { first, type Row } from "../storage/sql.ts";
import { sumsWithin } from "./sums-within.ts";

/** What stands for an order, and no payment or reversal of it. */
const STANDS = `m.role NOT IN ('voucher-payment', 'voucher-reversal') AND EXISTS (
      SELECT 1
      FROM documents d
      WHERE d.key = m.key AND d.role = m.role AND d.n = m.n AND d.state = 'live'
    )`;
/** Of a day's voucher. A day that a person skipped is booked manually. */
const unbooked = (voucher: string): string => `NOT EXISTS (
      SELECT 1
      FROM documents b
      WHERE b.key = 'day:' || ${voucher} AND b.role = 'day-voucher'
        AND b.state IN ('live', 'unlinked')
    )`;

/** The keys of the orders that wait, as SQL. */
export const WAITING_KEYS = `SELECT m.key AS key FROM day_members m
    WHERE m.voucher = '' AND ${STANDS}
    UNION
    SELECT m.key
    FROM day_vouchers v
    CROSS JOIN day_members m ON m.voucher = v.id
    WHERE ${unbooked("v.id")} AND ${STANDS}`;

/** An order of which nothing stands any more: it counts as skipped since its last change. */
const TAKEN_BACK = `(j.flow = 'orders' AND j.outcome = 'updated' AND EXISTS (
    SELECT 1 FROM keys e WHERE e.key = j.key AND e.outcome = 'skipped'
  ) AND NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = j.key AND newer.id > j.id))`;

const awaitsDay = (sql: SqlStorage, key: string): boolean =>
  first(
    sql,
    `SELECT 1
     FROM day_members m
     WHERE m.key = ? AND ${STANDS} AND (m.voucher = '' OR ${unbooked("m.voucher")})
     LIMIT 1`,
    key,
  ) !== null;

const isTakenBack = (sql: SqlStorage, id: string): boolean =>
  first(sql, `SELECT 1 FROM jobs j WHERE j.id = ? AND ${TAKEN_BACK}`, id) !== null;

type Job = {
  readonly id: string;
  readonly key: string;
  readonly flow: string;
  readonly outcome: string | null;
};

/** How an order counts, where that isn't its job's outcome. */
export function standingOf(sql: SqlStorage, job: Job): Pick<JobView, "stands"> {
  const { id, key, flow, outcome } = job;
  if (flow !== "orders" || (outcome !== "booked" && outcome !== "updated")) return {};
  if (awaitsDay(sql, key)) return { stands: DAY_WAIT };
  return outcome === "updated" && isTakenBack(sql, id) ? { stands: "skipped" } : {};
}

/** A list's condition: jobs that count so. `j` is the job. */
export function countsAs(outcome: Standing): readonly [sql: string, ...binds: string[]] {
  const waiting = `j.key IN (${WAITING_KEYS})`;
  switch (outcome) {
    case DAY_WAIT:
      return [`j.outcome IN ('booked', 'updated') AND ${waiting}`];
    case "booked":
      return [`j.outcome = 'booked' AND NOT ${waiting}`];
    case "updated":
      return [`j.outcome = 'updated' AND NOT ${waiting} AND NOT ${TAKEN_BACK}`];
    case "skipped":
      return [`(j.outcome = 'skipped' OR ${TAKEN_BACK})`];
    default:
      return ["j.outcome = ?", outcome];
  }
}

type Sum = Omit<EndedSum, "at">;

/**
 * Of each span: what is counted as booked or updated, and waits. By hour, so that one answer is
 * kept for all spans as long as nothing that it is read from is written.
 */
function waitingSums(sql: SqlStorage, spans: readonly Span[]): readonly EndedSum[] {
  if (spans.length === 0) return [];
  const sums = cachedAll<Omit<EndedSum, "at" | "flow"> & { readonly hour: number } & Row>(
    sql,
    `SELECT e.hour AS hour, e.outcome AS outcome, coalesce(e.currency, '') AS currency,
       count(*) AS n, CAST(sum(coalesce(e.gross, 0)) AS TEXT) AS gross,
       CAST(sum(coalesce(e.vat, 0)) AS TEXT) AS vat
     FROM (${WAITING_KEYS}) w
     CROSS JOIN keys e ON e.key = w.key
     WHERE e.hour >= ? AND e.hour < ? AND e.outcome IN ('booked', 'updated')
     GROUP BY e.hour, e.outcome, e.currency`,
    Math.min(...spans.map(({ from }) => from)) / HOUR_MS,
    Math.max(...spans.map(({ to }) => to)) / HOUR_MS,
  );
  return sumsWithin(spans, sums);
}

const minus = (whole: string, part: string): string => (BigInt(whole) - BigInt(part)).toString();
const plus = (one: string, other: string): string => (BigInt(one) + BigInt(other)).toString();

/** The same sums, in which orders that wait for their day's voucher are counted apart. */
export function withAwaitingDay(
  sql: SqlStorage,
  spans: readonly Span[],
  sums: readonly EndedSum[],
): EndedSum[] {
  const waiting = waitingSums(sql, spans);
  if (waiting.length === 0) return [...sums];
  const name = ({ at, flow, outcome, currency }: EndedSum): string =>
    JSON.stringify([at, flow, outcome, currency]);
  const parts = new Map(waiting.map((part) => [name(part), part]));
  const apart = new Map<string, EndedSum>();
  const rest = sums.flatMap((whole): EndedSum[] => {
    const part = parts.get(name(whole));
    if (part === undefined) return [whole];
    const wait: EndedSum = { ...part, outcome: DAY_WAIT };
    const before = apart.get(name(wait));
    apart.set(
      name(wait),
      before === undefined ? wait : { ...wait, ...added(before, wait), n: before.n + wait.n },
    );
    const left: EndedSum = {
      ...whole,
      n: whole.n - part.n,
      gross: minus(whole.gross, part.gross),
      vat: minus(whole.vat, part.vat),
    };
    return left.n === 0 && left.gross === "0" && left.vat === "0" ? [] : [left];
  });
  return [...rest, ...apart.values()].toSorted((a, b) => a.at - b.at);
}

const added = (one: Sum, other: Sum): Pick<Sum, "gross" | "vat"> => ({
  gross: plus(one.gross, other.gross),
  vat: plus(one.vat, other.vat),
});
