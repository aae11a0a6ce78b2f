/** Words that parameters of several codes may have. */

/** Why a file of PayPal may not add up: the newest row first, or a part was withdrawn. */
export const PAYPAL_OFF = ["newest", "part", null] as const;
/** How a look-up was decided. */
export const CHOSEN_BY = ["force", "table", "default", "nothing"] as const;
export const CUSTOMER_KINDS = ["company", "private"] as const;
/** Why the books are closed on a day. */
export const CLOSED_BY = ["no-year", "year-locked", "period-locked", "refused"] as const;
/** Which document an order was planned as. */
export const PLANNED_AS = ["sales-order", "invoice", "credit"] as const;
/** What a person links, by its name in the ledger. */
export const LINKABLE = [
  "order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit-invoice",
  "voucher",
  "customer",
] as const;
/** How a booked invoice goes to its customer. */
export const SENT_BY = ["email", "e-invoice", "print", "e-invoice-private", "kivra"] as const;
/** Why a voucher is to be taken back. */
export const CHANGED_BY = ["changed", "cancelled", "undone"] as const;
/** Look-ups of accounts, by their settings. */
export const ACCOUNTS = [
  "revenueAccount",
  "vatAccount",
  "receivableAccount",
  "clearingAccount",
  "productAccount",
  "shippingAccount",
  "discountAccount",
  "feeAccount",
  "giftCardAccount",
  "roundingAccount",
] as const;
/**
 * Kinds of sale, by which tables of codings may be narrowed. `eu-consumer` bears the seller's VAT,
 * `oss` that of the buyer's country; `export` is everything that goes outside the EU.
 */
export const SALE_NAMES = ["home", "eu-business", "eu-consumer", "oss", "export"] as const;
export type SaleName = (typeof SALE_NAMES)[number];

/** Where settlement files are from; `other`: any file whose columns the tenant has named. */
export const PROVIDERS = [
  "stripe",
  "mollie",
  "klarna",
  "adyen",
  "paypal",
  "swish",
  "other",
] as const;

/** What a provider charges for: payments, disputes, and everything else. */
export const FEE_KINDS = ["payment", "dispute", "service"] as const;

/** What each row of a payout's voucher is for; each has an account that the tenant chooses. */
export const PAYOUT_ACCOUNTS = [
  "bank",
  "clearing",
  "unmatched",
  "chargeback",
  "fee",
  "accrued-fee",
  "input-vat",
  "reverse-input-vat",
  "reverse-output-vat",
  "reserve",
  "currency-gain",
  "currency-loss",
  "rounding",
] as const;

/** The kinds of documents that may stand in the end of a run (planned-effect.ts). */
export const FINAL_DOCUMENTS = [
  "sales-order",
  "sales-order-invoiced",
  "draft-invoice",
  "invoice",
  "voucher",
  "voucher-with-item",
] as const;
export type FinalDocument = (typeof FINAL_DOCUMENTS)[number];

/** What an order's document is; `day`: its share of a day's voucher. */
export const DOCUMENT_FORMS = [
  "sales-order",
  "draft",
  "invoice",
  "credit",
  "voucher",
  "day",
] as const;
export type DocumentForm = (typeof DOCUMENT_FORMS)[number];

/** Why a mailed settlement file was refused. */
export const MAILS_REFUSED = [
  "file-refused",
  "unknown-sender",
  "not-signed",
  "no-file",
  "several-files",
  "too-large",
] as const;
