/**
 * The allowed form of a page's address, which may end up in a redirect, in the audit log or in a
 * log.
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

/** Where to go on after signing in: only ever a page of ours. */
export const safeReturnPath = (text: string): string =>
  /^\/admin(?:\/[\w/.~-]*)?(?:\?[\w=&.%+~-]*)?$/.test(text) ? text : "/admin";
