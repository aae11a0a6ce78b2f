/**
 * The product's languages. Each is a line here, a catalogue (`src/messages/<language>.po`) and a
 * folder of the manual (`docs/manual/<language>`).
 *
 * `name` is in the language itself, for those who read no other; `locale` decides how dates and
 * figures are written. English uses European forms: the day before the month, 24 hours.
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

/** In the order of lists. A tuple, as enums need one: the table is never empty. */
export const LANGUAGES = Object.keys(TABLE) as unknown as Languages;

const each = (of: "name" | "locale"): Readonly<Record<Language, string>> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, TABLE[language][of]])) as Readonly<
    Record<Language, string>
  >;

export const LANGUAGE_NAMES = each("name");
export const LOCALES = each("locale");

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);

/** "25" as a percentage: Swedish has a non-breaking space before the sign. */
export const withPercentSign = (language: Language, figure: string): string =>
  `${figure}${language === "sv" ? "\u00a0" : ""}%`;

/** The runtime refuses more than a hundred places; twenty are enough to read. */
const MAX_PLACES = 20;
/** Cached by language and places: Intl formatters are slow to build, and a list has 150 amounts. */
const amounts = new Map<string, Intl.NumberFormat>();

/** Writes a decimal with the places that it has: `1,234.50`. Never through a double. */
export function amountText(language: Language, value: Decimal): string {
  const places = Math.min(value.split(".")[1]?.length ?? 0, MAX_PLACES);
  const name = `${language} ${places}`;
  const known =
    amounts.get(name) ??
    new Intl.NumberFormat(LOCALES[language], {
      minimumFractionDigits: places,
      maximumFractionDigits: places,
      // Otherwise Polish writes 1234,50 but 12 345,00.
      useGrouping: "always",
    });
  amounts.set(name, known);
  return known.format(value as `${number}`);
}

const HUNDREDTHS = 2;
/** ISO 4217: currencies whose smallest unit isn't a hundredth. */
const WITHOUT_CENTS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const WITH_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND";
const OTHER_PLACES: ReadonlyMap<string, number> = new Map([
  ...WITHOUT_CENTS.split(" ").map((currency) => [currency, 0] as const),
  ...WITH_THOUSANDTHS.split(" ").map((currency) => [currency, 3] as const),
]);

/** How many decimals a currency's amounts have: 2 of EUR, 0 of JPY, 3 of KWD. */
export const decimalsOf = (currency: string): number => OTHER_PLACES.get(currency) ?? 2;

/**
 * Writes an amount with the decimals that its currency has: `349.00` SEK, `1,500` JPY, `1.250` KWD.
 * What is smaller than the currency's unit is shown all the same; so are the places of an amount
 * whose currency nobody knows.
 */
export function moneyText(language: Language, value: Decimal, currency: string | null): string {
  if (currency === null || currency === "") return amountText(language, value);
  const places = OTHER_PLACES.get(currency) ?? HUNDREDTHS;
  const [whole = "", part = ""] = value.split(".");
  const shown = part.replace(/0+$/, "").padEnd(places, "0");
  return amountText(language, (shown === "" ? whole : `${whole}.${shown}`) as Decimal);
}

/**
 * Writes the rate of a look-up, "25%", or the note of a VAT code, "25 %", as the language does; any
 * other text stays as it is.
 */
export const rateText = (language: Language, text: string): string => {
  const figure = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(text)?.[1];
  return figure === undefined ? text : withPercentSign(language, amountText(language, figure));
};
