/**
 * The languages that everything is said in: a language is a line here, a catalogue
 * (`src/messages/<language>.po`) and a folder of the manual (`docs/manual/<language>`).
 *
 * `name` is the language's own one, as a list of languages is for those who read no other; `locale`
 * says how dates and figures are written. English is written as in Europe: the day before the
 * month, 24 hours.
 */
const TABLE = {
  en: { name: "English", locale: "en-GB" },
  nl: { name: "Nederlands", locale: "nl-NL" },
  pl: { name: "Polski", locale: "pl-PL" },
  sv: { name: "Svenska", locale: "sv-SE" },
} as const;

export type Language = keyof typeof TABLE;
type Languages = readonly [Language, ...Language[]];

export const DEFAULT_LANGUAGE: Language = "en";

/** In the order of lists. A tuple for those who make enums of it: the table is never empty. */
export const LANGUAGES = Object.keys(TABLE) as unknown as Languages;

const each = (of: "name" | "locale"): Readonly<Record<Language, string>> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, TABLE[language][of]])) as Readonly<
    Record<Language, string>
  >;

export const LANGUAGE_NAMES = each("name");
export const LOCALES = each("locale");

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);

/** "25" as a percentage: Swedish has a space before the sign, which doesn't break. */
export const withPercentSign = (language: Language, figure: string): string =>
  `${figure}${language === "sv" ? "\u00a0" : ""}%`;
