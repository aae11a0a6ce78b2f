/**
 * A credit in another currency than what it takes back of: their amounts can't be compared, and
 * whatever currency the customer has by then, it would take back another sum. Pure.
 */
import type { DocumentRecord } from "../../../port.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { type OrderCase, liveWithRole } from "../../shared/case.ts";

/** `null`: it is the same, or isn't known. */
export const otherCurrency = (
  { order }: Pick<OrderCase, "order">,
  sold: string | null,
): Reason | null =>
  sold === null || sold === order.currency
    ? null
    : reason("credit-not-comparable", { order: sold, credit: order.currency, of: "booked" });

/**
 * The same of an invoice, by what it says or was booked with. A credit invoice that is booked
 * already is looked at as any document that changed since.
 */
export const otherThanInvoice = (
  order: OrderCase,
  { currency }: { readonly currency: string | null },
  invoice: DocumentRecord | undefined,
): Reason | null =>
  liveWithRole(order.ports.documents, "credit").length > 0
    ? null
    : otherCurrency(order, currency ?? invoice?.content?.currency ?? null);
