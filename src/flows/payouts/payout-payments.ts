/**
 * What a payout has paid, by its journal: read once, as it may have a payment for each of a hundred
 * thousand lines. Pure.
 */
import type { AnsweredInvoice } from "../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../domain/money.ts";
import type { JournalEntry } from "../port.ts";
import type { Due } from "./payment-shares.ts";

const ROLE = "payout-payment";

/** Payments of one payout, and numbers for those that it makes now. */
export class PaymentsMade {
  readonly #byPlace = new Map<string, JournalEntry[]>();
  #last = 0;

  constructor(journal: readonly JournalEntry[]) {
    for (const entry of journal) {
      if (!isPayment(entry)) continue;
      this.#last = Math.max(this.#last, entry.n);
      const place = placeOf(entry.documentId, entry.payment?.bank);
      this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), entry]);
    }
  }

  /** Of this due alone: lines of one order may be taken off several accounts. */
  of({ documents }: Due, bank: string): readonly JournalEntry[] {
    return documents.flatMap(({ id }) => this.#byPlace.get(placeOf(id, bank)) ?? []);
  }

  /**
   * One that was refused, or never went out, is made again as itself. Another one has a number of
   * its own: what this run made isn't in the journal as it was read.
   */
  numberFor(documentId: string, bank: string): number {
    const again = this.#byPlace
      .get(placeOf(documentId, bank))
      ?.findLast(({ state, refused }) => state === "planned" || refused);
    if (again !== undefined) return again.n;
    this.#last += 1;
    return this.#last;
  }
}

const placeOf = (documentId: string | null, bank: string | null | undefined): string =>
  `${bank ?? ""} ${documentId ?? ""}`;

export const isPayment = ({ role }: JournalEntry): boolean => role === ROLE;

/** Paid, and what remains of the document wasn't looked at since. */
export const isUnlooked = ({ state }: JournalEntry): boolean => state === "done";

const isAsked = ({ state, refused, attempt }: JournalEntry): boolean =>
  state === "rejected" && !refused && attempt > 0;

const sizeOf = ({ payment }: JournalEntry): Decimal => amount(dec(payment?.amount ?? "0").abs());

/** The remaining amount shows that this payment, closed without an answer, succeeded. */
const came = ({ documentId, payment }: JournalEntry, read: readonly AnsweredInvoice[]): boolean => {
  const invoice = read.find(({ id }) => id === documentId);
  return (
    invoice !== undefined &&
    payment != null &&
    same(invoice.remaining, dec(payment.remaining).minus(dec(payment.amount)))
  );
};

/** Payments whose outcome neither the vendor nor the remaining amount shows. */
export const unanswered = (
  mine: readonly JournalEntry[],
  read: readonly AnsweredInvoice[],
): JournalEntry | null => mine.find((entry) => isAsked(entry) && !came(entry, read)) ?? null;

/** The one that was closed without an answer, and came through. */
export const cameAfterAll = (
  mine: readonly JournalEntry[],
  read: readonly AnsweredInvoice[],
): JournalEntry | null => mine.findLast((entry) => isAsked(entry) && came(entry, read)) ?? null;

/** By the document's id. */
export function paidBy(entries: readonly JournalEntry[]): ReadonlyMap<string, Decimal> {
  const paid = new Map<string, Decimal>();
  for (const entry of entries) {
    const id = entry.documentId ?? "";
    paid.set(id, amount(dec(paid.get(id) ?? "0").plus(sizeOf(entry))));
  }
  return paid;
}

export const totalOf = (entries: readonly JournalEntry[]): Decimal =>
  amount(sum(entries.map(sizeOf)));
