/**
 * What a document books in the general ledger, as an accountant reads it: predicted from a plan, or
 * read from the ledger's voucher. Debit and credit have the same sum.
 */
import type { Decimal } from "../money.ts";
import type { Reason } from "../reasons/index.ts";
import type { VoucherRowRole } from "./voucher.ts";

/** What a line is for. `bank`: the account that a payment arrived on. */
export type PostingRole = VoucherRowRole | "bank";

export type PostingLine = {
  readonly role: PostingRole;
  /** `null`: only the ledger knows it, and shows it once booked. */
  readonly account: number | null;
  /** One of the two is "0.00", and neither is negative. */
  readonly debit: Decimal;
  readonly credit: Decimal;
  /** The account's code in the ledger's chart; `null`: none, or not known. */
  readonly vatCode: string | null;
  /** Lines of the order that it covers. */
  readonly lines: readonly number[];
  readonly reasons: readonly Reason[];
  /**
   * The sum of such lines is exact, but it isn't known how the ledger divides its cents among them:
   * each differs by no more than this.
   */
  readonly within?: Decimal;
};

export type Posting = {
  /** Of the amounts. */
  readonly currency: string;
  /** The ledger books in its own currency, at a rate that it knows when it books. */
  readonly converted: boolean;
  /** `YYYY-MM-DD`; `null`: not known yet. */
  readonly date: string | null;
  readonly lines: readonly PostingLine[];
};

export type ChartAccount = {
  readonly name: string | null;
  /** `account`: the first one of the code, where its VAT is booked. `rate`: a fraction. */
  readonly vat: AccountVat | null;
};

export type AccountVat = {
  /** The id by which voucher rows name it. */
  readonly id: string;
  readonly code: string;
  readonly rate: Decimal;
  readonly account: number | null;
};

/** By number; accounts that were never read are missing. */
export type Chart = ReadonlyMap<number, ChartAccount>;

export type ReadVoucher = {
  /** With its series: "A12". */
  readonly number: string | null;
  readonly date: string;
  readonly lines: readonly ReadLine[];
};

export type ReadLine = {
  readonly account: number;
  readonly name: string | null;
  readonly debit: Decimal;
  readonly credit: Decimal;
  /** The id in the ledger, and the code where the ledger shows it. */
  readonly vatCodeId: string | null;
  readonly vatCode: string | null;
};

/** A document of an order, with its voucher. */
export type ReadPosting = {
  readonly id: string;
  readonly number: string | null;
  /** `none`: the ledger names no voucher for it. `gone`: the document doesn't exist any more. */
  readonly voucher: ReadVoucher | "none" | "gone";
  /** Units of the company's currency for one of the document's; `null`: not known. */
  readonly rate: Decimal | null;
};

/** The result of reading an order's postings. `later`: it couldn't be read now. */
export type PostingsRead =
  | { readonly kind: "read"; readonly postings: readonly ReadPosting[] }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | { readonly kind: "later" };

/** The balance of an account, debit above zero; `null`: no such account. */
export type AccountBalance = { readonly account: number; readonly balance: Decimal | null };

export type BalancesRead =
  | { readonly kind: "balances"; readonly balances: readonly AccountBalance[] }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | { readonly kind: "later" };
