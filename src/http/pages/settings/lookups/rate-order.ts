/** The order in which VAT rates are listed, wherever a page lists them: the highest first. */
import { dec, isDecimal } from "../../../../domain/money.ts";
import type { NameEntry } from "../../../../domain/ledger/names.ts";

/** `25`, `25%`, `25 %` and `25,0 %` are numbers; whatever says no rate has none. */
function rateIn(text: string): string | null {
  const [, number = ""] = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text) ?? [];
  const rate = number.replace(",", ".");
  return isDecimal(rate) ? rate : null;
}

/** By number, the highest first; what says no rate comes last, as it came. */
export function byRate(a: string, b: string): number {
  const [left, right] = [rateIn(a), rateIn(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return dec(right).cmp(dec(left));
}

/** Things of a list by the rate that stands beside their names. */
export const byNotedRate = ({ note: a }: NameEntry, { note: b }: NameEntry): number =>
  byRate(a ?? "", b ?? "");
