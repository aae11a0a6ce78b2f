/**
 * Turns a part of what changed into an order case of its own, so that the code for whole orders
 * handles it.
 */
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { amount, dec, sum } from "../../../../domain/money.ts";
import type { Order, PartOf } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { localDay, SOURCE_ZONE } from "../../../../domain/platform/zoned-time.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import type { DocumentRecord, FlowEnd } from "../../../port.ts";
import { hashOf } from "../../../settlement.ts";
import { end, capturingPorts, type OrderCase, applySavedDocuments } from "../../shared/case.ts";
import { orderType } from "../../preparation/eligibility.ts";
import { NO_IDENTITY, type Preparation, prepare } from "../../preparation/prepare.ts";
import { createDocument } from "../create.ts";
import { editDocument } from "../edit.ts";
import { nextIdentity } from "../../shared/identity.ts";
import { cancelledBooked } from "../invoices/booked.ts";
import { removeDocument } from "../remove.ts";
import { contentOfDocument, type DeltaRole, partOfBooked } from "../../booked/books.ts";
import { contentOf, emptyContent, saleLinesOf, wordsOf } from "../../booked/booked-vs-charged.ts";

/** The kind that a part is planned as before anything is created for it. */
export const planningRole = ({ credits }: OrderCase): "credit-draft" | "sales-order" =>
  credits === undefined ? "sales-order" : "credit-draft";

export async function partCase(
  order: OrderCase,
  part: BookedContent,
  role: DeltaRole,
  invoice: Pick<
    AnsweredInvoice,
    "id" | "number" | "customerId" | "triangular" | "articles" | "buyerName"
  >,
): Promise<Result<OrderCase, Failure>> {
  const { ports, figures, rules, refusedFor } = order;
  const credits =
    role === "delta-credit-draft"
      ? { credits: { key: ports.key, invoice: String(invoice.number ?? invoice.id) } }
      : {};
  const made = partAsOrder(order.order, part, localDay(ports.now(), SOURCE_ZONE));
  const { date: _date, changed: _changed, soldOn: _soldOn, ...undated } = made;
  const { soldTo: _soldTo, soldToDefault: _default, ...content } = undated;
  const sold: Result<PartOf, Failure> =
    role === "delta-credit-draft"
      ? await partOfBooked(ports, ports.documents, invoice)
      : ok({ lines: saleLinesOf(contentOf(order.order)) });
  if (!sold.ok) return sold;
  const partOf = sold.value;
  const sale = ports.documents.find((one) => one.role === "invoice" && one.state === "live");
  const soldToDefault = made.soldToDefault ?? sale?.content?.onDefault;
  return ok({
    ports,
    // After the mark, which isn't of what the part belongs to.
    order: { ...made, soldTo: invoice.customerId, ...defined({ soldToDefault }), partOf },
    sourceHash: await hashOf(JSON.stringify(content)),
    figures,
    rules,
    part: true,
    content: part,
    ...credits,
    ...defined({ refusedFor }),
  });
}

/**
 * Returns a part of what changed as an order: planned, compared and booked by the same code as any
 * other. It is dated on the day of the change, keeps the accounts of the day of the sale, and
 * carries no payment, which belongs to the whole order. `today`, in the source's zone, is used
 * where the source doesn't say when the order changed. Pure.
 */
export function partAsOrder(order: Order, part: BookedContent, today: string): Order {
  const vat = amount(sum(part.lines.map((line) => line.vat)));
  return {
    ...order,
    date: order.changed ?? today,
    soldOn: order.date,
    headDiscount: null,
    net: amount(dec(part.gross).minus(dec(vat))),
    vat,
    gross: part.gross,
    lines: part.lines.map((line, index) => ({
      ...line,
      lineNumber: index + 1,
      text: wordsOf(order.lines, line),
    })),
    payment: "open",
    amountPaid: null,
    paidAt: null,
  };
}

type DeltaPart = {
  readonly invoice: DocumentRecord;
  readonly first: AnsweredInvoice;
  readonly role: DeltaRole;
  /** `null`: nothing of this kind is to be booked. */
  readonly part: BookedContent | null;
  readonly documents: readonly DocumentRecord[];
};

type PartSettled =
  | {
      readonly kind: "settled";
      readonly documents: readonly DocumentRecord[];
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "end"; readonly end: FlowEnd };

/**
 * Settles one part of what changed: its draft is created, updated or deleted, and booked where the
 * tenant books.
 */
export async function settlePart(
  order: OrderCase,
  { invoice, first, role, part, documents }: DeltaPart,
): Promise<Result<PartSettled, Failure>> {
  const draft = documents.find((document) => document.role === role && document.state === "live");
  if (part === null)
    return draft === undefined
      ? ok({ kind: "settled", documents, reasons: [] })
      : withdraw(order, first, role, draft, documents);
  const plain = await partCase(order, part, role, first);
  if (!plain.ok) return plain;
  const { ports, saved } = capturingPorts(plain.value.ports);
  const mine: OrderCase = { ...plain.value, ports };
  const preparation = await prepare(mine, { ...NO_IDENTITY, role: planningRole(mine) });
  if (!preparation.ok) return preparation;
  const ready = preparation.value;
  if (ready.kind === "held") {
    const reasons = [...onlyByHand(role, invoice, ready.reasons), ...ready.reasons];
    return ok({ kind: "end", end: end(ready.order, "held", reasons) });
  }
  const ended = await write(order, ready, { first, role, draft });
  if (!ended.ok) return ended;
  const reasons = [...ended.value.reasons, ...ready.prepared.reasons];
  if (ended.value.outcome !== "booked" && ended.value.outcome !== "updated")
    return ok({ kind: "end", end: { ...ended.value, reasons } });
  const booked = reasons.some(({ code }) => code === "invoice-booked" || code === "credit-booked");
  const said = reason(role === "delta-draft" ? "delta-added" : "delta-credited", {
    gross: part.gross,
    booked,
  });
  return ok({
    kind: "settled",
    documents: applySavedDocuments(documents, saved),
    reasons: [said, ...reasons],
  });
}

/**
 * What was sold at a rate that its article doesn't have any more can't be credited by its article,
 * and with the old rate the order can't be planned: no correction of either helps.
 */
const onlyByHand = (
  role: DeltaRole,
  { number, id }: DocumentRecord,
  reasons: readonly Reason[],
): readonly Reason[] =>
  role === "delta-credit-draft" && reasons.some(({ code }) => code === "vat-rate-differs")
    ? [reason("order-changed-after-booking", { number: number ?? id, what: "figures" })]
    : [];

async function write(
  whole: OrderCase,
  { order, prepared }: Extract<Preparation, { kind: "ready" }>,
  {
    first,
    role,
    draft,
  }: Pick<DeltaPart, "first" | "role"> & { readonly draft: DocumentRecord | undefined },
): Promise<Result<FlowEnd, Failure>> {
  if (prepared.customer.id !== first.customerId)
    return ok(
      end(order, "held", [
        reason("delta-customer-differs", {
          invoice: first.customerId,
          order: prepared.customer.id,
        }),
      ]),
    );
  // By the whole order: a rule on its amount isn't meant for the part.
  const book =
    orderType({ ...order, order: { ...order.order, gross: whole.order.gross } }, prepared).type !==
    "draft-invoice";
  if (draft === undefined)
    return createDocument(
      order,
      prepared,
      await nextIdentity(order.ports, order.order, role),
      book,
    );
  const edited = await editDocument(order, prepared, draft, { found: false, book });
  if (!edited.ok) return edited;
  if ("booked" in edited.value) throw new Error("a part is linked with its invoice");
  if ("invoiced" in edited.value) throw new Error("a part is no sales order");
  return ok(edited.value);
}

/** The order was edited back before the part's draft was booked. */
async function withdraw(
  order: OrderCase,
  first: AnsweredInvoice,
  role: DeltaRole,
  draft: DocumentRecord,
  documents: readonly DocumentRecord[],
): Promise<Result<PartSettled, Failure>> {
  const mine = await partCase(
    order,
    contentOfDocument(documents, draft) ?? emptyContent(order.order),
    role,
    first,
  );
  if (!mine.ok) return mine;
  const removed = await removeDocument(mine.value, { document: draft, why: "cancelled" });
  if (!removed.ok) return removed;
  if ("found" in removed.value)
    return ok({ kind: "end", end: cancelledBooked(mine.value, removed.value.found) });
  if (removed.value.outcome !== "updated") return ok({ kind: "end", end: removed.value });
  return ok({
    kind: "settled",
    documents: documents.filter((document) => document !== draft),
    reasons: removed.value.reasons,
  });
}
