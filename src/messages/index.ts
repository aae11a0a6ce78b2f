/**
 * Texts in the reader's language: `t("orders.orderNamed", { name })`. They are in the catalogues
 * beside this file, one a language. `scripts/compile-messages.ts` makes typed ids and parsed texts
 * of them, so that an unknown id or a missing argument doesn't compile.
 *
 * A language is loaded when it is first needed, once per isolate. A user's text is an argument and
 * never parsed as a message: quotes, braces and backslashes in it stay.
 */
import { type FormatXMLElementFn, IntlMessageFormat } from "intl-messageformat";
import type { Child } from "hono/jsx";
import { type Language, LOCALES } from "../domain/language.ts";
import { CATALOGUES, ids } from "./compiled/catalogues.ts";
import type { PlainMessages, RichMessages, Text } from "./compiled/ids.ts";
import { formats } from "./formats.ts";
import type { Message, MessagePart, PlainId } from "./message.ts";
import { type Packed, unpack } from "./packed.ts";

export { type Message, message, type PlainId } from "./message.ts";

/** By id: a text, or its parsed parts. */
export type Compiled = Readonly<Record<string, Packed>>;

type MessageId = keyof (PlainMessages & RichMessages);
type MessageArguments<Arguments> = Arguments extends null ? [] : [args: Arguments];
/** In a page an element may stand wherever a text takes an argument. */
type WithElements<Arguments> = Arguments extends null
  ? null
  : { readonly [Name in keyof Arguments]: Arguments[Name] | Child };

export type Messages = {
  readonly language: Language;
  /** The text of a message without elements in it. */
  readonly t: <Id extends PlainId>(id: Id, ...given: MessageArguments<PlainMessages[Id]>) => string;
  /** A text with elements, in place of an argument or around the text between tags. */
  readonly rich: <Id extends MessageId>(
    id: Id,
    ...given: MessageArguments<
      Id extends PlainId
        ? WithElements<PlainMessages[Id]>
        : Id extends keyof RichMessages
          ? WithElements<RichMessages[Id]>
          : never
    >
  ) => Child;
  /** A message that was named elsewhere, and those within it. A text is said already. */
  readonly say: (message: Message | string) => string;
  /** Whether there is such a message. */
  readonly has: (id: string) => id is PlainId;
  /**
   * The text of an id that is put together from what is stored, or from what a vendor answered;
   * `null`: there is no such message.
   */
  readonly find: (id: string, args?: Readonly<Record<string, Text | null>>) => string | null;
};

type Value = string | number | boolean | null | object | FormatXMLElementFn<Child>;

const loaded = new Map<Language, Messages>();

/** The language's messages, loaded where they aren't yet. */
export async function loadMessages(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const [listed, { texts }] = await Promise.all([ids(), CATALOGUES[language]()]);
  const made = loaded.get(language) ?? messagesFrom(language, byId(listed.IDS, texts));
  loaded.set(language, made);
  return made;
}

/** A catalogue as it is compiled: the texts of all ids, in the order of the ids. */
export function byId(ids: readonly string[], texts: readonly Packed[]): Compiled {
  if (ids.length !== texts.length) throw new Error("a catalogue has other messages than English");
  return Object.fromEntries(ids.map((id, at) => [id, texts[at] ?? ""]));
}

/** The messages of a language that is loaded. Throws where it isn't: the entry point loads it. */
export function messagesOf(language: Language): Messages {
  const known = loaded.get(language);
  if (known === undefined) throw new Error(`the messages in "${language}" aren't loaded`);
  return known;
}

/** ICU selects by text, so `null` and booleans become text. */
function selectable(value: Value): Value {
  if (value === null) return "none";
  return typeof value === "boolean" ? String(value) : value;
}

/**
 * Messages from a compiled catalogue. A missing id or argument throws, as no text may be wrong
 * unseen.
 */
export function messagesFrom(language: Language, compiled: Compiled): Messages {
  const parsed = new Map<string, IntlMessageFormat>();

  const format = (id: string, args: Readonly<Record<string, Value>>): unknown => {
    const message = Object.hasOwn(compiled, id) ? compiled[id] : undefined;
    if (message === undefined) throw new Error(`there is no message "${id}" in "${language}"`);
    if (typeof message === "string") return message;
    let known = parsed.get(id);
    if (known === undefined) {
      known = new IntlMessageFormat(unpack(message), LOCALES[language], formats);
      parsed.set(id, known);
    }
    return known.format(args as Record<string, string>);
  };

  const given = ([args]: readonly unknown[]): Record<string, Value> => {
    const values = Object.entries((args ?? {}) as Record<string, Value>);
    return Object.fromEntries(values.map(([name, value]) => [name, selectable(value)]));
  };

  const say = (message: Message | string): string => {
    if (typeof message === "string") return message;
    const { id, args } = message;
    const parts = Object.entries(args ?? {}).map(([name, part]) => [name, said(part)] as const);
    return String(format(id, given([Object.fromEntries(parts)])));
  };
  const said = (part: MessagePart): Value => {
    if (Array.isArray(part)) return part.map(say).join(", ");
    return typeof part === "object" && part !== null ? say(part as Message) : part;
  };

  return {
    language,
    t: (id, ...args) => String(format(id, given(args))),
    rich: (id, ...args) => format(id, given(args)) as Child,
    say,
    has: (id): id is PlainId => Object.hasOwn(compiled, id),
    find: (id, args) => (Object.hasOwn(compiled, id) ? String(format(id, given([args]))) : null),
  };
}
