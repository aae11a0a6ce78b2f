/**
 * A booked invoice as the ledger answered it, in neutral words. Nothing of it can be changed any
 * more.
 */
import type { Decimal } from "./money.ts";
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
  /** What is to be paid, VAT and the ledger's own rounding counted in; negative on a credit. */
  readonly total: Decimal;
  readonly vat: Decimal;
  readonly roundings: Decimal;
  /** What is still to be paid. */
  readonly remaining: Decimal;
  /** What credits have taken off it, as a positive figure. */
  readonly credited: Decimal;
  /** Net and VAT of each rate as the ledger booked them; `null` where the answer has no list. */
  readonly perRate: readonly RateTotals[] | null;
  readonly createdUtc: string | null;
  /** What stands in its reference fields, by the ledger's names; absent where it wasn't read. */
  readonly references?: Readonly<Record<string, string>>;
  /** How the ledger sent it: 0, or not told, is not at all. */
  readonly sendType?: number;
};
