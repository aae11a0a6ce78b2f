/**
 * The kinds of value that an expression knows. There is one kind of number, and it is decimal:
 * nothing in an expression is ever a binary floating point number, so no rounding of the machine
 * can reach an amount.
 *
 * Whether a value may be empty is part of its type. That is how a rule which would fail on the one
 * order without a comment is refused when it is saved, not in the night when that order comes.
 */
import { type Message, message } from "../../messages/message.ts";

type TextType = {
  readonly kind: "text";
  readonly optional: boolean;
  /** Longest possible text, where it is known. */
  readonly max: number | null;
  readonly about?: Message;
};
type PlainType = {
  readonly kind: "number" | "yes-no" | "date";
  readonly optional: boolean;
  readonly about?: Message;
};
type ListType = {
  readonly kind: "list";
  readonly optional: boolean;
  readonly of: Type;
  readonly about?: Message;
};
/** `name` says what the record is ("address"): functions ask for it. */
export type RecordType = {
  readonly kind: "record";
  readonly optional: boolean;
  readonly name: string;
  readonly fields: Fields;
  readonly about?: Message;
};
/** The word `null`. */
type NothingType = { readonly kind: "nothing" };
/** The type of a faulty part: it matches everything, so that one mistake gives one fault. */
type UnknownType = { readonly kind: "unknown" };

export type Type = TextType | PlainType | ListType | RecordType | NothingType | UnknownType;
export type Fields = Readonly<Record<string, Type>>;

export const NOTHING: NothingType = { kind: "nothing" };
export const UNKNOWN: UnknownType = { kind: "unknown" };
export const NUMBER: PlainType = { kind: "number", optional: false };
export const YES_NO: PlainType = { kind: "yes-no", optional: false };
export const DATE: PlainType = { kind: "date", optional: false };

export const text = (max: number | null = null): TextType => ({
  kind: "text",
  optional: false,
  max,
});
/** Returns the longest possible length of a text; `null`: not known. */
export const maxOf = (type: Type | undefined): number | null =>
  type?.kind === "text" ? type.max : null;

export const list = (of: Type): ListType => ({ kind: "list", optional: false, of });
export const record = (name: string, fields: Fields): RecordType => ({
  kind: "record",
  optional: false,
  name,
  fields,
});
export const address = (fields: Fields): RecordType => record("address", fields);

/** The same, but it may be empty. */
export function optional<T extends Type>(type: T): T {
  return "optional" in type ? { ...type, optional: true } : type;
}

/** The same, described for the people who write rules. */
export function about<T extends Type>(type: T, words: Message): T {
  return "optional" in type ? { ...type, about: words } : type;
}

export const mayBeEmpty = (type: Type): boolean =>
  type.kind === "nothing" || ("optional" in type && type.optional);

/** The same, known not to be empty. */
export const filled = (type: Type): Type =>
  "optional" in type && type.optional ? { ...type, optional: false } : type;

/** Kinds of single values, as faults and pages name them. */
export const KINDS = {
  text: message("expressions.kinds.text"),
  number: message("expressions.kinds.number"),
  "yes-no": message("expressions.kinds.yesNo"),
  date: message("expressions.kinds.date"),
} as const;

/** Returns the type's name for faults and pages. */
export function named(type: Type): Message {
  switch (type.kind) {
    case "text":
    case "number":
    case "yes-no":
    case "date":
      return KINDS[type.kind];
    case "list":
      return listOf(type.of);
    case "record":
      return message("expressions.kinds.record", { name: type.name });
    case "nothing":
      return message("expressions.kinds.nothing");
    case "unknown":
      return message("expressions.kinds.unknown");
  }
}

/** Whole phrases, as other languages bend their words. */
function listOf(items: Type): Message {
  if (items.kind === "text") return message("expressions.kinds.texts");
  return items.kind === "record"
    ? message("expressions.kinds.records", { name: items.name })
    : message("expressions.kinds.listOf", { kind: named(items) });
}

/**
 * The type of "either this or that", `null` where they are of different kinds. Two texts may be as
 * long as the longer.
 */
export function either(a: Type, b: Type): Type | null {
  if (a.kind === "unknown" || b.kind === "unknown") return UNKNOWN;
  if (a.kind === "nothing") return b.kind === "nothing" ? NOTHING : optional(b);
  if (b.kind === "nothing") return optional(a);
  const empty = a.optional || b.optional;
  if (a.kind === "text" && b.kind === "text")
    return {
      kind: "text",
      optional: empty,
      max: a.max === null || b.max === null ? null : Math.max(a.max, b.max),
    };
  if (a.kind === "list" && b.kind === "list") {
    const of = either(a.of, b.of);
    return of === null ? null : { kind: "list", optional: empty, of };
  }
  if (a.kind === "record" && b.kind === "record")
    return a.name === b.name ? { ...a, optional: empty } : null;
  return a.kind === b.kind ? { ...a, optional: empty } : null;
}
