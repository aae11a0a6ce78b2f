/** When an order is dated, as its shop's clock showed it. */
import { parseLocal } from "../../../domain/platform/zoned-time.ts";
import { type Format, readInputStamp } from "../../words/format.ts";

/** Without a time where the shop keeps none; a text that is no date stays as it is. */
export function dated(format: Format, date: string): string {
  const [stamp, at] = [parseLocal(date), readInputStamp(date)];
  if (stamp === null || at === null) return date;
  return stamp.hasTime ? format.stamp(at) : format.day(stamp.day);
}

/** The day alone, where time says nothing. */
export function datedOn(format: Format, date: string): string {
  const stamp = parseLocal(date);
  return stamp === null ? date : format.day(stamp.day);
}
