/**
 * The languages that everything is said in: a language is a line here, a catalogue
 * (`src/messages/<language>.po`) and a folder of the manual (`docs/manual/<language>`).
 *
 * `name` is the language's own one, as a list of languages is for those who read no other; `locale`
 * says how dates and figures are written. English is written as in Europe: the day before the
 * month, 24 hours.
 */
import type { Decimal } from "./money.ts";

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

/** Nobody reads more places, and the runtime refuses to write more than a hundred. */
const MOST_PLACES = 20;
/** By language and places: the makers of Intl are slow to make, and a list has 150 amounts. */
const amounts = new Map<string, Intl.NumberFormat>();

/** A decimal with the places that it has: `1,234.50`. Never through binary floating point. */
export function amountText(language: Language, value: Decimal): string {
  const places = Math.min(value.split(".")[1]?.length ?? 0, MOST_PLACES);
  const name = `${language} ${places}`;
  const known =
    amounts.get(name) ??
    new Intl.NumberFormat(LOCALES[language], {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
      // Polish would write 1234,50 and 12 345,00.
      useGrouping: "always",
    });
  amounts.set(name, known);
  return known.format(value as `${number}`);
}

/**
 * A rate by which look-ups choose, "25%", or the note of a VAT code, "25 %", as the language writes
 * it; any other text as it is.
 */
export const rateText = (language: Language, text: string): string => {
  const figure = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(text)?.[1];
  return figure === undefined ? text : withPercentSign(language, amountText(language, figure));
};
