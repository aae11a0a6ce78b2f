/**
 * What answers to our own writes show about assumptions on a vendor, where no read can
 * (docs/vendor-assumptions.md). Stored for the tenant's health page, once: an equal finding is not
 * stored again.
 *
 * So is the zone of Asperion's times (P13): they name none, and a wrong guess books an order of a
 * day's first hours one day, or one month, early. An order that a webhook just named was changed a
 * moment ago, so its stamp shows how far the guess is off.
 */
import {
  differs,
  holds,
  type Observation,
  type WorkObservations,
  type WorkRow,
  unclear,
} from "../domain/vendors/checks.ts";
import type { AnsweredInvoice } from "../domain/orders/invoice.ts";
import { carriesMarker } from "../domain/orders/marker.ts";
import type { AnsweredVoucher } from "../domain/ledger/voucher.ts";
import type { ListsPatch } from "./lists-patch.ts";
import { MINUTE_MS } from "../domain/platform/durations.ts";
import { instantsOf, parseLocal, SOURCE_ZONE, zoneOffset } from "../domain/platform/zoned-time.ts";

export type Observer = {
  readonly lists: { readonly seenAtWork?: WorkObservations };
  saveLists(patch: ListsPatch): void;
};

/** `null`: the answer doesn't tell. */
export function recordObservation(ports: Observer, row: WorkRow, seen: Observation | null): void {
  if (seen === null || ports.lists.seenAtWork?.[row]?.verdict === seen.verdict) return;
  ports.saveLists({ seenAtWork: { [row]: seen } });
}

/** A check that takes a call of its own is repeated until it holds once. */
export const isOpen = ({ lists }: Observer, row: WorkRow): boolean =>
  lists.seenAtWork?.[row]?.verdict !== "holds";

/**
 * Whether an invoice has the marker of what it was made from (E91, E94): by it a convert whose
 * answer is lost is found again.
 */
export function observedMarker(
  { references }: Pick<AnsweredInvoice, "references">,
  field: string,
  code: string,
): Observation | null {
  if (references === undefined) return null;
  return carriesMarker(references[field] ?? "", code) ? holds() : differs({ missing: field });
}

/**
 * Whether the ledger counts a booked voucher among its own (E172), which the comparison of both
 * sides leaves out. What its rows show of VAT codes (E118): vat-codes.ts.
 */
export function noteVoucher(
  ports: Observer,
  { isDerived }: Pick<AnsweredVoucher, "isDerived">,
): void {
  if (isDerived !== undefined) recordObservation(ports, "E172", isDerived ? differs() : holds());
}

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
export const stampLagMs = (lists: Lists): number =>
  widestOf(stampZone(lists)) === "utc" ? UTC_BEHIND_MS : 0;

/** By what the stamps of changes showed so far. */
export function stampZone({ seenAtWork }: Lists): StampZone {
  const seen = seenAtWork?.[ZONE_OBSERVATION];
  if (seen === undefined || seen.verdict === "unclear") return "unknown";
  return isUtc(seen) ? "utc" : "local";
}

const isUtc = ({ verdict, facts }: Observation): boolean =>
  verdict === "differs" && Number(facts["minutes"]) > 0;

/** Longest time from a change to its webhook's run. */
const SOON_MS = 15 * MINUTE_MS;
/** Clocks may differ by this much. */
const CLOCKS_MS = 2 * MINUTE_MS;
/** Two stamps this far apart can't be one change that was read twice. */
const APART_MS = 30 * MINUTE_MS;

type StampRead = {
  /** `dateLastChange`; `null`: never changed. */
  readonly changed: string | null;
  readonly now: number;
  readonly eventTypes: readonly string[];
  readonly before: Observation | undefined;
};

/**
 * Returns a new finding; `null`: none. Once the assumption holds, it stays so. A fresh stamp shows
 * local time, on any order; older stamps count only on an order that a webhook named. A stamp as
 * old as UTC would make it may also be a late one, and a future one may come from a wrong clock:
 * the second such stamp, of another change, is believed.
 */
export function stampSeen({ changed, now, eventTypes, before }: StampRead): Observation | null {
  if (before?.verdict === "holds" || changed === null) return null;
  const stamp = parseLocal(changed);
  if (stamp === null || !stamp.hasTime) return null;
  const { earliest, latest } = instantsOf(stamp, SOURCE_ZONE);
  // The hour that a clock change repeats: either may be meant.
  if (earliest !== latest) return null;
  const age = now - earliest;
  const minutes = Math.round(age / MINUTE_MS);
  const isAhead = age < -CLOCKS_MS;
  // On any order: a stamp in UTC is at least an hour old.
  if (!isAhead && age <= SOON_MS) return holds();
  if (!eventTypes.some((type) => type.startsWith("order."))) return null;
  const asUtc = age - zoneOffset(now, SOURCE_ZONE);
  if (!isAhead && (asUtc < -CLOCKS_MS || asUtc > SOON_MS)) return null;
  if (before?.verdict === "differs" && (isAhead || isUtc(before))) return null;
  const isSecond = before?.verdict === "unclear" && Number(before.facts["minutes"]) < 0 === isAhead;
  if (!isSecond) return unclear({ minutes, at: now });
  return now - Number(before.facts["at"]) >= APART_MS ? differs({ minutes }) : null;
}
