/**
 * How long a 429 closes an endpoint. `Retry-After` in seconds or as a date (measured against the
 * answer's own `Date`, never our clock), otherwise the seconds that the vendor's text names,
 * otherwise a minute, the longest meaning of a limit "per minute". Bounded, so that neither a 0 nor
 * a wrong date stops or floods anything: after the longest wait the vendor is asked once, and may
 * refuse again.
 */
import { MINUTE_MS } from "../platform/durations.ts";
const DEFAULT_MS = MINUTE_MS;
const LEAST_MS = 1_000;
const MAX_MS = 10 * MINUTE_MS;

/** Returns a requested wait within the bounds. */
export const bounded = (ms: number): number => Math.min(Math.max(ms, LEAST_MS), MAX_MS);

/**
 * Returns the wait in ms. `text` is the vendor's own message, which may say "Try again in 55
 * seconds."
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  text: string | null,
): number {
  return bounded(fromHeader(headers) ?? fromText(text) ?? DEFAULT_MS);
}

function fromHeader(headers: Readonly<Record<string, string>>): number | null {
  const value = headers["retry-after"]?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  const sent = Date.parse(headers["date"] ?? "");
  return Number.isNaN(until) || Number.isNaN(sent) ? null : until - sent;
}

function fromText(text: string | null): number | null {
  const match = /\b(\d{1,6})\s*sec/i.exec(text ?? "");
  return match?.[1] === undefined ? null : Number(match[1]) * 1000;
}
