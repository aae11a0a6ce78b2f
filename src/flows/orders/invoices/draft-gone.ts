/**
 * Our draft isn't there any more: somebody booked it (the natural thing to do with a draft), our
 * own convert came through without an answer, or somebody deleted it. An invoice that carries the
 * marker is linked, with the difference shown, and never answered by another one.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { Result } from "../../../domain/result.ts";
import { ok } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { goneEnd, type OrderCase, type Prepared } from "../case.ts";
import { linkInvoice } from "./booked.ts";
import { findInvoice } from "./find-invoice.ts";

export async function draftGone(
  order: OrderCase,
  prepared: Prepared,
  draft: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  const found = await findInvoice(order, draft);
  if (!found.ok) return found;
  return found.value === null
    ? ok(goneEnd(order, draft))
    : linkInvoice(order, prepared, draft, found.value.id);
}
