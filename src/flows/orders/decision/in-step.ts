/**
 * An order that is unchanged since its document was written. That says nothing about the document
 * in the ledger: where a person asked, the ledger was read and compared. Pure.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord } from "../../port.ts";
import {
  type OrderFacts,
  reversalOf,
  standsAs,
  type Subject,
  unchangedSince,
  waitsForDay,
} from "../shared/case.ts";
import { deltasInStep } from "../booked/books.ts";
import { isVoucher } from "../shared/document-kinds.ts";
import { wantsInvoice } from "../documents/invoices/invoice-order.ts";
import { mayBeOverwritten, uncompared } from "../documents/late-updates.ts";
import type { Action, RunKnowledge } from "./action.ts";

/** Nothing is to be written, and the document belongs to this order alone. */
export const isInStep = (order: OrderFacts, document: DocumentRecord): boolean =>
  document.sourceHash === order.sourceHash &&
  !waitsForDay(document) &&
  !mayBeOverwritten(order.ports, document) &&
  uncompared(order.ports, document) === null &&
  !(isVoucher(document.role) && reversalOf(order.ports.documents, document) !== undefined) &&
  deltasInStep(order, document) &&
  !(document.role === "sales-order" && wantsInvoice(order));

/** Leaves the document; later payments and refunds are registered even if it differs. */
export function leave(
  { ports }: Subject,
  knowledge: RunKnowledge,
  document: DocumentRecord,
): Action {
  const { differs } = knowledge;
  if (differs !== null && differs.length > 0)
    return { kind: "leave", document, outcome: "needs-attention", reasons: differs };
  return {
    kind: "leave",
    document,
    outcome: ports.before === "updated" ? "updated" : "booked",
    reasons: [unchangedSince(document), ...ofComparison(knowledge, document)],
  };
}

/** Empty where the ledger wasn't read. */
function ofComparison({ differs, deleted }: RunKnowledge, own: DocumentRecord): readonly Reason[] {
  const document = own.number ?? own.id;
  if (differs !== null) return [reason("booked-agrees", { document, as: standsAs(own) })];
  return deleted === null ? [] : [reason("booked-not-compared", { document })];
}
