/**
 * Instants, spans and figures as people read them. Times are those of the shop's zone, which the
 * pages name.
 */
import { type Language, LOCALES, moneyText, withPercentSign } from "../../domain/language.ts";
import { dec, plain, type Decimal } from "../../domain/money.ts";
import {
  instantsOf,
  parseLocal,
  SOURCE_ZONE,
  zoneOffset,
} from "../../domain/platform/zoned-time.ts";
import { writtenIn } from "../../messages/dates.ts";

export const ZONE = SOURCE_ZONE;

const local = (ms: number): string => new Date(ms + zoneOffset(ms, ZONE)).toISOString();

/** `17:20:05.123`, for what happens within a second. */
const timeText = (ms: number): string => local(ms).slice(11, 23);

/** The calendar day of an instant, `YYYY-MM-DD`. */
export const dayOf = (ms: number): string => local(ms).slice(0, 10);

/** The form of `<input type="datetime-local">`. */
export const inputStamp = (ms: number): string => local(ms).slice(0, 19);

/**
 * Reads what such an input sent; the earlier instant in the hour that a clock change repeats.
 * `null`: no local time.
 */
export function readInputStamp(text: string): number | null {
  const stamp = parseLocal(text);
  return stamp === null ? null : instantsOf(stamp, ZONE).earliest;
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** How one language writes instants, spans and figures. */
export type Format = {
  /** `24 Nov 2026, 17:20:05` */
  readonly stamp: (ms: number) => string;
  /** `24 Nov 2026` of the calendar day "2026-11-24". */
  readonly day: (day: string) => string;
  /** `November 2026` of "2026-11". */
  readonly month: (month: string) => string;
  /** `17:20:05.123`, for what happens within a second. */
  readonly time: (ms: number) => string;
  /** `3 minutes`, by the largest unit that fits. */
  readonly span: (ms: number) => string;
  /** `3 minutes ago`, `in 3 minutes`, `now`. */
  readonly from: (at: number, now: number) => string;
  /** `21%` of the fraction "0.21", in Swedish `21 %`. */
  readonly percent: (fraction: Decimal) => string;
  /**
   * A decimal with the places that it has: `1,234.50`. Never through binary floating point. Of
   * money whose currency stands elsewhere, `currency` says how many decimals that has.
   */
  readonly amount: (amount: Decimal, currency?: string | null) => string;
  /** `1,234.50 SEK`; `null`: nobody knows the currency. */
  readonly money: (amount: Decimal, currency: string | null) => string;
  readonly figure: (count: number) => string;
  /** `Sweden` of "SE". What is no code of a country stays as it is. */
  readonly country: (code: string) => string;
};

const formats = new Map<Language, Format>();

/** Made once a language and isolate: the makers of Intl are slow to make. */
export function formatOf(language: Language): Format {
  const known = formats.get(language) ?? makeFormat(language);
  formats.set(language, known);
  return known;
}

function makeFormat(language: Language): Format {
  const locale = LOCALES[language];
  const { day, second, country } = writtenIn(language);
  const month = new Intl.DateTimeFormat(locale, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const now = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  const figure = new Intl.NumberFormat(locale, { useGrouping: "always" });
  const spans = UNITS.map(
    ([unit]) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }),
  );
  const sized = (ms: number): { readonly index: number; readonly count: number } => {
    const found = UNITS.findIndex(([, length]) => Math.abs(ms) >= length);
    const index = found === -1 ? UNITS.length - 1 : found;
    return { index, count: Math.floor(Math.abs(ms) / (UNITS[index]?.[1] ?? 1_000)) };
  };
  const amount = (value: Decimal, currency: string | null = null): string =>
    moneyText(language, value, currency);
  return {
    stamp: second,
    day,
    month: (text) => month.format(Date.parse(`${text}-01`)),
    time: timeText,
    span: (ms) => {
      const { index, count } = sized(ms);
      return spans[index]?.format(count) ?? "";
    },
    from: (at, moment) => {
      const { index, count } = sized(at - moment);
      return count === 0
        ? now
        : relative.format(at < moment ? -count : count, UNITS[index]?.[0] ?? "second");
    },
    percent: (fraction) => withPercentSign(language, amount(plain(dec(fraction).times(100)))),
    amount,
    money: (value, currency) =>
      currency === null || currency === ""
        ? amount(value)
        : `${amount(value, currency)} ${currency}`,
    figure: (count) => figure.format(count),
    country,
  };
}
