/**
 * Plans what is to be registered on an invoice for the shop's payment. Pure. The ledger's state
 * counts: a payment that a person registered there isn't registered again, and nothing is paid
 * above what remains.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import type { FiscalYear } from "../../../domain/ledger/ledger.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import {
  FIRST_DAY,
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
  zoneOfCountry,
} from "../../../domain/platform/zoned-time.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import type { Settings } from "../../../settings/schema.ts";
import { bookingDay, otherDay } from "../../booking-day.ts";
import type { UsedCard } from "../money/lines.ts";
import { paidOnEach, allocateCards } from "./invoice-shares.ts";

export type PaymentInput = {
  readonly order: Pick<
    Order,
    "amountPaid" | "paidAt" | "payment" | "paymentMethodId" | "gross" | "currency"
  >;
  readonly invoice: Pick<AnsweredInvoice, "total" | "remaining" | "credited">;
  readonly settings: Settings;
  readonly company: { readonly country: string; readonly lockedTo?: string | null };
  /** Today, in the company's zone. */
  readonly today: string;
  readonly years: readonly FiscalYear[];
  readonly mayMove: boolean;
  /** What gift cards paid of it, which isn't received money. */
  readonly cards?: Decimal;
  /** The order's destination and similar facts, which narrowed rows of the look-ups use. */
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
 * Returns what the shop says that it received; `null` where it doesn't say how much. Refunds belong
 * to credits.
 */
export function receivedAmount(
  order: Pick<Order, "amountPaid" | "payment" | "gross">,
): Decimal | null {
  if (order.payment === "open" || order.payment === "refunded") return "0.00";
  return order.amountPaid ?? (order.payment === "paid" ? order.gross : null);
}

export function planPayment(input: PaymentInput): PlannedPayment {
  const { order, invoice, settings } = input;
  const hold = (...reasons: readonly Reason[]): PlannedPayment => ({ kind: "hold", reasons });
  const paid = receivedAmount(order);
  if (paid === null) return hold(reason("payment-amount-unknown"));
  if (dec(paid).gt(dec(order.gross)))
    return hold(reason("payment-exceeds-order", { paid, charged: order.gross, of: "invoice" }));
  // What the ledger has already, registered by us or by others.
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
  // A credit may have reduced what was still to be paid: the rest goes back to the buyer, not onto
  // this invoice.
  if (due.gt(dec(invoice.remaining)))
    return hold(
      reason("payment-exceeds-remaining", { due: amount(due), remaining: invoice.remaining }),
    );
  const bank = choose(settings.lookups.paymentMethod, order.paymentMethodId, input.facts);
  if (bank.value === null)
    return hold(reason("payment-method-not-mapped", { method: order.paymentMethodId }));
  const paidDay = moneyDay(order, input.company.country, input.today);
  if ("unreadable" in paidDay) return hold(paidDay.unreadable);
  const day = bookingDay(paidDay.day, { ...input, settings });
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
  return {
    kind: "pay",
    amount: amount(due),
    complete,
    date: day.day,
    bankAccountId: bank.value,
    reasons: [chosen, ...otherDay(day.recorded)],
  };
}

/** The empty date of .NET: no day is said. */
const NO_DAY = "0001-01-01";

/**
 * Returns the day, in the company's zone, on which the shop says that money moved. `otherwise`:
 * used where the shop says nothing, but not where its date can't be read.
 */
export function moneyDay(
  { paidAt }: Pick<Order, "paidAt">,
  country: string,
  otherwise: string,
): { readonly day: string } | { readonly unreadable: Reason } {
  if (paidAt === null || paidAt.startsWith(NO_DAY)) return { day: otherwise };
  const day = dayOf(paidAt, country);
  return day === null || day < FIRST_DAY
    ? { unreadable: reason("payment-date-unreadable", { got: paidAt }) }
    : { day };
}

/** `null`: it isn't a date. */
function dayOf(local: string, country: string): string | null {
  const stamp = parseLocal(local);
  if (stamp === null) return null;
  return stamp.hasTime
    ? localDay(instantsOf(stamp, SOURCE_ZONE).earliest, zoneOfCountry(country))
    : stamp.day;
}

/** `n` counts the order's cards from 1, in the order of its lines, and identifies the payment. */
type CardPayment = {
  readonly n: number;
  /** The place of the invoice that it pays. */
  readonly at: number;
  readonly amount: Decimal;
  readonly complete: boolean;
  readonly date: string;
  readonly bankAccountId: string;
};

/** `invoice`: the one that the cards pay; of several, the first one. */
type PlannedCards<Invoice> = { readonly invoice: Invoice } &
  /** `reasons` tells of a day that isn't the shop's. */
  (
    | {
        readonly kind: "pay";
        readonly payments: readonly CardPayment[];
        readonly reasons: readonly Reason[];
      }
    /** Nothing is due for cards; `reasons` says where others registered them. */
    | { readonly kind: "none"; readonly reasons: readonly Reason[] }
    | { readonly kind: "hold"; readonly reasons: readonly Reason[] }
  );

type CardsInput<Invoice> = Omit<PaymentInput, "order" | "cards" | "invoice"> & {
  /** Of the order, the first one first. */
  readonly invoices: readonly [Invoice, ...Invoice[]];
  readonly order: PaymentInput["order"] & { readonly date: string };
  readonly cards: readonly UsedCard[];
  /** The cards that we registered, by their `n`. */
  readonly done: readonly number[];
  /** The money that we registered. */
  readonly money: Decimal;
};

/**
 * Plans what is to be registered for gift cards that paid part of an order, on its first invoice
 * with room for all of them, or each where it fits: an edit may have credited the one before. Pure.
 * Each card is a payment of its own, on the account of its liability. A person's payment isn't
 * registered again; where it may be a card's or money's, a person is asked.
 */
export function planCards<Invoice extends PaymentInput["invoice"]>(
  input: CardsInput<Invoice>,
): PlannedCards<Invoice> {
  const { order, invoices, cards, settings } = input;
  const open = cards
    .map((card, index) => ({ ...card, n: index + 1 }))
    .filter(({ n }) => !input.done.includes(n));
  const due = amount(sum(open.map((card) => card.amount)));
  const places = allocateCards(open, invoices);
  const isOver = "code" in places;
  const invoice = (isOver ? null : invoices[Math.min(...places.values())]) ?? invoices[0];
  const hold = (...reasons: readonly Reason[]) => ({ kind: "hold", reasons, invoice }) as const;
  const none = (...reasons: readonly Reason[]) =>
    ({ kind: "none", reasons, invoice: invoices[0] }) as const;
  if (open.length === 0) return none();
  const ours = sum([
    input.money,
    ...cards.filter((_, index) => input.done.includes(index + 1)).map((card) => card.amount),
  ]);
  const manual = sum(paidOnEach(invoices.map((one) => ({ ...one, cards: "0.00" })))).minus(ours);
  const moneyDue = dec(receivedAmount(order) ?? "0").minus(dec(input.money));
  if (manual.gt(0) && same(manual, due) && !same(manual, moneyDue))
    return none(reason("gift-card-already-registered", { amount: due }));
  // A person registered all of it, so both are included.
  if (manual.gt(0) && same(manual, dec(due).plus(moneyDue)))
    return none(reason("gift-card-already-registered", { amount: due }));
  if (manual.gt(0) && (!same(manual, moneyDue) || same(due, moneyDue)))
    return hold(reason("gift-card-payment-unclear", { byHand: amount(manual), cards: due }));
  if (isOver) return hold(places);
  const { country } = input.company;
  const paidDay = moneyDay(order, country, dayOf(order.date, country) ?? input.today);
  if ("unreadable" in paidDay) return hold(paidDay.unreadable);
  const day = bookingDay(paidDay.day, input);
  if ("closed" in day) return hold(day.closed);
  const homeless = open.filter(
    (card) => choose(settings.lookups.giftCard, card.code, input.facts).value === null,
  );
  if (homeless.length > 0)
    return hold(
      ...homeless.map((card) =>
        reason("gift-card-account-missing", { line: card.line, card: card.code }),
      ),
    );
  const left = invoices.map(({ remaining }) => dec(remaining));
  const payments = open.map((card): CardPayment => {
    const at = places.get(card.n) ?? 0;
    const remaining = left[at] ?? dec(0);
    const complete = same(card.amount, remaining);
    left[at] = remaining.minus(card.amount);
    return {
      n: card.n,
      at,
      amount: card.amount,
      complete,
      date: day.day,
      bankAccountId: choose(settings.lookups.giftCard, card.code, input.facts).value ?? "",
    };
  });
  return { kind: "pay", payments, invoice, reasons: otherDay(day.recorded) };
}

export type RefundInput = Pick<
  PaymentInput,
  "settings" | "company" | "today" | "years" | "mayMove"
> & {
  /** Still to be registered, above zero. */
  readonly due: Decimal;
  readonly order: Pick<Order, "paidAt" | "paymentMethodId" | "date">;
  readonly credits: readonly Pick<AnsweredInvoice, "id" | "remaining">[];
  /** Facts for narrowed rows of the look-up: a refund goes back where the money came in. */
  readonly facts: LookupFacts;
};

/** `remaining`: of the credit before the refund, below zero. */
type Refund = {
  readonly creditId: string;
  readonly amount: Decimal;
  readonly remaining: Decimal;
  readonly complete: boolean;
};

type PlannedRefund =
  | {
      readonly kind: "refund";
      readonly date: string;
      readonly bankAccountId: string;
      readonly refunds: readonly Refund[];
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "hold"; readonly reason: Reason };

/**
 * Returns what a credit order says was paid back, above zero: its own amount, otherwise all of it
 * where it says that it is refunded.
 */
export const refundedAmount = (credit: Pick<Order, "amountPaid" | "payment" | "gross">): Decimal =>
  credit.payment === "open"
    ? "0.00"
    : amount(
        dec(
          credit.amountPaid ??
            (credit.payment === "refunded" || credit.payment === "paid" ? credit.gross : "0"),
        ).abs(),
      );

/**
 * Returns what the shop still has of an order's money; `null`: it doesn't say. A cancelled order
 * that is refunded may still name what was paid: where that is all, nothing of it is left; a part
 * is either what went back or what is left. All is what the order charges, and what is booked of
 * its money (`standing`): a shop may empty an order as it cancels it.
 */
export function retainedAfterRefund(
  { amountPaid, payment, state, gross }: Pick<Order, "amountPaid" | "payment" | "state" | "gross">,
  standing: Decimal,
): Decimal | null {
  if (payment !== "refunded") return amountPaid;
  if (amountPaid === null) return "0.00";
  if (state !== "cancelled" || dec(amountPaid).lte(0)) return amountPaid;
  return [gross, standing].every((all) => dec(amountPaid).gte(dec(all))) ? "0.00" : null;
}

/**
 * Plans what is to be registered on a credit for money that the shop paid back. Pure. As with
 * payments the ledger's state counts: nothing is paid back above what remains of the credit.
 */
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
  const paidDay = moneyDay(order, input.company.country, input.today);
  if ("unreadable" in paidDay) return { kind: "hold", reason: paidDay.unreadable };
  const day = bookingDay(paidDay.day, { ...input, settings });
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
    reasons: otherDay(day.recorded),
  };
}
