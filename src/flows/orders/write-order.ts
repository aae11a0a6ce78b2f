/**
 * Makes the order's document, and does not let go of it before the ledger's answer equals the prediction: compared with the
 * plan, corrected once where the ledger rounds VAT or reads prices otherwise than was known, confirmed if it had to be
 * a draft, deleted at once if it is wrong. A crash in between is found by the marker and compared again.
 */
import type { Failure } from "../../domain/failure.ts";
import type { CustomerKind, Learnt, LedgerCustomer } from "../../domain/ledger.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../domain/sales-order.ts";
import { confirmOrder, readOrderId, type ReadOrder } from "../../eaccounting/orders.ts";
import type { DocumentRecord, FlowEnd, FlowPorts, Written } from "../port.ts";
import { hashOf, keyed, settlement } from "../settlement.ts";
import { end, type DocumentIdentity, type OrderCase, type Prepared } from "./case.ts";
import { type DocumentForm, FORMS } from "./forms.ts";
import { intent } from "./intent.ts";
import { bookDraft } from "./invoices/book-draft.ts";
import { storedFields } from "./owned.ts";
import { makePlan } from "./prepare.ts";

type Held = { readonly kind: "held"; readonly reasons: readonly Reason[] };
type Right = { readonly kind: "right"; readonly planned: SalesOrder; readonly answer: AnsweredOrder; readonly reasons: readonly Reason[] };

/** The first document of an order, or the next one after one that was deleted. */
export async function createDocument(order: OrderCase, prepared: Prepared, identity: DocumentIdentity, book: boolean): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const form = FORMS[identity.role];
  const plan = makePlan(order, prepared, identity, ports.lookups.learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  if (ports.settings.trial) return ok(end(order, "skipped", [reason("trial-mode"), ...plan.reasons]));
  const written = await ports.write(intent(ports, form.kinds.create, identity, null), form.create(plan.document));
  if (!written.ok) return written;
  const read = form.readWritten(written.value.answer);
  if (!read.ok) return unreadable(order, identity, written.value, read.error);
  settleDone(order, identity, written.value, read.value.order);
  return finish(order, prepared, identity, { planned: plan.document, read: read.value, written: written.value, learnt: ports.lookups.learnt, reasons: plan.reasons, confirm: book || plan.confirmAfterComparison });
}

/** Taken, but not understood: the id is kept, so that nobody makes a second one, and the document is read again. */
function unreadable(order: OrderCase, identity: DocumentIdentity, written: Written, failure: Failure): Result<FlowEnd, Failure> {
  const id = readOrderId(written.answer);
  if (!id.ok) {
    order.ports.settle({ ...settlement(written, "in-doubt"), failure });
    return err(failure);
  }
  const document: DocumentRecord = { ...named(identity), id: id.value, number: null, state: "live", sourceHash: null, ownedHash: null };
  order.ports.settle(settlement(written, "done", { documentId: id.value, document: keyed(order.ports.key, document) }));
  return err({ kind: "transient", vendor: "eaccounting", cause: "the answer could not be read" });
}

function settleDone(order: OrderCase, identity: DocumentIdentity, written: Written, answer: AnsweredOrder): void {
  const number = numberOf(answer);
  const document: DocumentRecord = { ...named(identity), id: answer.id, number, state: "live", sourceHash: null, ownedHash: null };
  order.ports.settle(settlement(written, "done", { documentId: answer.id, documentNumber: number, document: keyed(order.ports.key, document) }));
}

const named = ({ role, n }: DocumentIdentity): Pick<DocumentRecord, "role" | "n"> => ({ role, n });

const numberOf = (answer: AnsweredOrder): string | null => (answer.number === null ? null : String(answer.number));

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
  const done = booked(FORMS[identity.role], state.edited === true, answer);
  if (!state.confirm || answer.status !== "draft") return ok(end(order, state.edited === true ? "updated" : "booked", [done, ...reasons]));
  if (identity.role === "invoice-draft") return bookDraft(order, identity, { planned, draft: answer, reasons });
  const confirmed = await confirm(order, identity, answer);
  return confirmed.ok ? ok(end(order, "booked", [booked(FORMS[identity.role], state.edited === true, confirmed.value), ...reasons, reason("confirmed-after-comparison")])) : confirmed;
}

function booked(form: DocumentForm, edited: boolean, answer: AnsweredOrder): Reason {
  if (form.role === "invoice-draft") return reason(edited ? "invoice-draft-updated" : "invoice-draft-made", { document: answer.id });
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
    ports.note("comparison", verdict.kind, { predicted: planned.prediction, rounding: planned.rounding, answered: { amount: read.order.amount, vat: read.order.vatAmount, roundings: read.order.roundingsAmount }, verdict });
    if (verdict.kind === "differs") return ok({ kind: "held", reasons: verdict.reasons });
    if (verdict.learnt !== learnt) ports.saveLookups({ learnt: verdict.learnt });
    learnt = verdict.learnt;
    reasons = [...reasons, ...verdict.reasons];
    if (verdict.kind === "equal" || verdict.kind === "within-tolerance") {
      // What still has to be confirmed isn't done: a run that breaks off before that must not be taken for unchanged.
      await settleCompared(order, identity, written, read.order, state.confirm && read.order.status === "draft" ? null : order.sourceHash);
      return ok({ kind: "right", planned, answer: read.order, reasons });
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

/** Some calls answer with nothing: then the document is read. */
export async function answeredOrRead(ports: FlowPorts, form: DocumentForm, written: Written, id: string): Promise<Result<ReadOrder, Failure>> {
  const acted = form.readActed(written.answer);
  if (!acted.ok) return acted;
  if (acted.value !== null) return ok(acted.value);
  const answer = await ports.read(form.byId(id));
  return answer.ok ? form.read(answer.value) : answer;
}

/** A document that no write of ours stands for (it was found) is remembered all the same. */
async function settleCompared(order: OrderCase, identity: DocumentIdentity, written: Written | null, answer: AnsweredOrder, sourceHash: string | null): Promise<void> {
  const number = numberOf(answer);
  const ownedHash = await hashOf(storedFields(answer));
  const document: DocumentRecord = { ...named(identity), id: answer.id, number, state: "live", sourceHash, ownedHash };
  if (written === null) order.ports.saveDocument(document);
  else order.ports.settle(settlement(written, "compared", { documentId: answer.id, documentNumber: number, document: keyed(order.ports.key, document) }));
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

/** Deletes our own unbooked document. One that is already gone is as good as deleted. */
export async function remove(order: OrderCase, identity: DocumentIdentity, id: string): Promise<Result<null, Failure>> {
  const { ports } = order;
  const form = FORMS[identity.role];
  const gone: DocumentRecord = { ...named(identity), id, number: null, state: "gone", sourceHash: null, ownedHash: null };
  const written = await ports.write(intent(ports, form.kinds.remove, identity, id), form.remove(id));
  if (!written.ok) {
    if (written.error.kind !== "not-found") return written;
    ports.saveDocument(gone);
    return ok(null);
  }
  ports.settle(settlement(written.value, "compared", { documentId: id, document: keyed(ports.key, gone) }));
  return ok(null);
}

/** Deletes the second document of one marker; the order's document is the one that stays. */
export async function removeSecond(
  order: OrderCase,
  identity: DocumentIdentity,
  pair: { readonly second: string; readonly kept: DocumentRecord },
): Promise<Result<null, Failure>> {
  const { ports } = order;
  const form = FORMS[identity.role];
  const written = await ports.write(intent(ports, form.kinds.remove, identity, pair.second), form.remove(pair.second));
  if (!written.ok) return written;
  ports.settle(settlement(written.value, "compared", { documentId: pair.second, document: keyed(ports.key, pair.kept) }));
  return ok(null);
}
