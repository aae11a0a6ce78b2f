/** Under what the customer of an order is remembered. Pure. */
import { foldNumber } from "../../../domain/parties/party.ts";
import { guestCode, isGuest, partyOf } from "../../parties/party.ts";
import type { OrderFacts } from "../shared/case.ts";
import { fixedDebtor } from "../shared/filled-fields.ts";
import { ownCurrency } from "./customer.ts";

/**
 * Returns the key under which the order's customer is remembered: the fixed one, the debtor, or for
 * a guest our derived number with the company's number, as another company may order with the same
 * e-mail address. Followed by the currency if the party needs a customer of its own for it.
 */
export function linkSourceOf({ ports, order }: Pick<OrderFacts, "order" | "ports">): string {
  const fixed = fixedDebtor({ ports, order });
  if (fixed !== null) return `default:${fixed.id}`;
  const currency = ownCurrency(order, ports.settings, ports.lists.company);
  const source = isGuest(order, ports.settings)
    ? guestSource(order, ports)
    : String(order.debtorId);
  return currency === null ? source : `${source}:${currency}`;
}

/** The part derived from the e-mail address comes last: a person's data are found by it. */
function guestSource(order: OrderFacts["order"], { settings }: OrderFacts["ports"]): string {
  const { number, organisationNumber, vatNumber } = partyOf(order, null, settings);
  const company = foldNumber(organisationNumber ?? vatNumber ?? "");
  return company === "" ? `guest:${number}` : `guest:${guestCode(company)}:${number}`;
}
