/** Constants of each night: when the demo is rebuilt, and its visitors. */
import { DAY_MS, HOUR_MS } from "../../src/domain/platform/durations.ts";
import type { Language } from "../../src/domain/language.ts";

/** UTC. */
const NIGHT_HOUR = 2;
export const NIGHT = `0${NIGHT_HOUR}:00 UTC`;

/** The last time that the demo had to be made anew, up to `now`; both in ms. */
export const lastNight = (now: number): number =>
  Math.floor((now - NIGHT_HOUR * HOUR_MS) / DAY_MS) * DAY_MS + NIGHT_HOUR * HOUR_MS;

/** A visitor's account, by language, as the language belongs to an account. */
export const visitorIn = (language: Language): string => `visitor-${language}@demo.example`;
