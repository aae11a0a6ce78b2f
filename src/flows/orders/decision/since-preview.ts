/**
 * Compares an order with what a person saw of it and confirmed. Checked before the first write:
 * work that has begun is finished, whatever the order says now.
 */
import { confirmedMark } from "../../../domain/jobs/requested-actions.ts";
import { reason } from "../../../domain/reasons/index.ts";
import {
  matchesPreview,
  markOfFigures,
  readPreviewToken,
} from "../../../domain/orders/preview-token.ts";
import type { FlowEnd } from "../../port.ts";
import { end, liveDocument, type OrderCase, type Subject } from "../shared/case.ts";
import { bookedAgain } from "./action.ts";
import { type StampZone, stampZone } from "../../stamp-zone.ts";
import { checkEligibility } from "../preparation/eligibility.ts";

/** Returns the mark of the order as fetched. */
export const markNow = ({ figures }: OrderCase): string => markOfFigures(figures);

/**
 * Returns the end of an order that differs from what was shown. `null`: it wasn't shown, it agrees,
 * nothing is to be booked, or its work has begun.
 */
export function changedSincePreview(order: OrderCase & Subject): FlowEnd | null {
  const { ports, source } = order;
  const backfill = backfillOf(order);
  if (confirmedOf(order) === null || backfill?.undo === true) return null;
  const hasDocument = liveDocument(ports.documents) !== null;
  if (hasDocument && backfill?.standing !== true && !bookedAgain(ports)) return null;
  const { settings, memory } = ports;
  const crossing = backfill !== null;
  const judged = checkEligibility(source, settings, crossing, zoneOf(order), memory).kind;
  if (judged === "skip" || judged === "remove") return null;
  return judged === "before-start" && !hasDocument ? null : differsFromPreview(order);
}

/**
 * The same before a deleted document is made again: that books the whole order again, whatever its
 * filters say now.
 */
export function differsFromPreview(order: OrderCase & Subject): FlowEnd | null {
  const { ports, figures, source } = order;
  const byRun = backfillOf(order)?.asShown;
  const confirmed = confirmedOf(order);
  if (confirmed === null || matchesPreview(confirmed, markNow(order))) return null;
  if (ports.journal.some(({ state }) => state === "sent" || state === "in-doubt")) return null;
  const { gross: before, currency: beforeCurrency } = readPreviewToken(confirmed);
  const { gross, currency } = figures;
  // Of a back-fill's list, only confirmed orders cross the start line. An order that a person
  // released alone waits for that person.
  const isLeft =
    byRun !== undefined &&
    checkEligibility(source, ports.settings, false, zoneOf(order)).kind === "before-start";
  return end(order, isLeft ? "before-start" : "held", [
    reason("changed-since-shown", { of: confirmed, before, beforeCurrency, gross, currency }),
  ]);
}

/** The mark of what was shown and confirmed; `null` for most orders, of which nothing was. */
const confirmedOf = (order: OrderCase): string | null =>
  backfillOf(order)?.asShown ?? confirmedMark(order.ports.eventTypes);

const zoneOf = ({ ports }: OrderCase): StampZone => stampZone(ports.lists);

const backfillOf = ({ ports: { backfill } }: OrderCase) =>
  backfill?.kind === "order" ? backfill : null;
