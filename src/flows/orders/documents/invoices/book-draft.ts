/**
 * Books a draft whose figures are right: the vendor is told the expected totals and the day, and
 * the invoice in its answer is compared with the plan once more, as it can't be changed any more.
 *
 * A draft converts once, so a convert may be sent again while its draft exists. After a lost answer
 * the invoice is searched for by its marker first (find-doubtful-document.ts).
 */
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import type { LedgerBehaviour } from "../../../../domain/ledger/ledger.ts";
import type { MappedValues } from "../../../../domain/ledger/mapped.ts";
import { amount, dec, same } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../../../domain/orders/sales-order.ts";
import { readBookedInvoice } from "../../../../eaccounting/customer-invoices.ts";
import { convertDraft, type ExpectedTotals } from "../../../../eaccounting/invoice-drafts.ts";
import type { DocumentRecord, FlowEnd, SentBooking, Written } from "../../../port.ts";
import { recordObservation, observedMarker } from "../../../vendor-observations.ts";
import { bareRecord, hashOf, readWritten, settleRecord } from "../../../settlement.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  end,
  type OrderCase,
  withDue,
  dayOf,
} from "../../shared/case.ts";
import { DOCUMENT_HANDLERS, type DocumentRole } from "../../shared/document-kinds.ts";
import { fixedDebtor } from "../../shared/filled-fields.ts";
import { sendingChoice } from "../sending.ts";
import { headFields } from "./head-fields.ts";
import { documentIntent, recordIdentity, writtenFields } from "../steps.ts";
import { bookedNote, compareBooked, observedUnsent, currencyOf } from "./invoice-vs-plan.ts";
import { defined } from "../../../../domain/platform/defined.ts";

type ReadyDraft = {
  readonly planned: SalesOrder;
  readonly draft: AnsweredOrder;
  readonly learnt: LedgerBehaviour;
  readonly reasons: readonly Reason[];
};

export async function bookDraft(
  order: OrderCase,
  identity: DocumentIdentity,
  { planned, draft, learnt, reasons }: ReadyDraft,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const booking = await bookingOf(order, identity, planned, planned.orderDate);
  const written = await ports.write(
    {
      ...documentIntent(
        ports,
        "draft.convert",
        identity,
        draft.id,
        DOCUMENT_HANDLERS[identity.role].markedAs,
      ),
      booking,
    },
    convertDraft(draft.id, expectedDraftTotals(planned, draft)),
  );
  if (!written.ok) return written;
  const read = readWritten(ports, written.value, readBookedInvoice);
  if (!read.ok) return read;
  const invoice = read.value;
  recordObservation(ports, "E91", observedMarker(invoice, identity.field, identity.marker.code));
  const ended = await recordBooked(order, identity, written.value, {
    planned,
    invoice,
    learnt,
    reasons,
  });
  ports.saveDocument(goneDraft(identity.role, identity, draft.id));
  return ok(ended);
}

/**
 * Compares an invoice that was just booked with the plan, and records it. `date`: the day on which
 * it was to be booked, where that isn't the order's.
 */
export async function recordBooked(
  order: OrderCase,
  identity: DocumentIdentity,
  written: Written,
  booked: {
    readonly planned: SalesOrder;
    readonly invoice: AnsweredInvoice;
    readonly date?: string;
    readonly learnt: LedgerBehaviour;
    readonly reasons: readonly Reason[];
  },
): Promise<DocumentEnd> {
  const { ports } = order;
  const { planned, invoice, date = planned.orderDate, learnt } = booked;
  const { tolerance } = ports.settings.orders;
  const verdict = observedUnsent(
    compareBooked({ ...planned, orderDate: date }, invoice, tolerance, currencyOf(ports)),
    invoice,
  );
  ports.note("comparison", verdict.kind, bookedNote(planned, invoice, verdict));
  // An invoice that differs isn't done: each event compares it again, until a person has handled
  // it. Only a booked credit that came out as a credit teaches the sign of its rows.
  if (
    planned.credit !== undefined &&
    verdict.kind !== "differs" &&
    ports.lists.learnt.creditRows !== planned.credit.rows
  )
    ports.saveLists({ learnt: { ...learnt, creditRows: planned.credit.rows } });
  const right = verdict.kind !== "differs";
  const record = {
    ...(await invoiceRecord(order, identity, invoice, planned, right)),
    ...(right ? sendingChoice(ports, invoice.customerIsPrivate) : {}),
  };
  settleRecord(ports, written, "compared", record);
  const ended = bookedEnd(order, invoice, !right, [...verdict.reasons, ...booked.reasons]);
  return right ? withDue(order, ended, invoice) : ended;
}

/** Hashes what the invoice says but its day: another value is an edit that it doesn't show. */
export const contentHash = (planned: SalesOrder): Promise<string> =>
  hashOf(writtenFields({ ...planned, orderDate: "" }));

/** The same without rows: customer, addresses, references and terms. */
export const headHash = (planned: SalesOrder): Promise<string> =>
  contentHash({ ...planned, rows: [] });

/**
 * Hashes what the rows say beside figures and articles: the words of the shop's lines, rows of
 * words alone, cost centres and projects. Settings may write one sale in other rows.
 */
export const wordsHash = (
  { lines }: Pick<Order, "lines">,
  { rows }: Pick<SalesOrder, "rows">,
): Promise<string> =>
  hashOf(
    JSON.stringify([
      lines.map(({ text }) => text),
      rows.flatMap(({ articleId, text }) => (articleId === null ? [text] : [])),
      [...new Set(rows.flatMap(({ mapped }) => (mapped === undefined ? [] : [textOf(mapped)])))],
    ]),
  );

const textOf = (mapped: MappedValues): string =>
  JSON.stringify(Object.entries(mapped).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export function bookedEnd(
  order: OrderCase,
  invoice: AnsweredInvoice,
  differs: boolean,
  reasons: readonly Reason[],
): FlowEnd {
  const rounded = same(invoice.roundings, 0)
    ? []
    : [
        reason("rounded-by-ledger", {
          charged: amount(dec(invoice.total).minus(dec(invoice.roundings))),
          total: invoice.total,
          rounding: invoice.roundings,
        }),
      ];
  const booked = reason(invoice.isCredit ? "credit-booked" : "invoice-booked", {
    number: invoice.number ?? invoice.id,
    date: invoice.date,
  });
  // A booking can't be undone: a person is told, with the figures first.
  return differs
    ? end(order, "needs-attention", [...reasons, booked, ...rounded])
    : end(order, "booked", [booked, ...rounded, ...reasons]);
}

/**
 * Returns the record of an invoice. `right`: it equals the plan. Only then its content is recorded;
 * otherwise each event compares it again.
 */
export async function invoiceRecord(
  order: OrderCase,
  { role, n }: Pick<DocumentIdentity, "role" | "n">,
  invoice: Pick<AnsweredInvoice, "id" | "number">,
  planned: SalesOrder | null,
  right: boolean,
): Promise<DocumentRecord> {
  const { content, ...base } = recordIdentity(order, {
    role: role === "sales-order" ? "invoice" : DOCUMENT_HANDLERS[role].markedAs,
    n,
  });
  const known =
    right && planned !== null && content !== undefined
      ? { content: await contentWith(order, content, planned) }
      : {};
  return {
    ...base,
    id: invoice.id,
    number: invoice.number === null ? null : String(invoice.number),
    state: "live",
    sourceHash: right ? order.sourceHash : null,
    ownedHash: planned === null ? null : await contentHash(planned),
    ...known,
  };
}

/**
 * Returns the order with what a draft says that a person is to book: with its record it is known
 * what they booked, whatever the shop says by then.
 */
export async function withDrafted(
  order: OrderCase,
  { role }: Pick<DocumentIdentity, "role">,
  planned: SalesOrder,
): Promise<OrderCase> {
  const { content, ports } = order;
  if (role !== "invoice-draft" || content === undefined || ports.settings.orders.type === "invoice")
    return order;
  return { ...order, content: await contentWith(order, content, planned) };
}

const contentWith = async (
  { order, ports }: OrderCase,
  content: BookedContent,
  planned: SalesOrder,
): Promise<BookedContent> => ({
  ...content,
  ...(fixedDebtor({ order, ports }) === null ? {} : { onDefault: true }),
  day: dayOf(order),
  soldAs: planned.soldAs ?? {
    kinds: ["domestic"],
    country: ports.lists.company?.country ?? "",
  },
  head: await headHash(planned),
  fields: await headFields(planned),
  words: await wordsHash(order, planned),
});

/** Returns what the journal keeps of a booking. `date`: its day. */
export async function bookingOf(
  order: OrderCase,
  identity: Pick<DocumentIdentity, "role" | "n">,
  planned: SalesOrder,
  date: string,
): Promise<SentBooking> {
  const { prediction, rounding, currency, credit } = planned;
  const record = await invoiceRecord(order, identity, { id: "", number: null }, planned, true);
  return {
    as: {
      kind: "invoice",
      planned: {
        prediction,
        rounding,
        currency,
        orderDate: date,
        ...defined({ credit }),
      },
    },
    record,
  };
}

export const goneDraft = (
  role: DocumentRole,
  { n }: Pick<DocumentIdentity, "n">,
  id: string,
): DocumentRecord => bareRecord({ role, n }, { id, number: null }, "gone");

/** Returns the draft's own totals. Its amount may be without VAT and rounding. */
export function expectedDraftTotals(
  planned: SalesOrder,
  draft: Pick<AnsweredOrder, "amount" | "vatAmount" | "roundingsAmount">,
): ExpectedTotals {
  const without = dec(draft.amount).plus(dec(draft.vatAmount)).plus(dec(draft.roundingsAmount));
  const toPay = dec(planned.prediction[planned.rounding].gross).plus(dec(draft.roundingsAmount));
  const total = amount(
    dec(draft.amount).minus(toPay).abs().lte(without.minus(toPay).abs()) ? draft.amount : without,
  );
  const rows = planned.rows.flatMap((row) =>
    row.articleId === null ? [] : [{ lineNumber: row.lineNumber, amount: row.amount }],
  );
  return {
    credit: planned.credit !== undefined,
    total,
    vat: draft.vatAmount,
    roundings: draft.roundingsAmount,
    pricesIncludeVat: planned.pricesIncludeVat,
    rows,
  };
}
