/**
 * Checks after a write was sent twice whether both took effect. Of two documents with one marker
 * the younger unbooked one is deleted and reported; in any other case a person is asked.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { carriesMarker } from "../../../domain/orders/marker.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import {
  type DocumentKind,
  findDocuments,
  type LedgerDocument,
} from "../../../eaccounting/documents.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { type DocumentIdentity, end, type OrderCase } from "../shared/case.ts";
import { DOCUMENT_HANDLERS, type DocumentHandler, isBooked } from "../shared/document-kinds.ts";
import { identityOf } from "../shared/identity.ts";
import { removeSecond } from "../documents/steps.ts";
import { sortOldestFirst } from "../existing/existing-documents.ts";
import { bareRecord } from "../../settlement.ts";

const REACH_MS = DAY_MS;

/** `null`: there is exactly one. */
export async function verifyRepeat(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<FlowEnd | null, Failure>> {
  const { ports } = order;
  const identity = await identityOf(ports, order.order, document);
  const form = DOCUMENT_HANDLERS[identity.role];
  const found = await search(order, identity, form);
  if (!found.ok) return found;
  const hits = await withKnown(order, form, document, found.value);
  if (!hits.ok) return hits;
  // A booked document stays, whatever its age: only an unbooked one can be deleted.
  const [first, ...seconds] = [
    ...hits.value.filter((hit) => hit.kind === "invoice"),
    ...sortOldestFirst(hits.value.filter((hit) => hit.kind !== "invoice")),
  ];
  if (first === undefined || seconds.length === 0) return ok(null);
  if (seconds.length > 1)
    return ok(
      end(order, "needs-attention", [
        reason("marker-found-twice", {
          count: seconds.length + 1,
          first: first.number ?? first.id,
        }),
      ]),
    );
  const second = seconds[0] ?? first;
  const two = (): FlowEnd =>
    end(order, "needs-attention", [
      reason("marker-found-twice", {
        count: 2,
        first: first.number ?? first.id,
        second: second.number ?? second.id,
      }),
    ]);
  if (second.kind === "invoice") return ok(two());
  const answer = await ports.read(form.byId(second.id));
  if (!answer.ok) return answer;
  const read = form.read(answer.value);
  if (!read.ok) return read;
  if (read.value.order.status === "shipped" || read.value.order.status === "invoiced")
    return ok(two());
  const removed = await removeSecond(order, identity, {
    second: second.id,
    kept: first.id === document.id ? document : remembered(form, identity, first),
  });
  if (!removed.ok) return removed;
  return ok(
    end(order, "booked", [
      reason("second-document-deleted", {
        kept: first.number ?? first.id,
        deleted: second.number ?? second.id,
      }),
    ]),
  );
}

/** Neither hash is known, so it is compared before it counts as booked. */
const remembered = (
  form: DocumentHandler,
  { n }: DocumentIdentity,
  hit: LedgerDocument,
): DocumentRecord =>
  bareRecord({ role: hit.kind === "invoice" ? form.markedAs : form.role, n }, hit);

async function search(
  { ports }: OrderCase,
  { field, marker }: DocumentIdentity,
  form: DocumentHandler,
): Promise<Result<readonly LedgerDocument[], Failure>> {
  const kinds: readonly DocumentKind[] =
    form.kind === "invoice-draft" ? ["invoice-draft", "invoice"] : ["order"];
  const hits: LedgerDocument[] = [];
  for (const kind of kinds) {
    const found = await findDocuments(ports.lookUp, {
      kind,
      fields: [field],
      part: marker.code,
      matches: (text) => carriesMarker(text, marker.code),
      since: ports.now() - REACH_MS,
      scanOnly: ports.memory["documents"] === "scan",
    });
    if (!found.ok) return found;
    hits.push(...found.value.documents);
  }
  return ok(hits);
}

/** Lists may show a commit late: a single match that isn't the known document means two. */
async function withKnown(
  { ports }: OrderCase,
  form: DocumentHandler,
  document: DocumentRecord,
  hits: readonly LedgerDocument[],
): Promise<Result<readonly LedgerDocument[], Failure>> {
  if (hits.length === 0 || hits.some((hit) => hit.id === document.id)) return ok(hits);
  if (isBooked(document.role))
    return ok([
      ...hits,
      {
        kind: "invoice",
        id: document.id,
        number: document.number,
        texts: {},
        customerId: null,
        date: null,
        createdUtc: null,
        isDerived: false,
      },
    ]);
  const answer = await ports.read(form.byId(document.id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(hits) : answer;
  const read = form.read(answer.value);
  if (!read.ok) return read;
  const { id, number, customerId, createdUtc } = read.value.order;
  return ok([
    ...hits,
    {
      kind: form.kind,
      id,
      number: number === null ? null : String(number),
      texts: {},
      customerId,
      date: null,
      createdUtc,
      isDerived: false,
    },
  ]);
}
