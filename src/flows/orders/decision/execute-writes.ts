/** Executes what writes the order's document: creates, changes or removes it. */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { DocumentRecord, JournalEntry } from "../../port.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  end,
  labelOf,
  liveDocument,
  type OrderCase,
  applySavedDocuments,
  type OrderWithSource,
  capturingPorts,
} from "../shared/case.ts";
import { createDocument } from "../documents/create.ts";
import { applyOrderCredit, reverseOrderCredit } from "../documents/credits/order-credit.ts";
import { changedAfterBooking, creditCancelled } from "../documents/deltas/changed-after-booking.ts";
import { editDocument } from "../documents/edit.ts";
import { nextIdentity, nextVoucher } from "../shared/identity.ts";
import { linkInvoice } from "../documents/invoices/booked.ts";
import { removeDocument } from "../documents/remove.ts";
import { bookVoucher } from "../documents/vouchers/book-voucher.ts";
import { changeVoucher, reverseBookedVoucher } from "../documents/vouchers/change-voucher.ts";
import { paidManually } from "../documents/vouchers/item-paid.ts";
import { searchDeleted } from "./execute-searches.ts";
import { liveDeltas } from "./recreate-deleted.ts";
import { type ActionOf, isRecreationRequested, NO_KNOWLEDGE, type RunKnowledge } from "./action.ts";
import {
  endWork,
  endWithOutcome,
  endOrDeleted,
  endUnless,
  retryWithFreshCustomer,
  type OrderRun,
  decideAgain,
  type StepResult,
  differsFromPreview,
} from "./execution.ts";

/** Forgets documents that were deleted in the ledger, to make them again. */
export async function forget(
  run: OrderRun,
  { documents }: ActionOf<"forget">,
): Promise<StepResult> {
  const { order, knowledge, runReport } = run;
  const { ports } = order;
  const changed = differsFromPreview(order);
  if (changed !== null) return endWork(run, changed);
  const gone = documents.map((document): DocumentRecord => ({ ...document, state: "gone" }));
  for (const document of gone) ports.saveDocument(document);
  runReport.forget();
  return ok(forgotten(order, knowledge, gone));
}

/** Returns the order as if those documents had never been made. */
function forgotten(
  order: OrderCase & OrderWithSource,
  knowledge: RunKnowledge,
  gone: readonly DocumentRecord[],
): { readonly order: OrderCase & OrderWithSource; readonly knowledge: RunKnowledge } {
  const own = knowledge.document ?? liveDocument(order.ports.documents);
  const isOwn = gone.some(({ id, role }) => id === own?.id && role === own.role);
  const documents = applySavedDocuments(order.ports.documents, gone);
  return {
    order: { ...order, ports: { ...order.ports, documents } },
    knowledge: {
      ...NO_KNOWLEDGE,
      verified: true,
      deleted: [],
      forgotten: true,
      // The remaining documents don't add up to the order: the figures show that, whatever the
      // marks of the first one say.
      document: isOwn || own === null ? null : { ...own, sourceHash: "", ownedHash: null },
    },
  };
}

/** Creates the first document, or a further one. */
export async function create(run: OrderRun, action: ActionOf<"create">): Promise<StepResult> {
  const { order, runReport } = run;
  const identity = await nextIdentity(order.ports, order.order, action.form);
  runReport.add([...action.reasons, ...sentAgain(order.ports.journal, identity)]);
  const created = createDocument(order, action.prepared, identity, action.book);
  return retryWithFreshCustomer(run, created, (done) => endWithOutcome(run, done));
}

/** The reason to give where its creation was sent more than once. */
function sentAgain(
  journal: readonly JournalEntry[],
  { role, n, marker }: DocumentIdentity,
): readonly Reason[] {
  const isRepeated = journal.some(
    (entry) =>
      entry.kind.endsWith(".create") && entry.role === role && entry.n === n && entry.repeats > 0,
  );
  return isRepeated ? [reason("sent-again", { marker: marker.text })] : [];
}

/** Books a voucher: the order's first, or one after a reversed one. */
export async function book(
  run: OrderRun,
  { form, anew, reasons }: ActionOf<"book-voucher">,
): Promise<StepResult> {
  const { order } = run;
  const identity = await nextVoucher(order.ports, order.order, form);
  const held = anew ? await paidManually(order) : ok(null);
  if (!held.ok) return held;
  const wanted = { form, mayNeedApproval: true as const, ...(anew ? { anew: true as const } : {}) };
  const booked =
    held.value === null
      ? bookVoucher(order, identity, wanted, reasons)
      : Promise.resolve(ok(end(order, "held", [held.value])));
  return retryWithFreshCustomer(run, booked, (done) => endWithOutcome(run, done));
}

/** Updates an unbooked document to the order as it is now. */
export async function update(run: OrderRun, action: ActionOf<"update">): Promise<StepResult> {
  const { order, runReport } = run;
  const { prepared, document } = action;
  runReport.add(action.reasons);
  const edited = await editDocument(order, prepared, document, action);
  const finish = (done: Promise<Result<DocumentEnd, Failure>>) => endOrDeleted(run, document, done);
  if (!edited.ok) return retryWithFreshCustomer(run, Promise.resolve(edited), finish);
  if ("invoiced" in edited.value) return invoicedByPerson(run, edited.value.invoiced);
  if (!("booked" in edited.value)) return finish(Promise.resolve(ok(edited.value)));
  const { booked } = edited.value;
  const number = booked.number ?? booked.id;
  runReport.add([reason("document-booked-by-person", { document: "invoice", number })]);
  return decideAgain(run, { document: booked, asSent: true });
}

/** Looks once for the invoice of the sales order: then that is the order's document. */
function invoicedByPerson(run: OrderRun, number: string): StepResult {
  const { order, knowledge } = run;
  if (knowledge.deleted === null) return decideAgain(run, { invoiced: true });
  const { differs } = knowledge;
  const why =
    differs === null || differs.length === 0
      ? [reason("document-already-invoiced", { number })]
      : differs;
  return endWork(run, end(order, "needs-attention", why));
}

/**
 * As `retryWithFreshCustomer`, for work of several documents: it is repeated only if none of them
 * was written, as a repetition knows the documents of before.
 */
async function forCustomerUnwritten(
  run: OrderRun,
  work: (order: OrderRun["order"]) => Promise<Result<DocumentEnd, Failure>>,
  finish: (done: Promise<Result<DocumentEnd, Failure>>) => Promise<StepResult>,
): Promise<StepResult> {
  const { ports, saved } = capturingPorts(run.order.ports);
  const done = work({ ...run.order, ports });
  await done;
  return saved.length === 0 ? retryWithFreshCustomer(run, done, finish) : finish(done);
}

/** Brings a booked document in step with the order. */
export async function bringInStep(
  run: OrderRun,
  action: ActionOf<"change-voucher" | "link-invoice" | "correct">,
): Promise<StepResult> {
  const { order } = run;
  const { document } = action;
  switch (action.kind) {
    case "change-voucher":
      return endOrDeleted(run, document, changeVoucher(order, document));
    case "link-invoice": {
      const linked = linkInvoice(order, action.prepared, document, document.id);
      return endOrDeleted(run, document, linked);
    }
    case "correct":
      return forCustomerUnwritten(
        run,
        (mine) => changedAfterBooking(mine, action.prepared, document),
        (done) => endOrDeleted(run, document, done),
      );
  }
}

/** A draft that turns out to be booked is decided again, as an invoice. */
async function remove(run: OrderRun, action: ActionOf<"remove">): Promise<StepResult> {
  const removed = await removeDocument(run.order, action);
  if (!removed.ok) return removed;
  return "found" in removed.value
    ? decideAgain(run, { document: removed.value.found, found: true })
    : endWork(run, removed.value);
}

/** Removes a document from the ledger, or its part from another order's document. */
export async function takeOut(
  run: OrderRun,
  action: ActionOf<"remove" | "lower-order" | "raise-order" | "reverse-voucher" | "credit">,
): Promise<StepResult> {
  const { order } = run;
  switch (action.kind) {
    case "remove":
      return remove(run, action);
    case "lower-order":
      return endWithOutcome(run, applyOrderCredit(order, action.open));
    case "raise-order":
      return endWithOutcome(run, reverseOrderCredit(order, action.document));
    case "reverse-voucher":
      return reversed(run, action);
    case "credit":
      return forCustomerUnwritten(
        run,
        (mine) => creditCancelled(mine, action.document),
        (done) => endOrSearched(run, action.document, done),
      );
  }
}

/** A cancelled order's voucher that was deleted is forgotten, if a person wants that. */
const reversed = (
  run: OrderRun,
  { document, why }: ActionOf<"reverse-voucher">,
): Promise<StepResult> =>
  endUnless(run, reverseBookedVoucher(run.order, document, why), ({ reasons }) => {
    // Of its payments or its reversal, it says nothing about the voucher itself.
    const isGone = reasons.some(
      ({ code, params }) => code === "document-gone" && params["document"] === labelOf(document),
    );
    return why === "cancelled" && isGone && isRecreationRequested(run.order.ports)
      ? decideAgain(run, { deleted: [document] })
      : null;
  });

/** What is left of several invoices is searched where the first was deleted, to be named. */
const endOrSearched = (
  run: OrderRun,
  document: DocumentRecord,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<StepResult> =>
  endUnless(run, work, ({ reasons }) => {
    const isGone = reasons.some(
      ({ code, params }) => code === "document-gone" && params["later"] === false,
    );
    return isGone && run.knowledge.deleted === null && liveDeltas(run.order).length > 0
      ? searchDeleted(run, { kind: "search-deleted", document })
      : null;
  });
