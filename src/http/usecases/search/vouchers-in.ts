/** Which daily vouchers and payouts a text may name: by a day, a voucher's number, a reference. */
import { type Language, LOCALES } from "../../../domain/language.ts";
import { wordsIn } from "../../../domain/jobs/listed.ts";
import { PROVIDERS } from "../../../domain/payouts/lines.ts";
import { parseMarkerCode } from "./document-in.ts";
import type { VoucherQuery } from "../../../sync/contract/days.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";

const SHORTEST_REFERENCE = 3;
/** A name of eight letters isn't looked for among all writes of payouts, which no index has. */
const FIGURE_OR_HASH = /[\d#]/;

/** `now`: a day without a year is the last one of that name, in the shop's zone. */
export function parseVoucherQuery(text: string, language: Language, now: number): VoucherQuery {
  const day = parseDay(text, language, now);
  const provider = PROVIDERS.find((one) => one !== "other" && text.toLowerCase() === one);
  // "voucher A12", "Stripe po_1": the last word alone may be it as well.
  const named = [...new Set([text, text.slice(text.search(/\S+$/))])].filter((one) => one !== "");
  const numbers = named.filter((one) => /\d/.test(one)).map((one) => one.replace(/^#/, ""));
  const references = named.filter((one) => one.length >= SHORTEST_REFERENCE);
  return {
    ...(day === null ? {} : { day }),
    ...(numbers.length === 0 ? {} : { numbers }),
    ...(references.length === 0 ? {} : { references }),
    ...defined({ provider }),
    ...(FIGURE_OR_HASH.test(text) ? parseMarkerCode(text) : {}),
  };
}

type Day = NonNullable<VoucherQuery["day"]>;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:-(\d{1,6}))?$/;
/** All languages write the day before the month. */
const FIGURES = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
const NAMED = /^(\d{1,2})\.? (\p{L}{3,})\.?(?: (\d{4}))?$/u;

/** Returns the day that a text names, in ISO or as the language writes it; `null`: no day. */
export function parseDay(text: string, language: Language, now: number): Day | null {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, n] = iso;
    const found = dayAt(Number(year), Number(month), Number(day));
    return found === null ? null : { day: found, ...(n === undefined ? {} : { n: Number(n) }) };
  }
  const figures = FIGURES.exec(text);
  if (figures !== null) {
    const found = dayAt(Number(figures[4]), Number(figures[3]), Number(figures[1]));
    return found === null ? null : { day: found };
  }
  const [, day = "", name = "", year] = NAMED.exec(text) ?? [];
  const month = monthNamed(name, language);
  if (month === null) return null;
  const today = localDay(now, SOURCE_ZONE);
  const last = Number(today.slice(0, 4));
  const found = (year === undefined ? [last, last - 1] : [Number(year)])
    .map((one) => dayAt(one, month, Number(day)))
    .find((one) => one !== null && (year !== undefined || one <= today));
  return found == null ? null : { day: found };
}

function dayAt(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  // A year below 100 would give a date of the last century.
  const isReal =
    at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal ? at.toISOString().slice(0, "2026-01-31".length) : null;
}

/** From 1; by its whole name, or by its beginning where no other month begins so. */
function monthNamed(name: string, language: Language): number | null {
  const [word] = wordsIn(name);
  if (word === undefined) return null;
  const fits = monthsOf(language).flatMap((names, index) =>
    names.some((one) => one.startsWith(word)) ? [index + 1] : [],
  );
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

/** As they stand in a date, alone, and shortened: "mrt" isn't the beginning of "maart". */
const monthsOf = (language: Language): readonly (readonly string[])[] =>
  Array.from({ length: 12 }, (_, index) => {
    const at = new Date(Date.UTC(2026, index, 1));
    const forms = [
      { day: "numeric", month: "long" },
      { month: "long" },
      { day: "numeric", month: "short", year: "numeric" },
    ] as const;
    return forms.map((form) =>
      wordsIn(
        new Intl.DateTimeFormat(LOCALES[language], { ...form, timeZone: "UTC" })
          .formatToParts(at)
          .find(({ type }) => type === "month")?.value ?? "",
      ).join(""),
    );
  });
