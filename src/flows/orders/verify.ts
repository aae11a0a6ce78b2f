/**
 * After something was sent twice: did both come true? Of two documents with one marker the younger unbooked one is
 * deleted and reported; with anything else a person is asked.
 */
import type { Failure } from "../../domain/failure.ts";
import { carriesMarker } from "../../domain/marker.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { findDocuments, type LedgerDocument } from "../../eaccounting/documents.ts";
import { orderById, readOrder } from "../../eaccounting/orders.ts";
import type { DocumentRecord, FlowEnd } from "../port.ts";
import { end, type OrderCase } from "./case.ts";
import { identityOf } from "./identity.ts";
import { byAge } from "./look-first.ts";
import { removeSecond } from "./write-order.ts";

const REACH_MS = 86_400_000;

/** `null`: there is one, as there should be. */
export async function verifyRepeat(order: OrderCase, document: DocumentRecord): Promise<Result<FlowEnd | null, Failure>> {
  const { ports } = order;
  const identity = await identityOf(ports, order.order, document);
  const { code } = identity.marker;
  const found = await findDocuments(ports.lookUp, { kind: "order", fields: [identity.field], part: code, matches: (text) => carriesMarker(text, code), since: ports.now() - REACH_MS, scanOnly: ports.memory["documents"] === "scan" });
  if (!found.ok) return found;
  const hits = await withKnown(order, document, found.value.documents);
  if (!hits.ok) return hits;
  const [first, ...seconds] = byAge(hits.value);
  if (first === undefined || seconds.length === 0) return ok(null);
  if (seconds.length > 1) return ok(end(order, "needs-attention", [reason("marker-found-twice", { count: seconds.length + 1, first: first.number ?? first.id })]));
  const second = seconds[0] ?? first;
  const answer = await ports.read(orderById(second.id));
  if (!answer.ok) return answer;
  const read = readOrder(answer.value);
  if (!read.ok) return read;
  if (read.value.order.status === "shipped" || read.value.order.status === "invoiced")
    return ok(end(order, "needs-attention", [reason("marker-found-twice", { count: 2, first: first.number ?? first.id, second: second.number ?? second.id })]));
  const removed = await removeSecond(order, identity, { second: second.id, kept: { id: first.id, number: first.number } });
  if (!removed.ok) return removed;
  return ok(end(order, "booked", [reason("second-document-deleted", { kept: first.number ?? first.id, deleted: second.number ?? second.id })]));
}

/** Lists may show a commit late: a single hit that isn't the document we know of means that there are two. */
async function withKnown({ ports }: OrderCase, document: DocumentRecord, hits: readonly LedgerDocument[]): Promise<Result<readonly LedgerDocument[], Failure>> {
  if (hits.length === 0 || hits.some((hit) => hit.id === document.id)) return ok(hits);
  const answer = await ports.read(orderById(document.id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(hits) : answer;
  const read = readOrder(answer.value);
  if (!read.ok) return read;
  const { id, number, customerId, createdUtc } = read.value.order;
  return ok([...hits, { kind: "order", id, number: number === null ? null : String(number), texts: {}, customerId, date: null, createdUtc }]);
}
