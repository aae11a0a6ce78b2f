/**
 * Decides to whom a document with our marker belongs. Pure: the document, its order's memory, and
 * the order's other listed documents.
 *
 * A document may continue as another one with the same marker: a sales order becomes an invoice,
 * and a draft is gone once booked; a person may do either. Every other unknown document is a second
 * one. A sales order of ours and the invoice that was made of it are one booking, even if a person
 * unlinked one of them.
 */
import type { LedgerFact, OrderMemory, RecordedDocument } from "./facts.ts";
import { isCountedAsInvoice } from "./invoiced.ts";

/** `pending`: a write isn't settled, or was left to a person, which may be this one. */
export type Belonging = "ours" | "pending" | "twice" | "without-order";

/** `memory`: `null` where no order is known that this marker belongs to. */
export function classifyDocument(
  document: LedgerFact,
  memory: OrderMemory | null,
  all: readonly LedgerFact[],
): Belonging {
  if (memory === null) return "without-order";
  if (document.isManual === true) return "ours";
  const known = memory.documents.find((one) => one.id === document.id);
  if (known?.state === "live" || (known !== undefined && STAYS.has(known.role))) return "ours";
  if (isCountedAsInvoice(document, memory, all)) return "ours";
  if (memory.doubt || isFromAbandonedWrite(document, memory, all)) return "pending";
  const live = memory.documents.filter((one) => one.state === "live");
  if (known === undefined && live.some((one) => becameOf(document, one, all))) return "ours";
  // A run that is on its way may be about to remember it.
  if (known === undefined && memory.job !== null && memory.job.status === "running")
    return "pending";
  const others = all.filter(
    (other) =>
      other.id !== document.id &&
      !(other.kind === "order" && other.code === document.code && document.kind === "invoice"),
  );
  return live.length > 0 || others.length > 0 ? "twice" : "without-order";
}

/**
 * Whether a write that was left to a person made it: the first of those with its code. A person
 * knows of the order already, and its run takes it up.
 */
export function isFromAbandonedWrite(
  { id, code }: LedgerFact,
  { asked = [], documents }: Pick<OrderMemory, "asked" | "documents">,
  all: readonly LedgerFact[],
): boolean {
  if (!asked.includes(code) || documents.some((one) => one.id === id)) return false;
  const [first] = byAge(all.filter((other) => other.code === code));
  return first?.id === id;
}

const byAge = (documents: readonly LedgerFact[]): readonly LedgerFact[] =>
  documents.toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || a.id.localeCompare(b.id));

/** A reversed voucher stays in the ledger for ever, beside the one that reversed it. */
const STAYS: ReadonlySet<RecordedDocument["role"]> = new Set([
  "voucher",
  "voucher-credit",
  "voucher-payment",
]);

const EARLIER: ReadonlySet<RecordedDocument["role"]> = new Set([
  "sales-order",
  "invoice-draft",
  "credit-draft",
  "delta-draft",
  "delta-credit-draft",
]);

/**
 * The remembered document went over into this one: an invoice with its marker, while it is gone
 * itself or was invoiced. One may: the first.
 */
function becameOf(
  document: LedgerFact,
  one: RecordedDocument,
  all: readonly LedgerFact[],
): boolean {
  if (document.kind !== "invoice" || one.code !== document.code || !EARLIER.has(one.role))
    return false;
  const still = all.find((other) => other.id === one.id);
  if (still !== undefined && !(still.kind === "order" && still.invoiced)) return false;
  const [heir] = byAge(all.filter(({ kind, code }) => kind === "invoice" && code === one.code));
  return heir?.id === document.id;
}
