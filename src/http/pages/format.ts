/** Instants, spans and figures as people read them. Times are those of the shop's zone, which the pages name. */
import { dec, plain, type Decimal } from "../../domain/money.ts";
import { instantsOf, parseLocal, SOURCE_ZONE, zoneOffset } from "../../domain/zoned-time.ts";

export const ZONE = SOURCE_ZONE;

const local = (ms: number): string => new Date(ms + zoneOffset(ms, ZONE)).toISOString();

/** `2026-11-24 17:20:05` */
export const stampText = (ms: number): string => local(ms).slice(0, 19).replace("T", " ");

/** `17:20:05.123`, for what happens within a second. */
export const timeText = (ms: number): string => local(ms).slice(11, 23);

/** What `<input type="datetime-local">` shows. */
export const inputStamp = (ms: number): string => local(ms).slice(0, 19);

/** Reads what such an input sent; the earlier instant in the hour that a clock change repeats. `null`: no local time. */
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

/** `3 minutes`, by the largest unit that fits. */
export function spanText(ms: number): string {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? UNITS[3];
  const count = Math.floor(Math.abs(ms) / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

export const agoText = (at: number, now: number): string => (now - at < 1_000 ? "just now" : `${spanText(now - at)} ago`);

/** `21 %` of the fraction "0.21". */
export const percentText = (fraction: Decimal): string => `${plain(dec(fraction).times(100))} %`;

/** `1 order`, `2 orders`. */
export const countText = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;
