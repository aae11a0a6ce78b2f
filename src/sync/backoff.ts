/**
 * How long to wait before something is tried again. Each try waits longer, and the wait is spread
 * over its second half: many that failed at one moment don't come back at one moment. Pure.
 */

/** Waits in ms by try, from 0 on; the last one repeats. */
type Waits = readonly number[];

/** `random`: from 0 (half of the wait) up to 1 (all of it). */
export function backoff(waits: Waits, tries: number, random: number): number {
  const whole = waits[Math.min(tries, waits.length - 1)] ?? 0;
  return Math.round(whole / 2 + (whole / 2) * random);
}

/**
 * A spread for `backoff`, worked out from what tells one waiting thing and its tries from another:
 * evenly over names that differ in a letter, and the same each time it is asked for. FNV-1a, with
 * its bits mixed once more.
 */
export function spreadOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
