/**
 * What is to be registered on an invoice for gift cards that paid part of it. Pure. Each card is a
 * payment of its own, on the account of the debt to its bearer. What a person registered isn't
 * registered again; where it can't be told whether that was a card or money, a person is asked.
 */
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { choose } from "../../../mapping/lookup.ts";
import { bookingDay } from "../invoices/booking.ts";
import type { UsedCard } from "../sale.ts";
import { paidOn, type PaymentInput, received } from "./plan-payment.ts";

/** `n` counts the order's cards from 1, in the order of its lines: the payment's identity. */
export type CardPayment = {
  readonly n: number;
  readonly amount: Decimal;
  readonly complete: boolean;
  readonly date: string;
  readonly bankAccountId: string;
};

export type PlannedCards =
  | { readonly kind: "pay"; readonly payments: readonly CardPayment[] }
  /** Nothing is due for cards; `reasons` says where somebody else registered them. */
  | { readonly kind: "none"; readonly reasons: readonly Reason[] }
  | { readonly kind: "hold"; readonly reasons: readonly Reason[] };

export type CardsInput = Omit<PaymentInput, "order" | "cards"> & {
  readonly order: PaymentInput["order"] & { readonly date: string };
  readonly cards: readonly UsedCard[];
  /** The cards that we registered, by their `n`. */
  readonly done: readonly number[];
  /** What we registered of money. */
  readonly money: Decimal;
};

export function planCards(input: CardsInput): PlannedCards {
  const { order, invoice, cards, settings } = input;
  const hold = (...reasons: readonly Reason[]): PlannedCards => ({ kind: "hold", reasons });
  const open = cards
    .map((card, index) => ({ ...card, n: index + 1 }))
    .filter(({ n }) => !input.done.includes(n));
  if (open.length === 0) return { kind: "none", reasons: [] };
  const due = amount(sum(open.map((card) => card.amount)));
  const ours = sum([
    input.money,
    ...cards.filter((_, index) => input.done.includes(index + 1)).map((card) => card.amount),
  ]);
  const byHand = dec(invoice.total)
    .minus(dec(invoice.remaining))
    .minus(dec(invoice.credited))
    .minus(ours);
  const moneyDue = dec(received(order) ?? "0").minus(dec(input.money));
  if (byHand.gt(0) && same(byHand, due) && !same(byHand, moneyDue))
    return { kind: "none", reasons: [reason("gift-card-already-registered", { amount: due })] };
  // All of it by hand is both, whichever was which.
  if (byHand.gt(0) && same(byHand, dec(due).plus(moneyDue)))
    return { kind: "none", reasons: [reason("gift-card-already-registered", { amount: due })] };
  if (byHand.gt(0) && (!same(byHand, moneyDue) || same(due, moneyDue)))
    return hold(reason("gift-card-payment-unclear", { byHand: amount(byHand), cards: due }));
  if (dec(due).gt(dec(invoice.remaining)))
    return hold(reason("payment-exceeds-remaining", { due, remaining: invoice.remaining }));
  const day = bookingDay(
    paidOn(order.paidAt, input.company.country) ??
      paidOn(order.date, input.company.country) ??
      input.today,
    input,
  );
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
  let remaining = dec(invoice.remaining);
  const payments = open.map((card): CardPayment => {
    const complete = same(card.amount, remaining);
    remaining = remaining.minus(dec(card.amount));
    return {
      n: card.n,
      amount: card.amount,
      complete,
      date: day.day,
      bankAccountId: choose(settings.lookups.giftCard, card.code, input.facts).value ?? "",
    };
  });
  return { kind: "pay", payments };
}
