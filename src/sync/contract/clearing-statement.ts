/** The statement of an account of payment methods, as a page and a table ask for it. */
import type { Decimal } from "../../domain/money.ts";
import type { Provider } from "../../domain/payouts/lines.ts";

export const MOVEMENT_KINDS = [
  "sale",
  "refund",
  "payment",
  "reversal",
  "payout",
  "payout-refund",
  "chargeback",
] as const;
export type ClearingMovementKind = (typeof MOVEMENT_KINDS)[number];

export type ClearingStatementQuery = {
  readonly account: number;
  /** Absent: all payment methods of the account. */
  readonly method?: string;
  /** `YYYY-MM-DD`, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** From 0. */
  readonly page?: number;
  readonly limit?: number;
};

/** The longest answer: a month of a thousand orders a day, and some ten megabytes. */
export const MAX_MOVEMENTS = 50_000;

export type ClearingMovement = {
  readonly day: string;
  readonly what: ClearingMovementKind;
  /** Its number in the ledger; `null`: none is known, or it waits. */
  readonly document: string | null;
  /** Its day's voucher isn't in the ledger yet. */
  readonly waits: boolean;
  /** `null`: of several orders. */
  readonly order: { readonly key: string; readonly number: string | null } | null;
  readonly payout: {
    readonly id: string;
    readonly provider: Provider;
    readonly payout: string;
  } | null;
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly balance: Decimal;
};

export type ClearingStatement = {
  readonly account: number;
  readonly method: string | null;
  readonly methods: readonly string[];
  readonly accounts: readonly number[];
  readonly currency: string | null;
  /** What was booked before is still being counted. */
  readonly counting: boolean;
  readonly from: string;
  readonly to: string;
  readonly opening: Decimal;
  readonly closing: Decimal;
  readonly debit: Decimal;
  readonly credit: Decimal;
  /** The movements lead to what is counted by day. */
  readonly agrees: boolean;
  /** What of the account waits today for a daily voucher. */
  readonly waiting: Decimal;
  readonly movements: readonly ClearingMovement[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};
