/**
 * A payment whose answer was lost: what remains of the invoice tells, as long as nobody else paid
 * meanwhile.
 */
import type { Failure } from "../../../domain/failure.ts";
import { dec, same } from "../../../domain/money.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DoubtHit, FlowPorts, JournalEntry } from "../../port.ts";

/**
 * `null`: what remains is as it was, or something else than this payment would have left; then a
 * person is asked in the end.
 */
export async function findDoubtfulPayment(
  ports: FlowPorts,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const { documentId, payment } = entry;
  if (documentId === null || payment == null)
    throw new Error("a payment was sent without its invoice or amount");
  const answer = await ports.lookUp(invoiceById(documentId));
  if (!answer.ok) return answer;
  const invoice = readInvoice(answer.value);
  if (!invoice.ok) return invoice;
  const came = same(invoice.value.remaining, dec(payment.remaining).minus(dec(payment.amount)));
  return ok(came ? { documentId, documentNumber: null, document: null } : null);
}
