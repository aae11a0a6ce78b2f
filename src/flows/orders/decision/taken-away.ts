/**
 * Decides what happens to a document whose order isn't charged any more, and what may be done with
 * a document at all: a person's own is kept, and rules may ask for an approval. Pure.
 */
import { dec } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { isCreditInvoice } from "../../../domain/orders/document-roles.ts";
import type { OrderType } from "../../../settings/orders/order-types.ts";
import type { DocumentRecord } from "../../port.ts";
import {
  labelOf,
  type OrderFacts,
  type Subject,
  voucherChanged,
  waitsForDay,
} from "../shared/case.ts";
import { isBooked, isVoucher } from "../shared/document-kinds.ts";
import { MANUAL } from "../shared/link-request.ts";
import { saleOf } from "../money/lines.ts";
import { type Action, readsLedger, type RunKnowledge } from "./action.ts";
import { waitsForApproval } from "../preparation/approval.ts";

export const skip = (...reasons: readonly Reason[]): Action => ({ kind: "skip", reasons });
export const hold = (...reasons: readonly Reason[]): Action => ({ kind: "hold", reasons });
const report = (...reasons: readonly Reason[]): Action => ({ kind: "report", reasons });

/**
 * The order is cancelled, or edited to a total of zero: an unbooked document is deleted; a booked
 * one is reversed, credited or reported.
 */
export function takenAway(
  order: Subject,
  knowledge: RunKnowledge,
  document: DocumentRecord,
  why: "cancelled" | "nothing",
): Action {
  const manual = keptByPerson(order, document);
  if (manual !== null) return "reasons" in manual ? report(...manual.reasons) : manual;
  const otherwise = stays(order, document, why);
  const { cancelledAfterBooking, editedAfterBooking } = order.ports.settings.orders;
  const isWanted =
    why === "cancelled" ? cancelledAfterBooking === "credit" : editedAfterBooking === "delta";
  if (isVoucher(document.role)) {
    const back: Action = { kind: "reverse-voucher", document, why: "cancelled" };
    if (waitsForDay(document)) return back;
    return isWanted ? (waiting(order, "mutation", true) ?? back) : otherwise;
  }
  if (!isBooked(document.role)) return { kind: "remove", document, why };
  if (document.sourceHash === null && document.content === undefined && knowledge.asSent === null)
    return { kind: "compare-as-sent", document, cancelled: true };
  if (document.role !== "invoice" || document.content === undefined || !isWanted) return otherwise;
  // Earlier differences are compared with the books once more.
  if (document.differs !== undefined && readsLedger(order.ports) && knowledge.deleted === null)
    return { kind: "search-deleted", document };
  return waiting(order, "invoice", true) ?? { kind: "credit", document };
}

/** The reason for a document that stays although nothing is charged any more. */
function stays(
  { source }: Subject,
  document: DocumentRecord,
  why: "cancelled" | "nothing",
): Action {
  const number = labelOf(document);
  const told = (...reasons: readonly Reason[]): Action => ({
    kind: "report",
    reasons,
    unlessCredited: document,
  });
  if (isVoucher(document.role)) return told(voucherChanged(document, "cancelled"));
  return why === "cancelled"
    ? told(reason("order-cancelled-after-booking", { number }))
    : told(
        reason("order-changed-after-booking", { number }),
        reason("total-not-positive", { total: source.gross, document: "invoice" }),
      );
}

/**
 * Whether a sale with this document has nothing left to charge. A sale that gift cards paid
 * completely is still charged. Not for credits, which their originals handle, nor for vouchers,
 * which may be zero and are changed like any other.
 */
export const chargesNothing = ({ source }: Subject, { role }: DocumentRecord): boolean =>
  SALES.has(role) && isFree(source);

/**
 * Returns a skip where the order's total is zero now and its document was deleted for that, as far
 * as the journal knows. `null`: the order is booked or held like any other. That includes an order
 * that a person unlinked from its document, and one whose total was zero from the start.
 */
export function nothingLeft({ ports, source }: Subject): Action | null {
  if (ports.documents.some(({ state }) => state === "unlinked")) return null;
  const gone = ports.documents.findLast(({ role, state }) => SALES.has(role) && state === "gone");
  return gone === undefined || !isFree(source)
    ? null
    : skip(
        reason("order-removed-nothing-left", {
          number: gone.number ?? null,
          what: gone.number === null && isDraft(gone) ? "draft" : null,
          made: null,
        }),
      );
}

const isDraft = ({ role }: DocumentRecord): boolean =>
  role === "invoice-draft" || role === "credit-draft";

const isFree = (source: Subject["source"]): boolean =>
  source.creditsOrderId === null && dec(saleOf(source).order.gross).eq(0);

const SALES: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>([
  "sales-order",
  "invoice-draft",
  "invoice",
]);

/**
 * Removes what a back-fill made: an unbooked document is deleted, a voucher is reversed by another
 * one. A booked invoice stays, and so does what a person linked.
 */
export function undo(document: DocumentRecord): Action {
  const number = labelOf(document);
  if (document.ownedHash === MANUAL) return skip(reason("document-kept-by-hand", { number }));
  if (document.role === "order-credit") return { kind: "raise-order", document };
  if (isVoucher(document.role)) return { kind: "reverse-voucher", document, why: "undone" };
  if (!isBooked(document.role)) return { kind: "remove", document, why: "undone" };
  const kind = isCreditInvoice(document.role) ? "credit" : "invoice";
  return report(reason("undo-booked-stays", { number, document: kind }));
}

/**
 * Keeps a document that a person linked: later changes of the order don't change it, and nothing is
 * looked up or created for them. Only where the tenant lets a person's changes be overwritten is it
 * kept in step while it isn't booked. `null`: it is ours to keep in step.
 */
export function keptByPerson({ ports }: OrderFacts, document: DocumentRecord): Action | null {
  if (document.ownedHash !== MANUAL) return null;
  const kept = reason("document-kept-by-hand", { number: labelOf(document) });
  if (isBooked(document.role)) return report(kept);
  switch (ports.settings.orders.changedByPerson) {
    case "overwrite":
      return null;
    case "leave":
      return skip(kept);
    case "hold":
      return hold(kept);
  }
}

/** `null`: it needs no approval. */
export function waiting(order: OrderFacts, type: OrderType, isCredit?: boolean): Action | null {
  const why = waitsForApproval(order, type, isCredit);
  return why === null ? null : hold(why);
}
