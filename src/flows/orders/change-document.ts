/** An order that has a document: unchanged, edited, or changed after its invoice was booked. */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DocumentRecord, FlowEnd } from "../port.ts";
import { keptByHand } from "./by-hand/kept.ts";
import { end, type OrderCase } from "./case.ts";
import { changedAfterBooking, deltasInStep, withMoney } from "./deltas/changed-after-booking.ts";
import { editDocument, isUnchanged } from "./edit-order.ts";
import { isBooked, isVoucher } from "./forms.ts";
import { linkAsSent } from "./invoices/as-sent.ts";
import { linkInvoice } from "./invoices/booked.ts";
import { wantsInvoice } from "./invoices/invoice-order.ts";
import { orderType } from "./order-type.ts";
import { originalOf, prepared } from "./prepared.ts";
import { changeVoucher, isTakenBack } from "./vouchers/change-voucher.ts";
import { withVoucherPayment } from "./vouchers/paid-later.ts";

/**
 * `found`: the document was met in the ledger just now, and nobody knows what it held when it was
 * written.
 */
export async function changeDocument(
  source: OrderCase,
  document: DocumentRecord,
  found: boolean,
): Promise<Result<FlowEnd, Failure>> {
  if (
    isUnchanged(document, source.sourceHash) &&
    !isTakenBack(source, document) &&
    deltasInStep(source, document) &&
    !(document.role === "sales-order" && wantsInvoice(source))
  ) {
    const unchanged = end(source, source.ports.before === "updated" ? "updated" : "booked", [
      reason("order-unchanged", { document: document.number ?? document.id }),
    ]);
    if (isVoucher(document.role)) return withVoucherPayment(source, document, unchanged);
    return document.role === "invoice" || document.role === "credit"
      ? withMoney(source, document, source.ports.documents, unchanged)
      : ok(unchanged);
  }
  const kept = keptByHand(source, document);
  if (kept !== null) return ok(kept);
  const original = await originalOf(source);
  if (!original.ok) return original;
  if (original.value.kind === "end") return ok(original.value.end);
  if (isVoucher(document.role)) return changeVoucher(original.value.order, document);
  return prepared(original.value.order, async (order, looked) => {
    if (isBooked(document.role)) {
      if (document.sourceHash !== null || document.content !== undefined)
        return changedAfterBooking(order, looked, document);
      const asSent = await linkAsSent(order, document, false);
      if (!asSent.ok) return asSent;
      return asSent.value === null
        ? linkInvoice(order, looked, document, document.id)
        : changedAfterBooking(order, looked, asSent.value);
    }
    const chosen = orderType(order, looked);
    const edited = await editDocument(order, looked, document, {
      found,
      book: chosen.type === "invoice",
    });
    return edited.ok && chosen.form !== document.role
      ? ok({
          ...edited.value,
          reasons: [
            ...edited.value.reasons,
            reason("document-kept-its-type", { type: chosen.type }),
          ],
        })
      : edited;
  });
}
