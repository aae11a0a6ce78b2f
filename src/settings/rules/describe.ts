/**
 * Targets, sources and functions described: for the page of rules and for programs that make one of
 * their own.
 */
import { jsonText } from "../../domain/platform/text.ts";
import { type Message, message } from "../../messages/message.ts";
import { signature } from "../expressions/check-call.ts";
import { FUNCTIONS } from "../expressions/functions/index.ts";
import { type Fields, KINDS, mayBeEmpty, named, type Type } from "../expressions/types.ts";
import { SOURCES } from "./compile.ts";
import type { MapTarget, Part } from "./targets.ts";
import { isJsonObject } from "../../domain/platform/json-object.ts";

export type SourceDoc = {
  readonly path: string;
  readonly type: Message;
  /** `null`: its name says enough. */
  readonly about: Message | null;
  /** As in the record; for a list its length; `null` where it is empty or no single value. */
  readonly value: string | Message | null;
};

const MAX_CHARACTERS = 200;

/**
 * Every field that a rule of this part can name, with its value in a record. Fields of a list's
 * items are those of its first.
 */
export const sourceDocs = (
  part: Part,
  data: Readonly<Record<string, unknown>> = {},
): readonly SourceDoc[] => walk(SOURCES[part], data, "");

function walk(fields: Fields, data: unknown, before: string): readonly SourceDoc[] {
  return Object.entries(fields).flatMap(([name, type]): readonly SourceDoc[] => {
    const value = isJsonObject(data) && Object.hasOwn(data, name) ? data[name] : null;
    const path = before === "" ? name : `${before}.${name}`;
    if (type.kind === "record")
      return [
        ...(before === "" ? [] : [described(path, type, null)]),
        ...walk(type.fields, value, path),
      ];
    if (type.kind !== "list") return [described(path, type, value)];
    const items = Array.isArray(value) ? value.length : null;
    const item =
      type.of.kind === "record"
        ? walk(type.of.fields, Array.isArray(value) ? value[0] : null, `${path}[0]`)
        : [];
    const counted = items === null ? null : message("described.items", { count: items });
    return [{ ...described(path, type, null), value: counted }, ...item];
  });
}

const described = (path: string, type: Type, value: unknown): SourceDoc => ({
  path,
  type: mayBeEmpty(type)
    ? message("expressions.kinds.mayBeEmpty", { kind: named(type) })
    : named(type),
  about: "about" in type ? (type.about ?? null) : null,
  value:
    value === null || value === undefined || typeof value === "object"
      ? null
      : jsonText(value).slice(0, MAX_CHARACTERS),
});

/** Describes what a target accepts, in a few words. */
export function acceptedValues({ takes, form }: MapTarget): Message {
  if (form === "guid") return message("described.takes.id");
  if (takes.kind === "text")
    return form === "line"
      ? message("described.takes.line", { most: takes.max })
      : message("described.takes.text", { most: takes.max });
  return takes.kind === "number" ? message("described.takes.wholeNumber") : KINDS[takes.kind];
}

type FunctionDoc = {
  readonly name: string;
  readonly group: string;
  readonly about: Message;
  readonly shapes: readonly string[];
  readonly examples: readonly { readonly expression: string; readonly result: string }[];
};

export const functionDocs = (): readonly FunctionDoc[] =>
  FUNCTIONS.map(({ name, group, about, signatures, examples }) => ({
    name,
    group,
    about,
    examples,
    shapes: [...new Set(signatures.map((form) => signature(name, form)))],
  }));
