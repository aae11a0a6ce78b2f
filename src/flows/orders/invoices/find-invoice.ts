/** Looks for the invoice that a draft became, by the marker that both carry. */
import type { Failure } from "../../../domain/failure.ts";
import { carriesMarker } from "../../../domain/marker.ts";
import { ok, type Result } from "../../../domain/result.ts";
import {
  findDocuments,
  type LedgerDocument,
  type ReferenceField,
} from "../../../eaccounting/documents.ts";
import type { DocumentRecord, FlowPorts } from "../../port.ts";
import type { OrderCase } from "../case.ts";
import { identityOf } from "../identity.ts";
import { byAge } from "../look-first.ts";

/**
 * Where the vendor refuses to filter on the field, what was created since then is read: drafts are
 * booked within weeks.
 */
const REACH_MS = 45 * 86_400_000;

export async function findInvoice(
  order: OrderCase,
  draft: DocumentRecord,
): Promise<Result<LedgerDocument | null, Failure>> {
  const { field, marker } = await identityOf(order.ports, order.order, draft);
  return invoiceByMarker(order.ports, field, marker.code, order.ports.now() - REACH_MS);
}

/**
 * The oldest invoice that carries the code; one POST made the draft, so there are no two that we
 * made.
 */
export async function invoiceByMarker(
  ports: FlowPorts,
  field: ReferenceField,
  code: string,
  since: number,
): Promise<Result<LedgerDocument | null, Failure>> {
  const found = await findDocuments(ports.lookUp, {
    kind: "invoice",
    fields: [field],
    part: code,
    matches: (text) => carriesMarker(text, code),
    since,
    scanOnly: ports.memory["documents"] === "scan",
  });
  return found.ok ? ok(byAge(found.value.documents)[0] ?? null) : found;
}
