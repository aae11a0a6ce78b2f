/**
 * Registers on booked credits what the shop paid back, each as a payment of the credit (assumption
 * E57). As with payments, what remains of the credit is journaled beside it and tells the outcome
 * of one whose answer was lost.
 */
import { orderKey } from "../../../domain/ids.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, negated } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { currentInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, VendorPort, WriteIntent } from "../../port.ts";
import { settlement, writeOf } from "../../settlement.ts";
import { sendPayment } from "../../answered-payment.ts";
import {
  type OrderCase,
  type OrderFacts,
  applySavedDocuments,
  liveWithRole,
} from "../shared/case.ts";
import {
  attention,
  mergeReports,
  report,
  reportToPerson,
  type StepReport,
} from "../shared/run-report.ts";
import { orderLookupFacts } from "../shared/filled-fields.ts";
import { moneyIntent, nextNumber } from "../shared/identity.ts";
import { booksNow } from "../../booking-day.ts";
import { simulateWrites } from "../shared/recording-ports.ts";
import {
  refundedByOthers,
  lockCredits,
  possiblyRefundedReason,
  retainedByShop,
  withSaid,
} from "./paid-by-payouts.ts";
import { refundedAmount, planRefund } from "./plan-payment.ts";
import { alreadyRegistered, missingOn } from "./refund-by-person.ts";
import { isLiveInvoice, refundOfInvoicedMoney, paidOnInvoices } from "./withdrawn-refund.ts";
import { hasPaymentSucceeded, isLeftToPerson } from "./register-cards.ts";
import { manualRoundingReason } from "./register-rounded-payment.ts";
import {
  isPaymentWithdrawn,
  knownToShop,
  registeredAmount,
  lostByDisputes,
  refundIsDispute,
} from "./registered-money.ts";

/** Registers what was paid back of a credit order whose credit is booked. */
export async function registerRefund(
  order: OrderCase,
  credit: { readonly id: string; readonly known: AnsweredInvoice | null },
): Promise<Result<StepReport, Failure>> {
  const back = refundedAmount(order.order);
  const { ports } = order;
  const said = withSaid(
    ports.documents.find(({ id }) => id === credit.id),
    back,
  );
  if (said !== null) ports.saveDocument(said);
  const documents = said === null ? ports.documents : applySavedDocuments(ports.documents, [said]);
  const told = { ...order, ports: { ...ports, documents } };
  const stopped = await moneyOfOriginal(told, back, [credit.id]);
  if (!stopped.ok) return stopped;
  if (!("order" in stopped.value)) return ok(stopped.value);
  const { order: locked, dispute } = stopped.value;
  if (dispute === null) return refunded(locked, [credit], back);
  // A part of it is a dispute's, and a person's.
  const rest = amount(dec(back).minus(String(dispute.params["due"])));
  const done = await refunded(locked, [credit], rest);
  return done.ok ? ok(mergeReports(done.value, reportToPerson([dispute]))) : done;
}

/** `dispute`: why a part of the refund isn't registered. */
type Locked = { readonly order: OrderCase; readonly dispute: Reason | null };

/**
 * Checks that no payout registered the refund on another credit of the sale, and that the
 * original's payment is in the books before its refund: an order that was paid and refunded before
 * it was booked has no payment there, and the refund alone would take money from the bank that
 * never arrived. Returns the order, as of its credits' lock, where it is there, the tenant
 * registers payments by other means, or a person says so.
 */
async function moneyOfOriginal(
  before: OrderCase,
  back: Decimal,
  creditIds: readonly string[],
): Promise<Result<StepReport | Locked, Failure>> {
  const { refunds, payments } = before.ports.settings.orders;
  const id = before.order.creditsOrderId;
  const dueOf = ({ ports }: OrderCase) =>
    dec(back)
      .minus(registeredAmount(ports.journal, "refund"))
      .minus(refundedByOthers(ports, creditIds));
  if (refunds === "none" || id === null || dueOf(before).lte(0))
    return ok({ order: before, dispute: null });
  const locked = await lockCredits(before, orderKey(id));
  if (!locked.ok) return locked;
  const { order, original } = locked.value;
  const { ports } = order;
  const due = dueOf(order);
  if (due.lte(0)) return ok({ order, dispute: null });
  const dispute = refundIsDispute(original, due);
  if (dispute !== null && due.lte(String(dispute.params["due"]))) return attention(dispute);
  const elsewhere = possiblyRefundedReason(original, { due: amount(due), back });
  if (elsewhere !== null) return attention(elsewhere);
  const found = { order, dispute };
  if (payments === "none" || ports.eventTypes.includes("retry-by-person")) return ok(found);
  const invoices = original.documents.filter(isLiveInvoice);
  if (invoices.length === 0) return ok(found);
  const paid = await paidOnInvoices(ports, invoices, original.cards ?? "0");
  if (!paid.ok) return paid;
  // Earlier refunds are gone from it, whichever of the order's credits they were registered on.
  const refunded = dec(original.refunded);
  const left = dec(paid.value.charged).minus(refunded);
  if (left.gte(dec(back))) return ok(found);
  // It is being worked on: its payment follows its invoice.
  if (original.outcome === null) {
    const waits = await ports.waitFor(
      orderKey(id),
      reason("credit-waits-for-original", { order: id }),
    );
    return waits.ok
      ? ok({ outcome: waits.value.outcome, first: waits.value.reasons, also: [] })
      : waits;
  }
  const number = invoices.map((invoice) => invoice.number ?? invoice.id).join(", ");
  return attention(
    reason("refund-without-payment", {
      due: back,
      paid: amount(left.lt(0) ? 0 : left),
      number,
      refunded: refunded.eq(0) ? null : amount(refunded),
      currency: order.order.currency,
    }),
  );
}

/**
 * Returns money that the ledger has and the shop doesn't any more, of an order that was partly
 * credited after booking: it was paid back. What went back by a dispute isn't registered again.
 * `null`: nothing is due. Pure.
 */
export function dueOnEdits(
  { ports, order }: OrderFacts,
  documents: readonly DocumentRecord[],
): RefundOfEdits | null {
  const credits = liveWithRole(documents, "delta-credit").map(({ id }) => id);
  const paid = retainedByShop(ports, order, documents);
  if (credits.length === 0 || paid === null || ports.settings.orders.refunds === "none")
    return null;
  const known = dec(knownToShop(ports, documents));
  const back = known.minus(dec(paid)).minus(lostByDisputes(ports));
  const due = back
    .minus(dec(registeredAmount(ports.journal, "refund")))
    .minus(dec(refundedByOthers(ports, credits)));
  const manuallyPaid = known.minus(dec(registeredAmount(ports.journal, "payment")));
  return due.lte(0)
    ? null
    : { credits, back: amount(back), due: amount(due), manuallyPaid: amount(manuallyPaid) };
}

/**
 * `back`: all that went back; `due`: the part that isn't registered yet; `manuallyPaid`: money that
 * others registered.
 */
export type RefundOfEdits = {
  readonly credits: readonly string[];
  readonly back: Decimal;
  readonly due: Decimal;
  readonly manuallyPaid: Decimal;
};

export async function registerRefundOfEdits(
  before: OrderCase,
  { credits, back, due, manuallyPaid }: RefundOfEdits,
): Promise<Result<StepReport, Failure>> {
  const locked = await lockCredits(before, before.ports.key);
  if (!locked.ok) return locked;
  const { order, original } = locked.value;
  // A refund of a credit order is registered on that order's credit, and the shop may count it here
  // as well.
  if (dec(original.credited).gt(0))
    return attention(reason("refund-beside-credits", { due, credited: original.credited }));
  const there = await refundOfInvoicedMoney(order, { back, manuallyPaid });
  if (!there.ok) return there;
  if (dec(there.value).lte(0)) return ok(report());
  const { currency } = liveWithRole(order.ports.documents, "invoice")[0]?.content ?? order.order;
  // The date of the payment says nothing about the date of its refund.
  return refunded(
    { ...order, order: { ...order.order, currency, paidAt: null } },
    credits.map((id) => ({ id, known: null })),
    there.value,
  );
}

async function refunded(
  order: OrderCase,
  credits: readonly { readonly id: string; readonly known: AnsweredInvoice | null }[],
  back: Decimal,
): Promise<Result<StepReport, Failure>> {
  const { ports } = order;
  if (ports.settings.orders.refunds === "none") return ok(report());
  if (ports.settings.trial) return simulateWrites(order, (open) => refunded(open, credits, back));
  const ids = credits.map(({ id }) => id);
  const done = dec(registeredAmount(ports.journal, "refund")).plus(
    dec(refundedByOthers(ports, ids)),
  );
  const isGone = isPaymentWithdrawn(ports.documents.filter(({ id }) => ids.includes(id)));
  if (!isGone && dec(back).lte(done)) return ok(report());
  const last = ports.journal.findLast((entry) => entry.role === "refund");
  const asked = isLeftToPerson(last) ? last : null;
  const read = await readCredits(ports, credits);
  if (!read.ok) return read;
  const current = read.value;
  // It came through after all looks: its credit says so.
  const came =
    asked !== null && current.some((credit) => hasPaymentSucceeded(asked, credit)) ? asked : null;
  if (came !== null) ports.settle(settlement(writeOf(came), "compared"));
  const looked = await missingOn(order, current, { back, came: came?.payment?.amount ?? "0.00" });
  if (!looked.ok) return looked;
  const { due: left, byPerson, unclear, document } = looked.value;
  const isMissing = dec(left).gt(0);
  if (isMissing && came === null && asked !== null && !ports.eventTypes.includes("retry-by-person"))
    return attention(reason("in-doubt-needs-person", { marker: asked.marker }));
  if (unclear !== null) return attention(unclear);
  if (document !== null) ports.saveDocument(document);
  if (!isMissing)
    return ok(dec(byPerson).gt(0) ? report(alreadyRegistered(current, back, byPerson)) : report());
  const rounded = current.find(({ roundings }) => !same(roundings, 0));
  if (rounded !== undefined) return attention(manualRoundingReason(rounded, "refund", left));
  const planned = planRefund({
    due: left,
    order: order.order,
    credits: current,
    ...booksNow(ports),
    facts: orderLookupFacts(order),
  });
  ports.note("lookup", "refund", { back, due: left, byPerson, planned });
  return planned.kind === "hold" ? attention(planned.reason) : sendRefunds(order, planned, current);
}

async function readCredits(
  ports: VendorPort,
  credits: Parameters<typeof refunded>[1],
): Promise<Result<readonly AnsweredInvoice[], Failure>> {
  const current: AnsweredInvoice[] = [];
  for (const { id, known } of credits) {
    const read = known === null ? await currentInvoice(ports.read, id) : ok(known);
    if (!read.ok) return read;
    current.push(read.value);
  }
  return ok(current);
}

/** One after the other; a refusal, or one that differs from what was sent, ends it. */
async function sendRefunds(
  order: OrderCase,
  planned: Extract<ReturnType<typeof planRefund>, { readonly refunds: unknown }>,
  current: readonly AnsweredInvoice[],
): Promise<Result<StepReport, Failure>> {
  const { ports } = order;
  const reasons: Reason[] = [];
  for (const refund of planned.refunds) {
    const { bankAccountId, date } = planned;
    const payment = {
      amount: negated(refund.amount),
      remaining: refund.remaining,
      bank: bankAccountId,
    };
    const intent = await intentOf(order, refund.creditId, payment, reasons.length);
    const credit = current.find(({ id }) => id === refund.creditId);
    const wrong = await sendPayment(
      ports,
      intent,
      { id: refund.creditId, number: credit?.number ?? null },
      { ...refund, bankAccountId, date, currency: order.order.currency },
      { refused: (code) => reason("refund-refused", { amount: refund.amount, code }) },
    );
    if (!wrong.ok) return wrong;
    if (wrong.value !== null) return attention(wrong.value, ...reasons);
    reasons.push(
      reason("refund-registered", { amount: refund.amount, date, account: bankAccountId }),
    );
  }
  return ok(report(...reasons, ...planned.reasons));
}

async function intentOf(
  { ports, order }: OrderCase,
  creditId: string,
  payment: NonNullable<WriteIntent["payment"]>,
  made: number,
): Promise<WriteIntent> {
  const before = ports.journal.filter((entry) => entry.role === "refund");
  const open = before.findLast((entry) => entry.state === "planned" || entry.refused);
  const intent = await moneyIntent(
    { ports, order },
    {
      role: "refund",
      n: nextNumber(before, made === 0 ? open : undefined, made),
      kind: "payment.create",
      documentId: creditId,
      payment,
    },
  );
  return {
    ...intent,
    ...(order.creditsOrderId === null ? {} : { original: orderKey(order.creditsOrderId) }),
  };
}
