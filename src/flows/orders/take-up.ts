/** An order that is taken: it gets its first document, or the one that it has is kept in step. */
import type { Failure } from "../../domain/failure.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DocumentRecord, FlowEnd } from "../port.ts";
import { bookedAgain, looksAtLedger, makesAgain } from "./acts.ts";
import { end, goneEnd, type OrderCase } from "./case.ts";
import { changeDocument } from "./change-document.ts";
import { againstMakingAgain, deletedDocuments } from "./deleted.ts";
import { nextIdentity, nextVoucher, wroteBefore } from "./identity.ts";
import { renewed } from "./listening.ts";
import { orderType } from "./order-type.ts";
import { originalOf, prepared } from "./prepared.ts";
import { olderThanJournal, sightings } from "./sightings.ts";
import { becomesVoucher, bookVoucher, firstVoucher } from "./vouchers/book-voucher.ts";
import { createDocument } from "./write-order.ts";

/** `found`: see `changeDocument`. */
export async function change(
  order: OrderCase,
  document: DocumentRecord,
  found = false,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const looked = !found && looksAtLedger(ports) ? await deletedDocuments(order, document) : ok([]);
  if (!looked.ok) return looked;
  const [missing] = looked.value;
  const ended =
    missing === undefined
      ? await changeDocument(order, document, found)
      : ok(goneEnd(order, missing));
  if (!ended.ok) return ended;
  const gone = ended.value.reasons.some(({ code }) => code === "document-gone");
  if (!gone)
    return bookedAgain(ports)
      ? ok({
          ...ended.value,
          reasons: [
            reason("document-stands", { document: document.number ?? document.id }),
            ...ended.value.reasons,
          ],
        })
      : ended;
  return makesAgain(ports)
    ? makeAgain(order, document, missing === undefined ? [document] : looked.value)
    : ended;
}

/** Somebody deleted these in the ledger, and a person wants them made again. */
async function makeAgain(
  order: OrderCase,
  own: DocumentRecord,
  deleted: readonly DocumentRecord[],
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const against = deleted.includes(own) ? againstMakingAgain(order, own) : null;
  if (against !== null) return ok(against);
  const gone = deleted.map((document): DocumentRecord => ({ ...document, state: "gone" }));
  // On trial nothing is made, so nothing is forgotten either.
  if (!ports.settings.trial) for (const document of gone) ports.saveDocument(document);
  const anew = { ...order, ports: { ...ports, documents: renewed(ports.documents, gone) } };
  // What is left doesn't come to what the order says: by its figures that is seen, whatever the marks of the first one are.
  return deleted.includes(own)
    ? first(anew, false)
    : changeDocument(anew, { ...own, sourceHash: "", ownedHash: null }, false);
}

/**
 * `dayOfStart`: nobody can tell on which side of the start line it lies, so what was booked by hand
 * is looked for.
 */
export async function first(
  order: OrderCase,
  dayOfStart: boolean,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const cut = ports.documents.filter(({ state }) => state === "unlinked");
  // A person took it off the order: only a person says that it is to be booked again.
  if (cut.length > 0 && !ports.eventTypes.includes("retry-by-person"))
    return ok(
      end(order, "held", [
        reason("document-unlinked", {
          actor: null,
          documents: cut.map(({ number, id }) => number ?? id).join(", "),
        }),
      ]),
    );
  const looked: Reason[] = [];
  if (dayOfStart || wroteBefore(ports) || olderThanJournal(ports, order.order)) {
    const seen = await sightings(order, dayOfStart);
    if (!seen.ok) return seen;
    if (seen.value !== null)
      return seen.value.kind === "end"
        ? ok(seen.value.end)
        : change(order, seen.value.document, true);
    looked.push(reason("looked-up-before-first-write"));
  }
  const original = await originalOf(order);
  if (!original.ok) return original;
  if (original.value.kind === "end") return ok(original.value.end);
  const { customerId } = original.value;
  if (becomesVoucher(original.value.order)) {
    const booked = await firstVoucher(original.value.order);
    return booked.ok
      ? ok({ ...booked.value, reasons: [...booked.value.reasons, ...looked] })
      : booked;
  }
  const ended = await prepared(original.value.order, async (ready, prep) => {
    if (customerId !== null && customerId !== prep.customer.id)
      return ok(
        end(ready, "held", [
          reason("credit-customer-differs", { invoice: customerId, credit: prep.customer.id }),
        ]),
      );
    const chosen = orderType(ready, prep);
    // The ledger's own word on the customer made a voucher of it.
    if (chosen.form === "voucher")
      return bookVoucher(
        ready,
        await nextVoucher(ports, ready.order, "voucher"),
        { form: "voucher" },
        chosen.recorded,
      );
    const identity = await nextIdentity(ports, ready.order, chosen.form);
    const repeated = ports.journal.some(
      (entry) =>
        entry.kind.endsWith(".create") &&
        entry.role === identity.role &&
        entry.n === identity.n &&
        entry.repeats > 0,
    );
    const made = await createDocument(ready, prep, identity, chosen.type === "invoice");
    return made.ok
      ? ok({
          ...made.value,
          reasons: [
            ...made.value.reasons,
            ...chosen.recorded,
            ...(repeated ? [reason("sent-again", { marker: identity.marker.text })] : []),
          ],
        })
      : made;
  });
  return ended.ok ? ok({ ...ended.value, reasons: [...ended.value.reasons, ...looked] }) : ended;
}
