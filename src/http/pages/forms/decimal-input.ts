/**
 * Decimals as a form takes them: with a point or a comma, and with thousands set apart, as the
 * reader's country writes them. What is none, or could be two, stays as it was typed, and the
 * validator refuses it at its field.
 */
import type { Language } from "../../../domain/language.ts";
import { formatOf } from "../../words/format.ts";

/**
 * With a point and two decimals: `1 234,50`, `1.234,50` and `1,234.50` are 1234.50. A lone sign
 * before three figures sets thousands apart only where the language does so: `1.234` is 1234 to a
 * Dutch reader, and refused in English.
 */
export function amountInput(text: string, language: Language | null = null): string {
  const figures = text.replaceAll(/[\s']/g, "");
  const [, whole = "", point, decimals = ""] = /^(.+?)(?:([.,])(\d{1,2}))?$/.exec(figures) ?? [];
  if (!/^\d+$/.test(whole) && !isGrouped(whole, point, language)) return text;
  const digits = whole.replaceAll(/\D/g, "");
  return digits.length > MOST_DIGITS ? text : `${digits}.${decimals.padEnd(2, "0")}`;
}

const MOST_DIGITS = 9;

/** Thousands by one sign, which isn't that of the decimals. */
function isGrouped(whole: string, point: string | undefined, language: Language | null): boolean {
  const [, sign] = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.exec(whole) ?? [];
  if (sign === undefined || sign === point) return false;
  const isLone = point === undefined && whole.indexOf(sign) === whole.lastIndexOf(sign);
  return !isLone || (language !== null && sign === formatOf(language).figure(1_000)[1]);
}

/** With as many decimals as were typed. */
export function decimalInput(text: string): string {
  const plain = text.replaceAll(/\s/g, "");
  return /^\d+(?:[.,]\d+)?$/.test(plain) ? plain.replace(",", ".") : text;
}

/** An amount as the reader's country writes it; what isn't read as one stays as it is. */
export const shownAmount = (text: string, language: Language): string =>
  /^\d+\.\d\d$/.test(text) ? formatOf(language).amount(text) : text;

/** A decimal with the sign of the reader's country, without thousands set apart. */
export const shownDecimal = (text: string, language: Language): string =>
  /^\d+\.\d+$/.test(text) ? text.replace(".", formatOf(language).amount("0.5")[1] ?? ".") : text;
