/** Which kind of document this order becomes, by the tenant's rules and the customer that was found. */
import { reason, type Reason } from "../../domain/reasons.ts";
import { chooseType, type OrderType } from "../../mapping/order-types.ts";
import { isEmptyAddress } from "../parties/addresses.ts";
import type { OrderCase, Prepared } from "./case.ts";
import type { FormRole } from "./forms.ts";

export type TypeOfOrder = { readonly type: OrderType; readonly form: FormRole | "voucher"; readonly recorded: readonly Reason[] };

/** A credit becomes what its original is: a booked invoice, unless the tenant wants to book by hand. */
export function orderType({ ports, order, credits }: OrderCase, { customer }: Pick<Prepared, "customer">): TypeOfOrder {
  const address = isEmptyAddress(order.deliveryAddress) ? order.invoiceAddress : order.deliveryAddress;
  const facts = {
    paymentMethod: order.paymentMethodId, deliveryCountry: address.country ?? ports.lookups.company?.country ?? "", gross: order.gross, customerKind: customer.kind,
  };
  const { type, rule } = chooseType(ports.settings.orders, facts);
  if (credits !== undefined) return { type: type === "draft-invoice" ? type : "invoice", form: "credit-draft", recorded: [] };
  return { type, form: type === "sales-order" ? "sales-order" : type === "mutation" ? "voucher" : "invoice-draft", recorded: rule === null ? [] : [reason("order-type-chosen", { type, rule })] };
}
