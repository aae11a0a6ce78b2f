/**
 * Money that nothing here can account for is told to a person, whatever else a run came to: what
 * went back without a credit, a payment that is gone, what was paid for a cancelled order, a refund
 * that didn't last. Nobody but a person knows what it was for. A credit order that comes later is
 * an answer, and lets the order be looked at again.
 */
import type { Failure } from "../../../domain/failure.ts";
import { orderKey } from "../../../domain/ids.ts";
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import { reason, type Reason, type ReasonCode } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type {
  DocumentRecord,
  FlowEnd,
  FlowPorts,
  Original,
  VendorPort,
  WorkPort,
} from "../../port.ts";
import { isBooked } from "../documents/document-kinds.ts";
import { settled } from "../documents/vouchers/money-side.ts";
import { paidOnItem } from "../documents/vouchers/reverse.ts";
import { received } from "./plan-payment.ts";
import {
  bookedMoney,
  creditedByDeltas,
  kept,
  paidBackBy,
  registered,
  wentBack,
} from "./registered.ts";

type Role = DocumentRecord["role"];
const STANDS: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "voucher",
]);

/** What says already that the order's money needs a person. */
const TOLD: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "payment-method-not-mapped",
  "payment-amount-unknown",
  "payment-exceeds-order",
  "payment-exceeds-remaining",
  "payment-refused",
  "refund-exceeds-credit",
  "refund-beside-credits",
  "refund-without-payment",
  "refund-refused",
  "order-gone",
  "document-gone",
  "flow-off",
]);

/** `documents`: as they are after the run that came to `ended`. */
export async function unexplainedMoney(
  ports: FlowPorts,
  order: Order,
  ended: FlowEnd,
  documents: readonly DocumentRecord[],
): Promise<Result<FlowEnd, Failure>> {
  if (ended.outcome === "rejected" || ended.reasons.some(({ code }) => TOLD.has(code)))
    return ok(ended);
  const why = await moneyOf(ports, order, { documents, refundedNow: refundedIn(ended) });
  if (!why.ok || why.value === null) return why.ok ? ok(ended) : why;
  // What holds the order up is said first: its money is looked at again when that is over.
  const first = ended.outcome !== "held" && ended.outcome !== "needs-attention";
  const reasons = first ? [why.value, ...ended.reasons] : [...ended.reasons, why.value];
  return ok({ ...ended, outcome: first ? "needs-attention" : ended.outcome, reasons });
}

/** `refundedNow`: what this run registered, which the journal as it was read doesn't show. */
type After = { readonly documents: readonly DocumentRecord[]; readonly refundedNow: Decimal };

const refundedIn = ({ reasons }: FlowEnd): Decimal =>
  amount(
    sum(
      reasons.map(({ code, params }) =>
        code === "refund-registered" ? String(params["amount"] ?? "0") : "0",
      ),
    ),
  );

function moneyOf(
  ports: FlowPorts,
  order: Order,
  after: After,
): Promise<Result<Reason | null, Failure>> {
  const { documents } = after;
  if (order.creditsOrderId !== null)
    return Promise.resolve(ok(refundGone(ports, order, documents)));
  if (order.state === "cancelled") return paidThough(ports, order, documents);
  return gone(ports, order, after);
}

const live = (documents: readonly DocumentRecord[]): readonly DocumentRecord[] =>
  documents.filter(({ state }) => state === "live");
const nameOf = ({ number, id }: DocumentRecord): string => number ?? id;

/** A refund that is registered on a credit, and that the shop takes back. */
function refundGone(
  { journal }: FlowPorts,
  order: Order,
  documents: readonly DocumentRecord[],
): Reason | null {
  const credit = live(documents).findLast(
    ({ role }) => role === "credit" || role === "voucher-credit",
  );
  const back = settled({ order, form: "voucher-credit" });
  const there = paidBackBy(journal, documents);
  if (credit === undefined || back === null || dec(back).gte(dec(there))) return null;
  return reason("refund-less-than-registered", {
    number: nameOf(credit),
    refunded: back,
    registered: there,
  });
}

/**
 * What was paid for an order that is cancelled and was booked before: nothing is left to be paid of
 * it.
 */
async function paidThough(
  ports: FlowPorts,
  order: Order,
  documents: readonly DocumentRecord[],
): Promise<Result<Reason | null, Failure>> {
  const { journal, settings } = ports;
  const booked = documents.findLast(({ role }) => isBooked(role));
  if (booked === undefined || settings.orders.payments === "none" || settings.trial)
    return ok(null);
  const paid = received(order);
  if (paid === null) return ok(reason("payment-amount-unknown"));
  const ours = dec(bookedMoney(journal, documents)).plus(dec(takenBack(booked, documents)));
  // What went back came in before, and still stands on what was credited.
  const back = dec(registered(journal, "refund"));
  if (dec(paid).lte(ours.minus(back))) return ok(null);
  // Somebody may have registered it by hand.
  const invoices = await invoicesOf(ports, live(documents));
  if (!invoices.ok) return invoices;
  const { voucher } = booked;
  const onItem =
    voucher?.ledgerItem == null ? ok("0.00") : await paidOnItem({ ports }, booked, voucher);
  if (!onItem.ok) return onItem;
  const came = greatest(amount(ours), paidOn(ports, invoices.value), onItem.value);
  const there = amount(dec(came).minus(back));
  if (dec(paid).lte(dec(there))) return ok(null);
  return ok(reason("paid-after-cancellation", { number: nameOf(booked), paid, registered: there }));
}

/**
 * A voucher is taken back with the money in it: as much went back as it was paid, or can be paid at
 * all.
 */
function takenBack(booked: DocumentRecord, documents: readonly DocumentRecord[]): Decimal {
  const { voucher, state } = booked;
  if (voucher === undefined || state === "live") return "0.00";
  const payments = documents
    .filter(({ role }) => role === "voucher-payment")
    .map((one) => one.voucher?.charged ?? "0");
  return least(voucher.charged, amount(sum([voucher.money?.settled ?? "0", ...payments])));
}

/** Money of a sale that stands, and that the shop hasn't any more. */
async function gone(
  ports: FlowPorts,
  order: Order,
  { documents, refundedNow }: After,
): Promise<Result<Reason | null, Failure>> {
  const document = live(documents).findLast(({ role }) => STANDS.has(role));
  const has = kept(order);
  if (document === undefined || has === null) return ok(null);
  const booked = bookedMoney(ports.journal, documents);
  const refunds = amount(dec(registered(ports.journal, "refund")).plus(dec(refundedNow)));
  const suspicious = wentBack({ kept: has, booked, back: refunds }) !== null;
  if (!suspicious && order.payment !== "refunded") return ok(null);
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  const invoices = await invoicesOf(ports, live(documents));
  if (!invoices.ok) return invoices;
  const facts = { document, has, booked, refunds, locked: locked.value, invoices: invoices.value };
  return ok(
    dec(booked).gt(0)
      ? byAmount(ports, order, documents, facts)
      : byStatus(order, documents, facts),
  );
}

type Facts = {
  readonly document: DocumentRecord;
  readonly has: Decimal;
  readonly booked: Decimal;
  readonly refunds: Decimal;
  readonly locked: Original;
  /** As the ledger has them now. */
  readonly invoices: readonly AnsweredInvoice[];
};

function byAmount(
  ports: FlowPorts,
  order: Order,
  documents: readonly DocumentRecord[],
  facts: Facts,
): Reason | null {
  const { document, has, refunds, locked, invoices } = facts;
  const back = dec(refunds).plus(dec(locked.refunded ?? "0"));
  const credits = credited(documents, facts);
  // Who registers refunds by hand, or has to, has accounted for what is credited.
  const manual = ports.settings.orders.refunds === "none" || document.voucher?.ledgerItem != null;
  const accounted = manual && dec(credits).gt(back) ? credits : amount(back);
  // A payment that somebody took back in the ledger isn't there any more.
  const booked =
    invoices.length === 0 ? facts.booked : least(facts.booked, paidOn(ports, invoices));
  const missing = wentBack({ kept: has, booked, back: accounted });
  if (missing === null) return null;
  const number = nameOf(document);
  if (order.payment === "refunded" && dec(credits).eq(0))
    return reason("refunded-without-credit", { number });
  const params = { number, paid: has, registered: booked, missing };
  return reason("paid-less-than-registered", {
    ...params,
    back: dec(accounted).eq(0) ? null : accounted,
  });
}

/** Nothing is known of how much was paid: all that was charged has to be credited. */
function byStatus(order: Order, documents: readonly DocumentRecord[], facts: Facts): Reason | null {
  const credits = credited(documents, facts);
  const sold = dec(order.gross).plus(dec(creditedByDeltas(documents)));
  if (order.payment !== "refunded" || dec(credits).gte(sold)) return null;
  const part = dec(credits).eq(0) ? null : credits;
  return reason("refunded-without-credit", { number: nameOf(facts.document), credited: part });
}

/** By us, or by somebody who set a credit off in the ledger. */
function credited(documents: readonly DocumentRecord[], { locked, invoices }: Facts): Decimal {
  const ours = dec(locked.credited).plus(dec(creditedByDeltas(documents)));
  const there = sum(invoices.map((invoice) => invoice.credited));
  return amount(ours.gt(there) ? ours : there);
}

/** In what was charged: a total that the ledger rounded was paid whole. Gift cards aren't money. */
function paidOn({ journal }: FlowPorts, invoices: readonly AnsweredInvoice[]): Decimal {
  const cards = journal.filter(
    ({ role, state }) => role === "gift-card" && (state === "done" || state === "compared"),
  );
  const paid = invoices.map(({ total, roundings, remaining, credited: off }) =>
    dec(total).minus(dec(roundings)).minus(dec(remaining)).minus(dec(off)),
  );
  return amount(sum(paid).minus(sum(cards.map(({ payment }) => payment?.amount ?? "0"))));
}

const greatest = (...figures: readonly Decimal[]): Decimal =>
  figures.reduce((most, one) => (dec(one).gt(dec(most)) ? one : most));
const least = (a: Decimal, b: Decimal): Decimal => (dec(a).lt(dec(b)) ? a : b);

/** One that was deleted in the ledger tells nothing here: its own run says so. */
async function invoicesOf(
  ports: VendorPort,
  documents: readonly DocumentRecord[],
): Promise<Result<readonly AnsweredInvoice[], Failure>> {
  const invoices: AnsweredInvoice[] = [];
  for (const { role, id } of documents) {
    if (role !== "invoice" && role !== "delta-invoice") continue;
    const answer = await ports.read(invoiceById(id));
    if (!answer.ok && answer.error.kind !== "not-found") return answer;
    const read = answer.ok ? readInvoice(answer.value) : null;
    if (read !== null && !read.ok) return read;
    if (read !== null) invoices.push(read.value);
  }
  return ok(invoices);
}

const CAME: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "credit-booked",
  "voucher-credit-booked",
  "refund-registered",
  "voucher-paid",
]);

/**
 * A credit, or its refund, was booked just now: its order may have been told of money that went
 * back.
 */
export async function creditCame(
  ports: WorkPort,
  order: Order,
  ended: FlowEnd,
): Promise<Result<FlowEnd, Failure>> {
  const id = order.creditsOrderId;
  if (id === null || !ended.reasons.some(({ code }) => CAME.has(code))) return ok(ended);
  const locked = await ports.lockOriginal(orderKey(id));
  if (!locked.ok) return locked;
  if (locked.value.outcome !== "needs-attention") return ok(ended);
  const handed = await ports.enqueue([
    { key: orderKey(id), flow: "orders", type: "credit-booked", lane: "sweep" },
  ]);
  return handed.ok ? ok(ended) : handed;
}
