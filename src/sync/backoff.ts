/**
 * How long to wait before something is tried again. Each try waits longer, and the wait is spread over its second half:
 * many that failed at one moment don't come back at one moment. Pure.
 */

/** Waits in ms by try, from 0 on; the last one repeats. */
export type Waits = readonly number[];

/** `random`: from 0 (half of the wait) up to 1 (all of it). */
export function backoff(waits: Waits, tries: number, random: number): number {
  const whole = waits[Math.min(tries, waits.length - 1)] ?? 0;
  return Math.round(whole / 2 + (whole / 2) * random);
}
