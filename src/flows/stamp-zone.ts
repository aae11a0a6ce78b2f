/** The zone of Asperion's times (P13), by what was found about it. */
import { MINUTE_MS } from "../domain/platform/durations.ts";
import type { Observation, WorkObservations, WorkRow } from "../domain/vendors/checks.ts";

/** What orders show of the zone, by its assumption's id. */
export const ZONE_OBSERVATION = "P13" satisfies WorkRow;

type Lists = { readonly seenAtWork?: WorkObservations };

/** `unknown`: no change has shown it yet. What is neither of the two is read as local. */
export type StampZone = "local" | "utc" | "unknown";

/** UTC is at most as far behind Amsterdam. */
const UTC_BEHIND_MS = 120 * MINUTE_MS;

/** For what only looks an order up: one that UTC puts after a line may be after it. */
export const widestOf = (zone: StampZone): Exclude<StampZone, "unknown"> =>
  zone === "local" ? "local" : "utc";

/** How much further back a look by stamps has to reach. */
export const behindOf = (lists: Lists): number =>
  widestOf(stampZone(lists)) === "utc" ? UTC_BEHIND_MS : 0;

/** By what the stamps of changes showed so far. */
export function stampZone({ seenAtWork }: Lists): StampZone {
  const seen = seenAtWork?.[ZONE_OBSERVATION];
  if (seen === undefined || seen.verdict === "unclear") return "unknown";
  return isUtc(seen) ? "utc" : "local";
}

/** The finding is UTC. */
export const isUtc = ({ verdict, facts }: Observation): boolean =>
  verdict === "differs" && Number(facts["minutes"]) > 0;
