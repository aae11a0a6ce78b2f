/** Messages as the English catalogue says them, to hold sentences against. */
import { loadMessages, type Message } from "../../src/messages/index.ts";

const english = await loadMessages("en");

export const inEnglish = (message: Message): string => english.say(message);

/** Faults with their paths: `orders.startLine: a start line is needed …`. */
export const describedInEnglish = (
  faults: readonly { readonly path: string | readonly PropertyKey[]; readonly message: Message }[],
): readonly string[] =>
  faults.map(
    ({ path, message }) =>
      `${typeof path === "string" ? path : path.map(String).join(".")}: ${inEnglish(message)}`,
  );
