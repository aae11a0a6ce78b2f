/**
 * What a comparison of a document with its order found is remembered with the document. An event
 * that changes nothing is no look at the ledger, so it doesn't end what was found: that is told
 * until a comparison agrees, the document is written anew or another stands in its place, or a
 * person accepts it (docs/adr/0121).
 */
import type { Reason } from "../../../domain/reasons.ts";
import type { DocumentRecord, FlowEnd, JournalPort } from "../../port.ts";
import { alsoSaid, liveDocument, needsPerson, type OrderCase, renewed } from "../case.ts";

/** `differs`: `null` where they weren't compared. Nothing is kept where nothing is to tell. */
export function remember(
  ports: Pick<JournalPort, "saveDocument">,
  { differs: before, ...document }: DocumentRecord,
  differs: readonly Reason[] | null,
): void {
  if (differs === null || JSON.stringify(differs) === JSON.stringify(before ?? [])) return;
  ports.saveDocument(differs.length === 0 ? document : { ...document, differs });
}

/**
 * They agree, whatever is done with the order next: what was found before is forgotten, and isn't
 * written again with what is kept of the document later in the run.
 */
export function agreed<Order extends OrderCase>(order: Order, document: DocumentRecord): Order {
  const { ports } = order;
  const { differs, ...same } = document;
  if (differs === undefined) return order;
  remember(ports, document, []);
  return { ...order, ports: { ...ports, documents: renewed(ports.documents, [same]) } };
}

/** The end of a run, with what is known to differ still. `documents`: as they are by then. */
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
      return alsoSaid(ended, ...differs);
  }
}
