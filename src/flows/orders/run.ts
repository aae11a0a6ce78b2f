/**
 * One order, from the shop to the ledger. Always on what was just fetched: the event that led here is believed in
 * nothing. Decides between nothing, a first document, an edit and a removal; how each is done stands beside this file.
 */
import type { OrderHead } from "../../asperion/orders.ts";
import type { Failure } from "../../domain/failure.ts";
import { sourceOrderId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../domain/zoned-time.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";
import { hashOf } from "../settlement.ts";
import { end, liveDocument, type OrderCase, type Prepared } from "./case.ts";
import { asSale } from "./credits/as-sale.ts";
import { findOriginal, type FoundOriginal } from "./credits/original.ts";
import { editDocument, isUnchanged, removeDocument } from "./edit-order.ts";
import { isBooked } from "./forms.ts";
import { codesUpTo, nextIdentity, wroteBefore } from "./identity.ts";
import { cancelledBooked, changedAfterBooking, linkInvoice } from "./invoices/booked.ts";
import { wantsInvoice } from "./invoices/invoice-order.ts";
import { judgeOrder } from "./judge.ts";
import { lookForDocuments } from "./look-first.ts";
import { stateOf } from "./met.ts";
import { orderType } from "./order-type.ts";
import { withPayment } from "./payments/register.ts";
import { prepare } from "./prepare.ts";
import { fetchOrder } from "./fetch.ts";
import { verifyRepeat } from "./verify.ts";
import { createDocument } from "./write-order.ts";

export async function runOrder(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const id = sourceOrderId(ports.key.slice("order:".length));
  const fetched = await fetchOrder(ports, id);
  if (!fetched.ok) return fetched.error.kind === "not-found" ? orderGone(ports) : fetched;
  const { order, head } = fetched.value;
  return runFetched(ports, order, head);
}

/** The same from where the order is known. `head`: as the shop's list has it; `null` for one that isn't the shop's. */
export async function runFetched(ports: FlowPorts, source: Order, head: OrderHead | null): Promise<Result<FlowEnd, Failure>> {
  const sale = source.creditsOrderId === null ? ok(source) : asSale(source, ports.settings.orders.creditSign);
  const order: OrderCase = { ...(await caseOf(ports, sale.ok ? sale.value : source)), figures: { gross: source.gross, vat: source.vat, currency: source.currency } };
  const document = liveDocument(ports.documents);
  if (ports.eventTypes.includes("verify-repeat") && document !== null) {
    const verified = await verifyRepeat(order, document);
    if (!verified.ok) return verified;
    if (verified.value !== null) return ok(verified.value);
  }
  const crossing = ports.backfill?.kind === "order" ? ports.backfill : null;
  if (crossing?.undo === true) return document === null ? ok(end(order, "skipped", [reason("undo-nothing-there")])) : cancel(order, document);
  const judged = judgeOrder(source, ports.settings, crossing !== null);
  // What only the flow's switch or its start line keeps away is looked at again when they have changed.
  const settled = document !== null || (judged.kind !== "before-start" && !(judged.kind === "skip" && judged.reason.code === "flow-off"));
  if (settled && head !== null) ports.met(await stateOf(head));
  if (!sale.ok && judged.kind !== "remove" && (judged.kind === "go" || document !== null)) return ok(end(order, "held", [sale.error]));
  switch (judged.kind) {
    case "remove":
      return document === null ? cancelUnknown(order, judged.reason) : cancel(order, document);
    case "hold":
      return ok(end(order, "held", [judged.reason]));
    case "before-start":
      return document === null ? ok(end(order, "before-start", [judged.reason])) : change(order, document);
    case "skip":
      // What was taken once is kept in step, also when the order leaves the filter; with the flow off, nothing is.
      return document === null || judged.reason.code === "flow-off" ? ok(end(order, "skipped", [judged.reason])) : change(order, document);
    case "go":
      return document === null ? first(order, judged.lookFirst) : change(order, document);
  }
}

async function caseOf(ports: FlowPorts, order: Order): Promise<OrderCase> {
  if (order.email !== null) ports.person(`email:${order.email.trim().toLowerCase()}`);
  if (order.debtorId !== null) ports.person(`debtor:${order.debtorId}`);
  // What moves with deliveries and payments is not mapped: it is no edit.
  const { changed: _changed, state: _state, payment: _payment, paymentMethodId: _method, amountPaid: _paid, paidAt: _paidAt, ...content } = order;
  return { ports, order, sourceHash: await hashOf(JSON.stringify(content)), figures: { gross: order.gross, vat: order.vat, currency: order.currency } };
}

/** Asperion no longer has it, deleted or not: what we made of it stays until a person decides, and is named. */
function orderGone(ports: FlowPorts): Result<FlowEnd, Failure> {
  const documents = ports.documents.filter((document) => document.state === "live").map((document) => document.number ?? document.id);
  const gone = reason("order-gone", { order: ports.key.slice("order:".length), documents: documents.join(", ") || null });
  return ok({ outcome: "held", reasons: [gone], label: null, figures: null });
}

async function withLookups(order: OrderCase): Promise<Result<OrderCase, Failure>> {
  const { ports } = order;
  if (ports.lookups.company !== null && ports.lookups.codings.length > 0) return ok(order);
  const loaded = await loadLookups(ports);
  return loaded.ok ? ok({ ...order, ports: { ...ports, lookups: loaded.value } }) : loaded;
}

async function change(source: OrderCase, document: DocumentRecord, found = false): Promise<Result<FlowEnd, Failure>> {
  if (isUnchanged(document, source.sourceHash) && !(document.role === "sales-order" && wantsInvoice(source))) {
    const unchanged = end(source, source.ports.before === "updated" ? "updated" : "booked", [reason("order-unchanged", { document: document.number ?? document.id })]);
    return document.role === "invoice" ? withPayment(source, { id: document.id, known: null }, unchanged) : ok(unchanged);
  }
  const original = await originalOf(source);
  if (!original.ok) return original;
  if (original.value.kind === "end") return ok(original.value.end);
  const before = original.value.order;
  const ended = await prepared(before, async (order, looked) => {
    if (isBooked(document.role)) return document.sourceHash === null ? linkInvoice(order, looked, document, document.id) : changedAfterBooking(order, looked, document);
    const chosen = orderType(order, looked);
    const edited = await editDocument(order, looked, document, { found, book: chosen.type === "invoice" });
    return edited.ok && chosen.form !== document.role ? ok({ ...edited.value, reasons: [...edited.value.reasons, reason("document-kept-its-type", { type: chosen.type })] }) : edited;
  });
  const gone = ended.ok && ended.value.reasons.some((entry) => entry.code === "document-gone");
  if (!gone || !before.ports.eventTypes.includes("retry-by-person")) return ended;
  // Somebody deleted it in the ledger, and a person wants it made again.
  const deleted: DocumentRecord = { ...document, state: "gone" };
  before.ports.saveDocument(deleted);
  const documents = [...before.ports.documents.filter((entry) => entry.role !== document.role || entry.n !== document.n), deleted];
  return first({ ...before, ports: { ...before.ports, documents } }, false);
}

const cancel = (order: OrderCase, document: DocumentRecord): Promise<Result<FlowEnd, Failure>> =>
  isBooked(document.role) ? Promise.resolve(ok(cancelledBooked(order, document))) : removeDocument(order, document);

/** Cancelled, and nothing is known of a document: a journal that is gone may have made one. */
async function cancelUnknown(order: OrderCase, why: Reason): Promise<Result<FlowEnd, Failure>> {
  if (!olderThanJournal(order.ports, order.order)) return ok(end(order, "skipped", [why]));
  const seen = await sightings(order, false);
  if (!seen.ok) return seen;
  if (seen.value === null) return ok(end(order, "skipped", [why]));
  return seen.value.kind === "document" ? cancel(order, seen.value.document) : ok(seen.value.end);
}

async function prepared(before: OrderCase, go: (order: OrderCase, looked: Prepared) => Promise<Result<FlowEnd, Failure>>): Promise<Result<FlowEnd, Failure>> {
  const order = await withLookups(before);
  if (!order.ok) return order;
  const preparation = await prepare(order.value);
  if (!preparation.ok) return preparation;
  if (preparation.value.kind === "held") return ok(end(order.value, "held", preparation.value.reasons));
  const looked = preparation.value.prepared;
  const ended = await go(order.value, looked);
  return ended.ok ? ok({ ...ended.value, reasons: [...ended.value.reasons, ...looked.reasons] }) : ended;
}

async function first(order: OrderCase, dayOfStart: boolean): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const looked: Reason[] = [];
  if (dayOfStart || wroteBefore(ports) || olderThanJournal(ports, order.order)) {
    const seen = await sightings(order, dayOfStart);
    if (!seen.ok) return seen;
    if (seen.value !== null) return seen.value.kind === "end" ? ok(seen.value.end) : change(order, seen.value.document, true);
    looked.push(reason("looked-up-before-first-write"));
  }
  const original = await originalOf(order);
  if (!original.ok) return original;
  if (original.value.kind === "end") return ok(original.value.end);
  const { customerId } = original.value;
  const ended = await prepared(original.value.order, async (ready, prep) => {
    if (customerId !== null && customerId !== prep.customer.id) return ok(end(ready, "held", [reason("credit-customer-differs", { invoice: customerId, credit: prep.customer.id })]));
    const chosen = orderType(ready, prep);
    const identity = await nextIdentity(ports, ready.order, chosen.form);
    const repeated = ports.journal.some((entry) => entry.kind.endsWith(".create") && entry.role === identity.role && entry.n === identity.n && entry.repeats > 0);
    const made = await createDocument(ready, prep, identity, chosen.type === "invoice");
    return made.ok ? ok({ ...made.value, reasons: [...made.value.reasons, ...chosen.recorded, ...(repeated ? [reason("sent-again", { marker: identity.marker.text })] : [])] }) : made;
  });
  return ended.ok ? ok({ ...ended.value, reasons: [...ended.value.reasons, ...looked] }) : ended;
}

type Sold = { readonly kind: "found"; readonly order: OrderCase; readonly customerId: string | null };

/** A sale has no original, and is what it is. */
async function originalOf(order: OrderCase): Promise<Result<Sold | Extract<FoundOriginal, { kind: "end" }>, Failure>> {
  return order.order.creditsOrderId === null ? ok({ kind: "found", order, customerId: null }) : findOriginal(order);
}

/** The journal knows nothing of what came before its birth: another one may have written it. */
function olderThanJournal(ports: FlowPorts, order: Order): boolean {
  const stamp = parseLocal(order.date);
  return stamp === null || instantsOf(stamp, SOURCE_ZONE).earliest < ports.journalBornAt;
}

const MOST_DOCUMENTS = 9;

type Seen = { readonly kind: "end"; readonly end: FlowEnd } | { readonly kind: "document"; readonly document: DocumentRecord };

async function sightings(order: OrderCase, withNumber: boolean): Promise<Result<Seen | null, Failure>> {
  const { ports } = order;
  const stamp = parseLocal(order.order.date);
  const made = Math.max(0, ...[...ports.journal, ...ports.documents].map(({ n }) => n));
  // A journal that is gone may have made more than one, after deletions: all of them bear the order's number.
  const ours = await codesUpTo(ports, order.order, Math.max(made + 1, MOST_DOCUMENTS));
  const seen = await lookForDocuments(ports, {
    sent: ours.filter((own) => own.n <= made + 1),
    ours,
    number: order.order.number,
    byHand: withNumber || olderThanJournal(ports, order.order),
    orderInstant: stamp === null ? ports.now() : instantsOf(stamp, SOURCE_ZONE).earliest,
  });
  if (!seen.ok) return seen;
  switch (seen.value.kind) {
    case "nothing":
      return ok(null);
    case "perhaps-by-hand":
      return ok({ kind: "end", end: end(order, "held", [seen.value.reason]) });
    case "booked": {
      const { document, role, n } = seen.value;
      if (document.kind === "invoice") return ok({ kind: "document", document: { role, n, id: document.id, number: document.number, state: "live", sourceHash: null, ownedHash: null } });
      return ok({ kind: "end", end: end(order, "booked", [reason("document-booked-by-person", { document: document.kind, number: document.number ?? document.id })]) });
    }
    case "ours": {
      const { document, others, role, n } = seen.value;
      if (others.length > 0) return ok({ kind: "end", end: end(order, "needs-attention", [reason("marker-found-twice", { count: others.length + 1, first: document.number ?? document.id })]) });
      return ok({ kind: "document", document: { role, n, id: document.id, number: document.number, state: "live", sourceHash: null, ownedHash: null } });
    }
  }
}

