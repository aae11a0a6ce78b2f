/**
 * An invoice that was booked without an answer, and found by its marker. Where it has the very
 * figures that it was sent with it is known what it stands for, and what the order says otherwise
 * by now is an edit of it.
 */
import type { Failure } from "../../../domain/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord } from "../../port.ts";
import { keyed, settlement } from "../../settlement.ts";
import type { OrderCase } from "../case.ts";
import { FORMS, type FormRole } from "../forms.ts";
import { toSend } from "../sending/to-send.ts";
import { goneDraft } from "./book-draft.ts";
import { compareBooked } from "./compare-booked.ts";

/**
 * `null`: it is somebody else's, or not as it was sent, or the order still says the same and isn't
 * `cancelled`: then it is compared with that.
 */
export async function linkAsSent(
  { ports, sourceHash }: OrderCase,
  document: DocumentRecord,
  cancelled: boolean,
): Promise<Result<DocumentRecord | null, Failure>> {
  const made = ports.journal.findLast(
    (entry) =>
      entry.role === document.role && entry.n === document.n && entry.kind.endsWith(".convert"),
  );
  const booking = made?.booking ?? null;
  if (
    made === undefined ||
    booking?.as.kind !== "invoice" ||
    (!cancelled && booking.record.sourceHash === sourceHash)
  )
    return ok(null);
  const answer = await ports.read(invoiceById(document.id));
  // One that isn't there is told by whoever looks next.
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  const read = readInvoice(answer.value);
  if (!read.ok) return read;
  const invoice = read.value;
  const verdict = compareBooked(booking.as.planned, invoice, ports.settings.orders.tolerance);
  if (verdict.kind === "differs") return ok(null);
  const record: DocumentRecord = {
    ...booking.record,
    id: invoice.id,
    number: invoice.number === null ? document.number : String(invoice.number),
    ...toSend(ports, invoice.customerIsPrivate),
  };
  ports.note("comparison", "as it was sent", { booked: invoice, verdict });
  ports.settle(
    settlement({ opId: made.id, attempt: made.attempt }, "compared", {
      documentId: record.id,
      documentNumber: record.number,
      document: keyed(ports.key, record),
    }),
  );
  ports.saveDocument(record);
  for (const draft of draftsOf(ports.documents, document))
    ports.saveDocument(goneDraft(draft.role as FormRole, draft, draft.id));
  return ok(record);
}

/** What it was booked from, and is no more. A sales order stays. */
const draftsOf = (
  documents: readonly DocumentRecord[],
  { role, n }: DocumentRecord,
): readonly DocumentRecord[] =>
  documents.filter(
    (known) =>
      known.state === "live" &&
      known.n === n &&
      known.role !== "sales-order" &&
      Object.values(FORMS).some((form) => form.role === known.role && form.markedAs === role),
  );
