/**
 * What the shop says of an order's money twice, by a status and by an amount, and the one denies
 * the other. Pure. The amount is what is booked; which of the two is right only a person can say.
 */
import { dec, same } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import { type Reason, reason } from "../../../domain/reasons.ts";
import { registersPayments } from "../../../settings/asked-lookups.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { DocumentRecord } from "../../port.ts";

/** Of a sale; `null`: they agree, or the shop names no amount. */
export function statusDenied({
  payment,
  amountPaid,
  gross,
}: Pick<Order, "payment" | "amountPaid" | "gross">): Reason | null {
  if (amountPaid === null || payment === "refunded") return null;
  const paid = dec(amountPaid);
  const denied =
    paid.lt(0) ||
    (payment === "open" && paid.gt(0)) ||
    (payment === "partly-paid" && same(paid, 0)) ||
    (payment === "paid" && paid.lt(dec(gross)));
  return denied
    ? reason("payment-status-differs", { status: payment, paid: amountPaid, charged: gross })
    : null;
}

/** Whether anything is booked by what the shop says of the money of this document. */
export const booksMoney = (settings: Settings, { role }: DocumentRecord): boolean =>
  (role === "invoice" && registersPayments(settings)) ||
  (role === "voucher" &&
    (settings.orders.voucher.paid === "clearing" || registersPayments(settings)));
