/**
 * Patterns with `*` (any characters), `?` (one character) and `#` (one digit), over the whole text.
 * Each run between two stars is searched once, from left to right: the work is at most the length
 * of the text times the length of the pattern. Regular expressions are excluded on purpose: one of
 * 9 characters can block a Worker for minutes.
 */
import { type Message, message } from "../../messages/message.ts";
import { PATTERN_LENGTH } from "./limits.ts";

/**
 * Returns the fault of a pattern; `null`: none. Detects regular expressions, which would never
 * match here.
 */
export function globFault(pattern: string): Message | null {
  if (pattern === "") return message("expressions.emptyPattern");
  if (pattern.length > PATTERN_LENGTH)
    return message("expressions.patternTooLong", { most: PATTERN_LENGTH });
  if (/^\^|\$$|\\[dwsb.]|\.[*+]|\[[^\]]*\]|\([^)]*[|+*?]/.test(pattern))
    return message("expressions.regularExpression");
  return null;
}

export function globMatches(text: string, pattern: string): boolean {
  const runs = pattern.split("*");
  const first = runs[0] ?? "";
  if (runs.length === 1) return text.length === pattern.length && fitsAt(text, 0, pattern);
  const last = runs.at(-1) ?? "";
  if (
    text.length < first.length + last.length ||
    !fitsAt(text, 0, first) ||
    !fitsAt(text, text.length - last.length, last)
  )
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const run of runs.slice(1, -1)) {
    while (at + run.length <= end && !fitsAt(text, at, run)) at += 1;
    if (at + run.length > end) return false;
    at += run.length;
  }
  return true;
}

function fitsAt(text: string, at: number, run: string): boolean {
  for (let index = 0; index < run.length; index += 1) {
    const [sign, got] = [run[index], text[at + index]];
    if (
      got === undefined ||
      (sign !== "?" && (sign === "#" ? got < "0" || got > "9" : sign !== got))
    )
      return false;
  }
  return true;
}
