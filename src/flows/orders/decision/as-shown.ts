/**
 * Whether an order is what a person was shown of it and confirmed. Asked before the first write:
 * one that was begun is gone on with, whatever the order says by now.
 */
import { confirmedMark } from "../../../domain/acts.ts";
import { reason } from "../../../domain/reasons.ts";
import { isAsShown, shownBy, shownMark } from "../../../domain/shown.ts";
import type { FlowEnd } from "../../port.ts";
import { end, liveDocument, type OrderCase } from "../case.ts";
import { bookedAgain, type Subject } from "./action.ts";
import { judgeOrder } from "./judge.ts";

/** The mark of the order as it was fetched. */
export const markNow = ({ sourceHash, figures }: Subject & OrderCase): string =>
  shownMark(sourceHash, figures);

/**
 * `null`: nobody was shown it, it is as it was shown, nothing is to be booked of it, or it was
 * begun already.
 */
export function changedSinceShown(order: OrderCase & Subject): FlowEnd | null {
  const { ports, figures, source } = order;
  const backfill = ports.backfill?.kind === "order" ? ports.backfill : null;
  const confirmed = backfill?.asShown ?? confirmedMark(ports.eventTypes);
  if (confirmed === null || backfill?.undo === true) return null;
  const isBegun =
    ports.journal.some(({ state }) => state === "sent" || state === "in-doubt") ||
    (liveDocument(ports.documents) !== null && backfill?.standing !== true && !bookedAgain(ports));
  if (isBegun || isAsShown(confirmed, markNow(order))) return null;
  const judged = judgeOrder(source, ports.settings, backfill !== null).kind;
  if (judged === "skip" || judged === "remove") return null;
  const { gross: before, currency: beforeCurrency } = shownBy(confirmed);
  const { gross, currency } = figures;
  // Only what was confirmed crosses the start line: anything else is left behind it.
  const isPast = judgeOrder(source, ports.settings).kind === "before-start";
  return end(order, isPast ? "before-start" : "held", [
    reason("changed-since-shown", { of: confirmed, before, beforeCurrency, gross, currency }),
  ]);
}
