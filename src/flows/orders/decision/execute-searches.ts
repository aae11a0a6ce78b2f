/**
 * Executes the searches that must come first; nothing of the order's document is written here.
 *
 * Documents that were deleted in the ledger: the journal doesn't show that, so the ledger is read,
 * but only where a person asks for the order.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import {
  type DocumentIdentity,
  end,
  labelOf,
  type OrderCase,
  applySavedDocuments,
} from "../shared/case.ts";
import { findOriginal } from "../documents/credits/original.ts";
import { standsAsBooked } from "../documents/deltas/changed-after-booking.ts";
import { handlerOf, isBooked, isVoucher } from "../shared/document-kinds.ts";
import { identityOf, nextIdentity, nextVoucher, type VoucherRole } from "../shared/identity.ts";
import {
  foundInvoice,
  invoiceOfOrder,
  linkAsDrafted,
  linkAsSent,
} from "../documents/invoices/booked.ts";
import { type ActionOf, isRebookingRequested } from "./action.ts";
import {
  decideAgain,
  endByLookup,
  endWork,
  type OrderRun,
  type StepResult,
  clearDifferences,
} from "./execution.ts";
import { existingDocuments, relinkableSale, unlinkedWith } from "../existing/existing-documents.ts";
import { NO_IDENTITY, prepare } from "../preparation/prepare.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { refundNotice } from "./notify-originals.ts";
import { fixedDebtor } from "../shared/filled-fields.ts";
import { verifyRepeat } from "./repeats.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { LedgerDocument } from "../../../eaccounting/documents.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import { findInvoice } from "../existing/find-doubtful-document.ts";
import { ownVoucher } from "../existing/system-voucher.ts";
import { differencesTo, readDocument, type ReadDocument } from "../documents/document-vs-shop.ts";
import { MANUAL } from "../shared/link-request.ts";
import { livePaymentVouchers } from "../documents/vouchers/retained-money.ts";
import { knownAsThere } from "./known-deletions.ts";
import { liveDeltas } from "./recreate-deleted.ts";
import { unlinkedFrom } from "./cancelled-or-zero.ts";
import { RETRY } from "../../../domain/jobs/requested-actions.ts";

/** Checks whether a write that was sent twice exists twice. */
export async function verifyRepeats(
  run: OrderRun,
  { documents }: ActionOf<"verify-repeats">,
): Promise<StepResult> {
  for (const document of documents) {
    const verified = await verifyRepeat(run.order, document);
    if (!verified.ok) return verified;
    if (verified.value !== null) return endByLookup(run, verified.value);
  }
  return decideAgain(run, { verified: true });
}

/** Checks whether the order is booked already. */
export async function searchFirst(
  run: OrderRun,
  { withNumber, reasons }: ActionOf<"search-first">,
): Promise<StepResult> {
  const { order, runReport } = run;
  const lookedUp = await existingDocuments(order, withNumber);
  if (!lookedUp.ok) return lookedUp;
  if (lookedUp.value === null) {
    runReport.add(reasons);
    const left = await withoutDeleted(order);
    return left.ok ? decideAgain(run, { nothingThere: true }, left.value) : left;
  }
  if (lookedUp.value.kind === "end") return endByLookup(run, lookedUp.value.end);
  const { document } = lookedUp.value;
  const unlinked = await linkedAgain(order, document);
  if (!unlinked.ok) return unlinked;
  const { known, documents } = unlinked.value;
  runReport.stands = stands(order.ports, known ?? document);
  const again = { ...order, ports: { ...order.ports, documents } };
  return decideAgain(run, known === null ? { document, found: true } : {}, again);
}

/**
 * Records which of the unlinked documents are deleted, where a person has the order retried and
 * none bears its tracking code. What still stands stays unlinked: the person decides about it. So
 * do vouchers, which are only found by that code.
 */
async function withoutDeleted(
  order: OrderRun["order"],
): Promise<Result<OrderRun["order"], Failure>> {
  const { ports } = order;
  const cut = ports.eventTypes.includes(RETRY) ? unlinkedFrom(ports) : [];
  const gone: DocumentRecord[] = [];
  for (const one of cut.filter(({ role }) => !isVoucher(role) && role !== "voucher-payment")) {
    const there = await isThere(order, one);
    if (!there.ok) return there;
    if (there.value === "gone") gone.push({ ...one, state: "gone" });
  }
  for (const one of gone) ports.saveDocument(one);
  return ok({
    ...order,
    ports: { ...ports, documents: applySavedDocuments(ports.documents, gone) },
  });
}

/**
 * Links again what was unlinked together with a document that was found, as far as the ledger still
 * has it: forgotten, it would be booked a second time. `known`: the order's document, where it is
 * remembered as well.
 */
async function linkedAgain(
  order: OrderCase,
  found: DocumentRecord,
): Promise<
  Result<
    { readonly known: DocumentRecord | null; readonly documents: readonly DocumentRecord[] },
    Failure
  >
> {
  const { ports } = order;
  const cut = unlinkedWith(ports.documents, found);
  const known = relinkableSale(cut);
  const again: DocumentRecord[] = known === null ? [] : [known];
  for (const one of cut.filter((other) => other !== known && !isSame(other, found))) {
    const there = await isThere(order, one);
    if (!there.ok) return there;
    again.push(there.value === "gone" ? { ...one, state: "gone" } : one);
  }
  for (const one of again) ports.saveDocument(one);
  return ok({ known, documents: applySavedDocuments(ports.documents, again) });
}

const isSame = (one: DocumentRecord, other: DocumentRecord): boolean =>
  one.id === other.id && one.role === other.role;

/** Checks whether the journal's documents are still in the ledger and agree with the shop. */
export async function searchDeleted(
  run: OrderRun,
  { document }: ActionOf<"search-deleted">,
): Promise<StepResult> {
  const { runReport } = run;
  const looked = await lookAtDocuments(run.order, document);
  if (!looked.ok) return looked;
  const { deleted, differs, isInvoiced, booked } = looked.value;
  const order = knownAsThere(run.order, deleted);
  if (booked !== null) {
    const drafted = await linkAsDrafted(order, document, booked.id);
    if (!drafted.ok) return drafted;
    const invoice = drafted.value ?? foundInvoice(document, booked);
    runReport.stands = stands(order.ports, invoice);
    const number = labelOf(invoice);
    runReport.add([reason("document-booked-by-person", { document: "invoice", number })]);
    return decideAgain(run, { document: invoice, found: true }, order);
  }
  if (isInvoiced) {
    const invoice = await invoiceOfOrder(order, document);
    if (!invoice.ok) return invoice;
    if (invoice.value !== null) {
      runReport.stands = stands(order.ports, invoice.value);
      return decideAgain(run, { document: invoice.value, found: true }, order);
    }
    const number = document.number ?? document.id;
    const unknown = reason("order-invoice-not-found", { number });
    return decideAgain(run, { deleted, differs: [unknown, ...(differs ?? [])] }, order);
  }
  if (deleted.length === 0) runReport.stands = stands(order.ports, document);
  return decideAgain(
    run,
    { deleted, differs },
    differs?.length === 0 ? clearDifferences(order, document) : order,
  );
}

const stands = (ports: RunFacts, { number, id }: DocumentRecord): readonly Reason[] =>
  isRebookingRequested(ports) ? [reason("document-stands", { document: number ?? id })] : [];

/** Finds the order that a credit takes back. */
export async function searchOriginal(run: OrderRun): Promise<StepResult> {
  const original = await findOriginal(run.order);
  if (!original.ok) return original;
  if (original.value.kind === "end") {
    const { ports, order } = run.order;
    const told = refundNotice(ports, order, original.value.end);
    const handedIn = told === null ? ok(undefined) : await ports.enqueue([told]);
    return handedIn.ok ? endByLookup(run, original.value.end) : handedIn;
  }
  run.runReport.add(original.value.told);
  return decideAgain(run, { original: original.value }, original.value.order);
}

/** Finds or creates the order's customer and articles. */
export async function prepareOrder(
  run: OrderRun,
  action: ActionOf<"prepare">,
): Promise<StepResult> {
  const { runReport } = run;
  const sold = await onItsCustomer(run.order, action.document);
  if (!sold.ok) return sold;
  const order = sold.value;
  const preparation = await prepare(order, await identityFor(order, action), action.asks);
  if (!preparation.ok) return preparation;
  const { value } = preparation;
  if (value.kind === "held") {
    const standing = standsAsBooked(value.order, action.document, value.reasons);
    return endWork(run, standing ?? end(value.order, "held", value.reasons));
  }
  runReport.prepared(value.prepared.reasons);
  return decideAgain(run, { prepared: value.prepared }, value.order);
}

/**
 * What is invoiced stays on its customer, whatever default customer the tenant has now. For that
 * the invoice is read only where there is one.
 */
async function onItsCustomer<Of extends OrderCase>(
  order: Of,
  document: DocumentRecord | null,
): Promise<Result<Of, Failure>> {
  const isInvoice = document?.role === "invoice" || document?.role === "credit";
  const { ports } = order;
  if (!isInvoice) return ok(order);
  const invoiceId = document.id;
  const soldToDefault = document.content?.onDefault;
  const isDefault =
    ports.lists.company !== null && (soldToDefault !== undefined || fixedDebtor(order) !== null);
  if (!isDefault) return ok({ ...order, invoiceId });
  const answer = await ports.read(invoiceById(document.id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(order) : answer;
  const read = readInvoice(answer.value);
  if (!read.ok) return read;
  const soldTo = { soldTo: read.value.customerId, ...defined({ soldToDefault }) };
  return ok({ ...order, order: { ...order.order, ...soldTo } });
}

/** Returns the identity of the document to write; none where its planned kind changed. */
async function identityFor(
  { ports, order }: OrderCase,
  { as, document }: ActionOf<"prepare">,
): Promise<DocumentIdentity> {
  if (document === null) return nextIdentity(ports, order, as);
  return handlerOf(document.role).role === as
    ? identityOf(ports, order, document)
    : { ...NO_IDENTITY, role: as };
}

/** Checks whether a booked document that was found has the figures that it was sent with. */
export async function compareAsSent(
  run: OrderRun,
  { document, cancelled }: ActionOf<"compare-as-sent">,
): Promise<StepResult> {
  const linked = await linkAsSent(run.order, document, cancelled);
  if (!linked.ok) return linked;
  return linked.value === null
    ? decideAgain(run, { asSent: false })
    : decideAgain(run, { asSent: true, document: linked.value });
}

const FORMED: ReadonlySet<string> = new Set([
  "sales-order",
  "invoice-draft",
  "credit-draft",
  "delta-draft",
  "delta-credit-draft",
]);

/**
 * `deleted`: those that the ledger doesn't have any more. `differs`: how the others differ from the
 * shop; `null` where that can't be told.
 */
type DocumentsCompared = {
  readonly deleted: readonly DocumentRecord[];
  readonly differs: readonly Reason[] | null;
  /** The order's document is a sales order, and an invoice was made of it. */
  readonly isInvoiced: boolean;
  /** What a person booked the order's draft as. */
  readonly booked: LedgerDocument | null;
};

/** Reads the order's document (`own`) and those that were booked beside it. */
async function lookAtDocuments(
  order: OrderCase,
  own: DocumentRecord,
): Promise<Result<DocumentsCompared, Failure>> {
  const deleted: DocumentRecord[] = [];
  const read: (ReadDocument | null)[] = [];
  let booked: LedgerDocument | null = null;
  for (const document of [
    own,
    ...liveDeltas(order),
    ...livePaymentVouchers(order.ports.documents),
  ]) {
    const there = await isThere(order, document);
    if (!there.ok) return there;
    if (there.value === "gone") deleted.push(document);
    else if (there.value === "there") read.push(null);
    else if ("booked" in there.value) {
      read.push(null);
      if (document === own && own.ownedHash !== MANUAL) booked = there.value.booked;
    } else read.push(there.value);
  }
  const known = read.filter((one) => one !== null);
  const isInvoiced = known.some((one) => one.isInvoiced);
  if (deleted.length > 0 || known.length < read.length)
    return ok({ deleted, differs: null, isInvoiced, booked });
  const differs = await differencesTo(order, own, known);
  return differs.ok ? ok({ deleted, differs: differs.value, isInvoiced, booked }) : differs;
}

async function isThere(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<"gone" | "there" | ReadDocument | { readonly booked: LedgerDocument }, Failure>> {
  if (isVoucher(document.role) || document.role === "voucher-payment") {
    const found = await voucherIsThere(order, document);
    return found.ok ? ok(found.value ? "there" : "gone") : found;
  }
  if (!isBooked(document.role) && !FORMED.has(document.role)) return ok("there");
  const answer = await order.ports.read(
    isBooked(document.role) ? invoiceById(document.id) : handlerOf(document.role).byId(document.id),
  );
  if (answer.ok) return ok(readDocument(document, answer.value.body) ?? "there");
  if (answer.error.kind !== "not-found") return answer;
  if (isBooked(document.role) || document.role === "sales-order") return ok("gone");
  // A draft that a person booked is gone as well, but its invoice stands for it.
  const invoice = await findInvoice(order, document);
  return invoice.ok ? ok(invoice.value === null ? "gone" : { booked: invoice.value }) : invoice;
}

/** The vendor can't read one by id, so a person's voucher, without our marker, counts as there. */
async function voucherIsThere(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<boolean, Failure>> {
  if (document.ownedHash === MANUAL) return ok(true);
  const found = await ownVoucher(
    order,
    await nextVoucher(order.ports, order.order, document.role as VoucherRole, document.n),
    document.id,
  );
  return found.ok ? ok(found.value !== null) : found;
}
