/** What the lists of jobs and their table both say of a job and its document. */
import { headlineOf } from "../../domain/jobs/headline.ts";
import type { JobView } from "../../domain/jobs/job.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { Messages } from "../../messages/index.ts";
import type { CurrentDocument, OrderFinding } from "../../sync/contract/index.ts";
import type { JobListDetails } from "../../sync/contract/jobs.ts";
import type { States, StateLabel } from "./state-text.ts";
import type { Describe } from "./texts.ts";

/**
 * The reason, and why the booked VAT isn't the shop's to the cent, as the shop's amounts are shown
 * beside it.
 */
export function jobReasonText(job: JobView, states: States, describe: Describe): string {
  const { wait } = job;
  const headline = headlineOf(job);
  if (headline === undefined) return wait === null ? "" : states.wait(wait);
  const cents = vatRoundingReasons(job).filter((reason) => reason !== headline);
  return [headline, ...cents].map((one) => describe(one).text).join(" ");
}

/** Nothing but its turn holds it: it has no reason of its own. */
export const waitsForTurn = ({ status, reasons }: JobView): boolean =>
  status === "queued" || (status === "waiting" && reasons.length === 0);

export const vatRoundingReasons = ({ reasons }: JobView): readonly Reason[] =>
  reasons.filter(({ code }) => code === "vat-method-difference");

/** Its kind, as a cell begins. */
export function documentKindLabel(t: Messages["t"], beside: JobListDetails | null): string | null {
  const role = beside?.document?.role;
  if (role === undefined) return null;
  const kind = t(`documentRoles.${LISTED_ROLES.find((known) => known === role) ?? "other"}`);
  return `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;
}

/** Such as "invoice 1042": a draft has no number. */
export const documentName = ({ t }: Messages, kind: string, number: string | null): string =>
  number === null ? kind : t("comparison.document", { kind, number });

/** What an edit added or took back is an invoice or a credit as well. */
const LIKE: Partial<Record<CurrentDocument["role"], string>> = {
  "delta-invoice": "invoice",
  "delta-draft": "invoice-draft",
  "delta-credit": "credit",
  "delta-credit-draft": "credit-draft",
};

export const roleName = ({ t, find }: Messages, role: CurrentDocument["role"]): string =>
  find(`documentRoles.${LIKE[role] ?? role}`) ?? t("documentRoles.other");

export const currentDocumentText = (
  messages: Messages,
  { role, number }: Pick<CurrentDocument, "role" | "number">,
): string => documentName(messages, roleName(messages, role), number);

const LISTED_ROLES = [
  "credit",
  "credit-draft",
  "invoice",
  "invoice-draft",
  "sales-order",
  "voucher",
  "voucher-credit",
] as const;

/** A finding of the reconciliation about an order, in a few words. */
export const findingText = (t: Messages["t"], finding: OrderFinding["finding"]): string =>
  finding === "customer" ? t("orders.found.customer.short") : t(`comparison.parts.${finding}`);

/** Whether a state still holds: a good one doesn't once the document is gone. */
export const isStateValid = (
  state: StateLabel,
  found: readonly Pick<OrderFinding, "finding">[],
): boolean => state.tone !== "good" || found.every(({ finding }) => finding !== "missing");
