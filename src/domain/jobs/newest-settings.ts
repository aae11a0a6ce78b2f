/**
 * Reasons that changed settings, look-ups or rules resolve. A job that was planned before the
 * change must run with the newest settings: otherwise it would be held again for the same reason.
 */
import type { Reason, ReasonCode } from "../reasons/index.ts";

const SETTLED_BY_SETTINGS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "order-type-not-available",
  "domestic-rounding",
  "rounded-to-nothing",
  "voucher-account-unfit",
  "vat-code-unknown",
  "own-article-missing",
  "terms-not-mapped",
  "delivery-method-not-mapped",
  "sales-type-not-mapped",
  "new-article-coding-missing",
  "goods-coding-missing",
  "coding-ended",
  "coding-without-account",
  "vat-box-unclear",
  "credit-article-differs",
  "gift-card-coding-unfit",
  "gift-card-account-missing",
  "credit-of-sales-order",
  "customer-not-identifiable",
  "customer-kind-differs",
  "customer-number-taken",
  "default-debtor-missing",
  "debtor-of-several",
  "customer-changed-by-person",
  "marker-field-not-searchable",
  "document-changed-by-person",
  "document-not-as-calculated",
  "field-wanted-twice",
  "rule-failed",
  "credit-sign",
  "payment-method-not-mapped",
  "rounding-refused",
  "write-back-refused",
  "period-closed",
  "sale-company-without-vat-number",
  "account-missing",
  "account-missing-abroad",
  "triangular-needs-coding",
  "voucher-cash-bookkeeping",
  "rate-missing",
  "rate-unlikely",
  "voucher-changed-after-booking",
  "product-tax-not-mapped",
  "product-vat-code-differs",
  "product-without-price",
  "product-parent-not-configurable",
  "product-rule-failed",
  "rejected-by-vendor",
  "planned-settings-unusable",
  "stock-debtor-has-sales",
  "payout-invoice-differs",
  "order-cancelled-after-booking",
  "order-changed-after-booking",
  "total-not-positive",
]);

/** Whether the next step for this reason is a retry with the newest settings. */
export const wantsNewestSettings = ({
  code,
  params,
}: Pick<Reason, "code"> & Partial<Reason>): boolean =>
  SETTLED_BY_SETTINGS.has(code) &&
  // No setting changes a booked credit, nor what a booked invoice says beside its amounts.
  !(OF_WHAT.has(code) && (params?.["what"] ?? null) !== null);

const OF_WHAT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "voucher-changed-after-booking",
  "order-cancelled-after-booking",
  "order-changed-after-booking",
]);
