/**
 * Chooses the one reason shown for a job: what needs action, otherwise what was done; and of a job
 * on hold all that needs action. Pure.
 */
import { APPROVAL, asksBesideApproval } from "./held.ts";
import { type JobStatus, type Outcome, isOnHold } from "./job.ts";
import { type Reason, type ReasonCode, severityOf } from "../reasons/index.ts";

/** Reasons that something was left as it is, or only chosen: any other action says more. */
const LEFT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "order-unchanged",
  "customer-known",
  "already-booked",
  "looked-up-before-first-write",
  "product-unchanged",
  "terms-chosen",
  "delivery-method-chosen",
]);

/** Reasons that something was written or found. */
const DONE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "order-booked",
  "order-updated",
  "order-removed",
  "invoice-booked",
  "invoice-draft-made",
  "invoice-draft-updated",
  "invoice-draft-removed",
  "credit-booked",
  "credit-draft-made",
  "payment-registered",
  "rounding-registered",
  "gift-card-registered",
  "refund-registered",
  "delta-added",
  "delta-credited",
  "order-cancelled-credited",
  "voucher-booked",
  "voucher-credit-booked",
  "voucher-reversed",
  "voucher-paid",
  "written-back",
  "invoice-sent",
  "document-adopted",
  "document-booked-by-person",
  "second-document-deleted",
  "customer-created",
  "customer-updated",
  "customer-found",
  "product-created",
  "product-updated",
  "product-deactivated",
]);

type JobResult = {
  readonly status: JobStatus;
  readonly outcome: Outcome | null;
  readonly reasons: readonly Reason[];
};

/** It ended, and somebody has to do something about it. */
const holds = ({ status, outcome }: JobResult): boolean =>
  (status === "done" || status === "dead") && isOnHold(outcome);

export function headlineOf(job: JobResult): Reason | undefined {
  const { reasons } = job;
  const [first] = reasons;
  if (first === undefined) return undefined;
  if (holds(job))
    return (
      reasons.find(({ code }) => code !== APPROVAL && severityOf(code) === "error") ??
      reasons.find(asksBesideApproval) ??
      reasons.find(({ code }) => code === APPROVAL) ??
      reasons.find(({ code }) => severityOf(code) === "warning") ??
      first
    );
  return LEFT.has(first.code) ? (reasons.find(({ code }) => DONE.has(code)) ?? first) : first;
}

/** The headline and, of a job on hold, whatever else asks for something: each has to be mended. */
export function causesOf(job: JobResult): readonly Reason[] {
  const headline = headlineOf(job);
  if (headline === undefined) return [];
  const asks = (one: Reason): boolean => one.code === APPROVAL || asksBesideApproval(one);
  const others = holds(job) ? job.reasons.filter((one) => one !== headline && asks(one)) : [];
  return [headline, ...others];
}
