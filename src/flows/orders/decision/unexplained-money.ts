/**
 * Reports money that the books don't explain to a person, whatever the run's outcome: a refund
 * without a credit, a payment that is gone, a payment for a cancelled order, a refund that was
 * undone. A credit order that comes later has the order looked at again (tell-originals.ts).
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type {
  DocumentRecord,
  FlowEnd,
  JournalPort,
  Original,
  RunFacts,
  VendorPort,
  WorkPort,
} from "../../port.ts";
import { ownBooked } from "../booked/books.ts";
import { keptMoney } from "../documents/vouchers/kept-money.ts";
import { paidOnItem } from "../documents/vouchers/item-paid.ts";
import { received } from "../payments/plan-payment.ts";
import {
  bookedMoney,
  creditedByDeltas,
  amountKept,
  refundedBy,
  registered,
  wentBack,
  elsewhereOf,
  lostByDisputes,
} from "../payments/registered.ts";
import { type RefundGone, refundStands } from "../payments/refund-gone.ts";
import { stillOwed, unsaidMoney, type UnsaidMoney } from "../payments/unsaid-money.ts";
import {
  disputedSale,
  keptBy,
  stillThere,
  isCreditedByOthers,
  heldBack,
  inBooks,
  lessByEdit,
  soldBy,
  paidForNothing,
  booksMoney,
  hasBooked,
  standsFor,
  stillCharges,
  takenBack,
} from "./kept-for-buyer.ts";
import { asIfBooked, asShown, showsCorrection, takesBack } from "./shown-documents.ts";
import { deniedStatus, refundDenied, refundGone } from "./status-denied.ts";
import { labelOf, standsAs } from "../shared/case.ts";

/** The part of a run that asks the ledger. */
type Asking = RunFacts & VendorPort & WorkPort & Pick<JournalPort, "saveDocument">;

/** Reasons that already tell a person about the order's money. */
const TOLD: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "payment-method-not-mapped",
  "payment-amount-unknown",
  "payment-exceeds-order",
  "payment-exceeds-remaining",
  "payment-refused",
  "refund-exceeds-credit",
  "refund-beside-credits",
  "refund-without-payment",
  "refund-perhaps-by-payout",
  "refund-perhaps-by-hand",
  "refunded-by-dispute",
  "refund-refused",
  "order-gone",
  "document-gone",
  "flow-off",
]);

/**
 * Returns money in question, by what is known without asking the ledger; `null`: none. `documents`:
 * as they are after the run that ended with `ended`. `shown`: what it would have booked. Pure.
 */
export function moneyInQuestion(
  facts: RunFacts,
  order: Order,
  ended: FlowEnd,
  documents: readonly DocumentRecord[],
  shown: readonly DocumentRecord[],
): InQuestion | { readonly kind: "unexplained"; readonly why: Reason } | null {
  if (ended.outcome === "rejected" || ended.reasons.some(({ code }) => TOLD.has(code))) return null;
  if (order.creditsOrderId !== null) {
    const back = refundGone(facts, order, documents);
    return back === null || "kind" in back ? back : unexplained(back);
  }
  const { settings } = facts;
  const isOver = order.state === "cancelled" || same(order.gross, 0);
  if (isOver && settings.trial) return onTrial(facts, order, ended, documents, shown);
  const booked = ownBooked(documents);
  const isReversed = booked?.voucher !== undefined && booked.state === "gone";
  const disputed = disputedSale(facts, documents, isOver && isReversed);
  if (disputed !== null) return unexplained(disputed);
  const left = isOver && isReversed ? keptMoney(documents) : null;
  const kept = inBooks(facts, order, booked, documents, left?.left);
  if (left !== null) return unexplained(keptBy(kept, left));
  if (order.state !== "cancelled")
    return (
      perhapsGone(facts, kept, ended, documents) ??
      (isOver ? paidForNothing(facts, kept, documents) : null) ??
      deniedStatus(facts, order, documents) ??
      (isOver && booked !== undefined && documents.some((one) => booksMoney(settings, one))
        ? (unexplained(stillThere(facts, booked, documents, received(kept) ?? "0.00")) ??
          (stillCharges(ended, booked, documents) ? null : unsaidMoney(facts, order, documents)))
        : null)
    );
  if (booked === undefined) return null;
  // What credit orders took back stands: its money may go back without their saying so.
  const perhaps = isCreditedByOthers(ended, documents)
    ? perhapsGone(facts, kept, ended, documents)
    : null;
  // Vouchers on clearing book the money whether or not payments are registered.
  if (settings.orders.payments === "none" && !hasBooked(settings, booked)) return perhaps;
  const paid = received(kept);
  if (paid === null) return unexplained(reason("payment-amount-unknown"));
  const denied = refundDenied(facts, order, documents);
  if (denied !== null) return unexplained(denied);
  const ours = dec(bookedMoney(facts, documents)).plus(dec(takenBack(booked, documents)));
  // A refund was received before, and is still on what was credited.
  const back = refundedBy(facts, documents);
  return dec(paid).lte(ours.minus(dec(back)))
    ? (unexplained(stillThere(facts, booked, documents, paid)) ??
        perhaps ??
        (stillCharges(ended, booked, documents) ? null : unsaidMoney(facts, order, documents)))
    : {
        kind: "cancelled",
        of: "cancelled",
        booked,
        documents,
        paid,
        ours: amount(ours),
        back,
        when: stillCharges(ended, booked, documents) ? "stands" : null,
      };
}

const unexplained = (why: Reason | null) =>
  why === null ? null : ({ kind: "unexplained", why } as const);

/** What a live run would ask of an order that is over. */
function onTrial(
  facts: RunFacts,
  order: Order,
  ended: FlowEnd,
  documents: readonly DocumentRecord[],
  shown: readonly DocumentRecord[],
): ReturnType<typeof moneyInQuestion> {
  const live = { ...facts, settings: { ...facts.settings, trial: false } };
  const left = moneyInQuestion(live, order, ended, asIfBooked(documents, shown), []);
  if (left === null || !takesBack(shown)) return left;
  if (left.kind === "unexplained") return unexplained(asShown(left.why));
  if (left.kind === "unsaid") return { ...left, credits: [], when: "shown" };
  return left.kind === "cancelled" ? { ...left, when: "shown" } : left;
}

/** The figures that have to be read from the ledger. */
export type InQuestion =
  | {
      readonly kind: "cancelled";
      /** An order that was cancelled, or edited to a total of zero. */
      readonly of: "cancelled" | "nothing";
      readonly booked: DocumentRecord;
      readonly documents: readonly DocumentRecord[];
      readonly paid: Decimal;
      /** What we booked, and what went back of it. */
      readonly ours: Decimal;
      readonly back: Decimal;
      /** `shown`: test mode and dry runs would take the document back; `stands`: nothing does. */
      readonly when: "shown" | "stands" | null;
    }
  | {
      readonly kind: "gone";
      readonly document: DocumentRecord;
      readonly documents: readonly DocumentRecord[];
      readonly has: Decimal;
      readonly booked: Decimal;
      readonly refunds: Decimal;
      /** By an unbooked edit. */
      readonly less: Decimal;
    }
  | RefundGone
  | UnsaidMoney
  | { readonly kind: "denied"; readonly why: Reason };

/** `null`: the ledger explains it. */
export async function unexplainedMoney(
  ports: Asking,
  order: Order,
  question: InQuestion,
): Promise<Result<Reason | null, Failure>> {
  switch (question.kind) {
    case "cancelled": {
      const why = await paidThough(ports, question);
      return why.ok && why.value !== null && question.when === "shown"
        ? ok(asShown(why.value))
        : why;
    }
    case "gone":
      return explainMissing(ports, order, question);
    case "unsaid":
      return stillOwed(ports, question);
    case "refund-gone":
      return refundStands(ports, question);
    case "denied": {
      // A refund on a credit is rightly missing from the amount.
      const locked = await ports.lockOriginal(ports.key);
      return locked.ok ? ok(dec(locked.value.credited).gt(0) ? null : question.why) : locked;
    }
  }
}

/** What this run registered, which the journal as read doesn't show. */
const refundedIn = ({ reasons }: FlowEnd): Decimal =>
  amount(
    sum(
      reasons.map(({ code, params }) =>
        code === "refund-registered" ? String(params["amount"] ?? "0") : "0",
      ),
    ),
  );

const live = (documents: readonly DocumentRecord[]): readonly DocumentRecord[] =>
  documents.filter(({ state }) => state === "live");

/** A payment for an order that is over and was booked before: nothing is left to pay. */
async function paidThough(
  ports: Asking,
  { of, booked, documents, paid, ours, back, when }: Extract<InQuestion, { kind: "cancelled" }>,
): Promise<Result<Reason | null, Failure>> {
  // A person may have registered it.
  const invoices = await invoicesOf(ports, live(documents));
  if (!invoices.ok) return invoices;
  const { voucher } = booked;
  const onItem =
    voucher?.ledgerItem == null ? ok("0.00") : await paidOnItem({ ports }, booked, voucher);
  if (!onItem.ok) return onItem;
  const there = [paidOn(ports, invoices.value), onItem.value];
  const leftOf = (own: Decimal): Decimal => amount(dec(greatest(own, ...there)).minus(dec(back)));
  if (dec(paid).lte(dec(leftOf(ours)))) return ok(stillThere(ports, booked, documents, paid));
  const number = labelOf(booked);
  // What a reversal took back isn't registered any more.
  const taken = dec(when === null ? takenBack(booked, documents) : "0.00");
  const left = leftOf(amount(dec(ours).minus(taken)));
  return ok(reason("paid-after-cancellation", { number, paid, registered: left, of, when }));
}

/** Money of a valid sale that the shop doesn't have any more. */
function perhapsGone(
  facts: RunFacts,
  order: Order,
  ended: FlowEnd,
  documents: readonly DocumentRecord[],
): InQuestion | null {
  const document = standsFor(documents);
  const has = amountKept(order);
  if (document === undefined || has === null || showsCorrection(ended)) return null;
  const booked = bookedMoney(facts, documents);
  const refunds = amount(
    sum([
      refundedBy(facts, documents),
      refundedIn(ended),
      elsewhereOf(document),
      lostByDisputes({ ...facts, documents }),
    ]),
  );
  // What a held edit explains depends on credits beside it.
  const less = lessByEdit(order, ended, documents);
  return wentBack({ kept: has, booked, back: refunds }) !== null || order.payment === "refunded"
    ? { kind: "gone", document, documents, has, booked, refunds, less }
    : null;
}

async function explainMissing(
  ports: Asking,
  order: Order,
  question: Extract<InQuestion, { kind: "gone" }>,
): Promise<Result<Reason | null, Failure>> {
  const { documents } = question;
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  const invoices = await invoicesOf(ports, live(documents));
  if (!invoices.ok) return invoices;
  const facts = { ...question, locked: locked.value, invoices: invoices.value };
  return ok(
    dec(question.booked).gt(0)
      ? byAmount(ports, order, documents, facts)
      : byStatus(order, documents, facts),
  );
}

type Facts = Extract<InQuestion, { kind: "gone" }> & {
  readonly locked: Original;
  /** The ledger's current figures. */
  readonly invoices: readonly AnsweredInvoice[];
};

function byAmount(
  ports: Asking,
  order: Order,
  documents: readonly DocumentRecord[],
  facts: Facts,
): Reason | null {
  const { document, has, refunds, locked, invoices } = facts;
  const back = dec(refunds).plus(locked.refunded);
  const credits = credited(documents, facts);
  // Where refunds are registered manually, credits explain the money.
  const manual = ports.settings.orders.refunds === "none" || document.voucher?.ledgerItem != null;
  const accounted = manual && dec(credits).gt(back) ? credits : amount(back);
  // A payment that was deleted in the ledger isn't there any more.
  const booked =
    invoices.length === 0 ? facts.booked : least(facts.booked, paidOn(ports, invoices));
  const above = amount(dec(booked).minus(accounted).minus(order.gross));
  const held = heldBack(documents, { less: facts.less, credits, above });
  const missing = wentBack({ kept: has, booked, back: amount(dec(accounted).plus(held)) });
  if (missing === null) return null;
  const number = labelOf(document);
  if (order.payment === "refunded" && dec(credits).eq(0))
    return reason("refunded-without-credit", { number });
  return reason("paid-less-than-registered", {
    number,
    paid: has,
    registered: booked,
    missing,
    back: dec(accounted).eq(0) ? null : accounted,
    held: dec(held).eq(0) ? null : held,
  });
}

/** The paid amount isn't known: all that was charged has to be credited. */
function byStatus(order: Order, documents: readonly DocumentRecord[], facts: Facts): Reason | null {
  const credits = credited(documents, facts);
  if (order.payment !== "refunded" || dec(credits).gte(soldBy(order, documents))) return null;
  const part = dec(credits).eq(0) ? null : credits;
  const as = standsAs(facts.document);
  return reason("refunded-without-credit", { number: labelOf(facts.document), as, credited: part });
}

/** Credited by us, or by a person who set a credit off in the ledger. */
function credited(documents: readonly DocumentRecord[], { locked, invoices }: Facts): Decimal {
  const ours = dec(locked.credited).plus(dec(creditedByDeltas(documents)));
  const there = sum(invoices.map((invoice) => invoice.credited));
  return amount(ours.gt(there) ? ours : there);
}

/** In charged amounts: a total that the ledger rounded was fully paid. Gift cards aren't money. */
function paidOn({ journal }: RunFacts, invoices: readonly AnsweredInvoice[]): Decimal {
  const paid = invoices.map(({ total, roundings, remaining, credited: off }) =>
    dec(total).minus(roundings).minus(remaining).minus(off),
  );
  return amount(sum(paid).minus(registered(journal, "gift-card")));
}

const greatest = (...figures: readonly Decimal[]): Decimal =>
  figures.reduce((most, one) => (dec(one).gt(dec(most)) ? one : most));
const least = (a: Decimal, b: Decimal): Decimal => (dec(a).lt(dec(b)) ? a : b);

/** A deleted invoice is left out: the order's own run reports it. */
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
