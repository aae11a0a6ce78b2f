/** The payment of a booked order that waited for an account, as a look before its run tells it. */
import { type Decimal, dec } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { registersPayments } from "../../../settings/lookups/used-lookups.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { FlowPorts } from "../../port.ts";
import { orderLookupFacts } from "../shared/filled-fields.ts";
import { receivedAmount } from "./plan-payment.ts";

/** `most`: the run reads first what of it is registered already. */
export type WaitingPayment = { readonly most: Decimal; readonly currency: string };

/** `null`: with these settings no payment would be registered. Pure. */
export function waitingPayment(
  order: Order,
  settings: Settings,
  lists: FlowPorts["lists"],
): WaitingPayment | null {
  const paid = receivedAmount(order);
  if (!registersPayments(settings) || paid === null || dec(paid).lte(0) || lists.company === null)
    return null;
  const facts = orderLookupFacts({ order, ports: { settings, lists } });
  if (choose(settings.lookups.paymentMethod, order.paymentMethodId, facts).value === null)
    return null;
  return { most: dec(paid).gt(dec(order.gross)) ? order.gross : paid, currency: order.currency };
}
