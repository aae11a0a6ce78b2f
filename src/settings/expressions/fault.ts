/**
 * The faults of an expression, with their place, for its author. A `Fault` is found when a rule is
 * saved, a `RuleFault` when a rule fails on a record.
 */
import { type Message, message } from "../../messages/message.ts";

export type FaultCode =
  | "syntax"
  | "not-available"
  | "too-large"
  | "unknown-name"
  | "unknown-field"
  | "unknown-function"
  | "unknown-table"
  | "wrong-type"
  | "wrong-count"
  | "may-be-empty"
  | "nested-list"
  | "bad-pattern"
  | "too-long"
  | "too-heavy";

/** A part of the expression's text: `offset` from 0 in UTF-16 units, `line` and `column` from 1. */
export type Place = {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
};

export type Fault = { readonly code: FaultCode; readonly message: Message; readonly at: Place };

export type RuleFaultCode =
  | "too-long"
  | "too-many-items"
  | "too-heavy"
  | "number-too-large"
  | "divided-by-zero"
  | "not-a-number"
  | "not-a-date"
  | "not-whole"
  | "too-many-decimals"
  | "empty"
  | "unexpected-value"
  | "nothing-to-search";

/**
 * `value` is what the rule failed on, shortened: it may name a person, so it goes into the sealed
 * timeline, never into a reason.
 */
export type RuleFault = {
  readonly rule: string;
  readonly code: RuleFaultCode;
  readonly message: Message;
  readonly value: string | Message;
  readonly at: Place;
};

/** A fault, and behind it what helps; `null`: nothing does. */
export const withHint = (fault: Message, hint: Message | null): Message =>
  hint === null ? fault : message("expressions.sentences", { first: fault, second: hint });

/** A fault with its place in the expression. */
export const placed = ({ message: fault, at }: Fault): Message =>
  message("expressions.at", { fault, line: at.line, column: at.column });

export type Span = { readonly start: number; readonly end: number };

export function placeOf(source: string, { start, end }: Span): Place {
  const before = source.slice(0, start);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    offset: start,
    length: Math.max(0, end - start),
    line: before.split("\n").length,
    column: start - lineStart + 1,
  };
}
