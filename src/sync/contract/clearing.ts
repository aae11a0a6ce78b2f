/** What providers owe, as the tenant's object counts and answers it. Shapes only grow. */
import type { Decimal } from "../../domain/money.ts";
import type { Reason } from "../../domain/reasons/index.ts";

/** Ages of open items: up to so many days; `null`: older. */
export const AGING_BUCKETS = [7, 30, 60, 90, null] as const;

/** A payment method on its account, since counting began. Amounts in the company's currency. */
export type ClearingSum = {
  readonly account: number;
  /** The shop's id of it; "": none was given. */
  readonly method: string;
  readonly sold: Decimal;
  readonly paid: Decimal;
  readonly open: Decimal;
  readonly orders: number;
  readonly ages: readonly {
    readonly upTo: (typeof AGING_BUCKETS)[number];
    readonly orders: number;
    readonly open: Decimal;
  }[];
};

/** An order with an open amount. Below zero: more was paid out than the order's total. */
export type ClearingOrder = {
  readonly key: string;
  /** The order number; `null`: it isn't kept any more. */
  readonly number: string | null;
  readonly day: string;
  readonly method: string;
  readonly open: Decimal;
};

/** `open`: of all of them, above zero. `first`: the oldest. */
export type NamedOrders = {
  readonly orders: number;
  readonly open: Decimal;
  readonly first: readonly (Pick<ClearingOrder, "key" | "number"> & {
    readonly account: number;
  })[];
};

export type ClearingView = {
  /** Bookings from before counting began are still being counted. */
  readonly counting: boolean;
  readonly today: string;
  readonly currency: string | null;
  readonly sums: readonly ClearingSum[];
  /** On each account, sold less paid out equals the sum of the open orders. */
  readonly agrees: boolean;
  /**
   * What of the open orders waits for a daily voucher that isn't in the ledger yet, by account:
   * debit less credit. Absent: nothing. `removed`: the part that nothing books until a person
   * retries its day, as its voucher was deleted.
   */
  readonly waiting?: readonly {
    readonly account: number;
    readonly amount: Decimal;
    readonly removed?: Decimal;
  }[];
  /** Days whose voucher was deleted, oldest first. Absent: none. */
  readonly removedDays?: readonly { readonly id: string; readonly day: string }[];
  /**
   * What payouts took off for invoices beyond what they paid of them on that account: it is open
   * there. Absent: nothing.
   */
  readonly elsewhere?: readonly { readonly account: number; readonly amount: Decimal }[];
  /**
   * What is left there as credits were set off against invoices that payouts pay, until both the
   * payment and the refund were paid out: below zero as a rule. Absent: nothing.
   */
  readonly setOff?: readonly { readonly account: number; readonly amount: Decimal }[];
  /** Orders of which payouts took off more than is booked for them. Absent: none. */
  readonly below?: NamedOrders;
  /** Orders of which more is open than they came to, and by how much. Absent: none. */
  readonly above?: NamedOrders;
  /**
   * Orders whose money a dispute took, and whose sale was taken back besides: how much of it stands
   * twice, once each way. Absent: none.
   */
  readonly disputed?: NamedOrders;
  /** Of the requested account, otherwise of the first; oldest first. */
  readonly account: number | null;
  readonly orders: readonly ClearingOrder[];
  /** Where the next page starts; `null` on the last. */
  readonly cursor: string | null;
  /** Absent: not requested. */
  readonly ledger?: LedgerComparison;
};

/**
 * An account's balance in the ledger beside the sums counted here. `other`: what neither our orders
 * nor our payouts explain.
 */
export type ComparedAccount = {
  readonly account: number;
  /** Sold less paid out, of orders that are booked as vouchers. */
  readonly open: Decimal;
  /** Payments registered on invoices by this product. */
  readonly payments: Decimal;
  /** What payouts took off for those payments. */
  readonly taken: Decimal;
  /** The part of `open` that waits for its day's voucher and isn't in the ledger yet. */
  readonly waiting: Decimal;
  readonly ledger: Decimal;
  readonly other: Decimal;
};

export type LedgerComparison =
  | {
      readonly kind: "read";
      readonly day: string;
      readonly accounts: readonly ComparedAccount[];
      /** Further accounts that weren't read. Absent: none. */
      readonly more?: number;
      /** Bookings left to a person, which the ledger may have or not. Absent: none. */
      readonly unconfirmed?: number;
    }
  /** Something was booked while it was read, or the ledger didn't answer. */
  | { readonly kind: "later" }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] };

export type ClearingQuery = {
  /** With the ledger's own balances, read now. */
  readonly compare?: boolean;
  readonly account?: number;
  readonly cursor?: string;
  readonly limit?: number;
};
