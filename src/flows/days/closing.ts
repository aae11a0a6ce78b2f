/**
 * When a day closes: at the tenant's hour of the day after it, by the clock of the company's zone.
 * So the day is over, and what comes late in the evening is in it. Pure.
 */
import { DAY_MS } from "../../domain/durations.ts";
import { instantsOf, localDay, parseLocal } from "../../domain/zoned-time.ts";

export type Closing = {
  /** The instant, ms. What was added before it is closed. */
  readonly at: number;
  /** `YYYY-MM-DD`: this day and all before it are closed. */
  readonly day: string;
};

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/**
 * The closing on the local day `on`. Where the clock shows the hour twice it is the second time;
 * where it skips it, the instant at which it would have been.
 */
function closingOn(on: string, hour: number, zone: string): Closing {
  const stamp = parseLocal(`${on}T${String(hour).padStart(2, "0")}:00:00`);
  if (stamp === null) throw new Error(`not an hour of a day: ${on} ${hour}`);
  return { at: instantsOf(stamp, zone).latest, day: dayBefore(on) };
}

/** The newest closing up to `now`. `hour`: 0 to 23. */
export function lastClosing(now: number, hour: number, zone: string): Closing {
  const today = closingOn(localDay(now, zone), hour, zone);
  return today.at <= now ? today : closingOn(dayBefore(localDay(now, zone)), hour, zone);
}

/** The first closing after `now`, ms. */
export function nextClosing(now: number, hour: number, zone: string): number {
  const today = localDay(now, zone);
  const { at } = closingOn(today, hour, zone);
  if (at > now) return at;
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return closingOn(tomorrow, hour, zone).at;
}
