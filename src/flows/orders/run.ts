/**
 * One order, from the shop to the ledger. Always on what was just fetched: the event that led here
 * is believed in nothing. Decides between nothing, a first document, an edit and a removal; how
 * each is done stands beside this file.
 */
import type { OrderHead } from "../../asperion/orders.ts";
import type { Failure } from "../../domain/failure.ts";
import { sourceOrderId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { OrderRules } from "../../mapping/rules/order-rules.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";
import { BY_HAND } from "./by-hand/ask.ts";
import { keptByHand } from "./by-hand/kept.ts";
import { end, labelOf, liveDocument, type OrderCase } from "./case.ts";
import { caseOf } from "./case-of.ts";
import { isDelta } from "./deltas/books.ts";
import { cancelledAfterBooking } from "./deltas/changed-after-booking.ts";
import { formOf, isBooked, isVoucher } from "./forms.ts";
import { listening, renewed } from "./listening.ts";
import { judgeOrder } from "./judge.ts";
import { stateOf } from "./met.ts";
import { fetchOrder } from "./fetch.ts";
import { creditCame, toldOfMoney } from "./payments/money-told.ts";
import { removeDocument } from "./remove-document.ts";
import { sendBooked } from "./sending/send-booked.ts";
import { olderThanJournal, sightings } from "./sightings.ts";
import { change, first } from "./take-up.ts";
import { cancelVoucher, undoVoucher } from "./vouchers/change-voucher.ts";
import { verifyRepeat } from "./verify.ts";
import { writeBack } from "./write-back.ts";

export async function runOrder(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const id = sourceOrderId(ports.key.slice("order:".length));
  const fetched = await fetchOrder(ports, id);
  if (!fetched.ok) return fetched.error.kind === "not-found" ? orderGone(ports) : fetched;
  const { order, head } = fetched.value;
  const { ports: heard, kept } = listening(ports);
  const ended = await runFetched(heard, order, head);
  if (!ended.ok) return ended;
  const documents = renewed(ports.documents, kept);
  const told = await writeBack(ports, order, ended.value, documents);
  const sent = told.ok ? await sendBooked(ports, order, told.value, documents) : told;
  // Last, as what is booked is written back and sent all the same.
  const answered = sent.ok ? await creditCame(ports, order, sent.value) : sent;
  return answered.ok ? toldOfMoney(ports, order, answered.value, documents) : answered;
}

/**
 * The same from where the order is known. `head`: as the shop's list has it; `null` for one that
 * isn't the shop's.
 */
export async function runFetched(
  ports: FlowPorts,
  placed: Order,
  head: OrderHead | null,
  rules?: OrderRules,
): Promise<Result<FlowEnd, Failure>> {
  const { source, sale, order } = await caseOf(ports, placed, rules);
  ports.named(labelOf(placed));
  const document = liveDocument(ports.documents);
  if (ports.eventTypes.includes("verify-repeat") && document !== null) {
    for (const one of [document, ...repeatedDeltas(ports)]) {
      const verified = await verifyRepeat(order, one);
      if (!verified.ok) return verified;
      if (verified.value !== null) return ok(verified.value);
    }
  }
  const crossing = ports.backfill?.kind === "order" ? ports.backfill : null;
  if (crossing?.undo === true)
    return document === null
      ? ok(end(order, "skipped", [reason("undo-nothing-there")]))
      : undo(order, document);
  const judged = judgeOrder(source, ports.settings, crossing !== null);
  // What only the flow's switch or its start line keeps away is looked at again when they have changed.
  const settled =
    document !== null ||
    (judged.kind !== "before-start" &&
      !(judged.kind === "skip" && judged.reason.code === "flow-off"));
  if (settled && head !== null) ports.met(await stateOf(head, ports.settings.trial));
  if (!sale.ok && judged.kind !== "remove" && (judged.kind === "go" || document !== null))
    return ok(end(order, "held", [sale.error]));
  switch (judged.kind) {
    case "remove":
      return document === null ? cancelUnknown(order, judged.reason) : cancel(order, document);
    case "hold":
      return ok(end(order, "held", [judged.reason]));
    case "before-start":
      return document === null
        ? ok(end(order, "before-start", [judged.reason]))
        : change(order, document);
    case "skip":
      // What was taken once is kept in step, also when the order leaves the filter; with the flow off, nothing is.
      return document === null || judged.reason.code === "flow-off"
        ? ok(end(order, "skipped", [judged.reason]))
        : change(order, document);
    case "go":
      return document === null ? first(order, judged.lookFirst) : change(order, document);
  }
}

const repeatedDeltas = ({ documents, journal }: FlowPorts): readonly DocumentRecord[] =>
  documents.filter(
    (document) =>
      document.state === "live" &&
      isDelta(document) &&
      journal.some(
        ({ role, n, repeats }) =>
          role === formOf(document.role).role && n === document.n && repeats > 0,
      ),
  );

/**
 * Asperion no longer has it, deleted or not: what we made of it stays until a person decides, and
 * is named.
 */
function orderGone(ports: FlowPorts): Result<FlowEnd, Failure> {
  const documents = ports.documents
    .filter((document) => document.state === "live")
    .map((document) => document.number ?? document.id);
  const gone = reason("order-gone", {
    order: ports.key.slice("order:".length),
    documents: documents.join(", ") || null,
  });
  return ok({ outcome: "held", reasons: [gone], label: null, figures: null });
}

async function cancel(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  const kept = keptByHand(order, document);
  if (kept !== null) return ok({ ...kept, outcome: "needs-attention" });
  return isVoucher(document.role)
    ? cancelVoucher(order, document)
    : isBooked(document.role)
      ? cancelledAfterBooking(order, document)
      : removeDocument(order, document);
}

/**
 * Takes back what a back-fill booked: what nobody booked is deleted, a voucher is taken back by
 * another one. A booked invoice stays, and so does what a person linked.
 */
function undo(order: OrderCase, document: DocumentRecord): Promise<Result<FlowEnd, Failure>> {
  const number = document.number ?? document.id;
  const byHand = document.ownedHash === BY_HAND;
  if (byHand)
    return Promise.resolve(
      ok(end(order, "skipped", [reason("document-kept-by-hand", { number })])),
    );
  if (isVoucher(document.role)) return undoVoucher(order, document);
  if (!isBooked(document.role)) return removeDocument(order, document);
  const stays = reason("undo-booked-stays", { number, document: "invoice" });
  return Promise.resolve(ok(end(order, "needs-attention", [stays])));
}

/** Cancelled, and nothing is known of a document: a journal that is gone may have made one. */
async function cancelUnknown(order: OrderCase, why: Reason): Promise<Result<FlowEnd, Failure>> {
  if (!olderThanJournal(order.ports, order.order)) return ok(end(order, "skipped", [why]));
  const seen = await sightings(order, false);
  if (!seen.ok) return seen;
  if (seen.value === null) return ok(end(order, "skipped", [why]));
  return seen.value.kind === "document" ? cancel(order, seen.value.document) : ok(seen.value.end);
}
