/**
 * Whether an order is what a person was shown of it and confirmed. Asked before the first write:
 * one that was begun is gone on with, whatever the order says by now.
 */
import { confirmedMark } from "../../../domain/acts.ts";
import { reason } from "../../../domain/reasons.ts";
import { isAsShown, markOfFigures, shownBy } from "../../../domain/shown.ts";
import type { FlowEnd } from "../../port.ts";
import { end, liveDocument, type OrderCase } from "../case.ts";
import { bookedAgain, type Subject } from "./action.ts";
import { type StampZone, stampZone } from "../../stamp-zone.ts";
import { judgeOrder } from "./judge.ts";

/** The mark of the order as it was fetched. */
export const markNow = ({ figures }: OrderCase): string => markOfFigures(figures);

/**
 * `null`: nobody was shown it, it is as it was shown, nothing is to be booked of it, or it was
 * begun already.
 */
export function changedSinceShown(order: OrderCase & Subject): FlowEnd | null {
  const { ports, source } = order;
  const backfill = backfillOf(order);
  if (backfill?.undo === true) return null;
  const hasDocument = liveDocument(ports.documents) !== null;
  if (hasDocument && backfill?.standing !== true && !bookedAgain(ports)) return null;
  const judged = judgeOrder(source, ports.settings, backfill !== null, zoneOf(order)).kind;
  if (judged === "skip" || judged === "remove") return null;
  return judged === "before-start" && !hasDocument ? null : unlikeShown(order);
}

/**
 * The same of one whose document somebody deleted, before that is made again: the whole order is
 * booked anew by it, whatever its filters say by now.
 */
export function unlikeShown(order: OrderCase & Subject): FlowEnd | null {
  const { ports, figures, source } = order;
  const byRun = backfillOf(order)?.asShown;
  const confirmed = byRun ?? confirmedMark(ports.eventTypes);
  if (confirmed === null || isAsShown(confirmed, markNow(order))) return null;
  if (ports.journal.some(({ state }) => state === "sent" || state === "in-doubt")) return null;
  const { gross: before, currency: beforeCurrency } = shownBy(confirmed);
  const { gross, currency } = figures;
  // Of what a back-fill lists, only what was confirmed crosses the start line. What a person let go
  // by itself waits for that person.
  const isLeft =
    byRun !== undefined &&
    judgeOrder(source, ports.settings, false, zoneOf(order)).kind === "before-start";
  return end(order, isLeft ? "before-start" : "held", [
    reason("changed-since-shown", { of: confirmed, before, beforeCurrency, gross, currency }),
  ]);
}

const zoneOf = ({ ports }: OrderCase): StampZone => stampZone(ports.lookups);

const backfillOf = ({ ports: { backfill } }: OrderCase) =>
  backfill?.kind === "order" ? backfill : null;
