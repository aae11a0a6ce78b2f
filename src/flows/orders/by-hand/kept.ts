/**
 * What a person linked isn't ours: an order that changes later doesn't change it, and nothing is
 * looked up or made for that. Only where the tenant lets a person's changes be overwritten is it
 * kept in step like any other, as long as it isn't booked.
 */
import { reason } from "../../../domain/reasons.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { end, type OrderCase } from "../case.ts";
import { isBooked } from "../forms.ts";
import { BY_HAND } from "./ask.ts";

/** `null`: it is ours to keep in step. */
export function keptByHand(order: OrderCase, document: DocumentRecord): FlowEnd | null {
  if (document.ownedHash !== BY_HAND) return null;
  const kept = reason("document-kept-by-hand", { number: document.number ?? document.id });
  if (isBooked(document.role)) return end(order, "needs-attention", [kept]);
  switch (order.ports.settings.orders.changedByPerson) {
    case "overwrite":
      return null;
    case "leave":
      return end(order, "skipped", [kept]);
    case "hold":
      return end(order, "held", [kept]);
  }
}
