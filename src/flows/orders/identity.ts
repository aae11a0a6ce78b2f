/**
 * Which document of the order is the next to be made, and its marker. What the journal has frozen stays: the marker of
 * a write that was ever planned is searched for as it was sent, whatever number or settings the order has today.
 */
import { markerCode, markerText } from "../../domain/marker.ts";
import type { Order } from "../../domain/order.ts";
import { MARKER_FIELDS, type MarkerField } from "../../mapping/settings.ts";
import type { DocumentRecord, FlowPorts, JournalEntry } from "../port.ts";
import type { DocumentIdentity } from "./case.ts";

const creations = (journal: readonly JournalEntry[]): readonly JournalEntry[] =>
  journal.filter((entry) => entry.role === "sales-order" && entry.kind === "order.create");

export async function nextIdentity(ports: FlowPorts, order: Order): Promise<DocumentIdentity> {
  const open = creations(ports.journal).findLast((entry) => entry.state === "planned" || entry.refused);
  if (open !== undefined) return frozen(open) ?? fresh(ports, order, open.n);
  const taken = [...creations(ports.journal).map((entry) => entry.n), ...ports.documents.filter(isSalesOrder).map((document) => document.n)];
  return fresh(ports, order, Math.max(0, ...taken) + 1);
}

const isSalesOrder = (document: DocumentRecord): boolean => document.role === "sales-order";

/** The identity under which an existing document was made. */
export async function identityOf(ports: FlowPorts, order: Order, document: DocumentRecord): Promise<DocumentIdentity> {
  const entry = creations(ports.journal).find((candidate) => candidate.n === document.n);
  return (entry === undefined ? null : frozen(entry)) ?? fresh(ports, order, document.n);
}

function frozen(entry: JournalEntry): DocumentIdentity | null {
  const field = MARKER_FIELDS.find((name) => name === entry.markerField);
  if (entry.marker === null || entry.markerCode === null || field === undefined) return null;
  return { n: entry.n, marker: { code: entry.markerCode, text: entry.marker }, field };
}

async function fresh(ports: FlowPorts, order: Order, n: number): Promise<DocumentIdentity> {
  const code = await markerCode({ administrationId: ports.administrationId, orderId: order.id, role: "sales-order", n });
  const field: MarkerField = ports.settings.orders.markerField;
  return { n, marker: { code, text: markerText(order.number, order.id, code) }, field };
}

/** Codes of everything that this order may have made, the next one included. */
export async function codesUpTo(ports: FlowPorts, order: Order, n: number): Promise<readonly string[]> {
  const numbers = Array.from({ length: n }, (_, index) => index + 1);
  return Promise.all(numbers.map((number) => markerCode({ administrationId: ports.administrationId, orderId: order.id, role: "sales-order", n: number })));
}
