/** What to do about a dry run's reason: it has no order's page for links or decisions. */
import { isOnlyShown } from "../../../../domain/jobs/planned-effect.ts";
import type { ReasonCode } from "../../../../domain/reasons/index.ts";
import type { DescribedReason } from "../../../usecases/jobs/reason-text.ts";
import type { Messages } from "../../../../messages/index.ts";
import { nextBeforeRun } from "../../../../messages/reasons.ts";

/** Their advice is to link something here. */
const LINKED_HERE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "marker-found-twice",
  "customer-ambiguous",
  "customer-not-identifiable",
  "customer-number-taken",
  "customer-other-company",
  "debtor-gone",
  "debtor-of-several",
]);

/**
 * With advice that can be followed: a dry run has its own, as the order's may lead nowhere; in test
 * mode nothing is retried or skipped.
 */
export function withDryRunAdvice(
  messages: Messages,
  job: Parameters<typeof isOnlyShown>[0],
  described: DescribedReason,
): DescribedReason {
  if (!isOnlyShown(job)) return described;
  const early = nextBeforeRun(messages, described.code, described.next);
  if (job.flow !== "dry-run") return { ...described, next: early };
  const { t } = messages;
  if (described.code === "perhaps-booked-by-hand")
    return { ...described, next: t("orders.dryRun.perhapsManual") };
  if (described.code === "order-gone")
    return {
      ...described,
      text: t("orders.dryRun.notThere"),
      next: t("orders.dryRun.fetchAgain"),
    };
  // Nothing waits for the result of a preview, so that there is nothing to skip.
  if (described.code === "undo-booked-stays")
    return { ...described, severity: "info", next: t("orders.dryRun.correctThere") };
  return LINKED_HERE.has(described.code)
    ? { ...described, next: t("orders.dryRun.putRight") }
    : { ...described, next: early };
}

/**
 * What is told beside a verdict: what asks for something, and of what stays as it is (`quiet`) why
 * that is so, which asks nobody for anything.
 */
export function shownReasons(
  quiet: boolean,
  reasons: readonly DescribedReason[],
): readonly DescribedReason[] {
  const [first] = reasons;
  return reasons.filter((one) => one.severity !== "info" || (quiet && one === first));
}
