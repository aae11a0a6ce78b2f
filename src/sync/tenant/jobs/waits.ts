/** How many orders were booked within how many minutes of the first word of them, by the hour. */
import { WAITS } from "../../../domain/waits.ts";
import type { Span, WaitSum } from "../../rpc.ts";
import { countHour, hourSums } from "./hour-sums.ts";

const MINUTE_MS = 60_000;
const KIND = "waited";
const LONGER = "longer";

/** An order that was booked for the first time. Whoever calls makes it one transaction. */
export function booked(sql: SqlStorage, firstHeard: number, at: number): void {
  const limit = WAITS.find((most) => most === null || at - firstHeard <= most * MINUTE_MS);
  countHour(sql, KIND, String(limit ?? LONGER), at);
}

/** Within each span. */
export const waitSums = (sql: SqlStorage, spans: readonly Span[]): WaitSum[] =>
  hourSums(sql, KIND, spans).map(({ at, of, n }) => ({
    at,
    within: of === LONGER ? null : Number(of),
    n,
  }));
