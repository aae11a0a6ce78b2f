/**
 * Patterns of numbers as people write them: `*` for any run of characters, `?` for one. No
 * expression, so nothing can run away.
 */

/** Whether the whole text matches. Takes at most text × pattern steps; case matters. */
export function fitsGlob(pattern: string, text: string): boolean {
  let at = 0;
  let of = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (
      of < pattern.length &&
      (pattern[of] === "?" || (pattern[of] !== "*" && pattern[of] === text[at]))
    ) {
      at += 1;
      of += 1;
    } else if (pattern[of] === "*") {
      star = of;
      resume = at;
      of += 1;
    } else if (star >= 0) {
      of = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[of] === "*") of += 1;
  return of === pattern.length;
}
