/**
 * The content of a booked document, in the shop's own figures: kept beside the document for good,
 * so that the order's later state can be compared with the books. No text and no name of the buyer
 * is in it.
 */
import type { Decimal } from "../money.ts";
import type { OrderLine, SoldAs } from "./order.ts";

/** Text lines have no figures and aren't kept. */
export type BookedLine = Omit<OrderLine, "lineNumber" | "text">;

export type BookedContent = {
  readonly currency: string;
  readonly pricesIncludeVat: boolean;
  /** What was charged: lines may differ from it by a few cents (see check-source.ts). */
  readonly gross: Decimal;
  readonly lines: readonly BookedLine[];
  /** The order's day as the shop wrote it; absent until it is booked. */
  readonly day?: string;
  /** It was booked on a default customer. */
  readonly onDefault?: true;
  /** Absent for bookings of an earlier release. */
  readonly soldAs?: SoldAs;
  /** What credit orders left of an order that charges nothing any more. */
  readonly besideCredits?: true;
  /** The shop once had less of its money than was registered. */
  readonly paymentGone?: true;
  /** Money of a cancelled order that, as a person says, was refunded elsewhere. */
  readonly refundedElsewhere?: Decimal;
  /** Refunds of a cancelled order that only credit orders show, by the order's id. */
  readonly backByCredits?: Readonly<Record<string, Decimal>>;
  /**
   * What the shop last said went back on a credit order, or of a sale that has credits of its own
   * edits. Absent: that isn't known.
   */
  readonly saidBack?: Decimal;
  /**
   * Of an invoice, what others had registered on the order's invoices by the time it was last read:
   * payouts, or a person. Of a credit, what others had paid back on the order's credits. No more
   * than the shop knows of.
   */
  readonly paidByOthers?: Decimal;
  /** Hash of what the document says beside its rows; absent until it is booked. */
  readonly head?: string;
  /** A little of a hash of each of its fields; absent for bookings of an earlier release. */
  readonly fields?: string;
  /**
   * Hash of the words and look-ups of its rows, without their amounts and prices; absent until it
   * is booked.
   */
  readonly words?: string;
};

/** A credit order that lowers its sales order, as the sale that it takes back. */
export type OrderCredit = BookedContent & {
  /** What the shop paid back on it; `null`: the shop doesn't say. */
  readonly paidBack: Decimal | null;
  /** The order's total in the shop when the credit came; `null`: not known. */
  readonly ordered: Decimal | null;
  /** What it gives back to gift cards that paid, by their article code; absent: nothing. */
  readonly cards?: readonly { readonly code: string | null; readonly amount: Decimal }[];
};
