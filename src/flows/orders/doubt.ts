/** Looks for what a doubtful creation may have made, by the very marker or number that it was sent with. */
import type { Failure } from "../../domain/failure.ts";
import { carriesMarker } from "../../domain/marker.ts";
import { ok, type Result } from "../../domain/result.ts";
import { findDocuments } from "../../eaccounting/documents.ts";
import { MARKER_FIELDS } from "../../mapping/settings.ts";
import type { DocumentRecord, DoubtHit, FlowPorts, JournalEntry } from "../port.ts";
import { keyed } from "../settlement.ts";
import { byAge } from "./look-first.ts";

/** Vendor and we have clocks of our own: a scan reaches back an hour before the attempt. */
const REACH_MS = 3_600_000;

export async function findDoubtfulOrder(ports: FlowPorts, entry: JournalEntry): Promise<Result<DoubtHit | null, Failure>> {
  const code = entry.markerCode;
  if (code === null) throw new Error("an order was sent without a marker");
  const field = MARKER_FIELDS.find((name) => name === entry.markerField) ?? "OurReference";
  const found = await findDocuments(ports.lookUp, {
    kind: "order", fields: [field], part: code, matches: (text) => carriesMarker(text, code), since: (entry.sentAt ?? ports.now()) - REACH_MS,
    scanOnly: ports.memory["documents"] === "scan",
  });
  if (!found.ok) return found;
  const [oldest] = byAge(found.value.documents);
  if (oldest === undefined) return ok(null);
  // Neither hash is known: the document is read and compared before it counts as booked.
  const record: DocumentRecord = { role: "sales-order", n: entry.n, id: oldest.id, number: oldest.number, state: "live", sourceHash: null, ownedHash: null };
  return ok({ documentId: oldest.id, documentNumber: oldest.number, document: keyed(entry.key, record) });
}
