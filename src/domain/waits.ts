/**
 * How long an order waited until it was booked, in steps: within so many minutes of the first word
 * of it; `null`: longer than a day.
 */
export const WAITS = [1, 15, 60, 1440, null] as const;
