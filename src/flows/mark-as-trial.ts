/**
 * Reasons of what would be done and isn't: on trial a plan is shown, and its words mustn't say that
 * it was carried out. Pure.
 */
import { reason, type Reason, type ReasonCode } from "../domain/reasons/index.ts";

/** Plans give these before anything is written. Their words know of a trial. */
const DEEDS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "customer-created",
  "article-created",
  "product-created",
  "product-updated",
  "product-deactivated",
  "product-parent-created",
  "product-parent-activated",
  "product-parent-deactivated",
]);

export const markAsTrial = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.map((one) =>
    DEEDS.has(one.code) ? reason(one.code, { ...one.params, trial: true }) : one,
  );
