/**
 * Cached sums of past days: made of hundreds of hours each, they rarely change. A change of an hour
 * drops the days that contain it, by triggers in the same transaction. A day is any requested span,
 * so no zone is known here.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { OutcomeSum, Span } from "../../contract/index.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, raw, run } from "../storage/sql.ts";
import type { HourSum } from "./hour-sums.ts";

/**
 * The longest day: one on which clocks are put back. What is longer isn't kept, so that a trigger
 * knows where to look.
 */
const MAX_HOURS = 25;

type DaySum = Omit<OutcomeSum, "at">;

/** By index of its span. */
function cachedDays<Kept>(
  sql: SqlStorage,
  column: "sums" | "told",
  spans: readonly Span[],
): Map<number, readonly Kept[]> {
  if (spans.length === 0) return new Map();
  const hours = spans.map(({ from }) => from / HOUR_MS);
  const rows = all<{ from_hour: number; to_hour: number; kept: string }>(sql)`
    SELECT from_hour, to_hour, ${raw(column)} AS kept
    FROM ended_days
    WHERE from_hour >= ${Math.min(...hours)} AND from_hour <= ${Math.max(...hours)}
      AND ${raw(column)} IS NOT NULL`;
  const known = new Map(rows.map((row) => [`${row.from_hour} ${row.to_hour}`, row.kept]));
  return new Map(
    spans.flatMap(({ from, to }, at) => {
      const found = known.get(`${from / HOUR_MS} ${to / HOUR_MS}`);
      return found === undefined ? [] : [[at, storedJson<readonly Kept[]>(found)] as const];
    }),
  );
}

export const cachedSums = (
  sql: SqlStorage,
  spans: readonly Span[],
): Map<number, readonly DaySum[]> => cachedDays(sql, "sums", spans);

export const cachedWaits = (
  sql: SqlStorage,
  spans: readonly Span[],
): Map<number, readonly HourSum[]> => cachedDays(sql, "told", spans);

export function cacheDay(sql: SqlStorage, { from, to }: Span, sums: readonly DaySum[]): void {
  if (to - from <= MAX_HOURS * HOUR_MS)
    run(sql)`
      INSERT OR REPLACE INTO ended_days (from_hour, to_hour, sums)
      VALUES (${from / HOUR_MS}, ${to / HOUR_MS}, ${JSON.stringify(sums)})`;
}

/** Stored in the row of the day's sums; without that row it isn't stored. */
export const cacheWaits = (sql: SqlStorage, { from, to }: Span, told: readonly HourSum[]): void =>
  run(sql)`
    UPDATE ended_days SET told = ${JSON.stringify(told)} WHERE from_hour = ${from / HOUR_MS}
      AND to_hour = ${to / HOUR_MS}`;

/** An order may come back to where it stood within an hour: no sum of that changes then. */
export const forgetWaits = (sql: SqlStorage, hour: number): void =>
  run(sql)`
    UPDATE ended_days
    SET told = NULL
    WHERE from_hour > ${hour} - ${raw(MAX_HOURS)} AND from_hour <= ${hour} AND to_hour > ${hour}
      AND told IS NOT NULL`;

/** Also forgets days on which nothing ended: no deleted hour would do that. */
export function forgetDays(sql: SqlStorage, beforeHour: number): void {
  run(sql)`DELETE FROM ended_days WHERE from_hour < ${beforeHour}`;
}
