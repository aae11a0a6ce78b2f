/**
 * Searches for what a doubtful creation may have made, by the marker or number that it was sent
 * with.
 */
import { DAY_MS, HOUR_MS } from "../../../domain/platform/durations.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import {
  findDocuments,
  type LedgerDocument,
  type ReferenceField,
} from "../../../eaccounting/documents.ts";
import { draftById } from "../../../eaccounting/invoice-drafts.ts";
import { orderById, readOrder } from "../../../eaccounting/orders.ts";
import { MARKER_FIELDS, type MarkerField } from "../../../settings/schema.ts";
import type {
  ClockPort,
  DocumentRecord,
  DoubtHit,
  JournalEntry,
  RunFacts,
  VendorPort,
} from "../../port.ts";
import { keyed, bareRecord, byMarker } from "../../settlement.ts";
import type { OrderCase } from "../shared/case.ts";
import { sortOldestFirst } from "./existing-documents.ts";
import { handlerOf } from "../shared/document-kinds.ts";
import { identityOf } from "../shared/identity.ts";

/** The vendor's clock differs from ours, so a scan begins an hour before the attempt. */
const REACH_MS = HOUR_MS;

/**
 * Resolves a doubtful creation of an order or a draft. A draft that a person has booked meanwhile
 * is found as its invoice.
 */
export async function findDoubtfulDocument(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const code = entry.markerCode;
  if (code === null) throw new Error("a document was sent without a marker");
  const form = handlerOf(entry.role);
  const since = (entry.sentAt ?? ports.now()) - REACH_MS;
  const found = await findDocuments(ports.lookUp, {
    kind: form.kind,
    fields: [fieldOf(entry)],
    ...byMarker(ports, code, since),
  });
  if (!found.ok) return found;
  const [oldest] = sortOldestFirst(found.value.documents);
  if (oldest !== undefined) return ok(hit(entry, form.role, oldest));
  if (form.role === "sales-order") return ok(null);
  const invoice = await invoiceOf(ports, entry, code);
  if (!invoice.ok) return invoice;
  return ok(invoice.value === null ? null : hit(entry, form.markedAs, invoice.value));
}

/**
 * Resolves a doubtful booking of a draft. While the draft exists, nothing was booked, and as a
 * draft converts once it may be planned again; once it is gone, only the invoice tells.
 */
export async function findDoubtfulConvert(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | "plan-anew" | null, Failure>> {
  const { markerCode: code, documentId } = entry;
  if (code === null || documentId === null)
    throw new Error("a draft was converted without its id or marker");
  const draft = await ports.lookUp(draftById(documentId));
  if (draft.ok) return ok("plan-anew");
  if (draft.error.kind !== "not-found") return draft;
  const invoice = await invoiceOf(ports, entry, code);
  if (!invoice.ok) return invoice;
  return ok(
    invoice.value === null ? null : hit(entry, handlerOf(entry.role).markedAs, invoice.value),
  );
}

/** Resolves a doubtful invoicing of a sales order by the order's own status. */
export async function findDoubtfulInvoicing(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | "plan-anew" | null, Failure>> {
  const { markerCode: code, documentId } = entry;
  if (code === null || documentId === null)
    throw new Error("an order was invoiced without its id or marker");
  const answer = await ports.lookUp(orderById(documentId));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  const order = readOrder(answer.value);
  if (!order.ok) return order;
  if (order.value.order.status !== "invoiced") return ok("plan-anew");
  const invoice = await invoiceOf(ports, entry, code);
  if (!invoice.ok) return invoice;
  return ok(invoice.value === null ? null : hit(entry, "invoice", invoice.value));
}

const fieldOf = (entry: JournalEntry): MarkerField =>
  MARKER_FIELDS.find((name) => name === entry.markerField) ?? "OurReference";

/** Neither hash is known, so the document is read and compared before it counts as booked. */
function hit({ key, n }: JournalEntry, role: Role, found: LedgerDocument): DoubtHit {
  const document = keyed(key, bareRecord({ role, n }, found));
  return { documentId: found.id, documentNumber: found.number, document };
}

/**
 * Where the vendor refuses to filter on the field, everything created in this time is read: drafts
 * are booked within weeks.
 */
const DRAFT_REACH_MS = 45 * DAY_MS;

/** Finds the invoice that a draft became, by the marker that both carry. */
export async function findInvoice(
  order: OrderCase,
  draft: DocumentRecord,
): Promise<Result<LedgerDocument | null, Failure>> {
  const { field, marker } = await identityOf(order.ports, order.order, draft);
  return invoiceByMarker(order.ports, field, marker.code, order.ports.now() - DRAFT_REACH_MS);
}

const invoiceOf = (
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
  code: string,
): Promise<Result<LedgerDocument | null, Failure>> =>
  invoiceByMarker(ports, fieldOf(entry), code, (entry.sentAt ?? ports.now()) - REACH_MS);

/** Returns the oldest invoice with the code: one POST made the draft, so at most one is ours. */
async function invoiceByMarker(
  ports: RunFacts & VendorPort,
  field: ReferenceField,
  code: string,
  since: number,
): Promise<Result<LedgerDocument | null, Failure>> {
  const found = await findDocuments(ports.lookUp, {
    kind: "invoice",
    fields: [field],
    ...byMarker(ports, code, since),
  });
  return found.ok ? ok(sortOldestFirst(found.value.documents)[0] ?? null) : found;
}
