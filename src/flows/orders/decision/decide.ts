/**
 * Decides what happens to an order, in one place: the next action, from the shop's data, the
 * order's documents, the journal, the tenant's settings and this run's look-ups. Pure;
 * flows/orders/run.ts executes the action and asks again until nothing is left to do.
 * docs/decisions.md is this file as a table, and a test compares the two.
 */
import { INVOICED, RETRY, VERIFY } from "../../../domain/jobs/requested-actions.ts";
import { dec } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { OrderType } from "../../../domain/orders/order-type.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import {
  labelOf,
  isRemovedBeforeDayClose,
  liveDocument,
  type OrderFacts,
  type Prepared,
  type OrderWithSource,
} from "../shared/case.ts";
import {
  isCreditedWhole,
  loweredTwice,
  loweredOrderOf,
} from "../documents/credits/order-credit.ts";
import { isDelta } from "../booked/books.ts";
import { type DocumentRole, handlerOf, isBooked, isVoucher } from "../shared/document-kinds.ts";
import { wroteBefore } from "../shared/identity.ts";
import { wantsInvoice } from "../documents/invoices/invoice-order.ts";
import { registeredAmount } from "../payments/registered-money.ts";
import { type Action, readsLedger, type RunKnowledge } from "./action.ts";
import { olderThanJournal } from "../existing/existing-documents.ts";
import { decideFollowUp } from "./decide-follow-up.ts";
import { knownDeletions } from "./known-deletions.ts";
import { decideDeleted } from "./recreate-deleted.ts";
import { stampZone } from "../../vendor-observations.ts";
import {
  type Eligibility,
  checkEligibility,
  kindToAsk,
  orderType,
  provisionalCustomer,
} from "../preparation/eligibility.ts";
import {
  chargesNothing,
  hold,
  holdUnlinked,
  decideManuallyLinked,
  nothingLeft,
  skip,
  decideCancelledOrZero,
  undo,
  unlinkedFrom,
  holdForApproval,
  isUpToDate,
  leave,
  cancelledUnknown,
  unseen,
  decideWhileLeftToPerson,
} from "./cancelled-or-zero.ts";

export function decide(order: OrderWithSource, knowledge: RunKnowledge): Action {
  const { ports } = order;
  if (knowledge.after !== null) return decideFollowUp(order, knowledge.after);
  const document = knowledge.document ?? liveDocument(ports.documents);
  if (verifiesRepeat(ports) && document !== null && !knowledge.verified)
    return { kind: "verify-repeats", documents: [document, ...repeatedDeltas(ports)] };
  if (isUndone(ports))
    return document === null ? unseen(order, reason("undo-nothing-there")) : undo(document);
  const takenBack = ports.backfill?.kind === "order" ? ports.backfill.takenBack : undefined;
  if (takenBack !== undefined && document === null)
    return skip(reason("taken-back", { run: takenBack }));
  const judged = checkEligibility(
    order.source,
    ports.settings,
    ports.backfill?.kind === "order",
    stampZone(ports.lists),
    ports.memory,
  );
  if (
    order.unfit !== null &&
    judged.kind !== "remove" &&
    (judged.kind === "go" || document !== null)
  )
    return hold(order.unfit);
  const lowering = ports.documents.findLast(
    ({ role, state }) => role === "order-credit" && state !== "unlinked",
  );
  // An order that was booked once is kept in step, even if a filter now excludes it.
  const taken = document !== null || knowledge.forgotten;
  switch (judged.kind) {
    case "hold":
      return hold(judged.reason);
    case "remove":
      if (lowering !== undefined) return { kind: "raise-order", document: lowering };
      return document === null
        ? cancelledUnknown(order, knowledge, judged.reason)
        : decideCancelledOrZero(order, knowledge, document, "cancelled");
    case "skip":
      // With the flow off, no order is kept in step.
      if (judged.reason.code === "flow-off") return unseen(order, judged.reason);
      if (!taken) return decideWhileLeftToPerson(order, knowledge) ?? skip(judged.reason);
      break;
    case "before-start":
      if (!taken) return decideWhileLeftToPerson(order, knowledge) ?? beforeStart(judged);
      break;
    case "go":
      break;
  }
  if (isCreditedWhole(ports, order.order) && (document === null || isUnbooked(document)))
    return document === null
      ? (decideWhileLeftToPerson(order, knowledge) ?? skip(reason("order-credited-whole")))
      : (decideManuallyLinked(order, document) ?? { kind: "remove", document, why: "credited" });
  if (document !== null && chargesNothing(order, document))
    return decideCancelledOrZero(order, knowledge, document, "nothing");
  const empty = document === null ? nothingLeft(order) : null;
  if (empty !== null) return decideWhileLeftToPerson(order, knowledge) ?? empty;
  return document === null
    ? first(order, knowledge, judged.kind === "go" && judged.lookupFirst && !knowledge.forgotten)
    : change(order, knowledge, document);
}

const beforeStart = (judged: Extract<Eligibility, { kind: "before-start" }>): Action =>
  judged.held === true ? hold(judged.reason) : { kind: "before-start", reasons: [judged.reason] };

/** Its documents are being removed, by the back-fill that made them or by another run. */
export const isUndone = ({ backfill }: RunFacts): boolean =>
  backfill?.kind === "order" && backfill.undo;

/** A document of a sale that can still be changed. */
const isUnbooked = ({ role }: DocumentRecord): boolean =>
  role === "sales-order" || role === "invoice-draft";

const repeatedDeltas = ({ documents, journal }: RunFacts): readonly DocumentRecord[] =>
  documents.filter(
    (document) =>
      document.state === "live" &&
      isDelta(document) &&
      journal.some(
        ({ role, n, repeats }) =>
          role === handlerOf(document.role).role && n === document.n && repeats > 0,
      ),
  );

/** Decides about an order that has no document in the ledger, as far as is known. */
function first(order: OrderWithSource, knowledge: RunKnowledge, dayOfStart: boolean): Action {
  const { ports } = order;
  const cut = unlinkedFrom(ports);
  // A person unlinked it from its document: only a person may have it booked again.
  if (cut.length > 0 && !ports.eventTypes.includes(RETRY)) return holdUnlinked(order, cut);
  if (
    !knowledge.nothingThere &&
    (dayOfStart || wroteBefore(ports) || olderThanJournal(ports, order.order))
  )
    return {
      kind: "search-first",
      withNumber: dayOfStart,
      reasons: [reason("looked-up-before-first-write")],
    };
  const left = decideWhileLeftToPerson(order, knowledge);
  if (left !== null) return left;
  if (order.order.creditsOrderId !== null && knowledge.original === null)
    return { kind: "find-original" };
  if (order.credits?.open !== undefined)
    return (
      holdForApproval(order, "sales-order") ?? { kind: "lower-order", open: order.credits.open }
    );
  const { prepared } = knowledge;
  const type = typeOf(order, prepared);
  if (prepared === null) {
    if (type.form === "voucher") return bookVoucher(order, type.recorded);
    return {
      kind: "prepare",
      as: type.form,
      document: null,
      asks: typeToAsk(order, prepared, null),
    };
  }
  const customerId = knowledge.original?.customerId ?? null;
  if (customerId !== null && customerId !== prepared.customer.id)
    return hold(
      reason("credit-customer-differs", { invoice: customerId, credit: prepared.customer.id }),
    );
  // The customer's record in the ledger may turn the order into a voucher.
  if (type.form === "voucher") return bookVoucher(order, type.recorded);
  const create: Action = {
    kind: "create",
    prepared,
    form: type.form,
    book: type.type === "invoice",
    reasons: type.recorded,
  };
  return holdForApproval(order, typeToAsk(order, prepared, null)) ?? create;
}

/** A credit becomes the kind of its original; a sale becomes what the tenant's rules say. */
function typeOf(order: OrderFacts, prepared: Prepared | null): ReturnType<typeof orderType> {
  if (order.credits?.voucher !== undefined)
    return { type: "mutation", form: "voucher", recorded: [] };
  return orderType(order, { customer: prepared?.customer ?? provisionalCustomer(order) });
}

/** An order that is no voucher by its own data may become one by its customer in the ledger. */
const draftOf = (form: DocumentRole | "voucher"): DocumentRole =>
  form === "voucher" ? "invoice-draft" : form;

function bookVoucher(
  { ports, order, credits }: OrderWithSource,
  recorded: readonly Reason[],
): Action {
  const reversal = ports.documents.findLast(({ role }) => role === "voucher-reversal");
  // A payment on the reversed item is in the books already; a new voucher would book that money
  // again.
  const paid = registeredAmount(ports.journal, "payment");
  if (reversal !== undefined && dec(paid).gt(0) && !ports.eventTypes.includes("retry-by-person"))
    return hold(
      reason("voucher-item-paid", {
        number: labelOf(reversal),
        amount: paid,
        currency: order.currency,
        why: "anew",
      }),
    );
  return {
    kind: "book-voucher",
    form: credits === undefined ? "voucher" : "voucher-credit",
    anew: reversal !== undefined && !isRemovedBeforeDayClose(reversal),
    reasons: recorded,
  };
}

/** Decides about an order with a document: unchanged, edited, deleted, or changed after booking. */
function change(order: OrderWithSource, knowledge: RunKnowledge, document: DocumentRecord): Action {
  const { ports } = order;
  const isInvoiced = knowledge.invoiced && document.role === "sales-order";
  const isLookedAt = isInvoiced || (!knowledge.found && looksAt(ports, document));
  if (isLookedAt && knowledge.deleted === null) return { kind: "search-deleted", document };
  if (knowledge.deleted !== null && knowledge.deleted.length > 0)
    return decideDeleted(order, document, knowledge.deleted);
  // Always, as it isn't known whether its sales order was handed in for it.
  if (document.role === "order-credit")
    return (
      (document.sourceHash === order.sourceHash ? null : holdForApproval(order, "sales-order")) ?? {
        kind: "lower-order",
        open: loweredOrderOf(document),
      }
    );
  if (isUpToDate(order, document)) {
    const gone = knowledge.deleted === null ? knownDeletions(ports.documents) : [];
    return gone.length > 0 ? hold(...gone) : leave(order, knowledge, document);
  }
  const manual = decideManuallyLinked(order, document);
  if (manual !== null) return manual;
  const twice = isBooked(document.role) ? null : loweredTwice(ports, order.source);
  if (twice !== null && !ports.eventTypes.includes(RETRY)) return hold(twice);
  if (order.order.creditsOrderId !== null && knowledge.original === null)
    return { kind: "find-original" };
  if (isVoucher(document.role))
    return holdForApproval(order, "mutation") ?? { kind: "change-voucher", document };
  const { prepared } = knowledge;
  if (prepared === null)
    return {
      kind: "prepare",
      // Closed days don't matter yet: they are checked once the document was read, as a person may
      // have booked it.
      as:
        order.credits === undefined && liveDocument(ports.documents) !== null
          ? "sales-order"
          : draftOf(typeOf(order, null).form),
      document,
      asks: isKnown(document) ? typeToAsk(order, null, document) : null,
    };
  const waits = isKnown(document)
    ? holdForApproval(order, typeToAsk(order, prepared, document))
    : null;
  if (waits !== null) return waits;
  if (isBooked(document.role)) {
    if (!isKnown(document) && knowledge.asSent === null)
      return { kind: "compare-as-sent", document, cancelled: false };
    return { kind: isKnown(document) ? "correct" : "link-invoice", prepared, document };
  }
  const type = typeOf(order, prepared);
  return {
    kind: "update",
    prepared,
    document,
    found: knowledge.found,
    book: type.type === "invoice",
    reasons:
      type.form === document.role ? [] : [reason("document-kept-its-type", { type: type.type })],
  };
}

/** A person asked, or the reconciliation saw that its sales order was invoiced. */
const looksAt = (ports: RunFacts, { role }: DocumentRecord): boolean =>
  readsLedger(ports) || (role === "sales-order" && ports.eventTypes.includes(INVOICED));

/** Only a booked document may have other figures than we sent. */
const isKnown = ({ role, sourceHash, content }: DocumentRecord): boolean =>
  !isBooked(role) || sourceHash !== null || content !== undefined;

/** What the order is or becomes with this change: of several, one that a rule of approval names. */
function typeToAsk(
  order: OrderFacts,
  prepared: Prepared | null,
  document: DocumentRecord | null,
): OrderType {
  const { type } = typeOf(order, prepared);
  if (document !== null && isBooked(document.role))
    return type === "draft-invoice" ? type : kindToAsk(order, "invoice", type);
  const isOrder = document === null ? type === "sales-order" : document.role === "sales-order";
  if (!isOrder || !wantsInvoice(order)) return type;
  // The delivered order is invoiced with this change. As an order it is asked about if it changes.
  return document?.sourceHash === order.sourceHash
    ? "invoice"
    : kindToAsk(order, "invoice", "sales-order");
}

/** Something of the order was sent twice, and this run looks whether both came true. */
const verifiesRepeat = ({
  eventTypes,
  journal,
}: Pick<RunFacts, "eventTypes" | "journal">): boolean =>
  eventTypes.includes(VERIFY) && journal.some(({ repeats }) => repeats > 0);
