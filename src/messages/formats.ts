/**
 * The formats that messages name: `{rate, number, percent}`, `{at, date, stamp}`, `{day, date,
 * day}`.
 */
import type { Formats } from "intl-messageformat";
import { SOURCE_ZONE } from "../domain/platform/zoned-time.ts";

export const formats: Partial<Formats> = {
  number: {
    /** A quantity: with the places it has. */
    figure: { maximumFractionDigits: 20 },
    /** The fraction 0.125 as `12.5%`. */
    percent: { style: "percent", maximumFractionDigits: 4 },
  },
  date: {
    /** An instant in the shop's zone, to the minute. */
    stamp: { dateStyle: "medium", timeStyle: "short", timeZone: SOURCE_ZONE },
    /** A calendar day, given as an instant at midnight UTC. */
    day: { dateStyle: "medium", timeZone: "UTC" },
  },
};
