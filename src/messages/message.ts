/**
 * A text that isn't translated yet. Code below the pages names it with its arguments; the page
 * translates it (`Messages.say`). Plain data, so that it can be stored and cross an RPC call.
 */
import type { PlainMessages, Text } from "./compiled/ids.ts";

export type PlainId = keyof PlainMessages;

/** An argument of a message: a word or figure, another message, or several. */
export type MessagePart = Text | boolean | null | Message | readonly Message[];
export type Message = {
  readonly id: PlainId;
  readonly args?: Readonly<Record<string, MessagePart>>;
};

/** In place of a text another message may stand. */
type WithMessages<Arguments> = {
  readonly [Name in keyof Arguments]: Text extends Arguments[Name]
    ? Arguments[Name] | Message | readonly Message[]
    : Arguments[Name];
};

/** `message("settings.noSuchField", { name })`: id and arguments are checked by the compiler. */
export function message<Id extends PlainId>(
  id: Id,
  ...[args]: PlainMessages[Id] extends null ? [] : [args: WithMessages<PlainMessages[Id]>]
): Message {
  return args === undefined ? { id } : { id, args: args as Readonly<Record<string, MessagePart>> };
}
