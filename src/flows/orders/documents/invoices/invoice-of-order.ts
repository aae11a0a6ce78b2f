/**
 * Finds the invoice that a person made of our sales order. The ledger's order says that it is
 * invoiced, and names no invoice; the invoice has the order's marker where the ledger keeps the
 * reference fields (E94), and always names the order.
 */
import type { Failure } from "../../../../domain/vendors/failure.ts";
import { ok, type Result } from "../../../../domain/result.ts";
import { documentsWhere, readDocuments } from "../../../../eaccounting/documents.ts";
import { isFilterRefused } from "../../../../eaccounting/errors.ts";
import type { DocumentRecord } from "../../../port.ts";
import { bareRecord } from "../../../settlement.ts";
import { byAge } from "../../existing/existing-documents.ts";
import { findInvoice } from "../../existing/find-doubtful-document.ts";
import type { OrderCase } from "../../shared/case.ts";

/**
 * Returns the invoice as the order's document, to be compared with it. `null`: it wasn't found. An
 * order converts once (2000), so at most one invoice is made of it.
 */
export async function invoiceOfOrder(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<DocumentRecord | null, Failure>> {
  const marked = await findInvoice(order, document);
  if (!marked.ok) return marked;
  const found = marked.value === null ? await madeOf(order, document.id) : marked;
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  return ok(bareRecord({ role: "invoice", n: document.n }, found.value));
}

/** By the order that the invoice names; nothing where the ledger refuses that filter (E245). */
async function madeOf({ ports }: OrderCase, orderId: string) {
  const answer = await ports.lookUp(documentsWhere("invoice", `CreatedFromOrderId eq ${orderId}`));
  if (!answer.ok) return isFilterRefused(answer.error) ? ok(null) : answer;
  const read = readDocuments(answer.value, "invoice", []);
  return read.ok ? ok(byAge(read.value.items)[0] ?? null) : read;
}
