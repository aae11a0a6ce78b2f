/**
 * Returns a bounded part of a list, another one each turn: for rounds that repeat and may only
 * process a part at a time.
 *
 * No state is kept between turns: a missed turn leaves its part for the next round, and a doubled
 * one repeats it. Where the list doesn't change, each item has its turn within
 * `Math.ceil(items.length / most)` turns in a row.
 */
export function inTurns<T>(items: readonly T[], turn: number, most: number): readonly T[] {
  if (items.length <= most) return items;
  const start = (turn * most) % items.length;
  return [...items.slice(start, start + most), ...items.slice(0, start)].slice(0, most);
}
