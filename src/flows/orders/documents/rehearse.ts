/**
 * What follows on a document that a trial or a dry run shows: its confirmation, its booking, the
 * payments on its invoice. By the same code as for real, on the ledger's answer as it is predicted;
 * ids of what would be made are placeholders.
 *
 * While it isn't known how the ledger rounds VAT, it may answer with the other prediction: then a
 * rounding row is made anew by one more write. By how much is said, as nothing else of the document
 * can change.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, negated } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { SalesOrder } from "../../../domain/orders/sales-order.ts";
import { roundedBy } from "../../../domain/ledger/whole-units.ts";
import { localDay, zoneOfCountry } from "../../../domain/platform/zoned-time.ts";
import { convertDraft } from "../../../eaccounting/invoice-drafts.ts";
import { confirmOrder, invoiceOrder } from "../../../eaccounting/orders.ts";
import type { FlowPorts } from "../../port.ts";
import type { DocumentIdentity, OrderCase } from "../shared/case.ts";
import { report } from "../shared/run-report.ts";
import { DOCUMENT_HANDLERS } from "../shared/document-kinds.ts";
import { bookingOf, expectedDraftTotals } from "./invoices/book-draft.ts";
import { notInvoiced, wantsInvoice } from "./invoices/invoice-order.ts";
import { sendBooked, sendingChoice, waitingToBeSent } from "./sending.ts";
import { documentIntent } from "./steps.ts";
import { TO_BE_MADE } from "../shared/plan-input.ts";
import { registerRefund } from "../payments/refund.ts";
import { registerPayment } from "../payments/register.ts";
import { recordingPorts, REPORTS_OF_WRITES } from "../shared/recording-ports.ts";

/** `book`: it is a draft that is booked; `confirm`: an order that is made as a draft first. */
export async function rehearseRest(
  before: OrderCase,
  identity: DocumentIdentity,
  planned: SalesOrder,
  does: { readonly book: boolean; readonly confirm: boolean; readonly toPrivate: boolean },
): Promise<Result<readonly Reason[], Failure>> {
  const order: OrderCase = { ...before, ports: recordingPorts(before.ports) };
  const { ports } = order;
  const open = roundingOpen(ports, planned);
  const rounding = roundingOf(ports, planned);
  const { kind, markedAs } = DOCUMENT_HANDLERS[identity.role];
  const isDraft = kind === "invoice-draft";
  if (!isDraft && does.confirm)
    ports.rehearse(
      documentIntent(ports, "order.confirm", identity, TO_BE_MADE),
      confirmOrder(TO_BE_MADE),
    );
  const delivered =
    !isDraft && wantsInvoice(order) && (does.confirm || planned.status === "ongoing");
  if (!delivered && !(isDraft && does.book)) return ok(open);
  const today = localDay(ports.now(), zoneOfCountry(ports.lists.company?.country ?? ""));
  const inTheWay = delivered ? notInvoiced(order, planned, today) : null;
  if (inTheWay !== null) return ok([...open, inTheWay]);
  if (delivered)
    ports.rehearse(
      documentIntent(ports, "order.convert", identity, TO_BE_MADE, "invoice"),
      invoiceOrder(TO_BE_MADE),
    );
  else
    ports.rehearse(
      {
        ...documentIntent(ports, "draft.convert", identity, TO_BE_MADE, markedAs),
        booking: await bookingOf(order, identity, planned, planned.orderDate),
      },
      convertDraft(TO_BE_MADE, expectedDraftTotals(planned, answerTo(planned, rounding))),
    );
  const shown = {
    ...SHOWN,
    role: delivered ? ("invoice" as const) : markedAs,
    n: identity.n,
    ...sendingChoice(ports, does.toPrivate),
  };
  const booked = invoiceOf(planned, delivered ? today : planned.orderDate, rounding);
  // A part bears no money: what was paid is the whole order's.
  const paid =
    order.part === true
      ? ok(report())
      : await (planned.credit === undefined
          ? registerPayment(order, { id: TO_BE_MADE, known: booked, further: [] })
          : registerRefund(order, { id: TO_BE_MADE, known: turned(booked) }));
  if (!paid.ok) return paid;
  const sent = await sendBooked(ports, order.order, waitingToBeSent(ports, [shown]));
  if (!sent.ok) return sent;
  const followUps = [paid.value, sent.value].flatMap(({ first, also }) => [...first, ...also]);
  return ok([...open, ...followUps.filter(({ code }) => !REPORTS_OF_WRITES.has(code))]);
}

const SHOWN = {
  id: TO_BE_MADE,
  number: null,
  state: "live",
  sourceHash: null,
  ownedHash: null,
} as const;

/** What the ledger's rounding would add to the total. */
const roundingOf = (
  { lists }: FlowPorts,
  { prediction, rounding, currency }: SalesOrder,
): Decimal =>
  lists.company === null ? "0.00" : roundedBy(lists.company, currency, prediction[rounding].gross);

const answerTo = ({ prediction, rounding }: SalesOrder, roundingsAmount: Decimal) => ({
  amount: amount(dec(prediction[rounding].gross).plus(dec(roundingsAmount))),
  vatAmount: prediction[rounding].vat,
  roundingsAmount,
});

function invoiceOf(planned: SalesOrder, date: string, roundings: Decimal): AnsweredInvoice {
  const { gross, vat, perRate } = planned.prediction[planned.rounding];
  const total = amount(dec(gross).plus(dec(roundings)));
  return {
    id: TO_BE_MADE,
    number: null,
    isCredit: false,
    customerId: planned.customerId,
    customerIsPrivate: planned.pricesIncludeVat,
    pricesIncludeVat: planned.pricesIncludeVat,
    currency: planned.currency,
    date,
    total,
    vat,
    roundings,
    remaining: total,
    credited: "0.00",
    perRate,
    createdUtc: null,
  };
}

/** As the ledger shows a credit: what remains of it is below zero. */
const turned = (sale: AnsweredInvoice): AnsweredInvoice => {
  return {
    ...sale,
    isCredit: true,
    total: negated(sale.total),
    vat: negated(sale.vat),
    roundings: negated(sale.roundings),
    remaining: negated(sale.remaining),
  };
};

/**
 * How far the ledger's figures are from the shown ones if it rounds the other way: by `bound` a
 * rounding row changes at most.
 */
function roundingOpen(
  { lists }: FlowPorts,
  { prediction, rounding }: SalesOrder,
): readonly Reason[] {
  const { row, rate } = prediction;
  if (lists.learnt.vatRounding !== null || (same(row.gross, rate.gross) && same(row.vat, rate.vat)))
    return [];
  const apart = (of: "gross" | "vat") => amount(dec(row[of]).minus(dec(rate[of])).abs());
  return [reason("dry-run-rounding-open", { rounding, bound: apart("gross"), vat: apart("vat") })];
}
