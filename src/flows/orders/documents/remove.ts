/**
 * Deletes an order's unbooked document. What is booked, or was invoiced by a person, stays and is
 * reported.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { AnsweredOrder } from "../../../domain/orders/sales-order.ts";
import { voidOrder } from "../../../eaccounting/orders.ts";
import type { DocumentRecord, FlowEnd, FlowPorts, RunFacts } from "../../port.ts";
import { settlement } from "../../settlement.ts";
import {
  type DocumentIdentity,
  end,
  type OrderCase,
  LIVE_FIRST,
  liveDocument,
  reversalOf,
  isWaitingForDayClose,
} from "../shared/case.ts";
import { rehearse } from "../shared/recording-ports.ts";
import { handlerOf, isVoucher } from "../shared/document-kinds.ts";
import { findInvoice } from "../existing/find-doubtful-document.ts";
import { readDocument } from "./edit.ts";
import { identityOf } from "../shared/identity.ts";
import { cancelledBooked, foundInvoice, linkAsDrafted } from "./invoices/booked.ts";
import { isOwnUpdate } from "./late-updates.ts";
import { hasOwnFieldChanged, documentIntent, deleteUnbooked } from "./steps.ts";
import { memberDocument } from "../../../domain/ledger/day-book.ts";
import { dec } from "../../../domain/money.ts";
import { localDay, zoneOfCountry } from "../../../domain/platform/zoned-time.ts";
import { livePaymentVouchers } from "./vouchers/retained-money.ts";

/**
 * What happened to the order in the shop; `nothing`: its total is zero now. `undone`: nothing did,
 * a person takes back what was booked.
 */
export type RemoveWhy = "cancelled" | "credited" | "nothing" | "undone";

/** `found`: it was a draft, and is this invoice now. Nothing was done. */
type Removed = FlowEnd | { readonly found: DocumentRecord };

/**
 * Removes the document of an order that was cancelled or fully credited before it was invoiced: a
 * draft or ongoing one is deleted, a shipped one is taken back first.
 */
export async function removeDocument(
  order: OrderCase,
  { document, why }: { readonly document: DocumentRecord; readonly why: RemoveWhy },
): Promise<Result<Removed, Failure>> {
  const { ports } = order;
  const isDraft = handlerOf(document.role).kind === "invoice-draft";
  const read = await readDocument(order, document);
  if (!read.ok) return read;
  if (read.value === "gone") return foundGone(order, { document, why });
  const current = read.value.order;
  const number = current.number ?? document.id;
  // Its invoice is the order's document now, and the next run finds it.
  if (current.status === "invoiced" && why === "undone")
    return ok(end(order, "booked", [reason("undo-invoiced-stays", { number })]));
  if (current.status === "invoiced")
    return ok(
      end(order, "needs-attention", [
        reason("document-already-invoiced", { number, cancelled: true }),
      ]),
    );
  // Undoing a back-fill removes what we did, not what a person continued.
  if (current.status === "shipped" && ports.backfill?.kind === "order" && ports.backfill.undo)
    return ok(
      end(order, "needs-attention", [reason("document-shipped", { number, cancelled: true })]),
    );
  const changed =
    document.ownedHash !== null &&
    (await hasOwnFieldChanged(current, document.ownedHash)) &&
    !(await isOwnUpdate(ports, document, current));
  if (changed && ports.settings.orders.changedByPerson !== "overwrite")
    return ok(
      end(order, "held", [
        reason("document-changed-by-person", { number, cancelled: true, ...undoneBy(why) }),
      ]),
    );
  const identity = await identityOf(ports, order.order, document);
  const form = handlerOf(document.role);
  if (ports.settings.trial)
    return ok(
      rehearse(
        order,
        documentIntent(ports, form.kinds.remove, identity, current.id),
        form.remove(current.id),
        [],
      ),
    );
  const back = current.status === "shipped" ? await takeBack(order, identity, current) : ok(null);
  if (!back.ok || back.value !== null)
    return back.ok ? ok(back.value ?? end(order, "updated", [])) : back;
  const removed = await deleteUnbooked(order, identity, current.id);
  if (!removed.ok) return removed;
  return ok(
    end(order, "updated", [
      removedAs(why, isDraft, {
        id: current.id,
        number: current.number,
        createdUtc: current.createdUtc,
      }),
    ]),
  );
}

const undoneBy = (why: RemoveWhy): { readonly why?: "undone" } => (why === "undone" ? { why } : {});

/** What says that the document isn't in the ledger any more. */
function removedAs(
  why: RemoveWhy,
  isDraft: boolean,
  {
    id,
    number: given,
    createdUtc,
  }: Pick<AnsweredOrder, "id" | "createdUtc"> & { readonly number: string | number | null },
): Reason {
  const number = given ?? id;
  switch (why) {
    case "cancelled":
    case "undone":
      return isDraft
        ? reason("invoice-draft-removed", { document: id, ...undoneBy(why) })
        : reason("order-removed", { number, ...undoneBy(why) });
    case "credited":
      return isDraft
        ? reason("order-credited-whole")
        : reason("order-removed-credited", { number });
    case "nothing":
      return isDraft && given === null
        ? reason("order-removed-nothing-left", { number: null, what: "draft", made: createdUtc })
        : reason("order-removed-nothing-left", { number, what: null, made: null });
  }
}

/** Whether a deletion of ours may be what removed the document: it was sent, and not refused. */
const mayHaveRemoved = ({ journal }: RunFacts, { role, id }: DocumentRecord): boolean =>
  journal.some(
    ({ kind, documentId, state, refused }) =>
      documentId === id && kind === handlerOf(role).kinds.remove && state !== "planned" && !refused,
  );

/** A draft that is gone may have been booked; then a cancelled sale is in the books. */
async function foundGone(
  order: OrderCase,
  { document, why }: Parameters<typeof removeDocument>[1],
): Promise<Result<Removed, Failure>> {
  const isDraft = handlerOf(document.role).kind === "invoice-draft";
  const booked = isDraft ? await findInvoice(order, document) : ok(null);
  if (!booked.ok) return booked;
  if (booked.value !== null && why === "credited") return ok(cancelledBooked(order, booked.value));
  if (booked.value !== null) {
    const drafted = await linkAsDrafted(order, document, booked.value.id);
    if (!drafted.ok) return drafted;
    return ok({ found: drafted.value ?? foundInvoice(document, booked.value) });
  }
  const gone: DocumentRecord = { ...document, state: "gone" };
  order.ports.saveDocument(gone);
  const byOthers = why === "cancelled" && !mayHaveRemoved(order.ports, document);
  const left = byOthers ? deletedDocumentReason({ documents: [gone] }) : null;
  return ok(
    left === null
      ? end(order, "updated", [removedAs(why, isDraft, { ...document, createdUtc: null })])
      : end(order, "skipped", [left]),
  );
}

/** The order can't be taken back, as another order delivers the rest of it. */
const HAS_BACKORDERS = 4028;

/**
 * Takes back a shipped order, which can't be deleted. It is ongoing again then, so it still has to
 * be deleted. `null`: it was taken back.
 */
async function takeBack(
  order: OrderCase,
  identity: DocumentIdentity,
  current: AnsweredOrder,
): Promise<Result<FlowEnd | null, Failure>> {
  const { ports } = order;
  const written = await ports.write(
    documentIntent(ports, "order.void", identity, current.id),
    voidOrder(current.id),
  );
  if (written.ok) {
    ports.settle(settlement(written.value, "compared", { documentId: current.id }));
    return ok(null);
  }
  if (written.error.kind !== "rejected" || written.error.code !== HAS_BACKORDERS) return written;
  return ok(
    end(order, "held", [reason("order-has-backorders", { number: current.number ?? current.id })]),
  );
}

/**
 * Takes an order that the shop deleted out of the day that it waits for: nothing of it is in the
 * ledger yet. Drops its share, with what was paid on it, and forgets the order's state: one that
 * comes back is booked anew. Returns what was done; nothing where no share waits, or where credits
 * take it back. Should the day close meanwhile, the record becomes a reversal in the next day's
 * voucher.
 */
export async function removeFromDay(ports: FlowPorts): Promise<Result<readonly Reason[], Failure>> {
  const own = liveDocument(ports.documents);
  if (own === null || !isWaitingForDayClose(own) || ports.settings.trial) return ok([]);
  const { member, n, role } = own;
  if (member === undefined || reversalOf(ports.documents, own) !== undefined) return ok([]);
  if (role === "voucher") {
    const locked = await ports.lockOriginal(ports.key);
    if (!locked.ok) return locked;
    if (!dec(locked.value.credited).eq(0)) return ok([]);
  }
  const { company } = ports.lists;
  const paid = livePaymentVouchers(ports.documents);
  const day = company === null ? member.day : localDay(ports.now(), zoneOfCountry(company.country));
  const rows = [own, ...paid].flatMap((document) => document.member?.rows ?? []);
  ports.saveDocument({
    role: "voucher-reversal",
    n,
    id: memberDocument({ key: ports.key, role: "voucher-reversal", n }),
    number: day,
    state: "live",
    sourceHash: null,
    ownedHash: null,
    member: {
      label: member.label,
      day,
      rows: rows.map((row) => ({ ...row, debit: row.credit, credit: row.debit })),
      waits: true,
    },
  });
  for (const document of [own, ...paid]) ports.saveDocument({ ...document, state: "gone" });
  ports.knownState(null);
  return ok([reason("taken-out-of-day", { day: member.day, why: "deleted" })]);
}

/** Its documents in the ledger, by their numbers; a share by that of its day's voucher. */
export const liveDocumentNumbers = (documents: readonly DocumentRecord[]): readonly string[] => [
  ...new Set(
    documents
      .filter(({ state }) => state === "live")
      .map(({ number, id, member }) => member?.booked ?? number ?? id),
  ),
];

/** Why nothing is done for a cancelled order that had a document; `null`: it had none. Pure. */
export function deletedDocumentReason({ documents }: Pick<RunFacts, "documents">): Reason | null {
  const gone = documents.findLast(
    ({ role, state }) => state === "gone" && LIVE_FIRST.some((own) => own === role),
  );
  // A share that left its day was in no voucher of the ledger.
  if (gone === undefined || (isVoucher(gone.role) && gone.number === null)) return null;
  const { number } = gone;
  if (isVoucher(gone.role) && reversalOf(documents, gone) !== undefined)
    return reason("cancelled-before-booking", { what: "reversed", number });
  const isDraft = gone.role === "invoice-draft" || gone.role === "credit-draft";
  const what = number === null && isDraft ? "draft" : "deleted";
  return reason("cancelled-before-booking", { what, number });
}
