/**
 * The definition of an expression function: its arguments, its result, an example with its result
 * (a test runs each, and the page shows it), and the function itself. A function is pure, counts
 * its work on the meter, and either returns or stops with a fault that names the value.
 */
import type Big from "big.js";
import type { Message } from "../../../messages/message.ts";
import type { Meter } from "../meter.ts";
import type { Type } from "../types.ts";
import {
  isDate,
  isList,
  isNumber,
  isRecord,
  type LocalDate,
  type RecordValue,
  type Value,
} from "../values.ts";

/**
 * `value`: text, number, date or yes-no. `texts` and `numbers` are lists of them, `list` is any
 * list, `records` a list of records.
 */
export type Takes =
  | "text"
  | "number"
  | "date"
  | "yes-no"
  | "address"
  | "texts"
  | "numbers"
  | "list"
  | "value"
  | "anything";

/** Tables of the settings by name, for `lookup`. */
export type Tables = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Param = {
  readonly name: string;
  readonly takes: Takes;
  /** Accepts an empty value; otherwise one that may be empty is refused when the rule is saved. */
  readonly empty?: boolean;
  /** Has to be a literal, to be checked when saved. Returns the fault, or `null`. */
  readonly written?: (value: string, tables: Tables) => Message | null;
};

export type Form = {
  readonly params: readonly Param[];
  /** Any number of further ones, like the last. */
  readonly rest?: boolean;
  /** `null`: these don't go together. */
  readonly result: (args: readonly Type[], literals: readonly (string | null)[]) => Type | null;
  readonly apply: (args: Arguments, meter: Meter, tables: Tables) => Value;
};

type Example = { readonly expression: string; readonly result: string };

export type FunctionDef = {
  readonly name: string;
  readonly group: "text" | "number" | "date" | "list" | "choice";
  readonly about: Message;
  readonly examples: readonly Example[];
  readonly signatures: readonly Form[];
};

/** The values of a call, read by the declared form. Anything else is a bug of the checker. */
export class Arguments {
  readonly values: readonly Value[];

  constructor(values: readonly Value[]) {
    this.values = values;
  }

  any(index: number): Value {
    return this.values[index] ?? null;
  }
  text(index: number): string {
    return typed(this.any(index), (value) => typeof value === "string");
  }
  number(index: number): Big {
    return typed(this.any(index), isNumber);
  }
  date(index: number): LocalDate {
    return typed(this.any(index), isDate);
  }
  record(index: number): RecordValue {
    return typed(this.any(index), isRecord);
  }
  list(index: number): readonly Value[] {
    return typed(this.any(index), isList);
  }
  texts(index: number): readonly string[] {
    return this.list(index).map((item) => typed(item, (value) => typeof value === "string"));
  }
  numbers(index: number): readonly Big[] {
    return this.list(index).map((item) => typed(item, isNumber));
  }
}

function typed<T extends Value>(value: Value, is: (value: Value) => value is T): T {
  if (!is(value))
    throw new Error(`a checked expression got ${value === null ? "nothing" : typeof value}`);
  return value;
}
