/**
 * How long to wait before a retry. Each try waits longer, and a random part of the second half
 * spreads the waits: jobs that failed together don't return together. Pure.
 */

/** Waits in ms by try, from 0 on; the last one repeats. */
type Waits = readonly number[];

/** `random`: from 0 (half of the wait) up to 1 (all of it). */
export function backoff(waits: Waits, tries: number, random: number): number {
  const whole = waits[Math.min(tries, waits.length - 1)] ?? 0;
  return Math.round(whole / 2 + (whole / 2) * random);
}

export type FailedJob = {
  /** How often it was put off. */
  readonly tries: number;
  /** A name of its own, so that jobs don't return together. */
  readonly who: string;
};

/** How long a job waits after its next failure, in ms: the same at each call. */
export const retryWaitMs = (waits: Waits, { tries, who }: FailedJob): number =>
  backoff(waits, tries, jitterOf(`${who} ${tries}`));

/** When a job that is due at that instant failed first, without the time that its tries took. */
export const firstFailureAt = (waits: Waits, due: number, { tries, who }: FailedJob): number =>
  Array.from({ length: tries }, (_, n) => retryWaitMs(waits, { tries: n, who })).reduce(
    (at, wait) => at - wait,
    due,
  );

/**
 * Returns a spread for `backoff` from 0 up to 1, derived from a name: even over names that differ
 * in one letter, and the same at each call. FNV-1a, with its bits mixed once more.
 */
export function jitterOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
