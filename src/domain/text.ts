/**
 * Text as the vendors' fields take it: short enough, on one line, and never cut in the middle of a
 * character.
 */

/**
 * The first `max` UTF-16 units of `text`, one fewer where the cut would split a surrogate pair (an
 * emoji, a rare name).
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** `cut`, without a blank left hanging at the end. */
export const cutTrimmed = (text: string, max: number): string => cut(text, max).trimEnd();

/** Line breaks and runs of blanks become one blank: for fields that are a single line. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** `null` for what holds no visible character. */
export function present(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
