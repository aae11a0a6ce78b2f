/** How many orders were booked within how many minutes of the first word of them, by the hour. */
import { WAITS } from "../../../domain/waits.ts";
import type { Span, WaitSum } from "../../rpc.ts";
import { all, type Row, run } from "../storage/sql.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WAIT = "waited ";
const LONGER = "longer";

/** An order that was booked for the first time. Whoever calls makes it one transaction. */
export function booked(sql: SqlStorage, firstHeard: number, at: number): void {
  const limit = WAITS.find((most) => most === null || at - firstHeard <= most * MINUTE_MS);
  run(
    sql,
    `INSERT INTO hourly_counters (hour, what, n)
     VALUES (?, ?, 1)
     ON CONFLICT (hour, what) DO UPDATE SET n = n + 1`,
    Math.floor(at / HOUR_MS),
    `${WAIT}${limit ?? LONGER}`,
  );
}

/** Within each span. */
export function waitSums(sql: SqlStorage, spans: readonly Span[]): WaitSum[] {
  return all<{ at: number; what: string; n: number } & Row>(
    sql,
    `SELECT s.key AS at, h.what, sum(h.n) AS n
     FROM json_each(?) s
     JOIN hourly_counters h ON h.hour >= json_extract(s.value, '$[0]')
       AND h.hour < json_extract(s.value, '$[1]')
     WHERE substr(h.what, 1, ${WAIT.length}) = '${WAIT}'
     GROUP BY s.key, h.what`,
    JSON.stringify(spans.map(({ from, to }) => [from / HOUR_MS, to / HOUR_MS])),
  ).map(({ at, what, n }) => {
    const limit = what.slice(WAIT.length);
    return { at, within: limit === LONGER ? null : Number(limit), n };
  });
}
