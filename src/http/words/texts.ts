/** All that is said in one language. */
import type { Language } from "../../domain/language.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { type Messages, messagesOf } from "../../messages/index.ts";
import { type DescribedReason, describeReason } from "../usecases/jobs/reason-text.ts";
import { type Format, formatOf } from "./format.ts";
import { type States, statesIn } from "./state-text.ts";

/** A reason in words; on a page that knows them, with the names of what it is about. */
export type Describe = (reason: Reason) => DescribedReason;

/** Its messages; amounts, instants and figures as it writes them; states and reasons in words. */
export type Texts = Messages & {
  readonly format: Format;
  readonly states: States;
  readonly describe: Describe;
};

const made = new Map<Language, Texts>();

/**
 * Throws where the language isn't loaded. Made once a language and isolate: a page asks for it in
 * each of its parts, up to thousands of times.
 */
export function textsIn(language: Language): Texts {
  const known = made.get(language) ?? makeTexts(language);
  made.set(language, known);
  return known;
}

/** What isn't asked for isn't made. */
function makeTexts(language: Language): Texts {
  const messages = messagesOf(language);
  return {
    ...messages,
    describe: (reason) => describeReason(reason, language),
    get format() {
      return formatOf(language);
    },
    get states() {
      return statesIn(messages);
    },
  };
}
