/**
 * Parts of decide.ts: what happens to a document whose order isn't charged any more, what may be
 * done with a document at all (a person's own is kept, and rules may ask for an approval), when a
 * document is in step, and what is left to a person. Pure.
 */
import { dec } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { isCreditInvoice } from "../../../domain/jobs/job.ts";
import type { OrderType } from "../../../domain/orders/order-type.ts";
import type { DocumentRecord, JournalEntry, RunFacts } from "../../port.ts";
import {
  labelOf,
  LIVE_FIRST,
  namedDocuments,
  type OrderFacts,
  type OrderWithSource,
  voucherChanged,
  isWaitingForDayClose,
  reversalOf,
  standsAs,
  unchangedSince,
} from "../shared/case.ts";
import { ifCredit, isBooked, isVoucher } from "../shared/document-kinds.ts";
import { markerRole } from "../shared/identity.ts";
import { MANUAL } from "../shared/link-request.ts";
import { splitGiftCards } from "../money/lines.ts";
import { type Action, isRebookingRequested, readsLedger, type RunKnowledge } from "./action.ts";
import {
  kindToAsk,
  orderType,
  provisionalCustomer,
  pendingApprovalReason,
} from "../preparation/eligibility.ts";
import { deltasInStep } from "../booked/books.ts";
import { wantsInvoice } from "../documents/invoices/invoice-order.ts";
import { deletedDocumentReason } from "../documents/remove.ts";
import { mayBeOverwritten, lastUncomparedUpdate } from "../documents/late-updates.ts";
import { RETRY } from "../../../domain/jobs/requested-actions.ts";
import { olderThanJournal } from "../existing/existing-documents.ts";
import { decideDeleted, leftToCredit } from "./recreate-deleted.ts";
import { writesForManualReview, leftReversals } from "./manual-review.ts";

export const skip = (...reasons: readonly Reason[]): Action => ({ kind: "skip", reasons });
export const hold = (...reasons: readonly Reason[]): Action => ({ kind: "hold", reasons });
const report = (...reasons: readonly Reason[]): Action => ({ kind: "report", reasons });

/**
 * The order is cancelled, or edited to a total of zero: an unbooked document is deleted; a booked
 * one is reversed, credited or reported.
 */
export function decideCancelledOrZero(
  order: OrderWithSource,
  knowledge: RunKnowledge,
  document: DocumentRecord,
  why: "cancelled" | "nothing",
): Action {
  const manual = decideManuallyLinked(order, document);
  if (manual !== null) return "reasons" in manual ? report(...manual.reasons) : manual;
  const otherwise = stays(order, document, why);
  const { cancelledAfterBooking, editedAfterBooking } = order.ports.settings.orders;
  const isWanted =
    why === "cancelled" ? cancelledAfterBooking === "credit" : editedAfterBooking === "delta";
  const isDeleted = knowledge.deleted?.includes(document) === true;
  if (isVoucher(document.role)) {
    if (isDeleted) return decideDeleted(order, document, [document], true);
    const back: Action = { kind: "reverse-voucher", document, why: "cancelled" };
    if (isWaitingForDayClose(document)) return back;
    return isWanted ? (holdForApproval(order, "mutation", true) ?? back) : otherwise;
  }
  if (!isBooked(document.role)) return { kind: "remove", document, why };
  if (document.sourceHash === null && document.content === undefined && knowledge.asSent === null)
    return { kind: "compare-as-sent", document, cancelled: true };
  if (document.role !== "invoice" || document.content === undefined || !isWanted) return otherwise;
  const isAgain = isRebookingRequested(order.ports);
  // Earlier differences are compared with the books once more.
  const isCompared = isAgain || (document.differs !== undefined && readsLedger(order.ports));
  if (isCompared && knowledge.deleted === null) return { kind: "search-deleted", document };
  const gone = knowledge.deleted ?? [];
  // Nothing is credited of what was deleted.
  const left = leftToCredit(order, document, gone);
  if (left === null && gone.length > 0 && (isAgain || isDeleted))
    return decideDeleted(order, document, gone, true);
  const { type } = orderType(order, { customer: provisionalCustomer(order) });
  return (
    holdForApproval(order, kindToAsk(order, "invoice", type), true) ?? {
      kind: "credit",
      document: left ?? document,
    }
  );
}

/** The reason for a document that stays although nothing is charged any more. */
function stays(
  { source }: OrderWithSource,
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
  const what = ifCredit(document);
  if (why === "cancelled") return told(reason("order-cancelled-after-booking", { number, what }));
  const changed = reason("order-changed-after-booking", { number, what, of: what, fields: null });
  return what === null
    ? told(changed, reason("total-not-positive", { total: source.gross, document: "invoice" }))
    : told(changed);
}

/**
 * Whether a sale with this document has nothing left to charge, or a credit invoice nothing left to
 * credit. A sale that gift cards paid completely is still charged. Not for vouchers, which may be
 * zero and are changed like any other.
 */
export const chargesNothing = ({ source }: OrderWithSource, { role }: DocumentRecord): boolean =>
  role === "credit" ? comesToNothing(source) : SALES.has(role) && isFree(source);

/**
 * Returns a skip where the order's total is zero now and its document was deleted for that, as far
 * as the journal knows. `null`: the order is booked or held like any other. That includes an order
 * that a person unlinked from its document, and one whose total was zero from the start.
 */
export function nothingLeft({ ports, source }: OrderWithSource): Action | null {
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

const comesToNothing = (source: OrderWithSource["source"]): boolean =>
  dec(splitGiftCards(source).order.gross).eq(0);

const isFree = (source: OrderWithSource["source"]): boolean =>
  source.creditsOrderId === null && comesToNothing(source);

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
export function decideManuallyLinked(
  { ports }: OrderFacts,
  document: DocumentRecord,
): Action | null {
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
export function holdForApproval(
  order: OrderFacts,
  type: OrderType,
  takesBack = false,
): Action | null {
  const why = pendingApprovalReason(order, type, takesBack);
  return why === null ? null : hold(why);
}

/**
 * Nothing is to be written, and the document belongs to this order alone. The order is unchanged
 * since its document was written; that says nothing about the document in the ledger, which is read
 * and compared where a person asks.
 */
export const isUpToDate = (order: OrderFacts, document: DocumentRecord): boolean =>
  document.sourceHash === order.sourceHash &&
  !isWaitingForDayClose(document) &&
  !mayBeOverwritten(order.ports, document) &&
  lastUncomparedUpdate(order.ports, document) === null &&
  !(isVoucher(document.role) && reversalOf(order.ports.documents, document) !== undefined) &&
  leftReversals(order.ports).length === 0 &&
  deltasInStep(order, document) &&
  !(document.role === "sales-order" && wantsInvoice(order));

/** Leaves the document; later payments and refunds are registered even if it differs. */
export function leave(
  { ports }: OrderWithSource,
  knowledge: RunKnowledge,
  document: DocumentRecord,
): Action {
  const { differs } = knowledge;
  if (differs !== null && differs.length > 0)
    return { kind: "leave", document, outcome: "needs-attention", reasons: differs };
  return {
    kind: "leave",
    document,
    outcome: ports.before === "updated" ? "updated" : "booked",
    reasons: [unchangedSince(document), ...ofComparison(knowledge, document)],
  };
}

/** Empty where the ledger wasn't read. */
function ofComparison({ differs, deleted }: RunKnowledge, own: DocumentRecord): readonly Reason[] {
  const document = own.number ?? own.id;
  if (differs !== null) return [reason("booked-agrees", { document, as: standsAs(own) })];
  return deleted === null ? [] : [reason("booked-not-compared", { document })];
}

/**
 * What a person unlinked from the order. Left out is what the order has a later document for, with
 * all that was unlinked in the same step: the person had it booked anew.
 */
export function unlinkedFrom({ documents }: Pick<RunFacts, "documents">) {
  const cut = documents.filter(({ state }) => state === "unlinked");
  const past = cut.filter(
    ({ role, n }) =>
      LIVE_FIRST.some((own) => own === role) &&
      documents.some((other) => markerRole(other.role) === markerRole(role) && other.n > n),
  );
  const steps = new Set(past.map(({ unlinkedAt }) => unlinkedAt));
  return cut.filter(({ unlinkedAt }) => !steps.has(unlinkedAt));
}

export const holdUnlinked = ({ source }: OrderWithSource, cut: readonly DocumentRecord[]): Action =>
  hold(
    reason("document-unlinked", {
      actor: null,
      ...namedDocuments(cut),
      cancelled: source.state === "cancelled",
    }),
  );

/**
 * What was unlinked stands in the ledger, so the order doesn't count as done because nothing is to
 * be booked for it now. A person's retry looks for it by its marker first. `null`: nothing was.
 */
function whileUnlinked(order: OrderWithSource, { nothingThere }: RunKnowledge): Action | null {
  // What a credit took off its sales order stands in no document of its own, and a reversal says
  // nothing without its voucher.
  const cut = unlinkedFrom(order.ports).filter(
    ({ role }) => role !== "order-credit" && role !== "voucher-reversal",
  );
  if (cut.length === 0) return null;
  return order.ports.eventTypes.includes(RETRY) && !nothingThere
    ? { kind: "search-first", withNumber: false, reasons: [] }
    : holdUnlinked(order, cut);
}

/**
 * A person unlinked the order's document, or a write was left to a person: the last look-up didn't
 * find it, and it may still take effect. Whatever the shop says meanwhile, nothing is made in its
 * place and nothing counts as done until it is found or the person decides. `null`: nothing was
 * left, or the person says that it failed, or that the order has no document.
 */
export function decideWhileLeftToPerson(
  order: OrderWithSource,
  knowledge: RunKnowledge,
): Action | null {
  const { ports } = order;
  const cut = knowledge.nothingThere ? null : whileUnlinked(order, knowledge);
  if (cut !== null) return cut;
  const left = writesForManualReview(ports);
  if (left.length === 0) return null;
  if (!knowledge.nothingThere) return { kind: "search-first", withNumber: false, reasons: [] };
  return ports.eventTypes.includes(RETRY) ? null : { kind: "report", reasons: inDoubt(left) };
}

const inDoubt = (left: readonly JournalEntry[]): readonly Reason[] =>
  left.map(({ marker }) => reason("in-doubt-needs-person", { marker }));

/**
 * Skips an order that isn't looked at, also not in the ledger. What a person is asked about stays
 * asked: it may be there.
 */
export function unseen({ ports }: OrderWithSource, why: Reason): Action {
  const left = [...writesForManualReview(ports), ...leftReversals(ports)];
  return left.length === 0 ? skip(why) : { kind: "report", reasons: [...inDoubt(left), why] };
}

/** Handles a cancelled order of which nothing is known; it may be older than the journal. */
export function cancelledUnknown(
  order: OrderWithSource,
  knowledge: RunKnowledge,
  why: Reason,
): Action {
  // It had a document, so it never counts as cancelled before that.
  const cut = whileUnlinked(order, knowledge);
  if (cut !== null) return cut;
  if (olderThanJournal(order.ports, order.order) && !knowledge.nothingThere)
    return { kind: "search-first", withNumber: false, reasons: [] };
  const said = deletedDocumentReason(order.ports) ?? why;
  const isLeft = said.code === "before-start" && order.ports.backfill === null;
  return (
    decideWhileLeftToPerson(order, knowledge) ??
    (isLeft ? { kind: "before-start", reasons: [said] } : skip(said))
  );
}
