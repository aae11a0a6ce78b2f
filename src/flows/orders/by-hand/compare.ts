/**
 * Where a document that a person names isn't what the order says. Pure. Each difference is told,
 * and may be confirmed.
 */
import { dec } from "../../../domain/money.ts";
import type { JobFigures } from "../../../domain/job.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { NumberedDocument } from "../../../eaccounting/numbered-documents.ts";

/** `customerId`: whom the order's buyer is linked to; `null`: nobody yet, which says nothing. */
export function differences(
  { document, sums }: NumberedDocument,
  order: JobFigures,
  customerId: string | null,
  number: string,
): readonly Reason[] {
  const customer =
    customerId !== null &&
    document.customerId !== null &&
    customerId.toLowerCase() !== document.customerId
      ? [reason("link-customer-differs", { customer: document.customerId, linked: customerId })]
      : [];
  if (sums === null)
    return [reason("link-not-comparable", { document: document.kind, number }), ...customer];
  if (sums.currency !== null && sums.currency.toUpperCase() !== order.currency)
    return [
      reason("link-currency-differs", { order: order.currency, document: sums.currency }),
      ...customer,
    ];
  // The shop's sign of credits is its own: what is taken back is compared by how much it is.
  const isOff = (theirs: string, ours: string): boolean => !dec(theirs).abs().eq(dec(ours).abs());
  return [
    ...(isOff(sums.gross, order.gross)
      ? [
          reason("link-amount-differs", {
            order: order.gross,
            document: sums.gross,
            currency: order.currency,
          }),
        ]
      : []),
    ...(isOff(sums.vat, order.vat)
      ? [reason("link-vat-differs", { order: order.vat, document: sums.vat })]
      : []),
    ...customer,
  ];
}
