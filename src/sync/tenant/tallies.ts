/**
 * How much came in, by the hour: what tells a quiet shop from a broken one. Two weeks and a day are
 * kept.
 */
import { all, first, run } from "./sql.ts";

/**
 * `order`: heard of for the first time. `webhook`: taken at the door. `swept`: an order that only a
 * sweep told of.
 */
export type Tally = "order" | "webhook" | "swept";

const HOUR_MS = 3_600_000;
const KEPT_HOURS = 15 * 24;

export function count(sql: SqlStorage, what: Tally, now: number): void {
  run(
    sql,
    "INSERT INTO tallies (hour, what, n) VALUES (?, ?, 1) ON CONFLICT (hour, what) DO UPDATE SET n = n + 1",
    Math.floor(now / HOUR_MS),
    what,
  );
}

/** From `since` (ms) on, by hour. */
export const byHour = (sql: SqlStorage, what: Tally, since: number): Record<number, number> =>
  Object.fromEntries(
    all<{ hour: number; n: number }>(
      sql,
      "SELECT hour, n FROM tallies WHERE what = ? AND hour >= ?",
      what,
      Math.floor(since / HOUR_MS),
    ).map(({ hour, n }) => [hour, n]),
  );

export const sum = (sql: SqlStorage, what: Tally, from: number, to: number): number =>
  first<{ n: number | null }>(
    sql,
    "SELECT sum(n) AS n FROM tallies WHERE what = ? AND hour >= ? AND hour < ?",
    what,
    Math.floor(from / HOUR_MS),
    Math.ceil(to / HOUR_MS),
  )?.n ?? 0;

export function forget(sql: SqlStorage, now: number): void {
  run(sql, "DELETE FROM tallies WHERE hour < ?", Math.floor(now / HOUR_MS) - KEPT_HOURS);
}
