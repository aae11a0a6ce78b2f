/**
 * The shape of a reason's words, and the helpers with which parameters are said. A parameter that
 * isn't there never breaks a text.
 */
import { type Language, LOCALES } from "../language.ts";
import { dec, isDecimal, plain } from "../money.ts";
import type { ReasonParam } from "../reasons.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../zoned-time.ts";

export type Params = Readonly<Record<string, ReasonParam>>;

export type ReasonWords = {
  /** What happened, in one or two sentences that a shop owner understands. */
  readonly text: (params: Params) => string;
  /** What to do, or that nothing has to be done. */
  readonly next: string;
};

/** The same codes as an English group, in another language: neither one less nor one more. */
export type Same<Group> = Readonly<Record<keyof Group, ReasonWords>>;

export function words(text: string | ((params: Params) => string), next: string): ReasonWords {
  return { text: typeof text === "string" ? () => text : text, next };
}

type Param = ReasonParam | undefined;

/**
 * What each language has to say of its own, for parameters that aren't there or stand for
 * something.
 */
type Own = {
  readonly unknown: string;
  readonly otherSystem: string;
  readonly line: (line: string) => string;
  /** Who is no person with a name. */ readonly actors: Readonly<Record<string, string>>;
};

/** The runtime refuses to write more than a hundred; nobody reads more than these. */
const DIGITS_MAX = 20;

/** The helpers of one language. */
export function saying(language: Language, own: Own) {
  const locale = LOCALES[language];
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const decimal = (value: string): string => {
    const digits = Math.min(value.split(".")[1]?.length ?? 0, DIGITS_MAX);
    return new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value as `${number}`);
  };
  const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const stamp = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: SOURCE_ZONE,
  });
  /** The parameter itself, a moment as the shop's clock shows it, or "unknown". */
  const say = (value: Param): string => {
    if (!isThere(value)) return own.unknown;
    const at = typeof value === "string" && MOMENT.test(value) ? momentOf(value) : Number.NaN;
    return Number.isNaN(at) ? String(value) : stamp.format(at);
  };
  return {
    say,
    /** An amount or a quantity as the language writes it: "12.50" is "12,50". */
    amount: (value: Param): string =>
      typeof value === "string" && isDecimal(value) ? decimal(value) : say(value),
    /** A day, "2026-11-24", as the language writes it. */
    day: (value: Param): string =>
      typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? date.format(Date.parse(value))
        : say(value),
    /** A fraction as a percentage: "0.25" is "25 %". */
    percent: (value: Param): string =>
      typeof value === "string" && isDecimal(value)
        ? `${decimal(plain(dec(value).times(100)))} %`
        : say(value),
    /** A country by its name: "NO" is "Norway". What is no code of one stays as it is. */
    country: (value: Param): string =>
      (typeof value === "string" && /^[A-Z]{2}$/.test(value) ? regions.of(value) : undefined) ??
      say(value),
    /** Who did it: a person by the name or address that was kept. */
    actor: (value: Param): string =>
      typeof value === "string" && Object.hasOwn(own.actors, value)
        ? (own.actors[value] ?? value)
        : say(value),
    atLine: (params: Params): string =>
      when(params["line"] === 0 ? null : params["line"], (line) => ` (${own.line(line)})`),
    vendorName: (value: Param): string =>
      value === "asperion" ? "Asperion" : value === "eaccounting" ? "eAccounting" : own.otherSystem,
  };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** In ms; without a zone it is one of the shop's clock. Not a number where it is no moment. */
function momentOf(text: string): number {
  const local = parseLocal(text);
  return local === null ? Date.parse(text) : instantsOf(local, SOURCE_ZONE).earliest;
}

const isThere = (value: Param): boolean => value !== null && value !== undefined && value !== "";

/** A part of a sentence that is left out where the parameter isn't there. */
export const when = (value: Param, part: (value: string) => string): string =>
  isThere(value) ? part(String(value)) : "";

/** Codes with commas between them, "2, 3", by their words; one that has none stays a code. */
export const listed =
  (names: Readonly<Record<string, string>>) =>
  (value: Param): string =>
    String(value ?? "")
      .split(", ")
      .map((code) => names[code] ?? code)
      .join(", ");

/** What was planned before a setting was changed takes the change up with the newest settings only. */
export const RETRY_NEWEST = " Then press Retry with the newest settings.";
export const NOTHING_TO_DO = "Nothing has to be done.";
export const { say, amount, day, percent, country, actor, atLine, vendorName } = saying("en", {
  unknown: "unknown",
  otherSystem: "The other system",
  line: (line) => `line ${line}`,
  actors: { "admin-token": "the operator's token", operator: "the operator", api: "this product" },
});
