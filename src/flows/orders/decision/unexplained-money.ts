/**
 * Reports money that the books don't explain to a person, whatever the run's outcome: a refund
 * without a credit, a payment that is gone, a payment for a cancelled order, a refund that was
 * undone. A credit order that comes later has the order looked at again (notify-originals.ts).
 */
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type {
  DocumentRecord,
  FlowEnd,
  JournalPort,
  RunFacts,
  VendorPort,
  WorkPort,
} from "../../port.ts";
import { ownBookedDocument } from "../booked/books.ts";
import { retainedMoney } from "../documents/vouchers/retained-money.ts";
import { paidOnItem } from "../documents/vouchers/item-paid.ts";
import { receivedAmount } from "../payments/plan-payment.ts";
import {
  bookedMoney,
  retainedAmount,
  refundedOnCredits,
  unaccountedRefund,
  refundedElsewhereAmount,
  lostByDisputes,
} from "../payments/registered-money.ts";
import { type WithdrawnRefund, reportWithdrawnRefund } from "../payments/withdrawn-refund.ts";
import {
  stillOwed,
  findUnreportedMoney,
  type UnreportedMoney,
} from "../payments/unreported-money.ts";
import { explainMissing, liveInvoicesOf, type MissingMoney, paidOn } from "./missing-money.ts";
import {
  disputedSale,
  retainedMoneyReason,
  retainedAfterCreditReason,
  isCreditedByOthers,
  withBookedAmountPaid,
  unbookedEditReduction,
  paidForNothing,
  needsMoneyBooked,
  hasBooked,
  liveSaleDocument,
  stillCharges,
  reversedVoucherMoney,
} from "./retained-for-buyer.ts";
import {
  withSimulatedReversals,
  asSimulatedReason,
  showsCorrection,
  hasSimulatedReversal,
} from "./simulated-documents.ts";
import { deniedStatus, refundDenied, findWithdrawnRefund } from "./status-conflict.ts";
import { labelOf } from "../shared/case.ts";

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
    const back = findWithdrawnRefund(facts, order, documents);
    return back === null || "kind" in back ? back : unexplained(back);
  }
  const { settings } = facts;
  const isOver = order.state === "cancelled" || same(order.gross, 0);
  if (isOver && settings.trial) return onTrial(facts, order, ended, documents, shown);
  const booked = ownBookedDocument(documents);
  const isReversed = booked?.voucher !== undefined && booked.state === "gone";
  const disputed = disputedSale(facts, documents, isOver && isReversed);
  if (disputed !== null) return unexplained(disputed);
  const left = isOver && isReversed ? retainedMoney(documents) : null;
  const kept = withBookedAmountPaid(facts, order, booked, documents, left?.left);
  const charges = booked !== undefined && stillCharges(ended, booked, documents);
  const unreportedMoney = () => (charges ? null : findUnreportedMoney(facts, order, documents));
  if (left !== null) return unexplained(retainedMoneyReason(kept, left));
  if (order.state !== "cancelled")
    return (
      perhapsGone(facts, kept, ended, documents) ??
      (isOver ? paidForNothing(facts, kept, documents) : null) ??
      deniedStatus(facts, order, documents) ??
      (isOver && booked !== undefined && documents.some((one) => needsMoneyBooked(settings, one))
        ? (unexplained(
            retainedAfterCreditReason(facts, booked, documents, receivedAmount(kept) ?? "0.00"),
          ) ?? unreportedMoney())
        : null)
    );
  if (booked === undefined) return null;
  // What credit orders took back stands: its money may go back without their saying so.
  const perhaps = isCreditedByOthers(ended, documents)
    ? perhapsGone(facts, kept, ended, documents)
    : null;
  // Vouchers on clearing book the money whether or not payments are registered.
  if (settings.orders.payments === "none" && !hasBooked(settings, booked)) return perhaps;
  const paid = receivedAmount(kept);
  if (paid === null) return unexplained(reason("payment-amount-unknown"));
  const denied = refundDenied(facts, order, documents);
  if (denied !== null) return unexplained(denied);
  const reversed = reversedVoucherMoney(booked, documents);
  const ours = amount(dec(bookedMoney(facts, documents)).plus(dec(reversed)));
  // A refund was received before, and is still on what was credited.
  const back = refundedOnCredits(facts, documents);
  if (dec(paid).lte(dec(ours).minus(dec(back))))
    return (
      unexplained(retainedAfterCreditReason(facts, booked, documents, paid)) ??
      perhaps ??
      unreportedMoney()
    );
  const when = charges ? "stands" : null;
  return { kind: "cancelled", of: "cancelled", booked, documents, paid, ours, back, when };
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
  const left = moneyInQuestion(live, order, ended, withSimulatedReversals(documents, shown), []);
  if (left === null || !hasSimulatedReversal(shown)) return left;
  if (left.kind === "unexplained") return unexplained(asSimulatedReason(left.why));
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
  | MissingMoney
  | WithdrawnRefund
  | UnreportedMoney
  | { readonly kind: "denied"; readonly why: Reason };

/** `null`: the ledger explains it. */
export async function unexplainedMoneyReason(
  ports: Asking,
  order: Order,
  question: InQuestion,
): Promise<Result<Reason | null, Failure>> {
  switch (question.kind) {
    case "cancelled": {
      const why = await paidThough(ports, question);
      return why.ok && why.value !== null && question.when === "shown"
        ? ok(asSimulatedReason(why.value))
        : why;
    }
    case "gone":
      return explainMissing(ports, order, question);
    case "unsaid":
      return stillOwed(ports, question);
    case "refund-gone":
      return reportWithdrawnRefund(ports, question);
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

/** A payment for an order that is over and was booked before: nothing is left to pay. */
async function paidThough(
  ports: Asking,
  { of, booked, documents, paid, ours, back, when }: Extract<InQuestion, { kind: "cancelled" }>,
): Promise<Result<Reason | null, Failure>> {
  // A person may have registered it.
  const invoices = await liveInvoicesOf(ports, documents);
  if (!invoices.ok) return invoices;
  const { voucher } = booked;
  const onItem =
    voucher?.ledgerItem == null ? ok("0.00") : await paidOnItem({ ports }, booked, voucher);
  if (!onItem.ok) return onItem;
  const there = [paidOn(ports, invoices.value), onItem.value];
  const leftOf = (own: Decimal): Decimal => amount(dec(greatest(own, ...there)).minus(dec(back)));
  if (dec(paid).lte(dec(leftOf(ours))))
    return ok(retainedAfterCreditReason(ports, booked, documents, paid));
  const number = labelOf(booked);
  // What a reversal took back isn't registered any more.
  const taken = dec(when === null ? reversedVoucherMoney(booked, documents) : "0.00");
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
  const document = liveSaleDocument(documents);
  const has = retainedAmount(order);
  if (document === undefined || has === null || showsCorrection(ended)) return null;
  const booked = bookedMoney(facts, documents);
  const refunds = amount(
    sum([
      refundedOnCredits(facts, documents),
      refundedIn(ended),
      refundedElsewhereAmount(document),
      lostByDisputes({ ...facts, documents }),
    ]),
  );
  // What a held edit explains depends on credits beside it.
  const less = unbookedEditReduction(order, ended, documents);
  return unaccountedRefund({ kept: has, booked, back: refunds }) !== null ||
    order.payment === "refunded"
    ? { kind: "gone", document, documents, has, booked, refunds, less }
    : null;
}

const greatest = (...figures: readonly Decimal[]): Decimal =>
  figures.reduce((most, one) => (dec(one).gt(dec(most)) ? one : most));
