/**
 * The formats that messages name: `{rate, number, percent}`, `{at, date, stamp}`, `{day, date,
 * day}`.
 */
import type { Formats } from "intl-messageformat";
import { SOURCE_ZONE } from "../domain/platform/zoned-time.ts";

export const formats: Partial<Formats> = {
  number: {
    /** An amount of money with its cents: `1,234.50`. Decimal strings stay exact. */
    money: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
    /** An amount or a price of a document: with its cents, and with all further places it has. */
    exact: { minimumFractionDigits: 2, maximumFractionDigits: 20 },
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
