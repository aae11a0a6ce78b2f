/** An order that is taken: it gets its first document, or the one that it has is kept in step. */
import type { Failure } from "../../domain/failure.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DocumentRecord, FlowEnd } from "../port.ts";
import { end, type OrderCase } from "./case.ts";
import { changeDocument } from "./change-document.ts";
import { nextIdentity, nextVoucher, wroteBefore } from "./identity.ts";
import { orderType } from "./order-type.ts";
import { originalOf, prepared } from "./prepared.ts";
import { olderThanJournal, sightings } from "./sightings.ts";
import { becomesVoucher, bookVoucher, firstVoucher } from "./vouchers/book-voucher.ts";
import { createDocument } from "./write-order.ts";

/** `found`: see `changeDocument`. */
export async function change(order: OrderCase, document: DocumentRecord, found = false): Promise<Result<FlowEnd, Failure>> {
  const ended = await changeDocument(order, document, found);
  const gone = ended.ok && ended.value.reasons.some((entry) => entry.code === "document-gone");
  if (!gone || !order.ports.eventTypes.includes("retry-by-person")) return ended;
  // Somebody deleted it in the ledger, and a person wants it made again.
  const deleted: DocumentRecord = { ...document, state: "gone" };
  order.ports.saveDocument(deleted);
  const documents = [...order.ports.documents.filter((entry) => entry.role !== document.role || entry.n !== document.n), deleted];
  return first({ ...order, ports: { ...order.ports, documents } }, false);
}

/** `dayOfStart`: nobody can tell on which side of the start line it lies, so what was booked by hand is looked for. */
export async function first(order: OrderCase, dayOfStart: boolean): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const cut = ports.documents.filter(({ state }) => state === "unlinked");
  // A person took it off the order: only a person says that it is to be booked again.
  if (cut.length > 0 && !ports.eventTypes.includes("retry-by-person")) return ok(end(order, "held", [reason("document-unlinked", { actor: null, documents: cut.map(({ number, id }) => number ?? id).join(", ") })]));
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
  if (becomesVoucher(original.value.order)) {
    const booked = await firstVoucher(original.value.order);
    return booked.ok ? ok({ ...booked.value, reasons: [...booked.value.reasons, ...looked] }) : booked;
  }
  const ended = await prepared(original.value.order, async (ready, prep) => {
    if (customerId !== null && customerId !== prep.customer.id) return ok(end(ready, "held", [reason("credit-customer-differs", { invoice: customerId, credit: prep.customer.id })]));
    const chosen = orderType(ready, prep);
    // The ledger's own word on the customer made a voucher of it.
    if (chosen.form === "voucher") return bookVoucher(ready, await nextVoucher(ports, ready.order, "voucher"), { form: "voucher" }, chosen.recorded);
    const identity = await nextIdentity(ports, ready.order, chosen.form);
    const repeated = ports.journal.some((entry) => entry.kind.endsWith(".create") && entry.role === identity.role && entry.n === identity.n && entry.repeats > 0);
    const made = await createDocument(ready, prep, identity, chosen.type === "invoice");
    return made.ok ? ok({ ...made.value, reasons: [...made.value.reasons, ...chosen.recorded, ...(repeated ? [reason("sent-again", { marker: identity.marker.text })] : [])] }) : made;
  });
  return ended.ok ? ok({ ...ended.value, reasons: [...ended.value.reasons, ...looked] }) : ended;
}
