/** Which ends of a run may come of look-ups that are too old. Pure. */
import type { FlowName, Lane, Outcome } from "../domain/job.ts";
import type { Reason, ReasonCode } from "../domain/reasons.ts";
import type { FlowEnd } from "../flows/port.ts";

const DOUBTFUL: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  // Unknown to them.
  "currency-unknown",
  "coding-not-found",
  "coding-ended",
  "vat-code-unknown",
  "vat-rate-differs",
  "own-article-missing",
  "terms-not-mapped",
  "delivery-method-not-mapped",
  "article-inactive",
  "article-tax-reduced",
  "new-article-coding-missing",
  "gift-card-coding-unfit",
  "gift-card-account-missing",
  "coding-without-account",
  "sale-country-unknown",
  "account-missing",
  "account-missing-abroad",
  "rate-missing",
  "rate-unlikely",
  "product-tax-not-mapped",
  // Settings of the company.
  "domestic-rounding",
  "period-closed",
  "period-closed-ask",
  "payout-period-closed",
  "no-open-day",
  "cash-bookkeeping",
  "voucher-cash-bookkeeping",
  // A prediction that failed, and a refusal.
  "totals-differ",
  "row-differs",
  "price-basis-differs",
  "currency-differs",
  "rejected-by-vendor",
]);

const PLANNED: ReadonlySet<FlowName> = new Set<FlowName>([
  "orders",
  "customers",
  "products",
  "days",
  "payouts",
]);

/**
 * Ends that may come of old look-ups: something was met that they don't know, the ledger answered
 * otherwise than was predicted with them, or refused what was planned with them. They are read anew
 * then and it is planned once more. Pure.
 *
 * A dry run that a person waits for says what would happen now.
 */
export function doubtsLists(
  flow: FlowName,
  lane: Lane,
  { outcome, reasons }: Pick<FlowEnd, "outcome" | "reasons">,
): boolean {
  const planned = PLANNED.has(flow) || (flow === "dry-run" && lane === "back-fill");
  return planned && mayComeOfLists({ outcome, reasons });
}

/** Whether something is held or refused for what old look-ups may be the cause of. */
export const mayComeOfLists = ({
  outcome,
  reasons,
}: {
  readonly outcome: Outcome | null;
  readonly reasons: readonly Reason[];
}): boolean => (outcome === "held" || outcome === "rejected") && reasons.some(isDoubtful);

/** What the shop refuses has nothing to do with the ledger's lists. */
function isDoubtful({ code, params }: Reason): boolean {
  if (code === "rejected-by-vendor" && params["vendor"] === "asperion") return false;
  return DOUBTFUL.has(code);
}
