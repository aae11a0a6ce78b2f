/**
 * Single steps with an order's document: what came of a write is recorded, its answer read, a
 * document deleted.
 */
import type { Failure } from "../../../domain/failure.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { AnsweredOrder } from "../../../domain/sales-order.ts";
import { type ReadOrder, readOrderId } from "../../../eaccounting/orders.ts";
import type {
  DocumentRecord,
  FlowEnd,
  FlowPorts,
  VendorPort,
  WriteIntent,
  Written,
} from "../../port.ts";
import { keyed, settlement } from "../../settlement.ts";
import type { DocumentIdentity, OrderCase } from "../case.ts";
import { type DocumentHandler, DOCUMENT_HANDLERS } from "./document-kinds.ts";
import { ownedMark } from "./owned.ts";

/**
 * Taken, but not understood: the id is kept, so that nobody makes a second one, and the document is
 * read again.
 */
export function unreadable(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written,
  failure: Failure,
): Result<FlowEnd, Failure> {
  const id = readOrderId(written.answer);
  if (!id.ok) {
    order.ports.settle({ ...settlement(written, "in-doubt"), failure });
    return err(failure);
  }
  const document: DocumentRecord = {
    ...named(order, identity),
    id: id.value,
    number: null,
    state: "live",
    sourceHash: null,
    ownedHash: null,
  };
  order.ports.settle(
    settlement(written, "done", {
      documentId: id.value,
      document: keyed(order.ports.key, document),
    }),
  );
  return err({ kind: "transient", vendor: "eaccounting", cause: "the answer could not be read" });
}

export function settleDone(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written,
  answer: AnsweredOrder,
): void {
  const number = numberOf(answer);
  const document: DocumentRecord = {
    ...named(order, identity),
    id: answer.id,
    number,
    state: "live",
    sourceHash: null,
    ownedHash: null,
  };
  order.ports.settle(
    settlement(written, "done", {
      documentId: answer.id,
      documentNumber: number,
      document: keyed(order.ports.key, document),
    }),
  );
}

/**
 * Which document it is; of a credit also what it takes back of which order, so that all credits of
 * one are added up, and what an invoice stands for.
 */
export const named = (
  { order, credits, content }: Pick<OrderCase, "order" | "credits" | "content">,
  { role, n }: Pick<DocumentIdentity, "n"> & { readonly role: DocumentRecord["role"] },
): Pick<DocumentRecord, "role" | "n" | "credits" | "content"> => ({
  role,
  n,
  ...(credits === undefined ? {} : { credits: { original: credits.key, amount: order.gross } }),
  // A draft's content is kept before it is booked: should the answer be lost, it is known what was.
  ...(content === undefined || role === "sales-order" ? {} : { content }),
});

const numberOf = (answer: AnsweredOrder): string | null =>
  answer.number === null ? null : String(answer.number);

/** Some calls answer with nothing: then the document is read. */
export async function answeredOrRead(
  ports: VendorPort,
  form: DocumentHandler,
  written: Written,
  id: string,
): Promise<Result<ReadOrder, Failure>> {
  const acted = form.readActed(written.answer);
  if (!acted.ok) return acted;
  if (acted.value !== null) return ok(acted.value);
  const answer = await ports.read(form.byId(id));
  return answer.ok ? form.read(answer.value) : answer;
}

/** A document that no write of ours stands for (it was found) is remembered all the same. */
export async function settleCompared(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written | null,
  answer: AnsweredOrder,
  sourceHash: string | null,
): Promise<void> {
  const number = numberOf(answer);
  const ownedHash = await ownedMark(answer, order.ports.settings);
  const document: DocumentRecord = {
    ...named(order, identity),
    id: answer.id,
    number,
    state: "live",
    sourceHash,
    ownedHash,
  };
  if (written === null) order.ports.saveDocument(document);
  else
    order.ports.settle(
      settlement(written, "compared", {
        documentId: answer.id,
        documentNumber: number,
        document: keyed(order.ports.key, document),
      }),
    );
}

/** Deletes our own unbooked document. One that is already gone is as good as deleted. */
export async function remove(
  order: OrderCase,
  identity: DocumentIdentity,
  id: string,
): Promise<Result<null, Failure>> {
  const { ports } = order;
  const form = DOCUMENT_HANDLERS[identity.role];
  const gone: DocumentRecord = {
    ...named(order, identity),
    id,
    number: null,
    state: "gone",
    sourceHash: null,
    ownedHash: null,
  };
  const written = await ports.write(
    intent(ports, form.kinds.remove, identity, id),
    form.remove(id),
  );
  if (!written.ok) {
    if (written.error.kind !== "not-found") return written;
    ports.saveDocument(gone);
    return ok(null);
  }
  ports.settle(
    settlement(written.value, "compared", { documentId: id, document: keyed(ports.key, gone) }),
  );
  return ok(null);
}

/** Deletes the second document of one marker; the order's document is the one that stays. */
export async function removeSecond(
  order: OrderCase,
  identity: DocumentIdentity,
  pair: { readonly second: string; readonly kept: DocumentRecord },
): Promise<Result<null, Failure>> {
  const { ports } = order;
  const form = DOCUMENT_HANDLERS[identity.role];
  const written = await ports.write(
    intent(ports, form.kinds.remove, identity, pair.second),
    form.remove(pair.second),
  );
  if (!written.ok) return written;
  ports.settle(
    settlement(written.value, "compared", {
      documentId: pair.second,
      document: keyed(ports.key, pair.kept),
    }),
  );
  return ok(null);
}

// A write's place in the journal.

export function intent(
  ports: Pick<FlowPorts, "key">,
  kind: WriteIntent["kind"],
  identity: DocumentIdentity,
  documentId: string | null,
  role: WriteIntent["role"] = identity.role,
): WriteIntent {
  return {
    key: ports.key,
    role,
    n: identity.n,
    kind,
    marker: identity.marker.text,
    markerCode: identity.marker.code,
    markerField: identity.field,
    documentId,
  };
}
