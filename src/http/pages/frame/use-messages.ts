/**
 * The language and the time inside a page, carried by the rendering itself: no component hands them
 * on. Outside of a page these throw, so that a text never falls back to English unseen.
 */
import { createContext, useContext } from "hono/jsx";
import type { Language } from "../../../domain/language.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { describeWithNames, type Names } from "../../usecases/jobs/known-names.ts";
import { type Texts, textsIn } from "../../words/texts.ts";

export const LanguageContext = createContext<Language | null>(null);

function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error("a text was asked for outside of a page");
  return language;
}

/** The instant that the page is of. */
export const NowContext = createContext<number | null>(null);

export function useNow(): number {
  const now = useContext(NowContext);
  if (now === null) throw new Error("the time was asked for outside of a page");
  return now;
}

/** Set by the sheet of a shop in test mode: what is confirmed there is shown, and not written. */
export const TrialContext = createContext(false);

export const useTrial = (): boolean => useContext(TrialContext);

/** Of what reasons name by an id or a code; `null`: the page has asked for none. */
export const NamesContext = createContext<Names | null>(null);

const withNames = new WeakMap<Names, Texts>();

/** Names are of one page, and so of one language. */
function named(texts: Texts, names: Names): Texts {
  const known = withNames.get(names);
  if (known !== undefined) return known;
  const made: Texts = {
    ...texts,
    describe: (reason: Reason) => describeWithNames(reason, names, texts.language),
  };
  withNames.set(names, made);
  return made;
}

/** What is said in the page's language: `const { t, format } = useMessages()`. */
export function useMessages(): Texts {
  const texts = textsIn(useLanguage());
  const names = useContext(NamesContext);
  return names === null ? texts : named(texts, names);
}
