/** How an order's money is shared between its invoices. Pure. */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";

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
