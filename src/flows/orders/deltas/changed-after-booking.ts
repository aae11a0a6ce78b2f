/**
 * An order that was touched after its invoice was booked. A change that the invoice wouldn't show is none. What changed
 * in figures is booked beside the invoice if the tenant wants that; anything else is for a person, as a booked invoice
 * can't be changed.
 */
import type { Failure } from "../../../domain/failure.ts";
import { reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { end, type OrderCase, type Prepared } from "../case.ts";
import { identityOf } from "../identity.ts";
import { contentHash, headHash } from "../invoices/book-draft.ts";
import { cancelledBooked } from "../invoices/booked.ts";
import { withPayment } from "../payments/register.ts";
import { makePlan } from "../prepare.ts";
import { hasDeltas, isInStep } from "./books.ts";
import { contentOf, nothingOf } from "./content.ts";
import { keepInStep } from "./keep-in-step.ts";

/** What was booked beside the invoice comes to what the order says now, or there is nothing beside it. */
export const deltasInStep = ({ ports, order }: OrderCase, document: DocumentRecord): boolean => !hasDeltas(ports.documents) || isInStep(ports.documents, document, contentOf(order));

export async function changedAfterBooking(order: OrderCase, prepared: Prepared, document: DocumentRecord): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const identity = await identityOf(ports, order.order, document);
  const plan = makePlan(order, prepared, identity, ports.lookups.learnt, { bookedOn: "0001-01-01" });
  const number = document.number ?? document.id;
  const changed = end(order, "needs-attention", [reason("order-changed-after-booking", { number })]);
  if (plan.kind === "hold") return ok(changed);
  const paid = (ended: FlowEnd): Promise<Result<FlowEnd, Failure>> => withPayment(order, { id: document.id, known: null }, ended);
  const { content } = document;
  const charged = contentOf(order.order);
  const [now, head] = [await contentHash(plan.document), await headHash(plan.document)];
  // By figures and head where the hash isn't of what is in the books: a run died before it was renewed, or a doubt about a payment forgot it.
  const byFigures = content !== undefined && (document.ownedHash === null || hasDeltas(ports.documents));
  const isSame = byFigures ? content.head === head && isInStep(ports.documents, document, charged) : now === document.ownedHash;
  if (isSame) {
    ports.saveDocument({ ...document, sourceHash: order.sourceHash, ownedHash: now });
    const unchanged = end(order, "booked", [reason("order-unchanged", { document: number })]);
    return document.role === "credit" ? ok(unchanged) : paid(unchanged);
  }
  if (document.role !== "invoice" || content === undefined || ports.settings.orders.editedAfterBooking !== "delta" || isInStep(ports.documents, document, charged)) return ok(changed);
  const kept = await keepInStep(order, document, charged);
  if (!kept.ok || !kept.value.inStep) return kept.ok ? ok(kept.value.end) : kept;
  // An address or a reference can't be put right by figures.
  if (content.head !== head) return paid({ ...kept.value.end, outcome: "needs-attention", reasons: [...changed.reasons, ...kept.value.end.reasons] });
  ports.saveDocument({ ...document, sourceHash: order.sourceHash, ownedHash: now });
  return paid(kept.value.end);
}

/** The order was cancelled after its invoice was booked: all that is booked of it is credited, if the tenant wants that. */
export async function cancelledAfterBooking(order: OrderCase, document: DocumentRecord): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  if (document.role !== "invoice" || document.content === undefined || ports.settings.orders.cancelledAfterBooking !== "credit") return ok(cancelledBooked(order, document));
  const nothing = nothingOf(order.order);
  const credited = reason("order-cancelled-credited", { number: document.number ?? document.id });
  if (isInStep(ports.documents, document, nothing)) return ok(end(order, "updated", [credited]));
  const kept = await keepInStep(order, document, nothing);
  if (!kept.ok || !kept.value.inStep) return kept.ok ? ok(kept.value.end) : kept;
  return ok({ ...kept.value.end, reasons: [credited, ...kept.value.end.reasons] });
}
