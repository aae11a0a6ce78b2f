/**
 * A journal voucher as planned and as answered, in neutral words. Debit and credit have the same
 * sum in every planned voucher; one that doesn't balance is never made.
 */
import type { MappedValues } from "./mapped.ts";
import { amount, dec, type Decimal, sum } from "../money.ts";
import type { Reason } from "../reasons/index.ts";
import { defined } from "../platform/defined.ts";

/**
 * The level of detail: one revenue row; revenue, VAT, shipping and discount; an account per
 * product; a row per line. `daily`: as recommended, but part of its day's voucher.
 */
export const VOUCHER_LEVELS = ["simple", "recommended", "complex", "extreme", "daily"] as const;
export type VoucherLevel = (typeof VOUCHER_LEVELS)[number];

/**
 * What a row is for. `receivable` and `clearing` are the money side: together they equal what the
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
  /** In the company's currency. One of the two is "0.00", and neither is negative. */
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly text: string;
  /** The order's lines that it covers; empty for money and for amounts of the head. */
  readonly sourceLines: readonly number[];
  readonly reasons: readonly Reason[];
  /** Cost centres and project, by the ledger's names; on sales rows only. */
  readonly mapped?: MappedValues;
  /** At the level daily: a VAT rate ("25%"), or the id of a payment method; "": neither. */
  readonly of?: string;
};

/** A row for an amount on one side that covers no line of the order. */
export const moneyRow = (
  row: Pick<VoucherRow, "role" | "account" | "text">,
  size: Decimal,
  isDebit: boolean,
): VoucherRow => ({
  ...row,
  debit: isDebit ? size : "0.00",
  credit: isDebit ? "0.00" : size,
  sourceLines: [],
  reasons: [],
});

/** `card`: a gift card that paid. `gross`: VAT included. `other`: cents that belong to no rate. */
export type ShareOf = "money" | "card" | "sale" | "gross" | "vat" | "other";

/**
 * What an account of a voucher stands for: kept with it, so that the reconciliation can add up by
 * VAT rate what the ledger shows by account. Debit is above zero.
 */
export type VoucherShare = {
  readonly account: number;
  readonly of: ShareOf;
  /** A fraction, for `sale` and `vat`. */
  readonly rate: Decimal | null;
  /** In the order's currency. */
  readonly amount: Decimal;
  /** In the company's currency. */
  readonly booked: Decimal;
};

/** What an order and its other credits are booked with, by meaning of each account. */
export type CreditedBefore = {
  readonly original: readonly VoucherShare[];
  readonly credits: readonly VoucherShare[];
};

/** Units of the company's currency for one of the order's, and its source. */
export type BookedRate = {
  readonly rate: Decimal;
  readonly day: string;
  readonly by: "ledger" | "source" | "original";
  /** It is implausible beside the ledger's rate (`null`: none); nothing is booked with it. */
  readonly doubted?: { readonly against: Decimal | null };
  /** The ledger's own rates contradict the assumption about them; nothing is booked with them. */
  readonly unproven?: true;
};

/** A receivable that the ledger keeps by customer, registered with its voucher under our number. */
export type LedgerItem = {
  readonly customerId: string;
  /** The order's currency. Amounts are in it, and below zero on a credit. */
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
  /** Contains the marker, by which the voucher is found again. */
  readonly text: string;
  /** `null`: the ledger's own default. */
  readonly series: string | null;
  readonly rows: readonly VoucherRow[];
  readonly ledgerItem: LedgerItem | null;
  /** What the customer was charged (or refunded), in the order's currency, never below zero. */
  readonly charged: Decimal;
  readonly currency: string;
  readonly rate: BookedRate | null;
  /** In the order's currency, the part that is still to be paid; absent on a reversal. */
  readonly owed?: Decimal;
  /** What was paid of it by then and left on the receivable; absent: nothing. */
  readonly received?: Decimal;
  /** Of what stands of it, what disputes took; absent: nothing. */
  readonly disputed?: Decimal;
  /** What the order's parts are booked on; absent on payments and reversals. */
  readonly shares?: readonly VoucherShare[];
  /**
   * For a credit in a foreign currency: what other credits had taken back when its cents were
   * planned.
   */
  readonly credited?: readonly VoucherShare[];
  /** The order's day, by which its accounts were chosen; absent where no order is planned. */
  readonly soldOn?: string;
  /** Absent where no order is planned. */
  readonly made?: VoucherChoices;
  /** The level of detail; absent where no order is planned. */
  readonly level?: VoucherLevel;
  /** It uses the order's VAT; absent where no order is planned, or it uses the lines' VAT. */
  readonly vatBy?: "order";
  /** The shop's id of the payment method whose account has the money. */
  readonly paymentMethod?: string | null;
};

/** An account of a voucher, by what it was chosen for; article and VAT code where they tell. */
export type BookedAccount = {
  readonly role: VoucherRowRole;
  readonly account: number;
  readonly rate?: Decimal;
  readonly sku?: string | null;
  readonly vatCode?: string | null;
};

/** How a voucher was made: its credits are made alike, whatever is said by then. */
export type VoucherChoices = {
  /** Where its goods went. */
  readonly country: string;
  readonly kind: "company" | "private";
  readonly paid: "clearing" | "receivable";
  readonly accounts: readonly BookedAccount[];
};

/** What a credit takes over of the voucher that it takes back of. */
export type PriorVoucher = {
  readonly made: VoucherChoices;
  /** The account on which the rest of it was owed; `null`: nothing was. */
  readonly owedOn: number | null;
  /** `null`: nothing was owed. */
  readonly receivable: "account" | "ledger-item" | null;
  /** Of its item in the customer ledger. */
  readonly customerId: string | null;
  /** On which account the money of each payment method was booked. */
  readonly cleared: readonly { readonly method: string | null; readonly account: number }[];
};

/** What the POST of a voucher contains. */
export type BookableVoucher = Pick<Voucher, "date" | "text" | "series"> & {
  readonly rows: readonly (Pick<VoucherRow, "account" | "debit" | "credit" | "text"> & {
    readonly mapped?: MappedValues;
  })[];
};

/** Facts of its item in the customer ledger, which a reversal has to take back. */
type ItemFacts = Pick<LedgerItem, "customerId" | "currency" | "total" | "vat" | "rate">;

/**
 * What is kept of a booked voucher for good: its credits and its reversal are computed from it. An
 * older voucher lacks `vatBy`, and uses the VAT of the lines.
 */
export type VoucherFacts = Pick<
  Voucher,
  "charged" | "currency" | "rate" | "shares" | "credited" | "soldOn" | "level" | "made" | "vatBy"
> & {
  readonly ledgerItem: ItemFacts | null;
  readonly money?: MoneyFacts;
  /** Of a credit: key of the order that it takes back of. Absent for older vouchers. */
  readonly takesBackOf?: string;
  /** Absent where none of it is on the account of a payment method. */
  readonly clearing?: ClearingFacts;
  /** Of a reversal: what it left on further such accounts, as later payments went there. */
  readonly clearingToo?: readonly ClearingFacts[];
  /**
   * Money of a cancelled order that a person says was refunded elsewhere and booked by hand: in the
   * order's currency, and what `clearing` was lowered by for it.
   */
  readonly refundedElsewhere?: { readonly amount: Decimal; readonly cleared: Decimal };
  /** Of what a reversal left: refunds that only credit orders show, by the order's id. */
  readonly backByCredits?: Readonly<Record<string, Decimal>>;
};

/**
 * What a voucher moved on the account of a payment method: money that a payment provider owes until
 * its payout.
 */
export type ClearingFacts = {
  readonly account: number;
  /** Debit less credit, in the company's currency. */
  readonly moved: Decimal;
  /** The voucher's day, `YYYY-MM-DD`. */
  readonly day: string;
  /** The shop's id of the payment method. */
  readonly method: string | null;
  /** Key of the order that a credit takes back, which is cleared together with it. */
  readonly of?: string;
};

type Cleared = Pick<VoucherFacts, "clearing" | "clearingToo">;

/** All that a voucher moved on accounts of payment methods, one each. */
export const clearedBy = ({ clearing, clearingToo = [] }: Cleared): readonly ClearingFacts[] => [
  ...(clearing === undefined ? [] : [clearing]),
  ...clearingToo,
];

/** Adds up what was moved on each account, as it is kept with one voucher. */
export function clearedTogether(all: readonly ClearingFacts[]): Cleared {
  const sums = new Map<number, ClearingFacts>();
  for (const one of all) {
    const known = sums.get(one.account) ?? { ...one, moved: "0.00" };
    sums.set(one.account, { ...known, moved: amount(dec(known.moved).plus(one.moved)) });
  }
  const [clearing, ...clearingToo] = [...sums.values()].filter(({ moved }) => !dec(moved).eq(0));
  return {
    ...defined({ clearing }),
    ...(clearingToo.length === 0 ? {} : { clearingToo }),
  };
}

/** Adds the clearing facts; none where no row is on the account of a payment method. */
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
          ...defined({ of }),
        },
      };
}

/**
 * The state of a voucher's money, in the order's currency: what is settled, and the account on
 * which the rest is owed.
 */
type MoneyFacts = {
  readonly settled: Decimal;
  readonly owedOn: number | null;
  /**
   * What the shop had by then of what was left on the receivable: the tenant matches that in the
   * ledger. Absent: nothing, or it isn't known.
   */
  readonly received?: Decimal;
  /** Of an edited sale: what stands beside it of money that disputes took. */
  readonly disputed?: Decimal;
};

/**
 * `mapped`: cost centres and project; absent where the row has none. `of`: only for what is booked
 * by the day.
 */
export type AnsweredVoucherRow = Pick<VoucherRow, "account" | "debit" | "credit" | "mapped" | "of">;

/** Returns the sum on each account, debit above zero; an account may have "0.00". */
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

export type AnsweredVoucher = {
  readonly id: string;
  /** With its series, as people call it: "A12". */
  readonly number: string | null;
  readonly date: string;
  readonly text: string;
  readonly rows: readonly AnsweredVoucherRow[];
  readonly createdUtc: string | null;
  /** The VAT code of each row; absent where no row shows one. */
  readonly vatCodes?: readonly RowVatCode[];
  /** A kind of voucher that the ledger makes itself; absent where it doesn't say. */
  readonly isDerived?: boolean;
};
