/**
 * Counts of arrivals by hour, which tell a quiet shop from a broken connection. The table also
 * holds how long orders waited and why they needed a person (jobs/hour-sums.ts). Kept for a month
 * and a day.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { countersOf } from "../storage/memory.ts";
import { all, run } from "../storage/sql.ts";

/**
 * `order`: first report of an order. `webhook`: accepted by the webhook endpoint. `swept`: an order
 * that only a sweep found.
 */
type HourlyCounter = "order" | "webhook" | "swept";

const RETAINED_HOURS = 32 * 24;

/** Kept in memory until the alarm writes it down (`save`). */
export function count(sql: SqlStorage, what: HourlyCounter, now: number): void {
  const { hourly } = countersOf(sql);
  const hour = Math.floor(now / HOUR_MS);
  const of = hourly.get(hour) ?? new Map<string, number>();
  of.set(what, (of.get(what) ?? 0) + 1);
  hourly.set(hour, of);
}

/** Writes down what was counted since the last time. */
export function save(context: Pick<TenantContext, "sql" | "atomically">): void {
  const { sql } = context;
  const { hourly } = countersOf(sql);
  if (hourly.size === 0) return;
  context.atomically(() => {
    for (const [hour, of] of hourly)
      for (const [what, n] of of)
        run(sql)`
          INSERT INTO hourly_counters (hour, what, n)
          VALUES (${hour}, ${what}, ${n})
          ON CONFLICT (hour, what) DO UPDATE SET n = n + excluded.n`;
  });
  hourly.clear();
}

/** Returns the unsaved counts of these hours. */
function unsaved(
  sql: SqlStorage,
  what: HourlyCounter,
  from: number,
  to: number,
): [number, number][] {
  return [...countersOf(sql).hourly].flatMap(([hour, of]): [number, number][] =>
    hour >= from && hour < to ? [[hour, of.get(what) ?? 0]] : [],
  );
}

/** From `since` (ms) on, by hour. */
export function byHour(
  sql: SqlStorage,
  what: HourlyCounter,
  since: number,
): Record<number, number> {
  const from = Math.floor(since / HOUR_MS);
  const hours = Object.fromEntries(
    all<{ hour: number; n: number }>(sql)`
      SELECT hour, n FROM hourly_counters WHERE what = ${what} AND hour >= ${from}`.map(
      ({ hour, n }) => [hour, n],
    ),
  );
  for (const [hour, n] of unsaved(sql, what, from, Infinity))
    if (n > 0) hours[hour] = (hours[hour] ?? 0) + n;
  return hours;
}

export function sum(sql: SqlStorage, what: HourlyCounter, from: number, to: number): number {
  const [first, end] = [Math.floor(from / HOUR_MS), Math.ceil(to / HOUR_MS)];
  const saved = all<{ n: number | null }>(sql)`
    SELECT sum(n) AS n FROM hourly_counters WHERE what = ${what} AND hour >= ${first}
      AND hour < ${end}`[0]?.n;
  return unsaved(sql, what, first, end).reduce((total, [, n]) => total + n, saved ?? 0);
}

export function forget(sql: SqlStorage, now: number): void {
  run(sql)`DELETE FROM hourly_counters WHERE hour < ${Math.floor(now / HOUR_MS) - RETAINED_HOURS}`;
}
