/**
 * The language and the time inside a page, carried by the rendering itself: no component hands them
 * on. Outside of a page these throw, so that a text never falls back to English unseen.
 */
import { createContext, useContext } from "hono/jsx";
import type { Language } from "../../../domain/language.ts";
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

/** What is said in the page's language: `const { t, format } = useMessages()`. */
export const useMessages = (): Texts => textsIn(useLanguage());
