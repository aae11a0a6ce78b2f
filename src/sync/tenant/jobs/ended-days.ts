/**
 * Sums of days that are over, as they were sums last: made of hundreds of hours each time a page is
 * opened, they hardly ever change. Whatever changes an hour forgets the days that it is in: by
 * triggers, in the same transaction. A day is any span that somebody asked for, so no zone is known
 * here.
 */
import type { EndedSum, Span } from "../../rpc-views.ts";
import { all, json, run } from "../storage/sql.ts";

const HOUR_MS = 3_600_000;
/**
 * The longest day: one on which clocks are put back. What is longer isn't kept, so that a trigger
 * knows where to look.
 */
const MOST_HOURS = 25;

export type DaySum = Omit<EndedSum, "at">;

/** By the place of its span among those that are asked for. */
export function kept(sql: SqlStorage, spans: readonly Span[]): Map<number, readonly DaySum[]> {
  if (spans.length === 0) return new Map();
  const hours = spans.map(({ from }) => from / HOUR_MS);
  const rows = all<{ from_hour: number; to_hour: number; sums: string }>(
    sql,
    "SELECT from_hour, to_hour, sums FROM ended_days WHERE from_hour >= ? AND from_hour <= ?",
    Math.min(...hours),
    Math.max(...hours),
  );
  const known = new Map(rows.map((row) => [`${row.from_hour} ${row.to_hour}`, row.sums]));
  return new Map(
    spans.flatMap(({ from, to }, at) => {
      const found = known.get(`${from / HOUR_MS} ${to / HOUR_MS}`);
      return found === undefined ? [] : [[at, json<readonly DaySum[]>(found)] as const];
    }),
  );
}

export function keep(sql: SqlStorage, { from, to }: Span, sums: readonly DaySum[]): void {
  if (to - from <= MOST_HOURS * HOUR_MS)
    run(
      sql,
      "INSERT OR REPLACE INTO ended_days (from_hour, to_hour, sums) VALUES (?, ?, ?)",
      from / HOUR_MS,
      to / HOUR_MS,
      JSON.stringify(sums),
    );
}

/** Also days on which nothing was: no hour of theirs is deleted. */
export function forget(sql: SqlStorage, beforeHour: number): void {
  run(sql, "DELETE FROM ended_days WHERE from_hour < ?", beforeHour);
}
