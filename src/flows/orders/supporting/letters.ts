/**
 * Text that the font of supporting documents can show. It has Latin with all its marks, Greek,
 * Cyrillic and signs of currency; what it lacks (Hebrew, Arabic, Chinese, emoji) is shown as an
 * empty square, and marks that turn the direction of text are left out. Pure.
 */

/**
 * The characters of `scripts/fonts/letters.ttf`, as hexadecimal code points. A test compares the
 * two.
 */
export const FONT_HAS = [
  "20-7e a0-24f 259 2bb-2bc 2c6-2c7 2d8-2dd 386-38a 38c 38e-3a1 3a3-3ce 400-45f 490-491",
  "1e02-1e03 1e0a-1e0b 1e80-1e85 1e9e 1ef2-1ef3 2010-2015 2018-201e 2020-2022 2026 2030",
  "2032-2033 2039-203a 2044 20a0-20b5 20b8-20ba 20bd 2116 2122 2212 25a1",
].join(" ");

const RANGES = FONT_HAS.split(" ").map((range) => {
  const [from = "", to = from] = range.split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
});

const has = (letter: string): boolean => {
  const point = letter.codePointAt(0) ?? 0;
  return RANGES.some(([from, to]) => from <= point && point <= to);
};

const MISSING = "\u25a1";

/** On one line. A letter and its mark that have a sign of their own become that sign. */
export function printable(text: string): string {
  const composed = text.normalize("NFC").replace(/[\s\u2028\u2029]+/gu, " ");
  let shown = "";
  for (const letter of composed) {
    const [bare = ""] = letter.normalize("NFD");
    if (has(letter)) shown += letter;
    // Without the mark that it has no sign for.
    else if (has(bare)) shown += bare;
    // A mark without a letter of its own, an invisible sign, half of a pair.
    else if (!/[\p{M}\p{C}]/u.test(letter)) shown += MISSING;
  }
  // A word in a script that it lacks, or an emoji of several signs, is one square.
  return shown.replace(/\u25a1+/g, MISSING).trim();
}
