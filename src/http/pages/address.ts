/**
 * What an address of a page may be made of: whatever stands in it may come to be in a redirect, in
 * the trail or in a log.
 */

/** Longer than any id, name of a look-up or link of ours. */
const MOST_SEGMENT = 200;

const CONTROL = /\p{Cc}/u;

export function isWellFormed(pathname: string): boolean {
  try {
    return pathname
      .split("/")
      .every(
        (segment) => segment.length <= MOST_SEGMENT && !CONTROL.test(decodeURIComponent(segment)),
      );
  } catch {
    return false;
  }
}
