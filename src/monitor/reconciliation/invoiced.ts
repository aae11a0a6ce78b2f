/**
 * A sales order that was invoiced, by us or by a person: the order and its invoice are one booking,
 * and the invoice is what is booked. Pure.
 */
import type { LedgerFact, OrderMemory, SourceFact } from "./facts.ts";

type Documents = Pick<OrderMemory, "documents">;

/**
 * An invoiced sales order of ours whose invoice stands for it: one with its marker, or, as the
 * ledger may leave the marker out of the invoice (E94), the one that is remembered beside it.
 */
export function isCountedAsInvoice(
  { kind, id, code, invoiced }: LedgerFact,
  { documents }: Documents,
  all: readonly LedgerFact[],
): boolean {
  const own = documents.find((one) => one.id === id);
  if (kind !== "order" || !invoiced || own === undefined) return false;
  const beside = documents.filter(
    (one) => one.role === "invoice" && one.state === "live" && one.n === own.n,
  );
  return all.some(
    (other) =>
      other.kind === "invoice" &&
      (other.code === code || beside.some((one) => one.id === other.id)),
  );
}

/** Returns the documents that count. `all`: what is listed for the order. */
export const countedDocuments = (
  documents: readonly LedgerFact[],
  memory: Documents,
  all: readonly LedgerFact[],
): readonly LedgerFact[] =>
  documents.filter(
    (document) =>
      !isCountedAsInvoice(document, memory, all) &&
      !(
        document.kind === "order" &&
        documents.some((other) => other.kind === "invoice" && other.code === document.code)
      ),
  );

/**
 * Whether the order's sales order was invoiced and no run knows of the invoice. A run that didn't
 * find it, or one of a cancelled order, told a person already.
 */
export function isInvoicedUnseen(
  { sums }: Pick<SourceFact, "sums">,
  { documents, doubt, job }: OrderMemory,
  facts: readonly LedgerFact[],
): boolean {
  const live = (role: string) => documents.find((one) => one.role === role && one.state === "live");
  const own = live("sales-order");
  return (
    own !== undefined &&
    live("invoice") === undefined &&
    !doubt &&
    sums?.was === undefined &&
    job?.status === "done" &&
    job.reasons.every(({ code }) => code !== "order-invoice-not-found") &&
    facts.some(({ id, invoiced }) => id === own.id && invoiced)
  );
}
