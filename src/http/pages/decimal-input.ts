/**
 * Decimals as a form takes them: with a point or a comma, as the reader's country writes them. What
 * is none stays as it was typed, and the validator refuses it at its field.
 */

/** With two decimals: `100`, `100,5` and `1 100.50`. */
export function amountInput(text: string): string {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/\s/g, ""));
  return match === null ? text : `${match[1] ?? ""}.${(match[2] ?? "").padEnd(2, "0")}`;
}

/** With as many decimals as were typed. */
export function decimalInput(text: string): string {
  const plain = text.replaceAll(/\s/g, "");
  return /^\d+(?:[.,]\d+)?$/.test(plain) ? plain.replace(",", ".") : text;
}
