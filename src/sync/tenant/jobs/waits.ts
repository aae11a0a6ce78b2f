/** Counts, by hour, the orders that were booked within so many minutes of their first report. */
import { MINUTE_MS } from "../../../domain/durations.ts";
import { WAITS } from "../../../domain/waits.ts";
import type { WaitSum } from "../../contract/index.ts";
import { countHour, type HourSum } from "./hour-sums.ts";

export const WAITED = "waited";
const LONGER = "longer";

/** An order that was booked for the first time. Whoever calls makes it one transaction. */
export function booked(sql: SqlStorage, firstHeard: number, at: number): void {
  const limit = WAITS.find((most) => most === null || at - firstHeard <= most * MINUTE_MS);
  countHour(sql, WAITED, String(limit ?? LONGER), at);
}

export const waitOf = ({ at, of, n }: HourSum & { readonly at: number }): WaitSum => ({
  at,
  within: of === LONGER ? null : Number(of),
  n,
});
