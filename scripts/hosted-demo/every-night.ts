/** What is the same each night: when the demo is made anew, and who visits it. */
import type { Language } from "../../src/domain/language.ts";

/** UTC. */
export const NIGHT_HOUR = 2;
export const NIGHT = `0${NIGHT_HOUR}:00 UTC`;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The last time that the demo had to be made anew, up to `now`; both in ms. */
export const lastNight = (now: number): number =>
  Math.floor((now - NIGHT_HOUR * HOUR_MS) / DAY_MS) * DAY_MS + NIGHT_HOUR * HOUR_MS;

/** Whoever visits is one of these, by language: a person's language is their own. */
export const visitorIn = (language: Language): string => `visitor-${language}@demo.example`;
