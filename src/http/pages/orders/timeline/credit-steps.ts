/**
 * Which writes are of a credit invoice: the vendor's paths and our kinds of writes are those of any
 * invoice.
 */
import { type OperationView, isCreditInvoice } from "../../../../domain/jobs/job.ts";

export const isOfCredit = ({ role }: Pick<OperationView, "role">): boolean => isCreditInvoice(role);

/** By the markers that they carry. */
export const creditMarkers = (operations: readonly OperationView[]): ReadonlySet<string> =>
  new Set(
    operations.flatMap((one) => (isOfCredit(one) && one.marker !== null ? [one.marker] : [])),
  );
