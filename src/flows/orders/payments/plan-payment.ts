/**
 * What is to be registered on an invoice for what was paid in the shop. Pure. What counts is the
 * state of the ledger: a payment that somebody registered there by hand isn't registered again, and
 * nothing is ever paid above what remains.
 */
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import type { FiscalYear } from "../../../domain/ledger.ts";
import { amount, dec, type Decimal, same } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import {
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
  zoneOfCountry,
} from "../../../domain/zoned-time.ts";
import { choose } from "../../../mapping/lookup.ts";
import type { LookupFacts } from "../../../mapping/lookup-key.ts";
import type { Settings } from "../../../mapping/settings.ts";
import { bookingDay } from "../invoices/booking.ts";

export type PaymentInput = {
  readonly order: Pick<
    Order,
    "amountPaid" | "paidAt" | "payment" | "paymentMethodId" | "gross" | "currency"
  >;
  readonly invoice: Pick<AnsweredInvoice, "total" | "remaining" | "credited">;
  readonly settings: Settings;
  readonly company: { readonly country: string; readonly lockedTo?: string | null };
  /** In the company's zone. */
  readonly today: string;
  readonly years: readonly FiscalYear[];
  readonly mayMove: boolean;
  /** What gift cards paid of it, which is no money that was received. */
  readonly cards?: Decimal;
  /** Where the order goes, and the like: what narrowed rows of the look-ups ask. */
  readonly facts: LookupFacts;
};

export type PlannedPayment =
  | {
      readonly kind: "pay";
      readonly amount: Decimal;
      readonly complete: boolean;
      readonly date: string;
      readonly bankAccountId: string;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "none"; readonly reasons: readonly Reason[] }
  | { readonly kind: "hold"; readonly reasons: readonly Reason[] };

/**
 * What the shop says that it received: `null` where it doesn't say how much. Refunds are a credit's
 * matter.
 */
export function received(order: Pick<Order, "amountPaid" | "payment" | "gross">): Decimal | null {
  if (order.payment === "open" || order.payment === "refunded") return "0.00";
  return order.amountPaid ?? (order.payment === "paid" ? order.gross : null);
}

export function planPayment(input: PaymentInput): PlannedPayment {
  const { order, invoice, settings } = input;
  const hold = (...reasons: readonly Reason[]): PlannedPayment => ({ kind: "hold", reasons });
  const paid = received(order);
  if (paid === null) return hold(reason("payment-amount-unknown"));
  if (dec(paid).gt(dec(order.gross)))
    return hold(reason("payment-exceeds-order", { paid, charged: order.gross }));
  // What the ledger has already: registered by us, or by somebody else.
  const there = dec(invoice.total)
    .minus(dec(invoice.remaining))
    .minus(dec(invoice.credited))
    .minus(dec(input.cards ?? "0"));
  const due = dec(paid).minus(there);
  if (due.lte(0))
    return {
      kind: "none",
      reasons: dec(paid).gt(0)
        ? [reason("payment-already-registered", { paid, registered: amount(there) })]
        : [],
    };
  // A credit may have taken off what was still to be paid: the rest goes back to the buyer, not onto this invoice.
  if (due.gt(dec(invoice.remaining)))
    return hold(
      reason("payment-exceeds-remaining", { due: amount(due), remaining: invoice.remaining }),
    );
  const bank = choose(settings.lookups.paymentMethod, order.paymentMethodId, input.facts);
  if (bank.value === null)
    return hold(reason("payment-method-not-mapped", { method: order.paymentMethodId }));
  const day = bookingDay(paidOn(order.paidAt, input.company.country) ?? input.today, {
    ...input,
    settings,
  });
  if ("closed" in day) return hold(day.closed);
  const complete = same(due, invoice.remaining);
  const chosen = reason("payment-chosen", {
    amount: amount(due),
    date: day.day,
    method: bank.from,
    by: bank.by,
    account: bank.value,
    complete,
  });
  const moved = day.recorded.filter(({ code }) => code === "booking-date-moved");
  return {
    kind: "pay",
    amount: amount(due),
    complete,
    date: day.day,
    bankAccountId: bank.value,
    reasons: [chosen, ...moved],
  };
}

/** The day of a local stamp of the shop, in the company's zone. */
export function paidOn(paidAt: string | null, country: string): string | null {
  const stamp = paidAt === null ? null : parseLocal(paidAt);
  if (stamp === null) return null;
  return stamp.hasTime
    ? localDay(instantsOf(stamp, SOURCE_ZONE).earliest, zoneOfCountry(country))
    : stamp.day;
}
