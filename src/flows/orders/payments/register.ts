/**
 * Registers what was paid in the shop on the booked invoice. A payment can neither be taken back nor be looked up, so
 * what remains of the invoice is read before each one and stands in the journal beside it: should the answer be lost, it
 * tells whether the payment came through; where it doesn't tell, a person is asked, and nothing is paid again by itself.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { markerCode, markerText } from "../../../domain/marker.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { localDay, zoneOfCountry } from "../../../domain/zoned-time.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import { readTransactionId, registerPayment } from "../../../eaccounting/payments.ts";
import type { FlowEnd, FlowPorts, JournalEntry, WriteIntent } from "../../port.ts";
import { settlement } from "../../settlement.ts";
import type { OrderCase } from "../case.ts";
import { booksClosed } from "../invoices/books-closed.ts";
import { paidByCards, saleOf } from "../sale.ts";
import { cardsOpen, registerCards } from "./register-cards.ts";
import { type PlannedPayment, planPayment, received } from "./plan-payment.ts";

/** `known`: the invoice as it was read or booked a moment ago in this run; else it is read, where there is anything to do. */
export type ToPay = { readonly id: string; readonly known: AnsweredInvoice | null };

/** The end of an order whose invoice is booked, with its payment. What the payment lacks needs a person; the invoice stands. */
export async function withPayment(order: OrderCase, invoice: ToPay, ended: FlowEnd): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  if (ports.settings.trial) return ok(ended);
  if (!cardsOpen(order)) return withMoney(order, invoice, ended, paidByCards(saleOf(order.order).cards));
  const current = invoice.known === null ? await readCurrent(ports, invoice.id) : ok(invoice.known);
  if (!current.ok) return current;
  const cards = await registerCards(order, current.value);
  if (!cards.ok) return cards;
  if (cards.value.kind === "attention") return ok({ ...ended, outcome: "needs-attention", reasons: [...cards.value.reasons, ...ended.reasons] });
  return withMoney(order, { id: invoice.id, known: cards.value.invoice }, { ...ended, reasons: [...ended.reasons, ...cards.value.reasons] }, cards.value.paid);
}

/** `cards`: what of the invoice gift cards have paid. */
async function withMoney(order: OrderCase, invoice: ToPay, ended: FlowEnd, cards: Decimal): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  if (ports.settings.orders.payments === "none") return ok(ended);
  const attention = (...reasons: readonly Reason[]): Result<FlowEnd, Failure> => ok({ ...ended, outcome: "needs-attention", reasons: [...reasons, ...ended.reasons] });
  const paid = received(order.order);
  if (paid !== null && dec(paid).lte(dec(registered(ports.journal)))) return ok(ended);
  const last = ports.journal.findLast(isMoney);
  if (last !== undefined && givenToPerson(last) && !ports.eventTypes.includes("retry-by-person")) return attention(reason("in-doubt-needs-person", { marker: last.marker }));
  const current = invoice.known === null ? await readCurrent(ports, invoice.id) : ok(invoice.known);
  if (!current.ok) return current;
  const planned = plan(order, current.value, cards);
  // Not a "plan": that is what the job's document was made of.
  ports.note("lookup", "Worked out the payment", { paid, remaining: current.value.remaining, planned });
  if (planned.kind === "hold") return attention(...planned.reasons);
  if (planned.kind === "none") return ok({ ...ended, reasons: [...ended.reasons, ...planned.reasons] });
  const intent = await intentOf(order, invoice.id, planned.amount, current.value.remaining);
  const written = await ports.write(intent, registerPayment(invoice.id, { ...planned, currency: order.order.currency, reference: intent.marker ?? "" }));
  if (!written.ok) {
    if (written.error.kind !== "rejected") return written;
    return attention(booksClosed(written.error) ? reason("period-closed", { date: planned.date, why: "refused" }) : reason("payment-refused", { amount: planned.amount, code: written.error.code }));
  }
  ports.settle(settlement(written.value, "compared", { documentId: readTransactionId(written.value.answer) ?? invoice.id }));
  return ok({ ...ended, reasons: [...ended.reasons, reason("payment-registered", { amount: planned.amount, date: planned.date }), ...planned.reasons] });
}

async function readCurrent(ports: FlowPorts, id: string): Promise<Result<AnsweredInvoice, Failure>> {
  const answer = await ports.read(invoiceById(id));
  return answer.ok ? readInvoice(answer.value) : answer;
}

function plan({ ports, order }: OrderCase, invoice: AnsweredInvoice, cards: Decimal): PlannedPayment {
  const { company, fiscalYears = [] } = ports.lookups;
  if (company === null) throw new Error("planned without the company's settings");
  return planPayment({
    order, invoice, cards, settings: ports.settings, company, today: localDay(ports.now(), zoneOfCountry(company.country)), years: fiscalYears, mayMove: ports.eventTypes.includes("retry-by-person"),
  });
}

/** What we know to have registered. */
function registered(journal: readonly JournalEntry[]): Decimal {
  const done = journal.filter((entry) => isMoney(entry) && (entry.state === "done" || entry.state === "compared"));
  return amount(sum(done.map((entry) => entry.payment?.amount ?? "0")));
}

/** Gift cards have payments, and identities, of their own. */
const isMoney = (entry: JournalEntry): boolean => entry.kind === "payment.create" && entry.role === "payment";

/** Closed without an answer: whether it came through was for a person to find out. */
const givenToPerson = (entry: JournalEntry): boolean => entry.state === "rejected" && !entry.refused;

async function intentOf({ ports, order }: OrderCase, invoiceId: string, paid: Decimal, remaining: Decimal): Promise<WriteIntent> {
  const before = ports.journal.filter(isMoney);
  const open = before.findLast((entry) => entry.state === "planned" || entry.refused);
  const n = open?.n ?? before.length + 1;
  const code = await markerCode({ administrationId: ports.administrationId, orderId: order.id, role: "payment", n });
  const marker = markerText(order.number, order.id, code);
  return { key: ports.key, role: "payment", n, kind: "payment.create", marker, markerCode: code, markerField: "Reference", documentId: invoiceId, payment: { amount: paid, remaining } };
}
