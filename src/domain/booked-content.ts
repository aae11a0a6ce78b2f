/**
 * What a booked document of an order stands for, in the shop's own figures: kept beside the
 * document for good, so that what an order says later can be held against what is in the books. No
 * words of the buyer and no names are in it.
 */
import type { Decimal } from "./money.ts";
import type { OrderLine } from "./order.ts";

/** Text lines carry no figures and aren't kept. */
export type BookedLine = Omit<OrderLine, "lineNumber" | "text">;

export type BookedContent = {
  readonly currency: string;
  readonly pricesIncludeVat: boolean;
  /** What was charged: lines may come to a few cents more or less (see check-source.ts). */
  readonly gross: Decimal;
  readonly lines: readonly BookedLine[];
  /** The order's day as the shop wrote it; absent of what an earlier release booked. */
  readonly day?: string;
  /** Of what credit orders left of an order that charges nothing any more. */
  readonly besideCredits?: true;
  /** Hash of what the document says beside its rows; absent until it is booked. */
  readonly head?: string;
};

/** A credit order that lowers its sales order, as the sale that it takes back. */
export type OrderCredit = BookedContent & {
  /** What the shop paid back on it; `null`: the shop doesn't say. */
  readonly paidBack: Decimal | null;
  /** What the shop said that the order comes to when the credit came; `null`: not known. */
  readonly ordered: Decimal | null;
  /** What it gives back to gift cards that paid, by their article code; absent: nothing. */
  readonly cards?: readonly { readonly code: string | null; readonly amount: Decimal }[];
};
