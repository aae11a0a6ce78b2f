/**
 * Cached sums of past days. Each is made of hundreds of rows by hour and rarely changes. When an
 * hour changes, triggers drop the days that contain it, in the same transaction. A day is any
 * requested span, so this module knows no time zone.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { OutcomeSum, Span } from "../../contract/index.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, raw, run } from "../storage/sql.ts";
import type { HourSum } from "./hour-sums.ts";

/**
 * The longest day: one on which clocks are put back. Longer spans aren't cached, so that a trigger
 * knows in which range to search.
 */
const MAX_HOURS = 25;

type DaySum = Omit<OutcomeSum, "at">;

/** Returns what is cached, by index of its span. */
function cachedDays<Cached>(
  sql: SqlStorage,
  column: "sums" | "told",
  spans: readonly Span[],
): Map<number, readonly Cached[]> {
  if (spans.length === 0) return new Map();
  const hours = spans.map(({ from }) => from / HOUR_MS);
  const rows = all<{ from_hour: number; to_hour: number; json: string }>(sql)`
    SELECT from_hour, to_hour, ${raw(column)} AS json
    FROM ended_days
    WHERE from_hour >= ${Math.min(...hours)} AND from_hour <= ${Math.max(...hours)}
      AND ${raw(column)} IS NOT NULL`;
  const jsonBySpan = new Map(rows.map((row) => [`${row.from_hour} ${row.to_hour}`, row.json]));
  return new Map(
    spans.flatMap(({ from, to }, index) => {
      const json = jsonBySpan.get(`${from / HOUR_MS} ${to / HOUR_MS}`);
      return json === undefined ? [] : [[index, storedJson<readonly Cached[]>(json)] as const];
    }),
  );
}

/** Returns the cached sums of outcomes, by index of their span. */
export const cachedSums = (
  sql: SqlStorage,
  spans: readonly Span[],
): Map<number, readonly DaySum[]> => cachedDays(sql, "sums", spans);

/** Returns the cached sums of waiting times and causes, by index of their span. */
export const cachedWaits = (
  sql: SqlStorage,
  spans: readonly Span[],
): Map<number, readonly HourSum[]> => cachedDays(sql, "told", spans);

/** Caches the sums of outcomes of one span, if it isn't longer than a day. */
export function cacheDay(sql: SqlStorage, { from, to }: Span, sums: readonly DaySum[]): void {
  if (to - from <= MAX_HOURS * HOUR_MS)
    run(sql)`
      INSERT OR REPLACE INTO ended_days (from_hour, to_hour, sums)
      VALUES (${from / HOUR_MS}, ${to / HOUR_MS}, ${JSON.stringify(sums)})`;
}

/** Caches the sums of waiting times and causes, in the row of the day's sums if there is one. */
export const cacheWaits = (sql: SqlStorage, { from, to }: Span, sums: readonly HourSum[]): void =>
  run(sql)`
    UPDATE ended_days SET told = ${JSON.stringify(sums)} WHERE from_hour = ${from / HOUR_MS}
      AND to_hour = ${to / HOUR_MS}`;

/**
 * Drops the cached waiting times of days with this hour. The triggers don't suffice: if an order
 * returns to its earlier outcome within the hour, no sum of outcomes changes.
 */
export const forgetWaits = (sql: SqlStorage, hour: number): void =>
  run(sql)`
    UPDATE ended_days
    SET told = NULL
    WHERE from_hour > ${hour} - ${raw(MAX_HOURS)} AND from_hour <= ${hour} AND to_hour > ${hour}
      AND told IS NOT NULL`;

/** Deletes old days, also those on which no job ended: for them no trigger fires. */
export function forgetDays(sql: SqlStorage, beforeHour: number): void {
  run(sql)`DELETE FROM ended_days WHERE from_hour < ${beforeHour}`;
}
