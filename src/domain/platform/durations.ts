/** Durations in milliseconds. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How late something is, in minutes; from two hours on also in hours, as nobody counts minutes. */
export const lateBy = (
  ms: number,
): { readonly minutes: number; readonly hours: number | null } => ({
  minutes: Math.round(ms / MINUTE_MS),
  hours: ms < 2 * HOUR_MS ? null : Math.round(ms / HOUR_MS),
});
