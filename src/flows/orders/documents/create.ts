/**
 * Creates an order's document. `finish` handles the answer; invoices/invoice-order.ts corrects a
 * document that differs.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { VendorRequest } from "../../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/orders/sales-order.ts";
import { dayUnknown } from "../../../eaccounting/invoice-drafts.ts";
import { confirmOrder, observedDelivered } from "../../../eaccounting/orders.ts";
import { observedFilled } from "../../../eaccounting/observed-fields.ts";
import { loadLists } from "../../ledger-lists.ts";
import type { FlowEnd } from "../../port.ts";
import { recordObservation } from "../../vendor-observations.ts";
import {
  withReasons,
  type DocumentEnd,
  type DocumentIdentity,
  end,
  type OrderCase,
  type OrderFacts,
  type Prepared,
} from "../shared/case.ts";
import { makePlan, planOf } from "../preparation/prepare.ts";
import { rehearse } from "../shared/recording-ports.ts";
import { rehearseRest } from "./rehearse.ts";
import { signUnknown, turnedSign, withTurnedSign } from "./credits/sign.ts";
import { DOCUMENT_HANDLERS, type DocumentHandler } from "../shared/document-kinds.ts";
import { bookDraft } from "./invoices/book-draft.ts";
import { booksClosed } from "../../booking-day.ts";
import {
  invoiceDelivered,
  wantsInvoice,
  compareAndCorrect,
  type Finishing,
} from "./invoices/invoice-order.ts";
import type { WritePlan } from "../shared/plan-input.ts";
import { updateIntent } from "./late-updates.ts";
import {
  answeredOrRead,
  documentIntent,
  deleteUnbooked,
  settleCompared,
  settleDone,
  settleUnreadable,
} from "./steps.ts";

/**
 * Creates the first document of an order, or the next one after a deletion. `book`: an invoice is
 * booked once its draft is right. A credit that the ledger refuses for the sign of its rows is sent
 * once more with the other sign.
 */
export async function createDocument(
  before: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  book: boolean,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = before;
  const form = DOCUMENT_HANDLERS[identity.role];
  let order = before;
  let refused: Failure | null = null;
  for (;;) {
    const { learnt } = order.ports.lists;
    const plan = planOf(order, prepared, identity);
    if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
    const wanted = documentIntent(ports, form.kinds.create, identity, null);
    const request = form.create(plan.document);
    if (ports.settings.trial) {
      const shown = rehearse(order, wanted, request, plan.reasons);
      const rest = await rehearseRest(order, identity, plan.document, {
        book,
        confirm: plan.confirmAfterComparison,
        toPrivate: prepared.customer.kind === "private",
      });
      return rest.ok ? ok(withReasons(shown, ...rest.value)) : rest;
    }
    const written = await ports.write(wanted, request);
    if (!written.ok) {
      const { error } = written;
      if (booksClosed(error))
        return ok(
          end(order, "held", [
            reason("period-closed", { date: plan.document.orderDate, why: "refused" }),
          ]),
        );
      if (signUnknown(plan.document, error, learnt)) {
        refused = error;
        order = withTurnedSign(order);
        continue;
      }
      // Refused with either sign, so the sign wasn't the cause.
      return err(refused !== null && error.kind === "rejected" ? refused : error);
    }
    if (refused !== null) ports.saveLists({ learnt });
    recordObservation(ports, "E17", observedFilled(request.body, written.value.answer));
    const read = form.readWritten(written.value.answer);
    if (!read.ok) return settleUnreadable(order, identity, written.value, read.error);
    settleDone(order, identity, written.value, read.value.order);
    return finish(order, prepared, identity, {
      planned: plan.document,
      read: read.value,
      written: written.value,
      learnt,
      reasons: plan.reasons,
      confirm: book || plan.confirmAfterComparison,
    });
  }
}

/** The next step for a document whose figures are right. */
type Next =
  | "end"
  /** The sales order is invoiced, as it is delivered. */
  | "invoice"
  /** In test mode a draft of an earlier run isn't booked. */
  | "show"
  | "book"
  | "confirm";

function nextOf(
  order: OrderFacts,
  { role }: DocumentIdentity,
  { confirm: wanted }: Finishing,
  answer: AnsweredOrder,
): Next {
  if (answer.status !== "draft") return isInvoiced(order, role) ? "invoice" : "end";
  if (!wanted) return "end";
  if (order.ports.settings.trial) return "show";
  return DOCUMENT_HANDLERS[role].kind === "invoice-draft" ? "book" : "confirm";
}

const isInvoiced = (order: OrderFacts, role: DocumentIdentity["role"]): boolean =>
  role === "sales-order" && wantsInvoice(order);

/**
 * Takes a document from the ledger's first answer to the end of the job. It is confirmed or booked
 * only when the answer equals the prediction. A new document that differs is deleted at once; one
 * that was right once is left for a person. After a crash in between, the document is found by its
 * marker and compared again.
 */
export async function finish(
  before: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  begun: Finishing,
): Promise<Result<DocumentEnd, Failure>> {
  const form = DOCUMENT_HANDLERS[identity.role];
  let order = before;
  let state = begun;
  for (;;) {
    const isEdited = state.edited === true;
    const compared = await compareAndCorrect(order, prepared, identity, state);
    if (!compared.ok) return compared;
    if (compared.value.kind === "held") {
      if (state.keep === true) return ok(end(order, "needs-attention", compared.value.reasons));
      const removed = await deleteUnbooked(order, identity, state.read.order.id);
      return removed.ok ? ok(end(order, "held", compared.value.reasons)) : removed;
    }
    const { planned, read, answer, learnt, reasons } = compared.value;
    const done = booked(form, isEdited, answer);
    const delivered = { id: answer.id, planned, reasons: [done, ...reasons] };
    switch (nextOf(order, identity, state, answer)) {
      case "end":
        return ok(end(order, isEdited ? "updated" : "booked", [done, ...reasons]));
      case "invoice":
        return invoiceDelivered(order, prepared, identity, delivered);
      case "show":
        return ok(
          end(order, "skipped", [
            reason("trial-mode", {
              write: form.kind === "invoice-draft" ? "draft.convert" : "order.confirm",
            }),
            ...reasons,
          ]),
        );
      case "confirm": {
        const confirmed = await confirm(order, identity, answer, planned);
        if (!confirmed.ok) return confirmed;
        if (isInvoiced(order, identity.role))
          return invoiceDelivered(order, prepared, identity, delivered);
        return ok(
          end(order, "booked", [
            booked(form, isEdited, confirmed.value),
            ...reasons,
            reason("confirmed-after-comparison"),
          ]),
        );
      }
      case "book": {
        const ended = await bookDraft(order, identity, { planned, draft: answer, learnt, reasons });
        if (ended.ok) return ended;
        const right: Finishing = { ...state, planned, read, learnt, reasons };
        const again = await afterRefusal(order, prepared, identity, right, ended);
        if (!again.ok) return again;
        if (again.value.kind === "end") return ok(again.value.end);
        ({ order, state } = again.value);
      }
    }
  }
}

/** A refused draft was changed, or stays for a person. */
type Again =
  | { readonly kind: "again"; readonly order: OrderCase; readonly state: Finishing }
  | { readonly kind: "end"; readonly end: FlowEnd };

const held = (order: OrderCase, reasons: readonly Reason[]): Result<Again, Failure> =>
  ok({ kind: "end", end: end(order, "held", reasons) });

/** Writes the draft again where that may help; otherwise the booking stays refused. */
async function afterRefusal(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  right: Finishing,
  refused: Extract<Result<never, Failure>, { readonly ok: false }>,
): Promise<Result<Again, Failure>> {
  if (booksClosed(refused.error)) return onAnOpenDay(order, prepared, identity, right);
  if (signUnknown(right.planned, refused.error, right.learnt))
    return withTurnedRows(order, prepared, identity, right);
  return refused;
}

/**
 * The ledger refused the draft's day, so our copy of its years and locks is old. Reads them and
 * plans again, which holds the draft or moves it to an open day, as the tenant chose. The draft
 * stays and is booked afterwards.
 */
async function onAnOpenDay(
  before: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  state: Finishing,
): Promise<Result<Again, Failure>> {
  const lists = await loadLists(before.ports);
  if (!lists.ok) return lists;
  const order: OrderCase = {
    ...before,
    ports: { ...before.ports, lists: { ...lists.value, learnt: state.learnt } },
  };
  const plan = makePlan(order, prepared, identity, state.learnt);
  if (plan.kind === "hold") return held(order, plan.reasons);
  const { id } = state.read.order;
  const request = DOCUMENT_HANDLERS[identity.role].update(
    id,
    dayUnknown(state.read.raw),
    plan.document,
  );
  if (request === null || plan.document.orderDate === state.planned.orderDate)
    return held(order, [
      reason("period-closed", { date: state.planned.orderDate, why: "refused", document: id }),
    ]);
  return rewritten(order, identity, state, { request, plan });
}

/**
 * The booking of a draft was refused, perhaps for the sign of its rows: nothing was booked, and the
 * rows are turned.
 */
async function withTurnedRows(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  before: Finishing,
): Promise<Result<Again, Failure>> {
  const state = { ...before, learnt: turnedSign(before.learnt) };
  const plan = makePlan(order, prepared, identity, state.learnt);
  if (plan.kind === "hold") return held(order, plan.reasons);
  const { read } = state;
  const request = DOCUMENT_HANDLERS[identity.role].update(read.order.id, read.raw, plan.document);
  if (request === null) throw new Error("turned rows are the same rows");
  return rewritten(order, identity, state, { request, plan });
}

async function rewritten(
  order: OrderCase,
  identity: DocumentIdentity,
  state: Finishing,
  { request, plan }: { readonly request: VendorRequest; readonly plan: WritePlan },
): Promise<Result<Again, Failure>> {
  const form = DOCUMENT_HANDLERS[identity.role];
  const { id } = state.read.order;
  const updated = await order.ports.write(
    await updateIntent(order.ports, form, identity, id, plan.document),
    request,
  );
  if (!updated.ok) return updated;
  const read = await answeredOrRead(order.ports, form, updated.value, id);
  if (!read.ok) return read;
  return ok({
    kind: "again",
    order,
    state: {
      ...state,
      planned: plan.document,
      read: read.value,
      written: updated.value,
      reasons: plan.reasons,
    },
  });
}

function booked(form: DocumentHandler, edited: boolean, answer: AnsweredOrder): Reason {
  if (form.plan === "credit" && !edited)
    return reason("credit-draft-made", { document: answer.id });
  if (form.kind === "invoice-draft")
    return reason(edited ? "invoice-draft-updated" : "invoice-draft-made", { document: answer.id });
  return reason(edited ? "order-updated" : "order-booked", {
    number: answer.number,
    status: answer.status,
  });
}

/** Turns a draft whose figures are right into what the tenant asked for. */
async function confirm(
  order: OrderCase,
  identity: DocumentIdentity,
  draft: AnsweredOrder,
  planned: SalesOrder,
): Promise<Result<AnsweredOrder, Failure>> {
  const { ports } = order;
  const written = await ports.write(
    documentIntent(ports, "order.confirm", identity, draft.id),
    confirmOrder(draft.id),
  );
  if (!written.ok) return written;
  const answered = await answeredOrRead(
    ports,
    DOCUMENT_HANDLERS[identity.role],
    written.value,
    draft.id,
  );
  if (!answered.ok) return answered;
  recordObservation(ports, "E16", observedDelivered(answered.value));
  const answer = answered.value.order;
  await settleCompared(order, identity, written.value, { answer, planned }, order.sourceHash);
  return ok(answered.value.order);
}
