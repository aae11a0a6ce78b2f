/** How an order's money is shared between its invoices. Pure. */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";

type Open = Pick<AnsweredInvoice, "total" | "remaining" | "credited"> & {
  /** What gift cards paid of it, which isn't received money. */
  readonly cards: Decimal;
};

/** Returns the money that is on each invoice, registered by us or by others. */
export const paidOnEach = (invoices: readonly Open[]) =>
  invoices.map(({ total, remaining, credited, cards }) =>
    dec(total).minus(dec(credited)).minus(dec(cards)).minus(dec(remaining)),
  );

/**
 * Returns each invoice's share. What is paid on an invoice already, by us, a payout or a person, is
 * part of its share. Of the rest each takes what it has room for, and the last one takes all that
 * is left. `null`: the received amount isn't known.
 */
export function invoiceShares(
  received: Decimal | null,
  invoices: readonly Open[],
): readonly (Decimal | null)[] {
  if (received === null || invoices.length === 1) return invoices.map(() => received);
  const paid = paidOnEach(invoices);
  let left = dec(received).minus(sum(paid));
  return invoices.map(({ remaining }, index) => {
    const isLast = index === invoices.length - 1;
    const part = isLast || left.lt(remaining) ? left : dec(remaining);
    const more = part.gt(0) ? part : dec(0);
    left = left.minus(more);
    return amount((paid[index] ?? dec(0)).plus(more));
  });
}

type Card = { readonly n: number; readonly amount: Decimal };
type Remaining = Pick<AnsweredInvoice, "remaining">;

/** Returns the invoice that each card pays, by its place; a card that fits on none is left out. */
export function placesOf(
  cards: readonly Card[],
  invoices: readonly Remaining[],
): ReadonlyMap<number, number> {
  const due = sum(cards.map((card) => card.amount));
  const whole = invoices.findIndex(({ remaining }) => due.lte(remaining));
  if (whole >= 0) return new Map(cards.map(({ n }) => [n, whole]));
  const left = invoices.map(({ remaining }) => dec(remaining));
  const places = new Map<number, number>();
  // The largest first, as it fits on the fewest.
  for (const card of cards.toSorted((a, b) => dec(b.amount).cmp(a.amount))) {
    const at = left.findIndex((one) => one.gte(card.amount));
    if (at < 0) continue;
    places.set(card.n, at);
    left[at] = left[at]?.minus(card.amount) ?? dec(0);
  }
  return places;
}

/**
 * Why `card` fits on no invoice: together (`due`) the cards may exceed what is open, or this one
 * what is open of each.
 */
export function exceeding(card: Decimal, due: Decimal, invoices: readonly Remaining[]): Reason {
  const left = invoices.map(({ remaining }) => dec(remaining)).filter((one) => one.gt(0));
  const all = sum(left);
  const most = left.reduce((one, other) => (other.gt(one) ? other : one), dec(0));
  return all.lt(due)
    ? reason("payment-exceeds-remaining", { due, remaining: amount(all) })
    : reason("payment-exceeds-remaining", { due: card, remaining: amount(most) });
}
