/**
 * The order's day in the company's zone; a date without a time of day is taken as it stands.
 * `null`: it isn't a date.
 */
import {
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
  zoneOfCountry,
} from "../../domain/zoned-time.ts";

export function orderDate(date: string, country: string): string | null {
  const stamp = parseLocal(date);
  if (stamp === null) return null;
  return stamp.hasTime
    ? localDay(instantsOf(stamp, SOURCE_ZONE).earliest, zoneOfCountry(country))
    : stamp.day;
}
