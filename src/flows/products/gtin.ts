/**
 * EAN and GTIN numbers: 8, 12, 13 or 14 digits, the last of which checks the others (GS1: weights 3
 * and 1 from the right).
 */

/** The number without blanks and hyphens; `null` when it is none. */
export function readGtin(text: string): string | null {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return null;
  const weighted = Array.from(digits)
    .toReversed()
    .reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return weighted % 10 === 0 ? digits : null;
}
