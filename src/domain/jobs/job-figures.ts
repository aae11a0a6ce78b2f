import type { Decimal } from "../money.ts";

/** Amounts of a job for lists and totals: major units of `currency`. */
export type JobFigures = {
  readonly gross: Decimal;
  readonly vat: Decimal;
  readonly currency: string;
  /** What it counts as, with what gift cards paid; 0 of a cancelled order. Absent: the total. */
  readonly sold?: { readonly gross: Decimal; readonly vat: Decimal };
  readonly cancelled?: true;
  /** Hash of the order as fetched. Kept with the job, and not returned. */
  readonly of?: string;
};
