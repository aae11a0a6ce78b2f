/** Which ends of a run may come of cached lists of the ledger that are out of date. Pure. */
import type { FlowName, Lane, Outcome } from "../domain/jobs/job.ts";
import type { Reason, ReasonCode } from "../domain/reasons/index.ts";
import type { FlowEnd } from "../flows/port.ts";

const OF_STALE_LISTS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
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
  "voucher-account-unfit",
  "rate-missing",
  "rate-unlikely",
  "product-tax-not-mapped",
  // Settings of the company.
  "domestic-rounding",
  "rounded-to-nothing",
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
 * Whether a run's end may come of stale lists: they lack a value, the ledger answered otherwise
 * than was predicted with them, or it refused what was planned with them. The lists are then read
 * again and the run is planned once more.
 *
 * A dry run that a person waits for never ends so: it says what would happen now.
 */
export function listsMayBeStale(
  flow: FlowName,
  lane: Lane,
  { outcome, reasons }: Pick<FlowEnd, "outcome" | "reasons">,
): boolean {
  const planned = PLANNED.has(flow) || (flow === "dry-run" && lane === "back-fill");
  return planned && mayBeDueToStaleLists({ outcome, reasons });
}

/** Whether something is held or refused for a reason that stale lists may have caused. */
export const mayBeDueToStaleLists = ({
  outcome,
  reasons,
}: {
  readonly outcome: Outcome | null;
  readonly reasons: readonly Reason[];
}): boolean => (outcome === "held" || outcome === "rejected") && reasons.some(mayComeOfThem);

/** What the shop refuses has nothing to do with the ledger's lists. */
function mayComeOfThem({ code, params }: Reason): boolean {
  if (code === "rejected-by-vendor" && params["vendor"] === "asperion") return false;
  return OF_STALE_LISTS.has(code);
}
