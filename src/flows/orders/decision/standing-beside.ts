/**
 * An order that changed after it was written has a document already. Where such an order is stopped
 * with the advice to book it by hand, its documents are named. Pure.
 */
import { reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { liveDocumentNumbers } from "../documents/remove.ts";
import { standsAs, isWaitingForDayClose } from "../shared/case.ts";

/** Reasons whose next step may be to book the order by hand. */
export const BY_HAND: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "article-number-too-long",
  "article-tax-reduced",
  "cash-bookkeeping",
  "credit-exceeds-original",
  "credit-not-comparable",
  "credit-order",
  "currency-differs",
  "currency-unknown",
  "discount-exceeds-sold",
  "faulty-source-discount",
  "faulty-source-line",
  "faulty-source-shape",
  "faulty-source-totals",
  "faulty-source-vat",
  "gift-card-in-credit",
  "gift-card-with-vat",
  "quantity-too-fine",
  "rate-unproven",
  "sale-country-unknown",
  "sale-territory-special",
  "sale-vat-number-not-eu",
  "sale-vat-number-of-home",
  "stock-price-below-zero",
  "too-many-rows",
  "total-not-positive",
  "vat-box-unclear",
  "voucher-cash-bookkeeping",
]);

/** Adds the order's live documents to the reasons of an end that advises to book it by hand. */
export function namingStanding(ended: FlowEnd, documents: readonly DocumentRecord[]): FlowEnd {
  const isStopped = ended.outcome === "held" || ended.outcome === "needs-attention";
  if (!isStopped || !ended.reasons.some(({ code }) => BY_HAND.has(code))) return ended;
  const there = documents.filter(
    (one) => one.state === "live" && standsAs(one) !== null && !isWaitingForDayClose(one),
  );
  const [only, ...others] = there;
  if (only === undefined) return ended;
  const why = reason("document-before-change", {
    documents: liveDocumentNumbers(there).join(", "),
    as: others.length > 0 ? null : standsAs(only),
  });
  return { ...ended, reasons: [...ended.reasons, why] };
}
