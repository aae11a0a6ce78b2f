/**
 * Updates an order's existing document. Nothing is written when nothing changed. An edit updates
 * the same document while it isn't shipped, invoiced or booked. A person's own change in the ledger
 * is never overwritten unless the tenant wants that.
 */
import { reason } from "../../../domain/reasons/index.ts";
import type { VendorRequest } from "../../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import { dayUnknown } from "../../../eaccounting/invoice-drafts.ts";
import { isPartlyDelivered, type ReadOrder } from "../../../eaccounting/orders.ts";
import { observedKept } from "../../../eaccounting/attachments.ts";
import { rowsUnknown } from "../../../eaccounting/body.ts";
import { observedEmptied, observedFilled } from "../../../eaccounting/observed-fields.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { recordObservation } from "../../vendor-observations.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  end,
  documentDeletedEnd,
  type OrderCase,
  type Prepared,
  unchangedSince,
} from "../shared/case.ts";
import { planOf } from "../preparation/prepare.ts";
import { rehearse } from "../shared/recording-ports.ts";
import { finish } from "./create.ts";
import { signUnknown, withTurnedSign } from "./credits/sign.ts";
import { type DocumentHandler, handlerOf } from "../shared/document-kinds.ts";
import { findInvoice } from "../existing/find-doubtful-document.ts";
import { identityOf } from "../shared/identity.ts";
import { linkAsDrafted, linkInvoice } from "./invoices/booked.ts";
import { wantsInvoice } from "./invoices/invoice-order.ts";
import { isOtherCountry, placeDiffers } from "./invoices/customer-country.ts";
import type { Plan, WritePlan } from "../shared/plan-input.ts";
import {
  isOwnUpdate,
  mayBeOverwritten,
  lastUncomparedUpdate,
  updateIntent,
  wasRightOnce,
} from "./late-updates.ts";
import { answeredOrRead, hasOwnFieldChanged, documentIntent, writtenTextsIn } from "./steps.ts";

type How = { readonly found: boolean; readonly book: boolean };

/** A person booked the draft before the shop changed the order: the change is an edit of this. */
type BookedByPerson = { readonly booked: DocumentRecord };

/** A person invoiced the sales order, whose number this is: nothing was done. */
type InvoicedByPerson = { readonly invoiced: string };

type Edited = DocumentEnd | BookedByPerson | InvoicedByPerson;

/**
 * Compares the document with the order as it is now, and writes what differs. `book`: invoices of
 * this kind are booked. A draft that was once finished stays a draft for a person, whatever the
 * settings say now. A credit that the ledger refuses for the sign of its rows is sent once more
 * with the other sign.
 */
export async function editDocument(
  order: OrderCase,
  prepared: Prepared,
  document: DocumentRecord,
  how: How,
): Promise<Result<Edited, Failure>> {
  const first = await edit(order, prepared, document, { ...how, refused: null });
  if (!first.ok) return first;
  if (!("refused" in first.value)) return ok(first.value);
  const { refused } = first.value;
  const second = await edit(withTurnedSign(order), prepared, document, { ...how, refused });
  if (!second.ok) return second;
  return "refused" in second.value ? err(second.value.refused) : ok(second.value);
}

/** `refused`: the refusal with the rows' other sign. */
async function edit(
  order: OrderCase,
  prepared: Prepared,
  document: DocumentRecord,
  how: How & { readonly refused: Failure | null },
): Promise<Result<Edited | { readonly refused: Failure }, Failure>> {
  const { ports } = order;
  const form = handlerOf(document.role);
  const read = await readDocument(order, document);
  if (!read.ok) return read;
  if (read.value === "gone")
    return form.kind === "invoice-draft"
      ? draftGone(order, prepared, document)
      : ok(documentDeletedEnd(order, document));
  const current = read.value.order;
  const identity = await identityOf(ports, order.order, document);
  const plan = planOf(order, prepared, identity);
  const said = writtenTextsIn(document.ownedHash);
  const finished = finishedByPerson(order, document, read.value, plan);
  if (finished !== null) return ok(finished);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const toBook = form.kind === "invoice-draft" && how.book && document.sourceHash === null;
  const raw = toBook ? dayUnknown(read.value.raw) : read.value.raw;
  const request = form.update(current.id, raw, plan.document, said);
  // A person shipped it, so it isn't changed any more; one that is right may still be invoiced.
  if (current.status === "shipped" && (request !== null || !wantsInvoice(order))) {
    const number = current.number ?? document.id;
    return ok(end(order, "needs-attention", [reason("document-shipped", { number })]));
  }
  const unconfirmed =
    form.role === "sales-order"
      ? current.status === "draft" && ports.settings.orders.orderStatus === "ongoing"
      : toBook;
  // Its rows have the other sign already, which the ledger accepted.
  if (request === null && how.refused !== null) ports.saveLists({ learnt: ports.lists.learnt });
  const again = request ?? sameRowsAgain(order, prepared, document, read.value, plan);
  const isNothing = again === null;
  const left = isNothing ? null : await leftAsItIs(order, document, read.value, how.found);
  const sent = request ?? (left === null ? again : null);
  if (sent === null)
    return settleUnchanged(order, prepared, identity, {
      document,
      read: read.value,
      plan,
      unconfirmed,
    });
  if (left !== null) return ok(left);
  if (ports.settings.trial) {
    const wanted = documentIntent(ports, form.kinds.update, identity, current.id);
    return ok(rehearse(order, wanted, sent, plan.reasons));
  }
  return sendEdit(order, prepared, identity, sent, {
    form,
    read: read.value,
    plan,
    said,
    refused: how.refused,
    confirm: unconfirmed,
    edited: how.found || document.sourceHash !== null,
    keep: how.found || wasRightOnce(ports, document, unconfirmed),
  });
}

type Edit = {
  readonly form: DocumentHandler;
  readonly read: ReadOrder;
  readonly plan: WritePlan;
  /** What the last write set. */
  readonly said: ReturnType<typeof writtenTextsIn>;
  readonly refused: Failure | null;
  readonly confirm: boolean;
  readonly edited: boolean;
  readonly keep: boolean;
};

async function sendEdit(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  request: VendorRequest,
  { form, read, plan, said, refused, confirm, edited, keep }: Edit,
): Promise<Result<DocumentEnd | { readonly refused: Failure }, Failure>> {
  const { ports } = order;
  const { learnt } = ports.lists;
  const { id } = read.order;
  const written = await ports.write(
    await updateIntent(ports, form, identity, id, plan.document),
    request,
  );
  if (!written.ok) {
    if (signUnknown(plan.document, written.error, learnt)) return ok({ refused: written.error });
    return err(refused !== null && written.error.kind === "rejected" ? refused : written.error);
  }
  if (refused !== null) ports.saveLists({ learnt });
  recordObservation(ports, "E197", observedKept(read.raw, written.value.answer));
  recordObservation(ports, "E17", observedFilled(request.body, written.value.answer));
  recordObservation(
    ports,
    "E213",
    observedEmptied(read.raw, request.body, written.value.answer, said),
  );
  const answer = await answeredOrRead(ports, form, written.value, id);
  if (!answer.ok) return answer;
  return finish(order, prepared, identity, {
    planned: plan.document,
    read: answer.value,
    written: written.value,
    learnt,
    reasons: plan.reasons,
    confirm,
    edited,
    keep,
  });
}

/**
 * Returns the request that writes the same rows again, where the ledger has other figures for them,
 * or has them for another country. It computed VAT when they were written: a customer or an article
 * that changed since counts then.
 */
function sameRowsAgain(
  order: OrderCase,
  { customer }: Pick<Prepared, "customer">,
  { role, sourceHash, ownedHash }: DocumentRecord,
  { order: current, raw }: ReadOrder,
  plan: WritePlan,
): VendorRequest | null {
  const { ports } = order;
  const form = handlerOf(role);
  const { tolerance } = ports.settings.orders;
  return sourceHash !== null &&
    current.status !== "shipped" &&
    (isOtherCountry(order, customer, current) ||
      form.compare(plan.document, current, ports.lists.learnt, tolerance).kind === "differs")
    ? form.update(current.id, rowsUnknown(raw), plan.document, writtenTextsIn(ownedHash))
    : null;
}

/** Ends for a document that can't be changed any more; `null`: it can. */
function finishedByPerson(
  order: OrderCase,
  document: DocumentRecord,
  { order: current, raw }: ReadOrder,
  plan: Plan,
): FlowEnd | InvoicedByPerson | null {
  const number = current.number ?? document.id;
  const isInvoiced = current.status === "invoiced";
  // It was read because an update may have made something else of it, and is right: a person may
  // continue with it.
  const { ports } = order;
  if (
    (isInvoiced || (current.status === "shipped" && !wantsInvoice(order))) &&
    plan.kind === "write" &&
    (mayBeOverwritten(ports, document) || lastUncomparedUpdate(ports, document) !== null) &&
    handlerOf(document.role).update(
      current.id,
      raw,
      plan.document,
      writtenTextsIn(document.ownedHash),
    ) === null
  )
    return end(order, "booked", [unchangedSince({ ...document, number: String(number) })]);
  return isInvoiced ? { invoiced: String(number) } : null;
}

/**
 * Leaves changes of a person and deliveries in the ledger as they are. What isn't known to be as we
 * wrote it may be a person's as well, but nobody is said to have changed it (ADR 0166).
 */
async function leftAsItIs(
  order: OrderCase,
  document: DocumentRecord,
  { order: current, raw }: ReadOrder,
  found: boolean,
): Promise<FlowEnd | null> {
  const { ports } = order;
  const number = current.number ?? document.id;
  const { ownedHash } = document;
  const code = ownedHash === null ? "document-not-as-calculated" : "document-changed-by-person";
  const isLeft =
    (ownedHash === null ? found : await hasOwnFieldChanged(current, ownedHash)) &&
    !(await isOwnUpdate(ports, document, current));
  const policy = ports.settings.orders.changedByPerson;
  if (isLeft && policy === "hold") return end(order, "held", [reason(code, { number })]);
  if (isLeft && policy === "leave")
    return end(order, "skipped", [reason(code, { number, left: true })]);
  // A PUT replaces all rows (E14), so what the ledger keeps of their delivery might be lost.
  return handlerOf(document.role).kind === "order" && hasBegunDelivery(ports, raw)
    ? end(order, "needs-attention", [reason("document-partly-delivered", { number })])
    : null;
}

/** Where the ledger doesn't keep our delivered quantity, a difference isn't a person's (E16). */
const hasBegunDelivery = ({ lists }: OrderCase["ports"], raw: ReadOrder["raw"]): boolean =>
  lists.seenAtWork?.E16?.verdict !== "differs" && isPartlyDelivered(raw);

/**
 * The ledger already holds what would be written, after a doubt was resolved or an edit that isn't
 * mapped. The figures are still compared: an answer that wasn't compared proves nothing.
 */
async function settleUnchanged(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  state: Unchanged,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const { document, read, plan, unconfirmed } = state;
  const form = handlerOf(document.role);
  const entry = ports.journal.find(
    (candidate) =>
      candidate.kind === form.kinds.create &&
      candidate.role === form.role &&
      candidate.n === document.n &&
      candidate.documentId !== null,
  );
  const last = lastUncomparedUpdate(ports, document) ?? entry;
  const written =
    last === undefined
      ? null
      : {
          opId: last.id,
          attempt: last.attempt,
          answer: { status: 200, body: read.raw, isJson: true, headers: {} },
        };
  const verdict = form.compare(
    plan.document,
    read.order,
    ports.lists.learnt,
    ports.settings.orders.tolerance,
  );
  const differs = [
    ...(verdict.kind === "differs" ? verdict.reasons : []),
    ...(isOtherCountry(order, prepared.customer, read.order)
      ? [placeDiffers(order, prepared.customer, read.order)]
      : []),
  ];
  // A document that was right before, or may not be ours alone, is left for a person and never
  // deleted.
  if (differs.length > 0 && (document.sourceHash !== null || entry === undefined))
    return ok(end(order, "needs-attention", differs));
  // A draft that a person confirmed got its number then, which the record lacks.
  const number = read.order.number === null ? document.number : String(read.order.number);
  return finish(order, prepared, identity, {
    planned: plan.document,
    read,
    written,
    learnt: ports.lists.learnt,
    reasons: [...plan.reasons, unchangedSince({ ...document, number })],
    confirm: unconfirmed,
    keep: entry === undefined || wasRightOnce(ports, document, unconfirmed),
  });
}

type Unchanged = {
  readonly document: DocumentRecord;
  readonly read: ReadOrder;
  readonly plan: Extract<Plan, { kind: "write" }>;
  /** Still a draft, although the tenant wants it ongoing or booked. */
  readonly unconfirmed: boolean;
};

/** Reads the document. `gone`: it was deleted, or turned into something else. */
export async function readDocument(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<ReadOrder | "gone", Failure>> {
  const form = handlerOf(document.role);
  const answer = await order.ports.read(form.byId(document.id));
  if (answer.ok) return form.read(answer.value);
  return answer.error.kind === "not-found" ? ok("gone") : answer;
}

/**
 * Handles a draft of ours that is gone: a person booked it, our own convert succeeded without an
 * answer, or a person deleted it. An invoice with the marker is linked, with its differences shown,
 * and no other one is made.
 */
async function draftGone(
  order: OrderCase,
  prepared: Prepared,
  draft: DocumentRecord,
): Promise<Result<DocumentEnd | BookedByPerson, Failure>> {
  const found = await findInvoice(order, draft);
  if (!found.ok) return found;
  if (found.value === null) return ok(documentDeletedEnd(order, draft));
  const isEdited = draft.sourceHash !== order.sourceHash;
  const drafted = isEdited ? await linkAsDrafted(order, draft, found.value.id) : ok(null);
  if (!drafted.ok) return drafted;
  return drafted.value === null
    ? linkInvoice(order, prepared, draft, found.value.id)
    : ok({ booked: drafted.value });
}
