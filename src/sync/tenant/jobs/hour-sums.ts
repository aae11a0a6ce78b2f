/** Hourly counters that only grow; those of one kind differ by the suffix of their name. */
import { HOUR_MS } from "../../../domain/durations.ts";
import type { Span } from "../../contract/index.ts";
import { all, type Row, run } from "../storage/sql.ts";

/** The caller makes it one transaction. */
export function countHour(sql: SqlStorage, kind: string, of: string, at: number): void {
  run(
    sql,
    `INSERT INTO hourly_counters (hour, what, n)
     VALUES (?, ?, 1)
     ON CONFLICT (hour, what) DO UPDATE SET n = n + 1`,
    Math.floor(at / HOUR_MS),
    `${kind} ${of}`,
  );
}

export type HourSum = { readonly kind: string; readonly of: string; readonly n: number };

/** Returns the counters of these kinds within each span. `at`: index of the span. */
export function hourSums(
  sql: SqlStorage,
  kinds: readonly string[],
  spans: readonly Span[],
): readonly (HourSum & { readonly at: number })[] {
  if (spans.length === 0) return [];
  return all<{ at: number; what: string; n: number } & Row>(
    sql,
    `SELECT s.key AS at, h.what, sum(h.n) AS n
     FROM json_each(?) s
     JOIN hourly_counters h ON h.hour >= json_extract(s.value, '$[0]')
       AND h.hour < json_extract(s.value, '$[1]')
     WHERE substr(h.what, 1, instr(h.what, ' ') - 1) IN (SELECT value FROM json_each(?))
     GROUP BY s.key, h.what`,
    JSON.stringify(spans.map(({ from, to }) => [from / HOUR_MS, to / HOUR_MS])),
    JSON.stringify(kinds),
  ).map(({ at, what, n }) => {
    const [kind = "", of = ""] = what.split(" ");
    return { at, kind, of, n };
  });
}
