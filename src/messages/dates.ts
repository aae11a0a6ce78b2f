/** Days, instants and countries as a language writes them: in reasons, mails and on pages alike. */
import { type Language, LOCALES } from "../domain/language.ts";
import { SOURCE_ZONE } from "../domain/platform/zoned-time.ts";

type Written = {
  /** `24 Nov 2026` of the calendar day "2026-11-24". */
  readonly day: (day: string) => string;
  /** `24 Nov 2026, 17:20`, by the shop's clock. */
  readonly minute: (ms: number) => string;
  /** `24 Nov 2026, 17:20:05`, by the shop's clock. */
  readonly second: (ms: number) => string;
  /** `Sweden` of "SE". What is no code of a country stays as it is. */
  readonly country: (code: string) => string;
};

/** Made when they are first needed: Intl formatters are slow to make. */
const made = new Map<Language, Written>();

export function writtenIn(language: Language): Written {
  const known = made.get(language) ?? make(LOCALES[language]);
  made.set(language, known);
  return known;
}

function make(locale: string): Written {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const atShop = (timeStyle: "short" | "medium") =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle, timeZone: SOURCE_ZONE });
  const [minute, second] = [atShop("short"), atShop("medium")];
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  return {
    day: (text) => day.format(Date.parse(text)),
    minute: (ms) => minute.format(ms),
    second: (ms) => second.format(ms),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
  };
}
