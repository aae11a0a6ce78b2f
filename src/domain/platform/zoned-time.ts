/**
 * Local times of a zone as instants, and instants as local days. A local time without a zone means
 * two instants in the hour that a clock change repeats, and none in the hour that it skips. Nothing
 * is guessed: both candidates are returned, and the caller decides.
 */
import { DAY_MS, MINUTE_MS } from "./durations.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/**
 * Since 1970 the zones of today's countries change their clocks at whole quarters of an hour of
 * UTC, so within a quarter the offset is constant.
 */
const QUARTER_MS = 900_000;
const MAX_KNOWN = 1_000;
const offsets = new Map<string, number>();

/** Returns how far the zone's clock is ahead of UTC at this instant, in ms. */
export function zoneOffset(instant: number, zone: string): number {
  if (!(instant >= 0)) return computedOffset(instant, zone);
  // An order asks thirty times for a few instants, and formatting one takes 20 microseconds.
  const key = `${zone} ${Math.floor(instant / QUARTER_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = computedOffset(instant, zone);
  if (offsets.size >= MAX_KNOWN) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function computedOffset(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const local = Date.UTC(
    parts["year"] ?? 0,
    (parts["month"] ?? 1) - 1,
    parts["day"] ?? 1,
    parts["hour"] ?? 0,
    parts["minute"] ?? 0,
    parts["second"] ?? 0,
  );
  return local - Math.floor(instant / 1000) * 1000;
}

/** Returns `YYYY-MM-DD` of the zone's calendar at this instant. */
export function localDay(instant: number, zone: string): string {
  return new Date(instant + zoneOffset(instant, zone)).toISOString().slice(0, 10);
}

/** Returns the calendar day so many days later; earlier, where `days` is below zero. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Returns `YYYY-MM-DDTHH:MM:SS` of the zone's clock at this instant. */
export function localStamp(instant: number, zone: string): string {
  return new Date(instant + zoneOffset(instant, zone)).toISOString().slice(0, 19);
}

type LocalStamp = {
  readonly day: string;
  /** False for a bare date, and for exact midnight: senders write that where they keep no time. */
  readonly hasTime: boolean;
  /** The stamp read as if it were UTC, in ms. */
  readonly asUtc: number;
};

/**
 * Reads `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS[.fff]]` without a zone; `null` for anything else,
 * such as 31 February.
 */
export function parseLocal(text: string): LocalStamp | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/.exec(text);
  if (match === null) return null;
  const day = match[1] ?? "";
  const ms = (match[4] ?? "0").padEnd(3, "0").slice(0, 3);
  const time = `${match[2] ?? "00:00"}:${match[3] ?? "00"}.${ms}`;
  const asUtc = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null;
  return { day, hasTime: time !== "00:00:00.000", asUtc };
}

/** Returns the first and last instant that this local time can mean: one, but at clock changes. */
export function instantsOf(
  stamp: LocalStamp,
  zone: string,
): { readonly earliest: number; readonly latest: number } {
  const candidates = [
    zoneOffset(stamp.asUtc - DAY_MS, zone),
    zoneOffset(stamp.asUtc + DAY_MS, zone),
  ].map((offset) => stamp.asUtc - offset);
  const real = candidates.filter((instant) => instant + zoneOffset(instant, zone) === stamp.asUtc);
  const meant = real.length > 0 ? real : candidates;
  return { earliest: Math.min(...meant), latest: Math.max(...meant) };
}

const ZONES: Readonly<Record<string, string>> = {
  SE: "Europe/Stockholm",
  NO: "Europe/Oslo",
  NL: "Europe/Amsterdam",
  FI: "Europe/Helsinki",
};

/** Returns the zone of a company by its country, for the countries where the ledger is sold. */
export const zoneOfCountry = (country: string): string => ZONES[country] ?? "Europe/Stockholm";

/**
 * Nobody sold on the web before it: an earlier day is no day of an order or a payment, but what a
 * sender writes that knows none, such as the empty date of .NET.
 */
export const FIRST_DAY = "1990-01-01";

/** The zone of Asperion's local times, which they don't name (assumption). */
export const SOURCE_ZONE = "Europe/Amsterdam";

/** Converts a stamp that names its zone to the source's local time. Other text stays as it is. */
export function sourceStamp(text: string): string {
  const match = /^(.{10}T.+?)(Z|[+-]\d{2}(?::?\d{2})?)$/i.exec(text);
  const stamp = match === null ? null : parseLocal(match[1] ?? "");
  const ahead = match === null ? null : offsetMs(match[2] ?? "");
  return stamp === null || ahead === null ? text : localStamp(stamp.asUtc - ahead, SOURCE_ZONE);
}

/** Parses `Z`, `+01`, `+0100` or `+01:00`; `null`: further than any clock. */
function offsetMs(offset: string): number | null {
  if (offset.toUpperCase() === "Z") return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(":", ""))];
  const size = (hours * 60 + minutes) * MINUTE_MS;
  if (hours > 14 || minutes > 59) return null;
  return offset.startsWith("-") ? -size : size;
}
