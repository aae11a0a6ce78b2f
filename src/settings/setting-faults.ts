/**
 * Faults of settings, as the schema finds them and as people read them. The schema's own
 * refinements name a message: by its id where it has no arguments, otherwise in the issue's
 * `params` (`addFault`). The validator's own faults are named by their code.
 *
 * No user input becomes a message's id: the ids here are the schema's own words.
 */
import { z } from "zod";
import english from "zod/v4/locales/en.js";
import { type Message, message, type PlainId } from "../messages/message.ts";

/** `path`: from the whole down to the setting. */
export type SettingFault = { readonly path: readonly PropertyKey[]; readonly message: Message };
/** `path` is dotted ("orders.statuses.0"); empty for the whole. */
export type FaultAt = { readonly path: string; readonly message: Message };

const IDS = "settings.faults.";
export type FaultId = Extract<PlainId, `${typeof IDS}${string}`>;

/** In place of the validator's own words, where a message takes no arguments. */
export const faultId = (id: FaultId): string => id;

/** Adds a fault to the value, or to a part of it. */
export function addFault(
  context: z.RefinementCtx,
  { path, message: described }: SettingFault,
): void {
  context.addIssue({
    code: "custom",
    path: [...path],
    message: described.id,
    params: { described },
  });
}

/** Several faults of one setting, one behind the other. */
export const inOne = ([first, ...others]: readonly Message[]): Message =>
  others.reduce<Message>(
    (before, next) => message("expressions.sentences", { first: before, second: next }),
    first ?? message("settings.faults.invalid.any"),
  );

/** Each fault with its path; a name that isn't known is the path itself. Never the sent value. */
export function faultsIn(error: z.core.$ZodError): FaultAt[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        path: [...path, key].join("."),
        message: message("settings.faults.unknownField"),
      }));
    return [{ path: path.join("."), message: described(issue) }];
  });
}

/** As people are told; what only the validator knows how to say stays as it says it. */
const described = (issue: z.core.$ZodIssue): Message =>
  knownFault(issue) ?? message("settings.faults.asValidated", { text: issue.message });

const validator = english().localeError;

/** `null`: neither a schema's own message nor one of the validator's that there are words for. */
function knownFault(issue: z.core.$ZodIssue): Message | null {
  if (issue.code === "custom" && isMessage(issue.params?.["described"]))
    return issue.params["described"];
  if (isFaultId(issue.message)) return { id: issue.message };
  // A text of the schema's own comes before what is said of the issue's code.
  return validator(issue as z.core.$ZodRawIssue) === issue.message ? byCode(issue) : null;
}

const isFaultId = (text: string): text is FaultId => text.startsWith(IDS);
const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && "id" in value;

function byCode(issue: z.core.$ZodIssue): Message | null {
  switch (issue.code) {
    case "invalid_type":
      return message("settings.faults.invalid.kind", {
        expected: issue.expected,
        received: kindOf(issue.input),
      });
    case "invalid_value":
      return issue.values.length === 1 ? null : oneOf(issue.values);
    case "too_small":
      return issue.exact === true
        ? null
        : tooSmall(issue.origin, `${issue.inclusive === false ? ">" : ">="}${issue.minimum}`);
    case "too_big":
      return issue.exact === true
        ? null
        : tooBig(issue.origin, `${issue.inclusive === false ? "<" : "<="}${issue.maximum}`);
    case "invalid_format":
      return issue.format === "regex"
        ? message("settings.faults.invalid.form")
        : ofFormat(issue.format);
    case "invalid_union":
      return "options" in issue ? null : ofUnion(issue.errors);
    case "custom":
      return message("settings.faults.invalid.any");
    default:
      return null;
  }
}

const oneOf = (values: readonly z.core.util.Primitive[]): Message =>
  message("settings.faults.invalid.option", {
    options: z.core.util.joinValues([...values], "|"),
  });

/** Where each choice is a value, the values are named. */
function ofUnion(choices: readonly (readonly z.core.$ZodIssue[])[]): Message {
  const values = choices.map(([first]) => (first?.code === "invalid_value" ? first.values : null));
  return values.includes(null)
    ? message("settings.faults.invalid.any")
    : oneOf(values.flatMap((some) => some ?? []));
}

/** As the validator names the kind of a value; never the value itself. */
const kindOf = (input: unknown): string =>
  typeof input === "number" && !Number.isFinite(input)
    ? String(input)
    : z.core.util.parsedType(input);

function tooSmall(kind: string, bound: string): Message | null {
  if (kind === "string") return message("settings.faults.invalid.tooShort", { bound });
  if (kind === "array" || kind === "set")
    return message("settings.faults.invalid.tooFew", { bound });
  return OF_OTHER_SIZE.has(kind) ? null : message("settings.faults.invalid.tooSmall", { bound });
}

function tooBig(kind: string, bound: string): Message | null {
  if (kind === "string") return message("settings.faults.invalid.tooLong", { bound });
  if (kind === "array" || kind === "set")
    return message("settings.faults.invalid.tooMany", { bound });
  return OF_OTHER_SIZE.has(kind) ? null : message("settings.faults.invalid.tooBig", { bound });
}

/** Counted in bytes and entries, which no setting is. */
const OF_OTHER_SIZE: ReadonlySet<string> = new Set(["file", "map"]);

function ofFormat(format: string): Message | null {
  switch (format) {
    case "email":
      return message("settings.faults.invalid.email");
    case "url":
      return message("settings.faults.invalid.url");
    case "date":
      return message("settings.faults.invalid.date");
    case "datetime":
      return message("settings.faults.invalid.instant");
    default:
      return null;
  }
}
