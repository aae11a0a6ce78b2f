/**
 * An order whose invoice is booked. The invoice is never changed; see deltas for later edits. An
 * invoice that was found (booked by a person, or by a convert whose answer was lost) is compared
 * first.
 */
import { hasSucceeded } from "../../../../domain/jobs/job.ts";
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { findInvoiceById } from "../../../../eaccounting/customer-invoices.ts";
import {
  type LedgerDocument,
  documentsWhere,
  readDocuments,
} from "../../../../eaccounting/documents.ts";
import type { DocumentRecord, FlowEnd, JournalEntry } from "../../../port.ts";
import { bareRecord, settleRecord, writeOf } from "../../../settlement.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  end,
  documentDeletedEnd,
  type OrderCase,
  type Prepared,
  withDue,
} from "../../shared/case.ts";
import { makePlan } from "../../preparation/prepare.ts";
import { DOCUMENT_HANDLERS, type DocumentRole, handlerOf } from "../../shared/document-kinds.ts";
import { identityOf, originatingDocument } from "../../shared/identity.ts";
import type { Plan } from "../../shared/plan-input.ts";
import { sendingChoice } from "../sending.ts";
import { differsFrom } from "../deltas/manual-changes.ts";
import { bookedEnd, goneDraft, invoiceRecord } from "./book-draft.ts";
import {
  bookedNote,
  type BookedVerdict,
  compareBooked,
  currencyOf,
  isSentByLedger,
} from "./invoice-vs-plan.ts";
import { otherBuyerName } from "./customer-country.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { isFilterRefused } from "../../../../eaccounting/errors.ts";
import { sortOldestFirst } from "../../existing/existing-documents.ts";
import { findInvoice } from "../../existing/find-doubtful-document.ts";

/** Reads the invoice, reports where it differs, and records it as the order's document. */
export async function linkInvoice(
  order: OrderCase,
  prepared: Prepared,
  document: DocumentRecord,
  invoiceId: string,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const read = await findInvoiceById(ports.read, invoiceId);
  if (!read.ok) return read;
  if (read.value === null) return ok(documentDeletedEnd(order, document));
  const invoice = read.value;
  const identity = await identityOf(ports, order.order, originatingDocument(ports, document));
  const isOfSalesOrder = identity.role === "sales-order";
  const plan = makePlan(
    order,
    prepared,
    identity,
    ports.lists.learnt,
    invoice.date === null ? {} : { bookedOn: invoice.date },
  );
  const verdict = compareWithPlan(order, plan, invoice, isOfSalesOrder);
  const right = verdict.kind !== "differs";
  const converted = conversionOf(ports.journal, identity);
  const planned = plan.kind === "hold" ? null : plan.document;
  // Only an invoice whose booking was in doubt until now is still to be sent.
  const sending =
    converted?.state === "done" && right && !isSentByLedger(invoice)
      ? sendingChoice(ports, invoice.customerIsPrivate)
      : sendingOf(document);
  const record = {
    ...(await invoiceRecord(order, identity, invoice, planned, right)),
    ...sending,
  };
  if (converted !== undefined) settleRecord(ports, writeOf(converted), "compared", record);
  ports.saveDocument(record);
  // An invoiced sales order stays in the ledger, beside its invoice.
  const drafts = ports.documents.filter(
    (known) => known.role === identity.role && known.n === identity.n && known.state === "live",
  );
  for (const draft of isOfSalesOrder ? [] : drafts)
    ports.saveDocument(goneDraft(identity.role, identity, draft.id));
  const number = record.number ?? invoice.id;
  const byPerson = converted === undefined ? [madeByPerson(number, isOfSalesOrder)] : [];
  const ended = bookedEnd(order, invoice, !right, [
    ...byPerson,
    ...verdict.reasons,
    // The run that compared its draft may have ended before it could tell.
    ...otherBuyerName(order, prepared.customer, invoice),
  ]);
  return ok(right ? withDue(order, ended, invoice) : ended);
}

const madeByPerson = (number: string, isOfSalesOrder: boolean): Reason =>
  reason("document-booked-by-person", {
    document: "invoice",
    number,
    ...(isOfSalesOrder ? { invoiced: true } : {}),
  });

/** The invoice stays even if the order can't be planned; then nothing is compared. */
function compareWithPlan(
  { ports, part }: OrderCase,
  plan: Plan,
  invoice: AnsweredInvoice,
  isOfSalesOrder: boolean,
): BookedVerdict {
  if (plan.kind === "hold") {
    const verdict = { kind: "differs", reasons: plan.reasons } as const;
    ports.note("comparison", verdict.kind, { booked: invoice, verdict });
    return verdict;
  }
  // A sales order is invoiced on the day of its delivery, whatever the order's own day; and a part
  // has the day of the shop's last change, which moves with each later one.
  const onItsDay = part === true || isOfSalesOrder;
  const verdict = compareBooked(
    onItsDay && invoice.date !== null
      ? { ...plan.document, orderDate: invoice.date }
      : plan.document,
    invoice,
    ports.settings.orders.tolerance,
    currencyOf(ports),
  );
  ports.note("comparison", verdict.kind, bookedNote(plan.document, invoice, verdict));
  return verdict;
}

/** Ours was found after a lost answer; any other was booked by a person. */
const conversionOf = (
  journal: readonly JournalEntry[],
  { role, n }: DocumentIdentity,
): JournalEntry | undefined =>
  journal.findLast(
    (entry) =>
      (entry.kind === "draft.convert" || entry.kind === "order.convert") &&
      entry.role === (role === "sales-order" ? "invoice" : DOCUMENT_HANDLERS[role].markedAs) &&
      entry.n === n &&
      hasSucceeded(entry),
  );

const sendingOf = ({ sending }: DocumentRecord): Pick<DocumentRecord, "sending"> =>
  defined({ sending });

/** The reason for an order that was cancelled after its invoice was booked. */
export const cancelledBooked = (
  order: OrderCase,
  invoice: Pick<LedgerDocument, "id" | "number">,
): FlowEnd =>
  end(order, "needs-attention", [
    reason("order-cancelled-after-booking", {
      number: invoice.number ?? invoice.id,
      what: order.order.creditsOrderId === null ? null : "credit",
    }),
  ]);

/** Returns the record of the invoice with a draft's marker, after the draft is gone. */
export const foundInvoice = (
  { role, n }: DocumentRecord,
  found: Pick<LedgerDocument, "id" | "number">,
): DocumentRecord => bareRecord({ role: handlerOf(role).markedAs, n }, found);

/**
 * Links an invoice whose booking got no answer and that was found by its marker. Where its figures
 * are those that were sent, within the tenant's tolerance, it stands for that order as sent, and
 * what the order says otherwise now is an edit of it. `null`: it isn't ours, its figures differ, or
 * the order still says the same and isn't `cancelled`; then the caller compares it with the order.
 */
export async function linkAsSent(
  { ports, sourceHash }: OrderCase,
  document: DocumentRecord,
  cancelled: boolean,
): Promise<Result<DocumentRecord | null, Failure>> {
  const made = ports.journal.findLast(
    (entry) =>
      entry.role === document.role && entry.n === document.n && entry.kind.endsWith(".convert"),
  );
  const booking = made?.booking ?? null;
  if (
    made === undefined ||
    booking?.as.kind !== "invoice" ||
    (!cancelled && booking.record.sourceHash === sourceHash)
  )
    return ok(null);
  const read = await findInvoiceById(ports.read, document.id);
  if (!read.ok) return read;
  // A missing invoice is reported by its next reader.
  if (read.value === null) return ok(null);
  const invoice = read.value;
  const verdict = compareBooked(
    booking.as.planned,
    invoice,
    ports.settings.orders.tolerance,
    currencyOf(ports),
  );
  if (verdict.kind === "differs") return ok(null);
  const record: DocumentRecord = {
    ...booking.record,
    id: invoice.id,
    number: invoice.number === null ? document.number : String(invoice.number),
    ...(isSentByLedger(invoice) ? {} : sendingChoice(ports, invoice.customerIsPrivate)),
  };
  ports.note("comparison", "as it was sent", { booked: invoice, verdict });
  settleRecord(ports, writeOf(made), "compared", record);
  ports.saveDocument(record);
  for (const draft of draftsOf(ports.documents, document))
    ports.saveDocument(goneDraft(draft.role as DocumentRole, draft, draft.id));
  return ok(record);
}

/**
 * Links an invoice that a person booked out of our draft, after which the shop changed the order.
 * Where its figures are those of the draft it stands for the order as drafted, and what the order
 * says otherwise now is an edit of it. `null`: its figures differ, the draft's content isn't known,
 * or our own convert may have booked it.
 */
export async function linkAsDrafted(
  { ports }: OrderCase,
  draft: DocumentRecord,
  invoiceId: string,
): Promise<Result<DocumentRecord | null, Failure>> {
  const { content, role, n } = draft;
  const isOurs = ports.journal.some(
    (entry) =>
      entry.kind === "draft.convert" &&
      entry.role === DOCUMENT_HANDLERS["invoice-draft"].markedAs &&
      entry.n === n,
  );
  if (
    role !== "invoice-draft" ||
    isOurs ||
    draft.sourceHash === null ||
    content?.head === undefined
  )
    return ok(null);
  const read = await findInvoiceById(ports.read, invoiceId);
  if (!read.ok) return read;
  // A missing invoice is reported by its next reader.
  if (read.value === null) return ok(null);
  if (differsFrom(content, read.value, ports.settings.orders.tolerance) !== null) return ok(null);
  const { id, number } = read.value;
  const record: DocumentRecord = {
    ...foundInvoice(draft, { id, number: number === null ? null : String(number) }),
    sourceHash: draft.sourceHash,
    content,
    ...sendingOf(draft),
  };
  ports.note("comparison", "as it was drafted", { booked: read.value });
  ports.saveDocument(record);
  ports.saveDocument(goneDraft(role, draft, draft.id));
  return ok(record);
}

/** The draft that it was booked from, which is gone. A sales order stays. */
const draftsOf = (
  documents: readonly DocumentRecord[],
  { role, n }: DocumentRecord,
): readonly DocumentRecord[] =>
  documents.filter(
    (known) =>
      known.state === "live" &&
      known.n === n &&
      known.role !== "sales-order" &&
      Object.values(DOCUMENT_HANDLERS).some(
        (form) => form.role === known.role && form.markedAs === role,
      ),
  );

/**
 * Finds the invoice that a person made of our sales order, to be compared with it. The ledger's
 * order names no invoice; the invoice has the order's marker where the ledger keeps the reference
 * fields (E94), and always names the order. `null`: it wasn't found. An order converts once (2000),
 * so at most one invoice is made of it.
 */
export async function invoiceOfOrder(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<DocumentRecord | null, Failure>> {
  const marked = await findInvoice(order, document);
  if (!marked.ok) return marked;
  const found = marked.value === null ? await madeOf(order, document.id) : marked;
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  return ok(bareRecord({ role: "invoice", n: document.n }, found.value));
}

/** By the order that the invoice names; nothing where the ledger refuses that filter (E245). */
async function madeOf({ ports }: OrderCase, orderId: string) {
  const answer = await ports.lookUp(documentsWhere("invoice", `CreatedFromOrderId eq ${orderId}`));
  if (!answer.ok) return isFilterRefused(answer.error) ? ok(null) : answer;
  const read = readDocuments(answer.value, "invoice", []);
  return read.ok ? ok(sortOldestFirst(read.value.items)[0] ?? null) : read;
}
