/**
 * A buyer's customer for orders in another currency. The ledger's invoices are in their customer's
 * currency, so a buyer who pays in two needs two customers: the second is known under a name of its
 * own, and has a number of its own.
 */
import type { Order } from "../../../domain/order.ts";
import type { Settings } from "../../../mapping/settings.ts";
import type { Party } from "../../parties/party.ts";

/**
 * The currency for which the party needs a customer of its own; `null`: its one customer will do,
 * or is held.
 */
export function ownCurrency(
  order: Pick<Order, "currency">,
  settings: Pick<Settings, "orders">,
  company: { readonly currency: string } | null,
): string | null {
  return settings.orders.customerInOtherCurrency === "second-customer" &&
    company !== null &&
    order.currency !== company.currency
    ? order.currency
    : null;
}

/** The vendor's limit of customer numbers. */
const NUMBER_MAX = 16;

export function partyOfCurrency(party: Party, currency: string | null): Party {
  if (currency === null || party.number === null) return party;
  // `E` stands apart from every number that is derived from a debtor; it is cut from the left, where the prefix is.
  const number = `${party.number}-${currency}`;
  const fitting =
    number.length <= NUMBER_MAX ? number : `${party.number.slice(0, NUMBER_MAX - 3)}${currency}`;
  return {
    ...party,
    number: fitting,
    identities: [...party.identities, { kind: "customer-number", value: fitting }],
  };
}
