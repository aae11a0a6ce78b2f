/** Orders for `toSorted`, which sorts by text where it is given none. */
import { textOf } from "../sandbox/kit/text.ts";

export const ascending = (a: number, b: number): number => a - b;

/** By the text that a value is written as: rows of figures, values of any kind. */
export const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};
