/**
 * How long to wait before a retry. Each try waits longer. A random part of the second half of the
 * wait spreads the retries of jobs that failed together. Pure.
 */

/** Waits in ms by try, from 0 on; the last one repeats. */
type Waits = readonly number[];

/** Returns a wait in ms. `random`: from 0 (half of the wait) to 1 (all of it). */
export function backoff(waits: Waits, tries: number, random: number): number {
  const whole = waits[Math.min(tries, waits.length - 1)] ?? 0;
  return Math.round(whole / 2 + (whole / 2) * random);
}

export type FailedJob = {
  /** How many of its tries failed. */
  readonly tries: number;
  /** Unique to the job: the wait's random part is derived from it. */
  readonly who: string;
};

/** How long a job waits after its next failure, in ms: the same at each call. */
export const retryWaitMs = (waits: Waits, { tries, who }: FailedJob): number =>
  backoff(waits, tries, jitterOf(`${who} ${tries}`));

/**
 * Returns when a job that is next due at `due` failed first: `due` less all of its waits. The time
 * that the tries themselves took isn't known and isn't subtracted.
 */
export const firstFailureAt = (waits: Waits, due: number, { tries, who }: FailedJob): number =>
  Array.from({ length: tries }, (_, n) => retryWaitMs(waits, { tries: n, who })).reduce(
    (at, wait) => at - wait,
    due,
  );

/**
 * Returns `random` for `backoff`, derived from a name, so that each call gives the same value. The
 * values are evenly spread even over names that differ in one letter: FNV-1a with a final mix.
 */
export function jitterOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
