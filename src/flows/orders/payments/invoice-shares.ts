/** How an order's money is shared between its invoices. Pure. */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, type DecimalInput, sum } from "../../../domain/money.ts";
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

/**
 * Returns the invoice that each card pays, by its place: one with room for all, else for each the
 * one with the least room that is enough, the largest card first; or why a card fits on none.
 */
export function allocateCards(
  cards: readonly Card[],
  invoices: readonly Remaining[],
): ReadonlyMap<number, number> | Reason {
  const due = sum(cards.map((card) => card.amount));
  const whole = invoices.findIndex(({ remaining }) => due.lte(remaining));
  if (whole >= 0) return new Map(cards.map(({ n }) => [n, whole]));
  const exceeds = (over: DecimalInput, most: DecimalInput): Reason =>
    reason("payment-exceeds-remaining", { due: amount(over), remaining: amount(most) });
  const open = invoices
    .map(({ remaining }, at) => ({ at, left: dec(remaining) }))
    .filter(({ left }) => left.gt(0));
  const all = sum(open.map(({ left }) => amount(left)));
  if (all.lt(due)) return exceeds(due, all);
  const places = new Map<number, number>();
  for (const card of cards.toSorted((a, b) => dec(b.amount).cmp(a.amount))) {
    open.sort((a, b) => a.left.cmp(b.left));
    const enough = open.find(({ left }) => left.gte(card.amount));
    if (enough === undefined) return exceeds(card.amount, open.at(-1)?.left ?? 0);
    places.set(card.n, enough.at);
    enough.left = enough.left.minus(card.amount);
  }
  return places;
}
