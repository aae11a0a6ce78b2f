/**
 * The language inside a page, carried by the rendering itself: no component hands it on. Outside of
 * a page these throw, so that a text never falls back to English unseen.
 */
import { createContext, useContext } from "hono/jsx";
import type { Language } from "../../../domain/language.ts";
import { type Message, type Messages, messagesOf } from "../../../messages/index.ts";
import { type Format, formatOf } from "../../words/format.ts";
import { type States, statesIn } from "../../words/state-text.ts";

export const LanguageContext = createContext<Language | null>(null);

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error("a text was asked for outside of a page");
  return language;
}

/** Set by the sheet of a shop in test mode: what is confirmed there is shown, and not written. */
export const TrialContext = createContext(false);

export const useTrial = (): boolean => useContext(TrialContext);

/** The messages in the page's language: `const { t } = useMessages()`. */
export const useMessages = (): Messages => messagesOf(useLanguage());

/** Instants, spans, amounts and figures as the page's language writes them. */
export const useFormat = (): Format => formatOf(useLanguage());

/** States in the page's language. */
export const useStates = (): States => statesIn(useMessages());

/** Says a message in the page's language. A text is said already. */
export function useSay(): (text: string | Message) => string {
  const language = useLanguage();
  return (text) => (typeof text === "string" ? text : messagesOf(language).say(text));
}
