/**
 * A journal voucher as planned and as answered, in neutral words. Debit and credit are the same sum
 * in every voucher that is planned: one that wouldn't balance is never made.
 */
import type { MappedValues } from "./mapped.ts";
import { amount, dec, type Decimal, sum } from "./money.ts";
import type { Reason } from "./reasons.ts";

/**
 * How much of an order stands apart: one revenue row; revenue, VAT, shipping and discount; an
 * account a product; a row a line. `daily`: as recommended, and added to its day's voucher in place
 * of being one.
 */
export const VOUCHER_LEVELS = ["simple", "recommended", "complex", "extreme", "daily"] as const;
export type VoucherLevel = (typeof VOUCHER_LEVELS)[number];

/**
 * What a row is for. `receivable` and `clearing` are the money side: together they are what the
 * customer was charged.
 */
export type VoucherRowRole =
  | "receivable"
  | "clearing"
  | "gift-card-used"
  | "revenue"
  | "shipping"
  | "discount"
  | "fee"
  | "gift-card-sold"
  | "vat"
  | "rounding";

export type VoucherRow = {
  readonly role: VoucherRowRole;
  readonly account: number;
  /** In the company's currency. One of the two is "0.00", neither is below. */
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly text: string;
  /**
   * The lines of the order that it stands for; empty for the money side and what the head alone
   * says.
   */
  readonly sourceLines: readonly number[];
  readonly reasons: readonly Reason[];
  /** Cost centres and project, by the ledger's names; of rows of what was sold alone. */
  readonly mapped?: MappedValues;
  /** At the level daily: a VAT rate ("25%"), or the id of a payment method; "": neither. */
  readonly of?: string;
};

/**
 * `card`: a gift card that paid. `gross`: what was sold, VAT and all. `other`: cents that belong to
 * no rate.
 */
export type ShareOf = "money" | "card" | "sale" | "gross" | "vat" | "other";

/**
 * What an account of a voucher stands for: kept with it, so that the comparison of both sides can
 * add up by VAT rate what the ledger's accounts show. Debit above zero.
 */
export type VoucherShare = {
  readonly account: number;
  readonly of: ShareOf;
  /** A fraction, of `sale` and `vat`. */
  readonly rate: Decimal | null;
  /** In the order's currency. */
  readonly amount: Decimal;
  /** In the company's. */
  readonly booked: Decimal;
};

/** What an order and its other credits are booked with, by what each account stands for. */
export type CreditedBefore = {
  readonly original: readonly VoucherShare[];
  readonly credits: readonly VoucherShare[];
};

/** Units of the company's currency for one of the order's, and where it is from. */
export type BookedRate = {
  readonly rate: Decimal;
  readonly day: string;
  readonly by: "ledger" | "source" | "original";
  /** It can't be believed beside the ledger's (`null`: that has none); nothing is booked at it. */
  readonly doubted?: { readonly against: Decimal | null };
  /** The ledger's own rates contradict what is taken of them; nothing is booked by them. */
  readonly unproven?: true;
};

/**
 * A receivable that the ledger keeps by customer: registered together with its voucher, under a
 * number that we give.
 */
export type LedgerItem = {
  readonly customerId: string;
  /** The order's. Amounts are in it, and below zero on a credit. */
  readonly currency: string;
  readonly total: Decimal;
  readonly vat: Decimal;
  /** `null` in the company's own currency. */
  readonly rate: Decimal | null;
  readonly isCredit: boolean;
  /** `YYYY-MM-DD`. */
  readonly dueDate: string;
  readonly reference: string;
};

export type Voucher = {
  /** `YYYY-MM-DD` in the company's zone. */
  readonly date: string;
  /** Carries the marker: by it the voucher is found again. */
  readonly text: string;
  /** `null`: the ledger's own default. */
  readonly series: string | null;
  readonly rows: readonly VoucherRow[];
  readonly ledgerItem: LedgerItem | null;
  /** What the customer was charged (or gets back), in the order's currency, never below zero. */
  readonly charged: Decimal;
  readonly currency: string;
  readonly rate: BookedRate | null;
  /**
   * In the order's currency, what of it stays to be paid; left out of what takes another voucher
   * back.
   */
  readonly owed?: Decimal;
  /** Of what the order is made of; left out of payments and of what takes another voucher back. */
  readonly shares?: readonly VoucherShare[];
  /**
   * Of a credit in a foreign currency: what other credits had taken back when its cents were
   * planned.
   */
  readonly credited?: readonly VoucherShare[];
  /** The order's day, by which its accounts were chosen; left out of what isn't planned of one. */
  readonly soldOn?: string;
  /** How much of the order stands apart; left out of what isn't planned of an order. */
  readonly level?: VoucherLevel;
  /** Its VAT is the order's; left out of what isn't planned of an order, or goes by its lines. */
  readonly vatBy?: "order";
  /** The shop's id of the payment method whose account has the money. */
  readonly paymentMethod?: string | null;
};

/** What a POST of a voucher says. */
export type BookableVoucher = Pick<Voucher, "date" | "text" | "series"> & {
  readonly rows: readonly (Pick<VoucherRow, "account" | "debit" | "credit" | "text"> & {
    readonly mapped?: MappedValues;
  })[];
};

/** Of its item in the customer ledger: what a reversal has to take back. */
type ItemFacts = Pick<LedgerItem, "customerId" | "currency" | "total" | "vat" | "rate">;

/** What is kept of a booked voucher for good: its credits and its reversal are computed from it. */
export type VoucherFacts = {
  readonly charged: Decimal;
  readonly currency: string;
  readonly rate: BookedRate | null;
  readonly ledgerItem: ItemFacts | null;
  readonly money?: MoneyFacts;
  /** Absent for payments. */
  readonly shares?: readonly VoucherShare[];
  /** As in the voucher. */
  readonly credited?: readonly VoucherShare[];
  /** As in the voucher: a credit takes back from the accounts of this day. */
  readonly soldOn?: string;
  /** A credit has that of what it takes back. */
  readonly level?: VoucherLevel;
  /** As in the voucher. Absent from what was booked before vouchers went by the order's VAT. */
  readonly vatBy?: "order";
  /** Absent where nothing of it is on the account of a payment method. */
  readonly clearing?: ClearingFacts;
};

/**
 * What a voucher moved on the account of a payment method: money that a payment provider owes until
 * a payout brings it.
 */
export type ClearingFacts = {
  readonly account: number;
  /** Debit less credit, in the company's currency. */
  readonly moved: Decimal;
  /** Of the voucher, `YYYY-MM-DD`. */
  readonly day: string;
  /** The shop's id of the payment method. */
  readonly method: string | null;
  /** Key of the order that a credit takes back: the two stand together. */
  readonly of?: string;
};

/** Absent where none of its rows is on the account of a payment method. `of`: as in the facts. */
export function withClearing(
  { rows, date, paymentMethod }: Pick<Voucher, "rows" | "date" | "paymentMethod">,
  of: string | undefined,
): Pick<VoucherFacts, "clearing"> {
  const cleared = rows.filter(({ role }) => role === "clearing");
  const account = cleared[0]?.account;
  const moved = sum(cleared.map(({ debit, credit }) => dec(debit).minus(credit)));
  return account === undefined || moved.eq(0)
    ? {}
    : {
        clearing: {
          account,
          moved: amount(moved),
          day: date,
          method: paymentMethod ?? null,
          ...(of === undefined ? {} : { of }),
        },
      };
}

/**
 * Where the money of a voucher stands, in the order's currency: what is settled already, and on
 * which account the rest is owed.
 */
type MoneyFacts = { readonly settled: Decimal; readonly owedOn: number | null };

/**
 * `mapped`: cost centres and project; left out where the row has none. `of`: of what is booked by
 * the day alone.
 */
export type AnsweredVoucherRow = {
  readonly account: number;
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly mapped?: MappedValues;
  readonly of?: string;
};

/** What rows come to on each account, debit above zero: an account may come to "0.00". */
export function movements(
  rows: readonly Pick<AnsweredVoucherRow, "account" | "debit" | "credit">[],
): ReadonlyMap<number, Decimal> {
  const moved = new Map<number, Decimal>();
  for (const { account, debit, credit } of rows)
    moved.set(
      account,
      amount(
        dec(moved.get(account) ?? "0")
          .plus(debit)
          .minus(credit),
      ),
    );
  return moved;
}

/** `code`: the id of the VAT code; `null`: it has none. */
export type RowVatCode = { readonly account: number; readonly code: string | null };

/** A voucher as the ledger answered it. */
export type AnsweredVoucher = {
  readonly id: string;
  /** With its series, as people call it: "A12". */
  readonly number: string | null;
  readonly date: string;
  readonly text: string;
  readonly rows: readonly AnsweredVoucherRow[];
  readonly createdUtc: string | null;
  /** What each row has; absent where no row says. */
  readonly vatCodes?: readonly RowVatCode[];
  /** Counted among those that the ledger makes by itself; absent where it doesn't say. */
  readonly isDerived?: boolean;
};
