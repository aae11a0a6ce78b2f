/**
 * Makes the order's document, and does not let go of it before the ledger's answer equals the prediction: compared with the
 * plan, corrected once where the ledger rounds VAT or reads prices otherwise than was known, confirmed if it had to be
 * a draft, deleted at once if it is wrong. A crash in between is found by the marker and compared again.
 */
import type { Failure } from "../../domain/failure.ts";
import type { CustomerKind, Learnt, LedgerCustomer } from "../../domain/ledger.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../domain/sales-order.ts";
import { dayUnknown } from "../../eaccounting/invoice-drafts.ts";
import { confirmOrder, type ReadOrder } from "../../eaccounting/orders.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type { FlowEnd, Written } from "../port.ts";
import { end, type DocumentIdentity, type OrderCase, type Prepared } from "./case.ts";
import { answeredOrRead, remove, settleCompared, settleDone, unreadable } from "./document-steps.ts";
import { type DocumentForm, FORMS } from "./forms.ts";
import { intent } from "./intent.ts";
import { bookDraft } from "./invoices/book-draft.ts";
import { invoiceDelivered, wantsInvoice } from "./invoices/invoice-order.ts";
import { booksClosed } from "./invoices/books-closed.ts";
import { makePlan } from "./prepare.ts";
import { rehearsed } from "./rehearse.ts";

type Held = { readonly kind: "held"; readonly reasons: readonly Reason[] };
type Right = { readonly kind: "right"; readonly planned: SalesOrder; readonly read: ReadOrder; readonly learnt: Learnt; readonly answer: AnsweredOrder; readonly reasons: readonly Reason[] };

/** The first document of an order, or the next one after one that was deleted. */
export async function createDocument(order: OrderCase, prepared: Prepared, identity: DocumentIdentity, book: boolean): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const form = FORMS[identity.role];
  const plan = makePlan(order, prepared, identity, ports.lookups.learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const create = form.create(plan.document);
  if (ports.settings.trial) return rehearsed(order, intent(ports, form.kinds.create, identity, null), create, plan.reasons);
  const written = await ports.write(intent(ports, form.kinds.create, identity, null), create);
  if (!written.ok) return booksClosed(written.error) ? ok(end(order, "held", [reason("period-closed", { date: plan.document.orderDate, why: "refused" })])) : written;
  const read = form.readWritten(written.value.answer);
  if (!read.ok) return unreadable(order, identity, written.value, read.error);
  settleDone(order, identity, written.value, read.value.order);
  return finish(order, prepared, identity, { planned: plan.document, read: read.value, written: written.value, learnt: ports.lookups.learnt, reasons: plan.reasons, confirm: book || plan.confirmAfterComparison });
}

export type Finishing = {
  readonly planned: SalesOrder;
  readonly read: ReadOrder;
  /** The write that the answer belongs to; `null` for a document that was found. */
  readonly written: Written | null;
  readonly learnt: Learnt;
  readonly reasons: readonly Reason[];
  /** Once it is right: a draft order is confirmed, a draft invoice is booked. */
  readonly confirm: boolean;
  /** An edit of a document that was right before: a wrong answer is left for a person, not deleted. */
  readonly edited?: boolean;
};

/** From the ledger's answer to the end of the job. */
export async function finish(order: OrderCase, prepared: Prepared, identity: DocumentIdentity, state: Finishing): Promise<Result<FlowEnd, Failure>> {
  const compared = await compareAndCorrect(order, prepared, identity, state);
  if (!compared.ok) return compared;
  if (compared.value.kind === "held") {
    if (state.edited === true) return ok(end(order, "needs-attention", compared.value.reasons));
    const removed = await remove(order, identity, state.read.order.id);
    return removed.ok ? ok(end(order, "held", compared.value.reasons)) : removed;
  }
  const { planned, answer, reasons } = compared.value;
  const invoice = identity.role === "sales-order" && wantsInvoice(order);
  const done = booked(FORMS[identity.role], state.edited === true, answer);
  if (invoice && answer.status !== "draft") return invoiceDelivered(order, identity, answer.id, planned, [done, ...reasons]);
  if (!state.confirm || answer.status !== "draft") return ok(end(order, state.edited === true ? "updated" : "booked", [done, ...reasons]));
  // Found as it should be, and nothing more: trial mode books nothing that an earlier run left as a draft.
  if (order.ports.settings.trial) return ok(end(order, "skipped", [reason("trial-mode"), ...reasons]));
  if (FORMS[identity.role].kind === "invoice-draft") {
    const ended = await bookDraft(order, identity, { planned, draft: answer, learnt: compared.value.learnt, reasons });
    if (ended.ok) return ended;
    const right: Finishing = { ...state, planned, read: compared.value.read, learnt: compared.value.learnt, reasons };
    if (booksClosed(ended.error)) return onAnOpenDay(order, prepared, identity, right);
    return signUnknown(planned, ended.error, compared.value.learnt) ? withTurnedRows(order, prepared, identity, right) : ended;
  }
  const confirmed = await confirm(order, identity, answer);
  if (invoice && confirmed.ok) return invoiceDelivered(order, identity, answer.id, planned, [done, ...reasons]);
  return confirmed.ok ? ok(end(order, "booked", [booked(FORMS[identity.role], state.edited === true, confirmed.value), ...reasons, reason("confirmed-after-comparison")])) : confirmed;
}

/**
 * The ledger refused the draft's day: what is known of its years and locks is old. Read anew and planned anew, which
 * holds the draft or moves it to an open day, as the tenant wants. The draft stays: it is booked once that is settled.
 */
async function onAnOpenDay(before: OrderCase, prepared: Prepared, identity: DocumentIdentity, state: Finishing): Promise<Result<FlowEnd, Failure>> {
  const lookups = await loadLookups(before.ports);
  if (!lookups.ok) return lookups;
  const order: OrderCase = { ...before, ports: { ...before.ports, lookups: { ...lookups.value, learnt: state.learnt } } };
  const refused = reason("period-closed", { date: state.planned.orderDate, why: "refused", document: state.read.order.id });
  const plan = makePlan(order, prepared, identity, state.learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const request = FORMS[identity.role].update(state.read.order.id, dayUnknown(state.read.raw), plan.document);
  if (request === null || plan.document.orderDate === state.planned.orderDate) return ok(end(order, "held", [refused]));
  const updated = await order.ports.write(intent(order.ports, FORMS[identity.role].kinds.update, identity, state.read.order.id), request);
  if (!updated.ok) return updated;
  const read = await answeredOrRead(order.ports, FORMS[identity.role], updated.value, state.read.order.id);
  if (!read.ok) return read;
  const again = await finish(order, prepared, identity, { ...state, planned: plan.document, read: read.value, written: updated.value, reasons: plan.reasons });
  return again;
}

/**
 * Which sign the rows of a credit have isn't documented; that its expected totals are below zero is. So a refusal of the
 * first credit's totals says that the ledger reads its rows the other way: nothing was booked, and they are turned.
 */
const signUnknown = (planned: SalesOrder, failure: Failure, learnt: Learnt): boolean =>
  planned.credit?.rows === 1 && (learnt.creditRows ?? null) === null && failure.kind === "rejected" && failure.code === INVALID;

/** The vendor's code for totals that aren't the expected ones, among other things. */
const INVALID = 2000;

async function withTurnedRows(order: OrderCase, prepared: Prepared, identity: DocumentIdentity, state: Finishing): Promise<Result<FlowEnd, Failure>> {
  const learnt: Learnt = { ...state.learnt, creditRows: -1 };
  const plan = makePlan(order, prepared, identity, learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const form = FORMS[identity.role];
  const request = form.update(state.read.order.id, state.read.raw, plan.document);
  if (request === null) throw new Error("turned rows are the same rows");
  const updated = await order.ports.write(intent(order.ports, form.kinds.update, identity, state.read.order.id), request);
  if (!updated.ok) return updated;
  const read = await answeredOrRead(order.ports, form, updated.value, state.read.order.id);
  return read.ok ? finish(order, prepared, identity, { ...state, planned: plan.document, read: read.value, written: updated.value, learnt, reasons: plan.reasons }) : read;
}

function booked(form: DocumentForm, edited: boolean, answer: AnsweredOrder): Reason {
  if (form.role === "credit-draft" && !edited) return reason("credit-draft-made", { document: answer.id });
  if (form.kind === "invoice-draft") return reason(edited ? "invoice-draft-updated" : "invoice-draft-made", { document: answer.id });
  return reason(edited ? "order-updated" : "order-booked", { number: answer.number, status: answer.status });
}

const CORRECTIONS = 2;

async function compareAndCorrect(order: OrderCase, prepared: Prepared, identity: DocumentIdentity, state: Finishing): Promise<Result<Right | Held, Failure>> {
  const { ports } = order;
  const form = FORMS[identity.role];
  let { planned, read, written, learnt } = state;
  let { customer } = prepared;
  let reasons = [...state.reasons];
  for (let correction = 0; ; correction += 1) {
    const verdict = form.compare(planned, read.order, learnt, ports.settings.orders.tolerance);
    ports.note("comparison", verdict.kind, { predicted: planned.prediction, rounding: planned.rounding, answered: { amount: read.order.amount, vat: read.order.vatAmount, roundings: read.order.roundingsAmount }, verdict: form.told(verdict) });
    if (verdict.kind === "differs") return ok({ kind: "held", reasons: verdict.reasons });
    if (verdict.learnt !== learnt) ports.saveLookups({ learnt: verdict.learnt });
    learnt = verdict.learnt;
    reasons = [...reasons, ...verdict.reasons];
    if (verdict.kind === "equal" || verdict.kind === "within-tolerance") {
      // What still has to be confirmed isn't done: a run that breaks off before that must not be taken for unchanged.
      await settleCompared(order, identity, written, read.order, state.confirm && read.order.status === "draft" ? null : order.sourceHash);
      return ok({ kind: "right", planned, read, learnt, answer: read.order, reasons });
    }
    if (correction === CORRECTIONS) return ok({ kind: "held", reasons: [...reasons, reason("totals-differ", { corrections: correction })] });
    customer = asAnswered(order, customer, read.order);
    const plan = makePlan(order, { ...prepared, customer }, identity, learnt);
    if (plan.kind === "hold") return ok({ kind: "held", reasons: plan.reasons });
    const request = form.update(read.order.id, read.raw, plan.document);
    planned = plan.document;
    if (verdict.kind === "other-basis") reasons = [...reasons, reason("price-basis-corrected", { includesVat: verdict.includesVat })];
    if (request === null) continue;
    const updated = await ports.write(intent(ports, form.kinds.update, identity, read.order.id), request);
    if (!updated.ok) return updated;
    const again = await answeredOrRead(ports, form, updated.value, read.order.id);
    if (!again.ok) return again;
    written = updated.value;
    read = again.value;
  }
}

/** Somebody made a person of a company in the ledger, or the reverse: the answer knows better than what we remember. */
function asAnswered(order: OrderCase, customer: LedgerCustomer, answer: AnsweredOrder): LedgerCustomer {
  const kind: CustomerKind = answer.customerIsPrivate ? "private" : "company";
  if (customer.kind === kind) return customer;
  order.ports.correctCustomer(customer.id, kind);
  return { ...customer, kind };
}

/** A draft whose figures were seen to be right becomes what the tenant asked for. */
export async function confirm(order: OrderCase, identity: DocumentIdentity, draft: AnsweredOrder): Promise<Result<AnsweredOrder, Failure>> {
  const { ports } = order;
  const written = await ports.write(intent(ports, "order.confirm", identity, draft.id), confirmOrder(draft.id));
  if (!written.ok) return written;
  const answered = await answeredOrRead(ports, FORMS[identity.role], written.value, draft.id);
  if (!answered.ok) return answered;
  await settleCompared(order, identity, written.value, answered.value.order, order.sourceHash);
  return ok(answered.value.order);
}

