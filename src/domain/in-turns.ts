/**
 * A bounded part of many, another one each turn: for rounds that come by again and again and may
 * not do more than a part at a time.
 *
 * Nothing is kept between turns: one that is missed leaves its part to the next time around, and
 * one that comes twice only repeats it. Where the list doesn't change, each item has its turn
 * within `Math.ceil(items.length / most)` turns in a row.
 */
export function inTurns<T>(items: readonly T[], turn: number, most: number): readonly T[] {
  if (items.length <= most) return items;
  const start = (turn * most) % items.length;
  return [...items.slice(start, start + most), ...items.slice(0, start)].slice(0, most);
}
