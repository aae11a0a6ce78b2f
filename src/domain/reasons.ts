/**
 * Why something was decided, as a code with parameters. Parameters hold ids, codes and figures, never names or
 * e-mail addresses: those are resolved at display. The words for a code are in src/domain/reason-texts.ts.
 */
export const REASON_CODES = [
  // taken or left
  "order-booked", "zero-total-left-out", "order-updated", "order-unchanged", "order-removed", "already-booked",
  "status-outside-filter", "payment-outside-filter", "before-start", "flow-off", "cancelled-before-booking", "skipped-by-person",
  // held: the order itself
  "order-gone", "faulty-source-totals", "faulty-source-vat", "faulty-source-line", "faulty-source-shape", "total-not-positive",
  "credit-order", "line-sales-type", "line-fee", "line-gift-card", "gift-card-with-vat", "gift-card-exceeds-order", "gift-card-in-credit", "currency-foreign", "currency-unknown", "foreign-sale",
  "order-type-not-available", "domestic-rounding", "too-many-rows",
  // held: look-ups
  "sku-missing-on-line", "article-not-found", "article-ambiguous", "article-inactive", "article-tax-reduced", "coding-not-found", "vat-code-unknown", "vat-rate-differs",
  "own-article-missing", "terms-not-mapped", "delivery-method-not-mapped",
  "sales-type-not-mapped", "new-article-coding-missing", "article-not-looked-up", "article-number-taken", "article-number-too-long", "gift-card-coding-unfit", "gift-card-account-missing",
  // held: customer
  "customer-ambiguous", "customer-not-identifiable", "customer-kind-differs", "customer-number-taken", "customer-inactive", "debtor-gone",
  "default-debtor-missing", "post-code-too-long", "customer-used",
  "customer-changed-by-person", "customer-email-taken",
  // held: the document
  "totals-differ", "row-differs", "price-basis-differs", "marker-field-not-searchable", "perhaps-booked-by-hand", "document-changed-by-person",
  "document-gone", "document-gone-with-others", "document-stands", "document-already-invoiced", "document-shipped", "document-booked-by-person", "marker-found-twice", "field-wanted-twice",
  // linked by hand
  "document-linked", "customer-linked", "document-unlinked", "document-kept-by-hand", "link-not-found", "link-ambiguous", "link-elsewhere", "link-order-has-document", "link-own-document", "link-kind-differs",
  "link-amount-differs", "link-vat-differs", "link-currency-differs", "link-customer-differs", "link-customer-shared", "link-not-comparable", "link-order-busy", "link-not-carried-out",
  // rules of the tenant
  "rule-failed", "rule-fails-often", "field-mapped",
  // recorded
  "price-basis-learnt", "vat-rounding-learnt", "price-basis-corrected", "closing-row", "adjusting-row", "vat-method-difference", "within-tolerance",
  "text-shortened", "field-left-out", "address-missing-filled", "buyer-reference-shortened", "customer-found", "customer-created", "customer-updated", "customer-known",
  "default-debtor-used", "terms-chosen", "delivery-method-chosen", "document-adopted", "second-document-deleted", "sent-again",
  "order-page-linked", "article-created", "line-article-chosen", "quantity-rounded", "confirmed-after-comparison",
  "customer-fields-kept", "customer-kind-kept", "customer-not-made", "debtor-blocked", "debtor-deleted", "debtor-stands-for-guests", "debtors-swept",
  // invoices
  "invoice-booked", "invoice-draft-made", "invoice-draft-updated", "invoice-draft-removed", "order-type-chosen", "booking-date-chosen", "document-kept-its-type",
  "booked-figures-differ", "booked-date-differs", "currency-differs", "order-changed-after-booking", "order-cancelled-after-booking", "quantity-too-fine",
  "credit-booked", "credit-draft-made", "credit-sign", "credit-exceeds-original", "credit-of-sales-order", "credit-original-not-here", "credit-customer-differs",
  "credit-wrong-way", "credit-waits-for-original", "payment-registered", "payment-chosen", "payment-already-registered", "payment-method-not-mapped", "payment-amount-unknown", "payment-exceeds-order",
  "payment-exceeds-remaining", "payment-refused", "rounded-by-ledger", "rounding-registered", "rounded-becomes-voucher", "rounding-refused", "rounding-by-hand", "gift-card-used", "gift-card-registered", "gift-card-already-registered", "gift-card-payment-unclear",
  "delta-added", "delta-credited", "delta-beside-credits", "delta-customer-differs", "booked-corrected-by-person", "order-cancelled-credited",
  "refund-registered", "refund-exceeds-credit", "refund-beside-credits", "refund-without-payment", "refund-refused", "refunded-without-credit", "paid-less-than-registered", "paid-after-cancellation", "refund-less-than-registered", "order-has-backorders",
  "written-back", "write-back-refused", "write-back-left-out",
  "invoice-sent", "sending-waits", "sending-refused", "sending-in-doubt", "sending-not-available", "sending-to-shared-customer", "sending-no-address",
  "booking-date-moved", "period-closed", "period-closed-ask", "no-open-day", "cash-bookkeeping",
  // abroad
  "sale-country-unknown", "sale-place-differs", "sale-company-without-vat-number", "sale-private-with-vat-number", "sale-vat-number-of-home", "sale-territory-special",
  "sale-vat-differs", "coding-without-account", "vat-number-rejected", "sale-decided", "customer-of-currency", "lookup-chosen",
  // vouchers
  "voucher-booked", "voucher-credit-booked", "voucher-reversed", "voucher-empty", "voucher-planned", "voucher-keeps-vat", "account-chosen", "account-of-article", "rate-chosen",
  "account-missing", "account-missing-abroad", "voucher-cash-bookkeeping", "rate-missing", "voucher-differs", "voucher-changed-after-booking", "voucher-has-credits", "voucher-item-paid", "voucher-paid", "voucher-item-unpayable",
  // products
  "products-read", "product-created", "product-updated", "product-unchanged", "product-deactivated", "product-create-only", "product-filtered", "product-own-article", "product-made-of-order", "product-inactive",
  "product-not-in-ledger", "product-field-kept", "product-field-overwritten", "product-stored-otherwise", "product-text-shortened", "product-price-rounded", "product-ean-invalid",
  "product-parent-created", "product-parent-activated", "product-parent-deactivated",
  "product-gone", "product-code-taken", "product-link-missing", "product-linked", "product-tax-not-mapped", "product-parent-not-configurable", "product-rule-failed",
  // stock
  "stock-correction-order", "stock-corrected", "stock-field-written", "stock-managed", "stock-equal", "stock-would-change", "stock-unbooked", "stock-moving",
  "stock-not-managed", "stock-article-missing", "stock-not-kept", "stock-rest", "stock-not-possible", "stock-too-many-open", "stock-not-reserved",
  "stock-correction-no-effect", "stock-debtor-has-sales", "stock-no-figure",
  // failures of a call
  "rejected-by-vendor", "rate-limited", "needs-login", "no-access", "company-blocked", "wrong-administration", "wrong-company", "contract-broken",
  "vendor-unreachable", "outcome-unknown", "not-found-at-vendor",
  // the engine
  "poison", "planning-died", "tenant-paused", "capability-paused", "waiting-for-party", "in-doubt-needs-person", "tenant-not-connected", "planned-settings-unusable",
  "looked-up-before-first-write", "trial-mode", "company-claimed", "own-article-taken",
  // sweeps
  "flow-paused", "first-day-limit", "sweep-nothing-new", "sweep-took-up", "sweep-found-missing", "sweep-unlisted", "change-filter-unusable",
  "needs-newer-release", "told-by-newer-release", "run-cancelled", "lookup-list-empty", "lookups-read-anew",
  // the comparison of both sides
  "reconciliation-done", "reconciliation-taken-up", "reconciliation-took-up", "reconciliation-not-listed",
  "reconciliation-twice", "reconciliation-without-order", "reconciliation-amount", "reconciliation-vat", "reconciliation-missing", "reconciliation-currency", "reconciliation-customer",
  // the tenant as a whole, watched
  "connection-expiring", "queue-old", "backing-off-long", "rate-pressure", "rate-refused", "sweep-not-run", "webhooks-silent", "no-orders", "projection-behind", "notices-undelivered",
  // back-fills
  "back-fill-listed", "back-fill-cancelled", "dry-run-would-book", "dry-run", "dry-run-sample-gone", "dry-run-rounding-open", "undo-nothing-there", "undo-booked-stays",
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

export type ReasonParam = string | number | boolean | null;

export type Reason = {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, ReasonParam>>;
};

export function reason(code: ReasonCode, params: Readonly<Record<string, ReasonParam>> = {}): Reason {
  return { code, params };
}
