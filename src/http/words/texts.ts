/** All that is said in one language. */
import type { Language } from "../../domain/language.ts";
import { type Messages, messagesOf } from "../../messages/index.ts";
import { type Format, formatOf } from "./format.ts";
import { type States, statesIn } from "./state-text.ts";

/** Its messages; amounts, instants and figures as it writes them; and its words for states. */
export type Texts = Messages & { readonly format: Format; readonly states: States };

/** Throws where the language isn't loaded. What isn't asked for isn't made. */
export function textsIn(language: Language): Texts {
  const messages = messagesOf(language);
  return {
    ...messages,
    get format() {
      return formatOf(language);
    },
    get states() {
      return statesIn(messages);
    },
  };
}
