/**
 * A payment provider's payout, line by line, in neutral terms. Every file format is read into this,
 * and nothing after it knows files.
 *
 * Amounts are decimals in major units of the payout's currency. An amount that adds to the payout
 * is above zero, and `net = gross - fee - feeVat` holds for each line.
 */
import { dec, type Decimal } from "../money.ts";
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
  /** A separate fee, or a refunded one. Fees of other lines are part of those. */
  "fee",
  /** Money that the provider holds back or releases. It is still the shop's. */
  "reserve",
  /** Carried over from or to another payout, as a debt to the provider. */
  "debt",
  /** Cents of the provider's own rounding. */
  "rounding",
  /** The file's word is in no list here: the line is shown, and never booked as something else. */
  "unknown",
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** Lines of an order, credit or refund: money that goes through a clearing account. */
export const CLEARED: ReadonlySet<LineKind> = new Set([
  "sale",
  "refund",
  "chargeback",
  "chargeback-reversed",
]);

/** A dispute, also one that was won. */
export const isDispute = ({ kind }: Pick<PayoutLine, "kind">): boolean =>
  kind === "chargeback" || kind === "chargeback-reversed";

/** A refund that failed: its money came back to the shop. */
export const isReturnedRefund = ({ kind, gross }: Pick<PayoutLine, "kind" | "gross">): boolean =>
  kind === "refund" && dec(gross).gt(0);

export type PayoutLine = {
  /** The provider's id: the same in every file. */
  readonly id: string;
  /** In the file, from 1. */
  readonly at: number;
  /** `YYYY-MM-DD`, as the file has it. */
  readonly day: string;
  /**
   * The day of the transaction, where `day` is that of its payout. It is only shown: no identity,
   * comparison or posting depends on it. Absent: `day`, or the file doesn't say.
   */
  readonly happenedOn?: string;
  readonly kind: LineKind;
  readonly feeKind: FeeKind;
  /** The file's own word: shown where the kind is unknown. */
  readonly type: string;
  readonly gross: Decimal;
  /** A cost is above zero; a refund is below. */
  readonly fee: Decimal;
  /** The VAT that the file names beside the fee; "0.00" where it names none. */
  readonly feeVat: Decimal;
  readonly net: Decimal;
  /** What the buyer paid, where its currency differs from the payout's. */
  readonly paid: { readonly currency: string; readonly amount: Decimal } | null;
  /** The shop's own reference; `null`: the file has none. */
  readonly reference: string | null;
  /** The part of the free text that may be a reference: nothing that names a person. */
  readonly text: string;
  /** The provider's id of the payment: a refund names that of its sale. */
  readonly paymentId: string | null;
  /** The provider's word for the means of payment. */
  readonly method: string | null;
};

/**
 * What identifies a payout in every file: never the file, its name or its hash. One file may hold
 * several payouts, and several files one payout.
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
 * Providers whose ids are unique over all accounts (docs/vendor-assumptions.md, E225): lines with
 * one id are the same money, whatever the account was called when the file was read.
 */
export const UNIQUE_AT_PROVIDER: ReadonlySet<Provider> = new Set([
  "stripe",
  "mollie",
  "klarna",
  "paypal",
]);

/** Providers whose files name the account in every row: ids differ between accounts. */
export const ACCOUNT_IN_FILE: ReadonlySet<Provider> = new Set(["adyen", "swish"]);

export type PayoutHead = PayoutIdentity & {
  /** The day on which it was paid out. */
  readonly day: string;
  /** What the provider says it paid out; `null`: the file has only lines. */
  readonly stated: Decimal | null;
};

/** Returns a text key; no two identities have the same one. */
export const payoutKey = ({ provider, account, payout, currency }: PayoutIdentity): string =>
  [provider, account, payout, currency].map(encodeURIComponent).join("/");
