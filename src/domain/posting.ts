/**
 * What a document books in the general ledger, as an accountant reads it: predicted from a plan, or
 * read from the voucher that the ledger made. Debit and credit are the same sum.
 */
import type { Decimal } from "./money.ts";
import type { Reason } from "./reasons.ts";
import type { VoucherRowRole } from "./voucher.ts";

/** What a line is for. `bank`: the account that a payment came in on. */
export type PostingRole = VoucherRowRole | "bank";

export type PostingLine = {
  readonly role: PostingRole;
  /** `null`: the ledger alone knows it, and says it once it is booked. */
  readonly account: number | null;
  /** One of the two is "0.00", neither is below. */
  readonly debit: Decimal;
  readonly credit: Decimal;
  /** The code that the account has in the ledger's chart; `null`: none, or not known. */
  readonly vatCode: string | null;
  /** Lines of the order that it stands for. */
  readonly lines: readonly number[];
  readonly reasons: readonly Reason[];
  /**
   * The sum over such lines is exact; how the ledger divides its cents among them isn't known: it
   * differs from what stands here by no more than this.
   */
  readonly within?: Decimal;
};

export type Posting = {
  /** Of the amounts. */
  readonly currency: string;
  /** The ledger books in a currency of its own, at a rate that it knows when it books. */
  readonly converted: boolean;
  /** `YYYY-MM-DD`; `null`: not known yet. */
  readonly date: string | null;
  readonly lines: readonly PostingLine[];
};

/** What the ledger's chart says of an account. */
export type ChartAccount = {
  readonly name: string | null;
  /** `account`: the first one of the code, on which its VAT is. `rate`: a fraction. */
  readonly vat: AccountVat | null;
};

export type AccountVat = {
  /** By which rows of vouchers name it. */
  readonly id: string;
  readonly code: string;
  readonly rate: Decimal;
  readonly account: number | null;
};

/** By number; without those that were never read. */
export type Chart = ReadonlyMap<number, ChartAccount>;

/** A voucher as the ledger has it. */
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
  /** By its id in the ledger, and as the ledger says it, where it does. */
  readonly vatCodeId: string | null;
  readonly vatCode: string | null;
};

/** A document of an order, with the voucher that it was booked with. */
export type ReadPosting = {
  readonly id: string;
  readonly number: string | null;
  /** `none`: the ledger names no voucher for it. `gone`: there is no such document any more. */
  readonly voucher: ReadVoucher | "none" | "gone";
  /** Units of the company's currency for one of the document's; `null`: not told. */
  readonly rate: Decimal | null;
};

/** What a reading of an order's postings came to. `later`: it couldn't be asked now. */
export type PostingsRead =
  | { readonly kind: "read"; readonly postings: readonly ReadPosting[] }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | { readonly kind: "later" };

/** What an account of the ledger holds, debit above zero; `null`: there is no such account. */
export type AccountBalance = { readonly account: number; readonly balance: Decimal | null };

/** What a reading of balances came to. */
export type BalancesRead =
  | { readonly kind: "balances"; readonly balances: readonly AccountBalance[] }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | { readonly kind: "later" };
