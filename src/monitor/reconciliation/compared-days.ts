/**
 * The days that were ever compared completely, as sorted ranges that don't touch. A day without
 * orders has no sums, so only this tells it from a day that was never compared. Pure.
 */
import type { Range } from "./port.ts";
import { dayAfter } from "../../domain/platform/zoned-time.ts";

/** `ranges` and the days of `more` with them. */
export function withDays(ranges: readonly Range[], more: Range): readonly Range[] {
  if (more.from > more.to) return ranges;
  const merged: Range[] = [];
  for (const one of [...ranges, more].toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = merged.at(-1);
    if (last === undefined || one.from > dayAfter(last.to, 1)) merged.push(one);
    else merged[merged.length - 1] = { from: last.from, to: one.to > last.to ? one.to : last.to };
  }
  return merged;
}

/** Whether a day of the range was compared. */
export const isAnyCompared = (compared: readonly Range[], { from, to }: Range): boolean =>
  compared.some((one) => one.from <= to && one.to >= from);

/** The days of the range that weren't compared; `today` and before: no later day can have been. */
export function notCompared(
  compared: readonly Range[],
  { from, to }: Range,
  today: string,
): readonly Range[] {
  const end = to < today ? to : today;
  const left: Range[] = [];
  let next = from;
  for (const one of compared) {
    if (one.to < next) continue;
    if (one.from > end) break;
    if (one.from > next) left.push({ from: next, to: dayAfter(one.from, -1) });
    next = dayAfter(one.to, 1);
  }
  return next <= end ? [...left, { from: next, to: end }] : left;
}
