/**
 * What is to be registered on a credit for money that the shop paid back. Pure. As with payments
 * the ledger's own state counts: nothing is paid back above what remains of the credit.
 */
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import type { FiscalYear } from "../../../domain/ledger.ts";
import { amount, dec, type Decimal, same } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { LookupFacts } from "../../../settings/lookup-key.ts";
import { choose } from "../../../settings/lookup.ts";
import type { Settings } from "../../../settings/schema.ts";
import { bookingDay } from "../documents/invoices/booking.ts";
import { paidOn } from "./plan-payment.ts";

export type RefundInput = {
  /** Still to be registered, above zero. */
  readonly due: Decimal;
  readonly order: Pick<Order, "paidAt" | "paymentMethodId" | "date">;
  readonly credits: readonly Pick<AnsweredInvoice, "id" | "remaining">[];
  readonly settings: Settings;
  readonly company: { readonly country: string; readonly lockedTo?: string | null };
  readonly today: string;
  readonly years: readonly FiscalYear[];
  readonly mayMove: boolean;
  /** What narrowed rows of the look-up ask: money goes back where it came in. */
  readonly facts: LookupFacts;
};

/** `remaining`: of the credit before it, below zero. */
export type Refund = {
  readonly creditId: string;
  readonly amount: Decimal;
  readonly remaining: Decimal;
  readonly complete: boolean;
};

export type PlannedRefund =
  | {
      readonly kind: "refund";
      readonly date: string;
      readonly bankAccountId: string;
      readonly refunds: readonly Refund[];
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "hold"; readonly reason: Reason };

/**
 * What a credit order says was paid back, above zero: its own amount, else all of it where it says
 * that it is refunded.
 */
export const paidBack = (credit: Pick<Order, "amountPaid" | "payment" | "gross">): Decimal =>
  credit.payment === "open"
    ? "0.00"
    : amount(
        dec(
          credit.amountPaid ??
            (credit.payment === "refunded" || credit.payment === "paid" ? credit.gross : "0"),
        ).abs(),
      );

/**
 * What the shop still has of an order's money, where it says so; `null`: it doesn't, and nothing is
 * concluded.
 */
export const stillPaid = (order: Pick<Order, "amountPaid" | "payment">): Decimal | null =>
  order.amountPaid ?? (order.payment === "refunded" ? "0.00" : null);

export function planRefund(input: RefundInput): PlannedRefund {
  const { due, order, settings } = input;
  const open = input.credits.reduce((sum, credit) => sum.minus(dec(credit.remaining)), dec(0));
  if (dec(due).gt(open))
    return { kind: "hold", reason: reason("refund-exceeds-credit", { due, open: amount(open) }) };
  const bank = choose(settings.lookups.paymentMethod, order.paymentMethodId, input.facts);
  if (bank.value === null)
    return {
      kind: "hold",
      reason: reason("payment-method-not-mapped", { method: order.paymentMethodId }),
    };
  const day = bookingDay(paidOn(order.paidAt, input.company.country) ?? input.today, {
    ...input,
    settings,
  });
  if ("closed" in day) return { kind: "hold", reason: day.closed };
  let left = dec(due);
  const refunds = input.credits.flatMap((credit): readonly Refund[] => {
    const owed = dec(credit.remaining).times(-1);
    const part = left.lt(owed) ? left : owed;
    left = left.minus(part);
    return part.lte(0)
      ? []
      : [
          {
            creditId: credit.id,
            amount: amount(part),
            remaining: credit.remaining,
            complete: same(part, owed),
          },
        ];
  });
  return {
    kind: "refund",
    date: day.day,
    bankAccountId: bank.value,
    refunds,
    reasons: day.recorded.filter(({ code }) => code === "booking-date-moved"),
  };
}
