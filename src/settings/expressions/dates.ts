/** Calendar arithmetic on days without a zone, and the patterns in which a date is written. */
import { dayAfter, parseLocal } from "../../domain/platform/zoned-time.ts";
import { type Message, message } from "../../messages/message.ts";
import { type LocalDate, Stop } from "./values.ts";

const MAX_DAYS = 36_525;

/** Returns the date of a text; `null`: it isn't one. */
export function readDate(text: string): LocalDate | null {
  const stamp = parseLocal(text);
  if (stamp === null || stamp.day < "1900" || stamp.day >= "2200") return null;
  return {
    kind: "date",
    day: stamp.day,
    time: stamp.hasTime ? new Date(stamp.asUtc).toISOString().slice(11, 19) : null,
  };
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const day = Math.abs(days) > MAX_DAYS ? null : readDate(dayAfter(date.day, days));
  if (day === null)
    throw new Stop(
      "not-a-date",
      message("expressions.dateOutside"),
      message("expressions.values.dayAndDays", { day: date.day, days }),
    );
  return { ...day, time: date.time };
}

/** Sorts as text in the order of time. */
export const sortable = (date: LocalDate): string => `${date.day}T${date.time ?? "00:00:00"}`;

const PARTS: Readonly<Record<string, (date: LocalDate) => string>> = {
  yyyy: ({ day }) => day.slice(0, 4),
  yy: ({ day }) => day.slice(2, 4),
  MM: ({ day }) => day.slice(5, 7),
  M: ({ day }) => String(Number(day.slice(5, 7))),
  dd: ({ day }) => day.slice(8, 10),
  d: ({ day }) => String(Number(day.slice(8, 10))),
  HH: ({ time }) => (time ?? "00:00:00").slice(0, 2),
  mm: ({ time }) => (time ?? "00:00:00").slice(3, 5),
  ss: ({ time }) => (time ?? "00:00:00").slice(6, 8),
};
const LETTERS = /[A-Za-z]+/g;

/** Returns the fault of a date pattern; `null`: none. */
export function patternFault(pattern: string): Message | null {
  const unknown = (pattern.match(LETTERS) ?? []).find((letters) =>
    splitRuns(letters).some((part) => PARTS[part] === undefined),
  );
  return unknown === undefined
    ? null
    : message("expressions.datePattern", {
        parts: Object.keys(PARTS).join(", "),
        letters: unknown,
      });
}

export const writeDate = (date: LocalDate, pattern: string): string =>
  pattern.replace(LETTERS, (letters) =>
    splitRuns(letters)
      .map((part) => PARTS[part]?.(date) ?? part)
      .join(""),
  );

/** "yyyyMMdd" is yyyy, MM, dd: runs of one letter. */
const splitRuns = (letters: string): readonly string[] => letters.match(/(.)\1*/g) ?? [];
