/**
 * In which zone Asperion's times are (P13). None of them names one, and a wrong guess books an
 * order of the first hours of a day on the day before, or a month before. An order that a webhook
 * has just named was changed a moment ago: so its stamp shows by how much the guess is off.
 */
import { differs, holds, type Seen, unclear } from "../../../domain/checks.ts";
import { instantsOf, parseLocal, SOURCE_ZONE, zoneOffset } from "../../../domain/zoned-time.ts";
import { isUtc } from "../../stamp-zone.ts";

const MINUTE_MS = 60_000;
/** From a change to its webhook's run. */
const SOON_MS = 15 * MINUTE_MS;
/** Clocks may differ by as much. */
const CLOCKS_MS = 2 * MINUTE_MS;
/** Two stamps this far apart can't be one change that was met twice. */
const APART_MS = 30 * MINUTE_MS;

type StampRead = {
  /** `dateLastChange`; `null`: never changed. */
  readonly changed: string | null;
  readonly now: number;
  readonly eventTypes: readonly string[];
  readonly before: Seen | undefined;
};

/**
 * `null`: nothing new. Once seen to hold, it holds. A stamp of a moment ago shows local time; other
 * stamps tell something of an order alone that a webhook named. A stamp that is as old as UTC would
 * make it may also be one that was late, and one to come may be that of a clock that is wrong: the
 * second such one, of another change, is believed.
 */
export function stampSeen({ changed, now, eventTypes, before }: StampRead): Seen | null {
  if (before?.verdict === "holds" || changed === null) return null;
  const stamp = parseLocal(changed);
  if (stamp === null || !stamp.hasTime) return null;
  const { earliest, latest } = instantsOf(stamp, SOURCE_ZONE);
  // The hour that a clock change repeats: either may be meant.
  if (earliest !== latest) return null;
  const age = now - earliest;
  const minutes = Math.round(age / MINUTE_MS);
  const isAhead = age < -CLOCKS_MS;
  // Whoever met it: a stamp in UTC is an hour old at least.
  if (!isAhead && age <= SOON_MS) return holds();
  if (!eventTypes.some((type) => type.startsWith("order."))) return null;
  const asUtc = age - zoneOffset(now, SOURCE_ZONE);
  if (!isAhead && (asUtc < -CLOCKS_MS || asUtc > SOON_MS)) return null;
  if (before?.verdict === "differs" && (isAhead || isUtc(before))) return null;
  const isSecond = before?.verdict === "unclear" && Number(before.facts["minutes"]) < 0 === isAhead;
  if (!isSecond) return unclear({ minutes, at: now });
  return now - Number(before.facts["at"]) >= APART_MS ? differs({ minutes }) : null;
}
