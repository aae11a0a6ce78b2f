/**
 * Finds documents of the order that were deleted in the ledger. The journal doesn't show that, so
 * the ledger is read, but only where a person asks for the order.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord } from "../../port.ts";
import type { OrderCase } from "../model/case.ts";
import { findInvoice } from "../existing/doubt.ts";
import { handlerOf, isBooked, isVoucher } from "../model/document-kinds.ts";
import { nextVoucher, type VoucherRole } from "../model/identity.ts";
import { ownVoucher } from "../existing/system-voucher.ts";
import { differencesTo, readDocument, type ReadDocument } from "../documents/compare-current.ts";
import { MANUAL } from "../model/link.ts";
import { besides } from "./made-again.ts";

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
type Looked = {
  readonly deleted: readonly DocumentRecord[];
  readonly differs: readonly Reason[] | null;
};

/** Reads the order's document (`own`) and those that were booked beside it. */
export async function lookAtDocuments(
  order: OrderCase,
  own: DocumentRecord,
): Promise<Result<Looked, Failure>> {
  const deleted: DocumentRecord[] = [];
  const read: (ReadDocument | null)[] = [];
  for (const document of [own, ...besides(order)]) {
    const there = await isThere(order, document);
    if (!there.ok) return there;
    if (there.value === "gone") deleted.push(document);
    else read.push(there.value === "there" ? null : there.value);
  }
  const known = read.filter((one) => one !== null);
  if (deleted.length > 0 || known.length < read.length) return ok({ deleted, differs: null });
  const differs = await differencesTo(order, own, known);
  return differs.ok ? ok({ deleted, differs: differs.value }) : differs;
}

async function isThere(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<"gone" | "there" | ReadDocument, Failure>> {
  if (isVoucher(document.role)) {
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
  return invoice.ok ? ok(invoice.value === null ? "gone" : "there") : invoice;
}

/**
 * The vendor has no read by id alone, so a voucher of a person, without our marker, counts as
 * existing.
 */
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
