/** Values while an expression is computed. */
import Big from "big.js";
import { plain } from "../../domain/money.ts";
import { type Message, message } from "../../messages/message.ts";
import type { RuleFaultCode } from "./fault.ts";
import type { RecordType } from "./types.ts";

/**
 * A day of the calendar, `YYYY-MM-DD`, with a time of day `HH:MM:SS` where the source has one. No
 * zone: as the source writes it.
 */
export type LocalDate = {
  readonly kind: "date";
  readonly day: string;
  readonly time: string | null;
};
export type RecordValue = {
  readonly kind: "record";
  readonly type: RecordType;
  readonly data: Readonly<Record<string, unknown>>;
};
export type Value = string | Big | boolean | null | LocalDate | RecordValue | readonly Value[];

export const isNumber = (value: Value): value is Big => value instanceof Big;
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isDate = (value: Value): value is LocalDate =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "date";
export const isRecord = (value: Value): value is RecordValue =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "record";

/**
 * Ends one evaluation: the rule met a value that it can't handle. Thrown inside this folder and
 * caught only by `evaluate`, which returns it as a result; passing it through every node would hide
 * what the nodes do.
 */
export class Stop extends Error {
  readonly code: RuleFaultCode;
  /** Why, for people. */
  readonly described: Message;
  readonly value: string | Message;
  constructor(code: RuleFaultCode, described: Message, value: string | Message) {
    super(described.id);
    this.code = code;
    this.described = described;
    this.value = value;
  }
}

const MOST_SHOWN = 80;

/** A value as a person may read it, shortened. */
export function shortText(value: Value): string | Message {
  if (value === null) return message("expressions.kinds.nothing");
  if (isList(value)) return message("expressions.values.list", { count: value.length });
  const whole = written(value);
  return whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}…` : whole;
}

function written(value: Exclude<Value, null | readonly Value[]>): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  if (isNumber(value)) return plain(value);
  if (isDate(value)) return value.time === null ? value.day : `${value.day} ${value.time}`;
  return value.type.name;
}
