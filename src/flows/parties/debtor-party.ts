/**
 * Who a debtor is, from its own card alone: what the customers flow goes by, without any order. A
 * card has one address and no company name, so it says company or person by its kind (where the
 * tenant mapped it) or by its numbers.
 */
import type { Debtor } from "../../domain/order.ts";
import { oneLine, present } from "../../domain/text.ts";
import { choose } from "../../settings/lookup.ts";
import type { Settings } from "../../settings/schema.ts";
import { derivedNumber, identitiesOf, type Party } from "./party.ts";

const NO_ADDRESS = {
  name: null,
  street: null,
  street2: null,
  postCode: null,
  city: null,
  country: null,
};

export function partyOfDebtor(
  debtor: Debtor,
  settings: Pick<Settings, "orders" | "customers" | "lookups">,
): Party {
  const { kind, kindBy } = kindOf(debtor, settings);
  const name = present(debtor.name);
  const contact = present(debtor.attentionTo);
  const party = {
    kind,
    kindBy,
    guest: false,
    debtorId: debtor.id,
    name: name === null ? null : oneLine(name),
    // Whether it is a company isn't said: then a person to turn to is no contradiction, and is
    // written.
    contactPerson:
      contact === null || contact === name || (kind === "private" && kindBy !== "unsaid")
        ? null
        : oneLine(contact),
    email: present(debtor.email),
    phone: present(debtor.phone),
    mobile: present(debtor.mobile),
    organisationNumber: present(debtor.organisationNumber),
    vatNumber: present(debtor.vatNumber),
    invoiceAddress: debtor.address,
    // Where goods went is an order's affair: what the customer has stays.
    deliveryAddress: NO_ADDRESS,
    paymentConditionId: debtor.paymentConditionId,
    number: derivedNumber(debtor.id, null, settings.customers.numberPrefix),
  };
  return {
    ...party,
    ...identitiesOf(party, present(debtor.customerNumber), settings.orders.findCustomerBy),
  };
}

function kindOf(
  debtor: Debtor,
  settings: Pick<Settings, "lookups">,
): Pick<Party, "kind" | "kindBy"> {
  const { value } = choose(settings.lookups.customerKind, debtor.kindId);
  if (value === "company" || value === "private") return { kind: value, kindBy: "debtor-kind" };
  if (present(debtor.organisationNumber) !== null)
    return { kind: "company", kindBy: "organisation-number" };
  if (present(debtor.vatNumber) !== null) return { kind: "company", kindBy: "vat-number" };
  return { kind: "private", kindBy: "unsaid" };
}
