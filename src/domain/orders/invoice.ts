/** A booked invoice as the ledger answered it, in neutral words. It can't be changed any more. */
import type { Decimal } from "../money.ts";
import type { Address, SoldArticle } from "./order.ts";
import type { RateTotals } from "./sales-order.ts";

export type AnsweredInvoice = {
  readonly id: string;
  readonly number: number | null;
  readonly isCredit: boolean;
  readonly customerId: string;
  readonly customerIsPrivate: boolean;
  readonly pricesIncludeVat: boolean;
  /** `null` where the answer doesn't say. */
  readonly currency: string | null;
  /** `YYYY-MM-DD`: the day on which it is booked. */
  readonly date: string | null;
  /** The amount to pay, including VAT and the ledger's own rounding; negative for a credit. */
  readonly total: Decimal;
  readonly vat: Decimal;
  readonly roundings: Decimal;
  readonly remaining: Decimal;
  /** The amount that credits have taken off it, positive. */
  readonly credited: Decimal;
  /** Ids of the credits that it names as made of it; absent where it names none. */
  readonly creditedBy?: readonly string[];
  /** Net and VAT of each rate as booked; `null` where the answer has no list. */
  readonly perRate: readonly RateTotals[] | null;
  readonly createdUtc: string | null;
  /** Its reference fields, by the ledger's names; absent where they weren't read. */
  readonly references?: Readonly<Record<string, string>>;
  /** Marked as triangular trade; absent where the answer doesn't say. */
  readonly triangular?: boolean;
  /** The articles of its rows; absent where the answer has no rows. */
  readonly articles?: readonly SoldArticle[];
  /** Where it was sold to; absent where the answer doesn't say (assumption E253). */
  readonly soldAt?: { readonly invoice: Address; readonly delivery: Address };
  /** The buyer's name as it bears it; absent where the answer doesn't say. */
  readonly buyerName?: string;
  /** How the ledger sent it: 0 or absent means not at all. */
  readonly sendType?: number;
};
