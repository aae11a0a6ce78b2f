/**
 * Which writes are of a credit invoice: the vendor's paths and our kinds of writes are those of any
 * invoice.
 */
import type { OperationView, Role } from "../../../../domain/jobs/job.ts";

const CREDITS: ReadonlySet<Role> = new Set<Role>([
  "credit-draft",
  "credit",
  "delta-credit-draft",
  "delta-credit",
]);

export const isOfCredit = ({ role }: Pick<OperationView, "role">): boolean => CREDITS.has(role);

/** By the markers that they carry. */
export const creditMarkers = (operations: readonly OperationView[]): ReadonlySet<string> =>
  new Set(
    operations.flatMap((one) => (isOfCredit(one) && one.marker !== null ? [one.marker] : [])),
  );
