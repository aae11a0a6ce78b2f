/**
 * Counts the steps of an evaluation and keeps every value within its size. Steps are the only clock
 * there is: what is counted is the same on every machine, so a rule that fits today fits tomorrow
 * on the same record.
 */
import Big from "big.js";
import { dec, type DecimalInput } from "../../domain/money.ts";
import { message } from "../../messages/message.ts";
import { COST, DECIMALS, LIST_ITEMS, NEEDLE_LENGTH, TEXT_LENGTH, WHOLE_DIGITS } from "./limits.ts";
import { Stop, type Value } from "./values.ts";

const LARGEST = new Big(10).pow(WHOLE_DIGITS);

export class Meter {
  used = 0;
  readonly budget: number;

  constructor(budget: number) {
    this.budget = budget;
  }

  /** Counts steps before their work is done. */
  steps(count: number): void {
    this.used += count;
    if (this.used > this.budget)
      throw new Stop(
        "too-heavy",
        message("expressions.tooManySteps", { steps: this.budget }),
        String(this.used),
      );
  }

  /** Counts the work on a text, and refuses one that would be too long before it is made. */
  characters(length: number): void {
    if (length > TEXT_LENGTH)
      throw new Stop(
        "too-long",
        message("expressions.wouldBeTooLong", { most: TEXT_LENGTH }),
        String(length),
      );
    this.steps(Math.ceil(length / COST.read));
  }

  /** Counts the work on a text that is built character by character. */
  made(length: number): void {
    this.steps(Math.ceil(length / COST.made));
  }

  /**
   * Counts the work of looking for a text in another, before it is done: at worst the one's length
   * times the other's.
   */
  search(text: string, needle: string, name: string): void {
    if (needle.length > NEEDLE_LENGTH)
      throw new Stop(
        "too-long",
        message("expressions.searchTooLong", { name, most: NEEDLE_LENGTH }),
        String(needle.length),
      );
    this.steps(
      Math.ceil(text.length / COST.searched + (text.length * needle.length) / COST.searchedTimes),
    );
  }

  text(value: string): string {
    this.characters(value.length);
    return value;
  }

  list<T extends Value>(items: readonly T[]): readonly T[] {
    if (items.length > LIST_ITEMS)
      throw new Stop(
        "too-many-items",
        message("expressions.tooManyItems", { most: LIST_ITEMS }),
        String(items.length),
      );
    this.steps(items.length);
    return items;
  }

  /**
   * Bounded in both directions, so that no figure grows without end: half away from zero at the
   * twentieth decimal.
   */
  number(value: DecimalInput): Big {
    this.steps(COST.number);
    const figure = dec(value);
    if (figure.abs().gte(LARGEST))
      throw new Stop(
        "number-too-large",
        message("expressions.tooManyDigits", { most: WHOLE_DIGITS }),
        figure.toFixed(0).slice(0, 40),
      );
    return figure.round(DECIMALS, Big.roundHalfUp);
  }
}
