/** The texts of scripts, from the English catalogue's `cli.…`. */
import { messages } from "../src/messages/compiled/cli.ts";
import type { TerminalMessages } from "../src/messages/compiled/cli-ids.ts";
import { messagesFrom } from "../src/messages/index.ts";

type TerminalId = keyof TerminalMessages;

type Say = <Id extends TerminalId>(
  id: Id,
  ...args: TerminalMessages[Id] extends null ? [] : [args: TerminalMessages[Id]]
) => string;

/** An unknown id and a missing argument don't compile. */
export const t = messagesFrom("en", messages).t as Say;
