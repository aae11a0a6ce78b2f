/**
 * The facts of an order that rules use to choose its kind of document and its voucher's level.
 * Pure.
 */
import type { Order } from "../../../domain/order.ts";
import type { TypeFacts } from "../../../settings/order-types.ts";
import { isEmptyAddress } from "../../parties/party.ts";

/** Returns those facts. `home`: the company's country, for an order that names none. */
export function typeFacts(
  order: Order,
  customerKind: TypeFacts["customerKind"],
  home: string | undefined,
): TypeFacts {
  const { invoiceAddress, deliveryAddress } = order;
  const address = isEmptyAddress(deliveryAddress) ? invoiceAddress : deliveryAddress;
  return {
    paymentMethod: order.paymentMethodId,
    deliveryCountry: address.country ?? invoiceAddress.country ?? home ?? "",
    gross: order.gross,
    customerKind,
  };
}
