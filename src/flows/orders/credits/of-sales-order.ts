/**
 * A credit whose original is a sales order of ours. While that isn't invoiced there is nothing to
 * credit, and the order itself isn't changed for it: the shop's order still says all of it, and
 * would be brought back with its next event. Once somebody invoiced it in the ledger, the invoice
 * carries the order's marker and is what is credited.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { SourceOrderId } from "../../../domain/ids.ts";
import { carriesMarker, markerCode } from "../../../domain/marker.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { findDocuments } from "../../../eaccounting/documents.ts";
import { orderById, readOrder } from "../../../eaccounting/orders.ts";
import { MARKER_FIELDS } from "../../../mapping/settings.ts";
import type { DocumentRecord, FlowPorts } from "../../port.ts";
import { byAge } from "../look-first.ts";

/** Where the vendor refuses to filter on the fields, what was created since then is read. */
const REACH_MS = 45 * 86_400_000;

/**
 * The id of the invoice that somebody made of it; `null`: it isn't invoiced, or its invoice isn't
 * found.
 */
export async function invoiceOfSalesOrder(
  ports: FlowPorts,
  original: SourceOrderId,
  order: DocumentRecord,
): Promise<Result<string | null, Failure>> {
  const answer = await ports.read(orderById(order.id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(null) : answer;
  const read = readOrder(answer.value);
  if (!read.ok || read.value.order.status !== "invoiced") return read.ok ? ok(null) : read;
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: original,
    role: "sales-order",
    n: order.n,
  });
  const found = await findDocuments(ports.lookUp, {
    kind: "invoice",
    fields: MARKER_FIELDS,
    part: code,
    matches: (text) => carriesMarker(text, code),
    since: ports.now() - REACH_MS,
    scanOnly: ports.memory["documents"] === "scan",
  });
  return found.ok ? ok(byAge(found.value.documents)[0]?.id ?? null) : found;
}
