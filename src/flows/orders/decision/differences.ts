/**
 * Differences that a comparison found are kept with the document. An event that changes nothing
 * doesn't read the ledger, so it doesn't clear them: they are reported until a comparison agrees,
 * the document is written again or replaced, or a person accepts them (docs/adr/0121).
 */
import type { Reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, FlowEnd, JournalPort } from "../../port.ts";
import { liveDocument, needsPerson, type OrderCase, renewed, withReasons } from "../shared/case.ts";

/**
 * Stores the differences with the document. `differs`: `null` where they weren't compared. Writes
 * nothing where there is nothing to store.
 */
export function remember(
  ports: Pick<JournalPort, "saveDocument">,
  { differs: before, ...document }: DocumentRecord,
  differs: readonly Reason[] | null,
): void {
  if (differs === null || JSON.stringify(differs) === JSON.stringify(before ?? [])) return;
  ports.saveDocument(differs.length === 0 ? document : { ...document, differs });
}

/**
 * Clears earlier differences once document and order agree, whatever follows, and keeps them out of
 * what this run stores later.
 */
export function agreed<Order extends OrderCase>(order: Order, document: DocumentRecord): Order {
  const { ports } = order;
  const { differs, ...same } = document;
  if (differs === undefined) return order;
  remember(ports, document, []);
  return { ...order, ports: { ...ports, documents: renewed(ports.documents, [same]) } };
}

/** Returns a run's end with the differences that are still known by the `documents` at its end. */
export function stillDiffers(ended: FlowEnd, documents: readonly DocumentRecord[]): FlowEnd {
  const { outcome, reasons } = ended;
  const differs = liveDocument(documents)?.differs ?? [];
  const says = (code: Reason["code"]): boolean => reasons.some((one) => one.code === code);
  if (differs.length === 0 || says("booked-differs")) return ended;
  switch (outcome) {
    case "booked":
    case "updated":
      return needsPerson(ended, ...differs);
    case "skipped":
      return says("document-kept-by-hand") ? needsPerson(ended, ...differs) : ended;
    case "before-start":
      return ended;
    default:
      return withReasons(ended, ...differs);
  }
}
