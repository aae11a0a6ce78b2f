/**
 * The most that was booked of an order at once, as money: what its buyer may have paid, and may get
 * back. Pure.
 */
import { amount, dec, type Decimal } from "../../domain/money.ts";

/** A document of an order, in any state. `gross`: above zero. */
export type BookedDocument = {
  readonly role: "invoice" | "delta-invoice" | "delta-credit" | "voucher";
  readonly n: number;
  readonly gross: Decimal;
  /** Number of its first write in the journal; `null`: not known. */
  readonly made: number | null;
};

const FIRST: Readonly<Record<BookedDocument["role"], number>> = {
  voucher: 0,
  invoice: 0,
  "delta-credit": 1,
  "delta-invoice": 2,
};

/**
 * Each voucher, and each first invoice, takes the place of the one before it. An edit of an invoice
 * credits what left, then invoices what came. `cards`: what gift cards paid of the invoices; a
 * voucher is charged without it.
 */
export function mostBooked(documents: readonly BookedDocument[], cards: Decimal): Decimal | null {
  const inOrder = documents.toSorted(
    (a, b) => (a.made ?? 0) - (b.made ?? 0) || a.n - b.n || FIRST[a.role] - FIRST[b.role],
  );
  let [invoiced, most] = [dec(0), dec(0)];
  for (const { role, gross } of inOrder) {
    if (role === "voucher") {
      if (most.lt(gross)) most = dec(gross);
      continue;
    }
    const paidByCards = dec(cards);
    if (role === "invoice") invoiced = dec(gross);
    else invoiced = role === "delta-invoice" ? invoiced.plus(gross) : invoiced.minus(gross);
    if (most.lt(invoiced.minus(paidByCards))) most = invoiced.minus(paidByCards);
  }
  return documents.length === 0 ? null : amount(most);
}
