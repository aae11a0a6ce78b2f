/**
 * What a payment provider paid out, line by line, in the words of none of them. Every file that is
 * read comes to this, and everything after it knows nothing of files.
 *
 * Amounts are decimals in major units of the payout's currency. What a line adds to the payout is
 * above zero, and `net = gross - fee - feeVat` holds for each.
 */
import type { Decimal } from "../money.ts";
import { FEE_KINDS, PROVIDERS } from "../reasons/words.ts";

export { PROVIDERS };
export type Provider = (typeof PROVIDERS)[number];
export type FeeKind = (typeof FEE_KINDS)[number];

export const LINE_KINDS = [
  "sale",
  "refund",
  "chargeback",
  /** A dispute that was won: the money is back. */
  "chargeback-reversed",
  /** A fee of its own, or one that is given back. Fees on other lines stand with them. */
  "fee",
  /** The provider keeps a part back, or pays it out after all. Still the shop's money. */
  "reserve",
  /** Carried over from or to another payout, as a debt to the provider. */
  "debt",
  /** Cents that the provider's own rounding leaves. */
  "rounding",
  /** What the file says is in no list here: it is shown, and never booked as something else. */
  "unknown",
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What an order, a credit or a refund stands for: money that goes through a clearing account. */
export const CLEARED: ReadonlySet<LineKind> = new Set([
  "sale",
  "refund",
  "chargeback",
  "chargeback-reversed",
]);

export type PayoutLine = {
  /** What it is known by at its provider: the same in every file that holds it. */
  readonly id: string;
  /** In the file, from 1. */
  readonly at: number;
  /** `YYYY-MM-DD`, as the file has it. */
  readonly day: string;
  readonly kind: LineKind;
  readonly feeKind: FeeKind;
  /** As the file calls it: said where the kind is unknown. */
  readonly type: string;
  readonly gross: Decimal;
  /** A cost is above zero; what is given back is below. */
  readonly fee: Decimal;
  /** The VAT that the file names beside the fee. "0.00" also where it names none. */
  readonly feeVat: Decimal;
  readonly net: Decimal;
  /** What the buyer paid, where that is another currency than the payout's. */
  readonly paid: { readonly currency: string; readonly amount: Decimal } | null;
  /** The shop's own reference; `null`: the file has none. */
  readonly reference: string | null;
  /** Of the free text what may be a reference: nothing that names a person. */
  readonly text: string;
  /** The provider's id of the payment: a refund names that of its sale. */
  readonly paymentId: string | null;
  /** The provider's word for the means of payment. */
  readonly method: string | null;
};

/**
 * What makes a payout the same one in every file: never the file, its name or its hash. One file
 * holds several payouts, and one payout stands in several files.
 */
export type PayoutIdentity = {
  readonly provider: Provider;
  /** The shop's account at the provider; "" where the file names none. */
  readonly account: string;
  readonly payout: string;
  /** ISO 4217. */
  readonly currency: string;
};

/**
 * Whose ids are unique at the provider, whatever the account (docs/vendor-assumptions.md, E225): a
 * line with the same id is the same money, whatever the account was called when its file was read.
 */
export const UNIQUE_AT_PROVIDER: ReadonlySet<Provider> = new Set([
  "stripe",
  "mollie",
  "klarna",
  "paypal",
]);

/** Whose files name the account in every row: what two accounts call the same is two things. */
export const ACCOUNT_IN_FILE: ReadonlySet<Provider> = new Set(["adyen", "swish"]);

export type PayoutHead = PayoutIdentity & {
  /** The day on which it was paid out. */
  readonly day: string;
  /** What the provider says that it paid out; `null`: the file says it by its lines alone. */
  readonly stated: Decimal | null;
};

/** A key of text: no two identities have the same one. */
export const payoutKey = ({ provider, account, payout, currency }: PayoutIdentity): string =>
  [provider, account, payout, currency].map(encodeURIComponent).join("/");
