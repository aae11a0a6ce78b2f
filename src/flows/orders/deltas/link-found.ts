/**
 * Documents of deltas that were booked without our knowing the end of it: by our own convert whose
 * answer was lost, or by a person out of our draft. Each is compared with what it was made for
 * before it counts.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { end, goneEnd, type OrderCase } from "../case.ts";
import { FORMS, formOf, isBooked } from "../forms.ts";
import { findInvoice } from "../invoices/find-invoice.ts";
import { linkInvoice } from "../invoices/booked.ts";
import { NO_IDENTITY, prepare } from "../prepare.ts";
import { contentOfDocument, DELTA_ROLES, type DeltaRole, isDelta } from "./books.ts";
import { nothingOf } from "./content.ts";
import { lookedAtAs, partCase } from "./part-case.ts";

export type Linked =
  | {
      readonly kind: "documents";
      readonly documents: readonly DocumentRecord[];
      /** What was linked. */ readonly reasons: readonly Reason[];
    }
  | { readonly kind: "end"; readonly end: FlowEnd };

export async function linkFound(
  order: OrderCase,
  invoice: DocumentRecord,
  first: AnsweredInvoice,
): Promise<Result<Linked, Failure>> {
  const { ports } = order;
  let documents = ports.documents;
  const reasons: Reason[] = [];
  for (const document of ports.documents) {
    // A draft and the document that it became are met both, and linked once.
    if (
      !documents.includes(document) ||
      document.state !== "live" ||
      !isDelta(document) ||
      (isBooked(document.role) && document.sourceHash !== null)
    )
      continue;
    const role = DELTA_ROLES.find((draft) => formOf(document.role).role === draft);
    const content = contentOfDocument(documents, document);
    if (role === undefined) continue;
    // A draft that was found by its marker isn't known by its content; while it is one, it needn't be.
    const mine = await partCase(order, content ?? nothingOf(order.order), role, first);
    const bookedId = isBooked(document.role)
      ? ok(document.id)
      : await bookedFrom(mine, document, role);
    if (!bookedId.ok) return bookedId;
    if (bookedId.value === "still-a-draft") continue;
    if (bookedId.value === null) {
      if (!ports.eventTypes.includes("retry-by-person"))
        return ok({ kind: "end", end: goneEnd(order, document) });
      // Somebody deleted it in the ledger, and a person wants it made again.
      ports.saveDocument({ ...document, state: "gone" });
      documents = documents.map((one) => (one === document ? { ...document, state: "gone" } : one));
      continue;
    }
    if (content === null)
      return ok({
        kind: "end",
        end: end(order, "needs-attention", [
          reason("order-changed-after-booking", { number: invoice.number ?? invoice.id }),
        ]),
      });
    const id = bookedId.value;
    const preparation = await prepare(mine, { ...NO_IDENTITY, role: lookedAtAs(mine) });
    if (!preparation.ok) return preparation;
    const ready = preparation.value;
    if (ready.kind === "held")
      return ok({ kind: "end", end: end(ready.order, "held", ready.reasons) });
    const ended = await linkInvoice(ready.order, ready.prepared, document, id);
    if (!ended.ok) return ended;
    const said = [...ended.value.reasons, ...ready.prepared.reasons];
    if (ended.value.outcome !== "booked")
      return ok({ kind: "end", end: { ...ended.value, reasons: said } });
    reasons.push(...said);
    documents = [
      ...documents.filter((one) => one.n !== document.n || formOf(one.role).role !== role),
      { ...document, role: FORMS[role].markedAs, id, sourceHash: mine.sourceHash, content },
    ];
  }
  return ok({ kind: "documents", documents, reasons });
}

/** The invoice that the draft became, `still-a-draft`, or `null` where neither is found. */
async function bookedFrom(
  mine: OrderCase,
  draft: DocumentRecord,
  role: DeltaRole,
): Promise<Result<string | null, Failure>> {
  const answer = await mine.ports.read(FORMS[role].byId(draft.id));
  if (answer.ok) return ok("still-a-draft");
  if (answer.error.kind !== "not-found") return answer;
  const found = await findInvoice(mine, draft);
  return found.ok ? ok(found.value?.id ?? null) : found;
}
