/**
 * Which of the customers that a look-up answered is the order's, if that is certain. Two that fit
 * are held for a person, never merged by chance. An inactive customer was retired on purpose: it
 * doesn't count beside an active one, and is never reactivated.
 */
import type { CustomerKind } from "../../domain/ledger/ledger.ts";
import {
  foldEmail,
  foldNumber,
  type FoundCustomer,
  type Identity,
  sameOrganisationNumber,
  sameVatNumber,
} from "../../domain/parties/party.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import type { Settings } from "../../settings/schema.ts";
import type { Party } from "./party.ts";

type CustomerChoice =
  | { readonly kind: "one"; readonly customer: FoundCustomer }
  | { readonly kind: "none" }
  | { readonly kind: "ambiguous"; readonly reason: Reason }
  /** It is another company's. The party may still be found otherwise, and is never made. */
  | { readonly kind: "other-company"; readonly reason: Reason }
  | { readonly kind: "kind-differs"; readonly customer: FoundCustomer; readonly reason: Reason }
  | { readonly kind: "inactive"; readonly reason: Reason };

type Kind = { readonly kind: CustomerKind; readonly kindBy?: Party["kindBy"] };

/** A party that is neither company nor person contradicts no customer. */
export const kindFits = (customer: Pick<FoundCustomer, "kind">, party: Kind): boolean =>
  party.kindBy === "unsaid" || customer.kind === party.kind;

type Numbers = {
  readonly organisationNumber?: string | null;
  readonly vatNumber?: string | null;
};
type Company = Numbers & { readonly invoiceAddress?: Pick<Party["invoiceAddress"], "country"> };

/**
 * Whether a customer is the party's company, whatever else they share: by their organisation
 * numbers where both have one, as companies of one group may share a VAT number; otherwise by their
 * VAT numbers. One organisation number at addresses in two countries proves nothing. `null`: not
 * known.
 */
export function sameCompany(
  customer: Numbers & { readonly country?: string | null },
  party: Company,
): boolean | null {
  const its = numbersOf(customer, customer.country ?? null);
  const ours = numbersOf(party, countryOf(party));
  if (its.organisation.number !== "" && ours.organisation.number !== "") {
    if (sameOrganisationNumber(its.organisation, ours.organisation)) return true;
    if (its.organisation.number !== ours.organisation.number) return false;
  }
  return its.vat.number === "" || ours.vat.number === "" ? null : sameVatNumber(its.vat, ours.vat);
}

const numbersOf = ({ organisationNumber, vatNumber }: Numbers, country: string | null) => ({
  organisation: { number: foldNumber(organisationNumber ?? ""), country },
  vat: { number: foldNumber(vatNumber ?? ""), country },
});

const countryOf = ({ invoiceAddress }: Company): string | null => invoiceAddress?.country ?? null;

/**
 * `found` is what one look-up by `by` answered. The vendor's filter may answer more than was asked
 * (other case, parts of a text), so only what really carries the identity counts.
 */
export function chooseCustomer(
  found: readonly FoundCustomer[],
  by: Identity,
  party: Kind & Company,
  settings: Pick<Settings, "orders">,
): CustomerChoice {
  const fitting = [
    ...new Map(
      found
        .filter((customer) => carries(customer, by, party))
        .map((customer) => [customer.id, customer]),
    ).values(),
  ];
  const active = fitting.filter((customer) => customer.active);
  // If several companies share an address, the one with the party's own number is chosen.
  const certain = active.filter((customer) => sameCompany(customer, party) === true);
  const [customer] = certain.length === 1 ? certain : active;
  if (customer !== undefined && active.every((one) => sameCompany(one, party) === false))
    return {
      kind: "other-company",
      reason: reason("customer-other-company", { by: by.kind, customer: customer.id }),
    };
  if (active.length > 1 && certain.length !== 1)
    return {
      kind: "ambiguous",
      reason: reason("customer-ambiguous", { by: by.kind, count: active.length }),
    };
  if (customer !== undefined) return ofKind(customer, party, settings);
  return fitting.length === 0
    ? { kind: "none" }
    : {
        kind: "inactive",
        reason: reason("customer-inactive", { by: by.kind, customer: fitting[0]?.id ?? null }),
      };
}

function ofKind(
  customer: FoundCustomer,
  party: Kind,
  settings: Pick<Settings, "orders">,
): CustomerChoice {
  if (kindFits(customer, party) || settings.orders.customerKindConflict === "ledger-wins")
    return { kind: "one", customer };
  return {
    kind: "kind-differs",
    customer,
    reason: reason("customer-kind-differs", {
      order: party.kind,
      ledger: customer.kind,
      customer: customer.id,
    }),
  };
}

function carries(customer: FoundCustomer, { kind, value }: Identity, party: Company): boolean {
  const its = (number: string) => ({ number, country: customer.country });
  const ours = { number: value, country: countryOf(party) };
  switch (kind) {
    case "email":
      return customer.email !== null && foldEmail(customer.email) === foldEmail(value);
    case "vat-number":
      return customer.vatNumber !== null && sameVatNumber(its(customer.vatNumber), ours);
    case "organisation-number":
      return (
        customer.organisationNumber !== null &&
        sameOrganisationNumber(its(customer.organisationNumber), ours)
      );
    case "customer-number":
      return (
        customer.number !== null &&
        customer.number.trim().toUpperCase() === value.trim().toUpperCase()
      );
    case "link":
      return customer.id === value;
    case "debtor":
    case "product-group":
    case "article":
    case "shop-article":
      return false;
  }
}

/**
 * A number that we derived is taken. Returns whether its customer is this party and may be adopted:
 * it has to agree in kind and in an identity other than the number, and must not be another
 * company.
 */
export function agreesWith(
  customer: FoundCustomer,
  party: Kind & Company & Pick<Party, "identities">,
): boolean {
  return (
    kindFits(customer, party) &&
    sameCompany(customer, party) !== false &&
    party.identities.some(
      (identity) => identity.kind !== "customer-number" && carries(customer, identity, party),
    )
  );
}
