/** The languages that everything is said in, and how each writes dates, figures and plurals. */
export const LANGUAGES = ["en", "nl", "pl", "sv"] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = "en";

/** Each language's own name: a list of languages is for those who read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  nl: "Nederlands",
  pl: "Polski",
  sv: "Svenska",
};

/** English as it is written in Europe: the day before the month, 24 hours. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: "en-GB",
  nl: "nl-NL",
  pl: "pl-PL",
  sv: "sv-SE",
};

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);
