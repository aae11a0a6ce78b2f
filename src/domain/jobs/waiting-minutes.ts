/**
 * How long an order waited until it was booked: within this many minutes of the first report;
 * `null`: longer than a day.
 */
export const WAITING_MINUTES = [1, 15, 60, 1440, null] as const;
