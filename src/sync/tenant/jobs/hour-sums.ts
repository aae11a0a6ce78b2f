/**
 * Counters by hour, which only grow. A counter's name is its kind and a suffix. Orders that began
 * to need a person are counted by area of their reason, booked orders by the minutes since their
 * first report.
 */
import { HOUR_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { Span, CauseSum, WaitingTimeSum } from "../../contract/index.ts";
import { all, among, type Row, run } from "../storage/sql.ts";
import { areaOf, HELD_AREAS } from "../../../domain/jobs/held.ts";
import { headlineOf } from "../../../domain/jobs/headline.ts";
import type { JobStatus, Outcome } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { WAITING_MINUTES } from "../../../domain/jobs/open-counts.ts";

/** The caller makes it one transaction. */
function countHour(sql: SqlStorage, kind: string, suffix: string, at: number): void {
  run(
    sql,
    `INSERT INTO hourly_counters (hour, what, n)
     VALUES (?, ?, 1)
     ON CONFLICT (hour, what) DO UPDATE SET n = n + 1`,
    Math.floor(at / HOUR_MS),
    `${kind} ${suffix}`,
  );
}

/** `of`: the suffix of the counter's name. */
export type HourSum = { readonly kind: string; readonly of: string; readonly n: number };

/** Returns the counters of these kinds within each span. `at`: index of the span. */
export function hourSums(
  sql: SqlStorage,
  kinds: readonly string[],
  spans: readonly Span[],
): readonly (HourSum & { readonly at: number })[] {
  if (spans.length === 0) return [];
  return all<{ at: number; what: string; n: number } & Row>(sql)`
    SELECT s.key AS at, h.what, sum(h.n) AS n
    FROM json_each(${JSON.stringify(spans.map(({ from, to }) => [from / HOUR_MS, to / HOUR_MS]))})
      s
    JOIN hourly_counters h ON h.hour >= json_extract(s.value, '$[0]')
      AND h.hour < json_extract(s.value, '$[1]')
    WHERE substr(h.what, 1, instr(h.what, ' ') - 1) IN ${among(kinds)}
    GROUP BY s.key, h.what`.map(({ at, what, n }) => {
    const [kind = "", of = ""] = what.split(" ");
    return { at, kind, of, n };
  });
}

export const HELD = "held";

/** Counts an order that began to need a person. The caller makes it one transaction. */
export function countHeldCause(
  sql: SqlStorage,
  job: {
    readonly status: JobStatus;
    readonly outcome: string;
    readonly reasons: readonly Reason[];
  },
  at: number,
): void {
  const why = headlineOf({ ...job, outcome: job.outcome as Outcome });
  countHour(sql, HELD, why === undefined ? "other" : areaOf(why.code), at);
}

export const causeOf = ({ at, of, n }: HourSum & { readonly at: number }): CauseSum => ({
  at,
  area: HELD_AREAS.find((area) => area === of) ?? "other",
  n,
});

export const WAITED = "waited";
const LONGER = "longer";

/** Counts an order that was booked for the first time. The caller makes it one transaction. */
export function countBooked(sql: SqlStorage, firstEventAt: number, at: number): void {
  const limit = WAITING_MINUTES.find(
    (most) => most === null || at - firstEventAt <= most * MINUTE_MS,
  );
  countHour(sql, WAITED, String(limit ?? LONGER), at);
}

export const waitingTimeOf = ({
  at,
  of,
  n,
}: HourSum & { readonly at: number }): WaitingTimeSum => ({
  at,
  within: of === LONGER ? null : Number(of),
  n,
});
