/** What is recorded of documents in a run isn't read again in it: it is listened to. */
import type { DocumentRecord, FlowPorts } from "../port.ts";

/** `kept` grows as the run goes on. */
export function listening(ports: FlowPorts): {
  readonly ports: FlowPorts;
  readonly kept: readonly DocumentRecord[];
} {
  const kept: DocumentRecord[] = [];
  const heard: FlowPorts = {
    ...ports,
    settle: (settlement) => {
      if (settlement.document !== null && settlement.document.key === ports.key)
        kept.push(settlement.document);
      ports.settle(settlement);
    },
    saveDocument: (document) => {
      kept.push(document);
      ports.saveDocument(document);
    },
  };
  return { ports: heard, kept };
}

/** The documents with what was recorded since. */
export const renewed = (
  documents: readonly DocumentRecord[],
  kept: readonly DocumentRecord[],
): readonly DocumentRecord[] =>
  kept.reduce<readonly DocumentRecord[]>(
    (all, record) => [
      ...all.filter(({ role, n }) => role !== record.role || n !== record.n),
      record,
    ],
    documents,
  );
