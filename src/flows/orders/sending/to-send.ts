/**
 * Whether a document that was just booked is to be sent: the tenant's wish on that day, kept with
 * the document.
 */
import type { SendWay } from "../../../domain/sending.ts";
import type { FlowPorts } from "../../port.ts";

/**
 * Only what is booked as it was planned, of an order that came by itself: a back-fill books what
 * buyers have known for long, and would send thousands of them an invoice.
 */
export function toSend(
  { settings, backfill }: Pick<FlowPorts, "settings" | "backfill">,
  toPrivate: boolean,
): { readonly sending?: SendWay } {
  const way = settings.orders.sending[toPrivate ? "private" : "company"];
  const past = backfill?.kind === "order" && backfill.shown !== true;
  return way === "none" || past ? {} : { sending: way };
}
