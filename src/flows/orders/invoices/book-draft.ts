/**
 * Books a draft whose figures were seen to be right: the vendor is told what totals to expect and on which day to book,
 * and the invoice that it answers is held against the plan once more, as nothing of it can be changed any more.
 *
 * A draft converts once, so a convert may be sent again as long as its draft is there. Where the answer was lost, the
 * invoice is looked for by its marker before anything else is done (doubt.ts).
 */
import type { Failure } from "../../../domain/failure.ts";
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import { amount, dec } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/sales-order.ts";
import { readBookedInvoice } from "../../../eaccounting/customer-invoices.ts";
import { convertDraft, type ExpectedTotals } from "../../../eaccounting/invoice-drafts.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { keyed, settlement } from "../../settlement.ts";
import { type DocumentIdentity, end, type OrderCase } from "../case.ts";
import { intent } from "../intent.ts";
import { compareBooked } from "./compare-booked.ts";

/** No fiscal year; a locked year or period. Which of the codes it is depends on where the ledger looks first. */
const CLOSED_CODES = new Set([3001, 4013, 4026, 4038]);

/** The books are closed on the document's day, by the ledger's own word. */
export const booksClosed = (failure: Failure): boolean => failure.kind === "rejected" && failure.code !== null && CLOSED_CODES.has(failure.code);

export type ReadyDraft = { readonly planned: SalesOrder; readonly draft: AnsweredOrder; readonly reasons: readonly Reason[] };

export async function bookDraft(order: OrderCase, identity: DocumentIdentity, { planned, draft, reasons }: ReadyDraft): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const written = await ports.write(intent(ports, "draft.convert", identity, draft.id, "invoice"), convertDraft(draft.id, expected(planned, draft)));
  if (!written.ok) return written;
  const read = readBookedInvoice(written.value.answer);
  if (!read.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: read.error });
    return err(read.error);
  }
  const invoice = read.value;
  const verdict = compareBooked(planned, invoice, ports.settings.orders.tolerance);
  ports.note("comparison", verdict.kind, { predicted: planned.prediction[planned.rounding], booked: invoice, verdict });
  // One that differs isn't done: each event compares it again, until a person has dealt with it.
  const record = invoiceRecord(identity, invoice, verdict.kind === "differs" ? null : order.sourceHash);
  ports.settle(settlement(written.value, "compared", { documentId: invoice.id, documentNumber: record.number, document: keyed(ports.key, record) }));
  ports.saveDocument(goneDraft(identity, draft.id));
  return ok(bookedEnd(order, invoice, verdict.kind === "differs", [...verdict.reasons, ...reasons]));
}

export function bookedEnd(order: OrderCase, invoice: AnsweredInvoice, differs: boolean, reasons: readonly Reason[]): FlowEnd {
  const booked = reason("invoice-booked", { number: invoice.number ?? invoice.id, date: invoice.date });
  // What is booked can't be taken back: a person is told, with the figures first.
  return differs ? end(order, "needs-attention", [...reasons, booked]) : end(order, "booked", [booked, ...reasons]);
}

export const invoiceRecord = ({ n }: Pick<DocumentIdentity, "n">, invoice: Pick<AnsweredInvoice, "id" | "number">, sourceHash: string | null): DocumentRecord => ({
  role: "invoice", n, id: invoice.id, number: invoice.number === null ? null : String(invoice.number), state: "live", sourceHash, ownedHash: null,
});

export const goneDraft = ({ n }: Pick<DocumentIdentity, "n">, id: string): DocumentRecord => ({ role: "invoice-draft", n, id, number: null, state: "gone", sourceHash: null, ownedHash: null });

/** The draft's own totals, which were just seen to be those of the plan; its amount may be without VAT and rounding. */
export function expected(planned: SalesOrder, draft: AnsweredOrder): ExpectedTotals {
  const without = dec(draft.amount).plus(dec(draft.vatAmount)).plus(dec(draft.roundingsAmount));
  const toPay = dec(planned.prediction[planned.rounding].gross).plus(dec(draft.roundingsAmount));
  const total = amount(dec(draft.amount).minus(toPay).abs().lte(without.minus(toPay).abs()) ? draft.amount : without);
  const rows = planned.rows.flatMap((row) => (row.articleId === null ? [] : [{ lineNumber: row.lineNumber, amount: row.amount }]));
  return { total, vat: draft.vatAmount, roundings: draft.roundingsAmount, pricesIncludeVat: planned.pricesIncludeVat, rows };
}
