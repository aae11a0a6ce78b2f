/**
 * Who bought: a company or a person, and its identities, from the order and (for an unknown
 * customer) its debtor. A guest's order is used alone: a collective debtor says nothing about the
 * buyer.
 */
import { isCountryCode } from "../../domain/parties/territory.ts";
import type { CustomerKind, LedgerCustomer } from "../../domain/ledger/ledger.ts";
import type { Address, Debtor, Order } from "../../domain/orders/order.ts";
import {
  foldEmail,
  foldNumber,
  type Identity,
  type BuyerSigns,
  isSameBuyer,
} from "../../domain/parties/party.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import type { PostalAddress } from "../../domain/orders/sales-order.ts";
import { cutTrimmed, oneLine, nonBlankOrNull } from "../../domain/platform/text.ts";
import type { LookupFacts } from "../../settings/lookups/lookup-key.ts";
import { choose } from "../../settings/lookups/lookup.ts";
import type { Settings } from "../../settings/schema.ts";
import { BASE_32 } from "../../domain/orders/marker.ts";
import { type CustomerSource } from "../../settings/rules/compile.ts";

/** `name`: `null` where the order has none. */
export type Party = CustomerSource & {
  readonly kind: CustomerKind;
  /** What made it a company; "none": a person; "unsaid": a debtor's card says neither. */
  readonly kindBy:
    | "company-name"
    | "organisation-number"
    | "vat-number"
    | "debtor-kind"
    | "none"
    | "unsaid";
  readonly guest: boolean;
  /**
   * The name is of somebody else: who receives the goods, or orders for a company that isn't named.
   * Good enough for a customer that is made, not to rename one.
   */
  readonly nameStandsIn?: true;
  /**
   * The unique number that we derive; always sent, so that the vendor refuses a second customer.
   * `null`: nothing to derive it from.
   */
  readonly number: string | null;
  /** How the customer is looked up, in the tenant's order; only what is known. */
  readonly searchBy: readonly Identity[];
  /** All its names, locked together, all or none, while it is found or made. */
  readonly identities: readonly Identity[];
};

/** No debtor, or one of the tenant's debtors for guests. */
export function isGuest(
  order: Pick<Order, "debtorId">,
  settings: Pick<Settings, "orders">,
): boolean {
  return (
    order.debtorId === null ||
    order.debtorId === 0 ||
    settings.orders.collectiveDebtors.includes(order.debtorId)
  );
}

/**
 * The fixed customer of the ledger for this order, if the tenant set one for such orders: by the
 * look-up of debtors, whose default is for guests alone, else the one of the settings. Its own kind
 * counts, nothing is held for that.
 */
export function defaultDebtorOf(
  order: Pick<Order, "debtorId">,
  settings: Pick<Settings, "orders" | "lookups">,
  facts: LookupFacts & { readonly country: string },
): { readonly id: string; readonly when: "guests" | "always" } | null {
  const { value, by } = choose(settings.lookups.debtor, facts.country, facts);
  if (value !== null && (by !== "default" || isGuest(order, settings)))
    return { id: value, when: by === "default" ? "guests" : "always" };
  const fixed = settings.orders.defaultDebtor;
  return fixed !== null && (fixed.when === "always" || isGuest(order, settings)) ? fixed : null;
}

/**
 * The number of a customer that the settings name for several orders: what is changed on it changes
 * the sale of each of them. Nothing of a customer of its own.
 */
export function sharedCustomer({
  customer,
  settings: { orders, lookups },
}: {
  readonly customer: Pick<LedgerCustomer, "id" | "number">;
  readonly settings: Pick<Settings, "orders" | "lookups">;
}): { readonly defaultCustomer?: string } {
  const { table, default: otherwise } = lookups.debtor;
  const named = [orders.defaultDebtor?.id, otherwise, ...Object.values(table)];
  return named.includes(customer.id) ? { defaultCustomer: customer.number ?? customer.id } : {};
}

/** `debtor` is ignored for a guest. What the order says goes before what its debtor says. */
export function partyOf(
  order: Order,
  debtor: Debtor | null,
  settings: Pick<Settings, "orders" | "customers">,
): Party {
  const guest = isGuest(order, settings);
  const known = guest ? null : debtor;
  const { kind, kindBy } = kindOf(order, known);
  const companyName = nonBlankOrNull(order.companyName);
  const ownName =
    kind === "company" ? (companyName ?? nonBlankOrNull(known?.name)) : personName(order, known);
  const name = ownName ?? personName(order, known) ?? nonBlankOrNull(order.deliveryAddress.name);
  const contact =
    nonBlankOrNull(order.attentionTo) ??
    nonBlankOrNull(known?.attentionTo) ??
    nonBlankOrNull(order.invoiceAddress.name);
  const email = nonBlankOrNull(order.email) ?? nonBlankOrNull(known?.email);
  const party = {
    kind,
    kindBy,
    guest,
    debtorId: guest ? null : order.debtorId,
    name: name === null ? null : oneLine(name),
    ...(ownName === null && name !== null ? { nameStandsIn: true as const } : {}),
    contactPerson:
      kind === "private" || contact === null || contact === name ? null : oneLine(contact),
    email,
    phone: nonBlankOrNull(order.phone) ?? nonBlankOrNull(known?.phone),
    mobile: nonBlankOrNull(known?.mobile),
    organisationNumber:
      nonBlankOrNull(order.organisationNumber) ?? nonBlankOrNull(known?.organisationNumber),
    vatNumber: nonBlankOrNull(order.vatNumber) ?? nonBlankOrNull(known?.vatNumber),
    invoiceAddress:
      isEmptyAddress(order.invoiceAddress) && known !== null ? known.address : order.invoiceAddress,
    deliveryAddress: order.deliveryAddress,
    paymentConditionId: order.paymentConditionId ?? known?.paymentConditionId ?? null,
    number: derivedNumber(guest ? null : order.debtorId, email, settings.customers.numberPrefix),
  };
  return {
    ...party,
    ...identitiesOf(party, nonBlankOrNull(known?.customerNumber), settings.orders.findCustomerBy),
  };
}

/**
 * The company name on the order, else the debtor's registration or VAT number, makes a company;
 * else a person. A guest has no debtor: there the order's own numbers stand in its place.
 */
function kindOf(order: Order, debtor: Debtor | null): Pick<Party, "kind" | "kindBy"> {
  if (nonBlankOrNull(order.companyName) !== null)
    return { kind: "company", kindBy: "company-name" };
  const numbers = debtor ?? order;
  if (nonBlankOrNull(numbers.organisationNumber) !== null)
    return { kind: "company", kindBy: "organisation-number" };
  if (nonBlankOrNull(numbers.vatNumber) !== null) return { kind: "company", kindBy: "vat-number" };
  return { kind: "private", kindBy: "none" };
}

/** The order's buyer, where nothing that the order says of them is on the debtor's card. */
export function strangerTo(debtor: Debtor, order: Order): BuyerSigns | null {
  const address = order.invoiceAddress;
  const companyName = nonBlankOrNull(order.companyName);
  const buyer = {
    name: companyName ?? nonBlankOrNull(address.name) ?? nonBlankOrNull(order.attentionTo),
    email: nonBlankOrNull(order.email),
    street: address.street,
    postCode: address.postCode,
    isCompany: companyName !== null,
  };
  const { name, email, address: card } = debtor;
  const own = { name, email, street: card.street, postCode: card.postCode };
  return isSameBuyer(buyer, { ...own, isCompany: buyer.isCompany }) ? null : buyer;
}

const personName = (order: Order, debtor: Debtor | null): string | null =>
  nonBlankOrNull(order.invoiceAddress.name) ??
  nonBlankOrNull(debtor?.name) ??
  nonBlankOrNull(order.attentionTo);

/**
 * Prefix and debtor id; for a guest prefix, "G" and a code of the e-mail address: the same buyer
 * gets the same number.
 */
export function derivedNumber(
  debtorId: number | null,
  email: string | null,
  prefix: string,
): string | null {
  if (debtorId !== null) return `${prefix}${debtorId}`;
  return email === null ? null : `${prefix}G${guestCode(foldEmail(email))}`;
}

/** Returns the debtor from which a customer with this number was made here; `null`: none. */
export const debtorOfNumber = (number: string | null, prefix: string): string | null =>
  number?.startsWith(prefix) === true
    ? (/^(\d+)(?:-[A-Z]{3})?$/.exec(number.slice(prefix.length))?.[1] ?? null)
    : null;

type IdentifiedParty = Pick<
  Party,
  "email" | "vatNumber" | "organisationNumber" | "debtorId" | "number"
>;

export function identitiesOf(
  party: IdentifiedParty,
  customerNumber: string | null,
  findBy: Settings["orders"]["findCustomerBy"],
): Pick<Party, "searchBy" | "identities"> {
  const byKind: Record<(typeof findBy)[number], string | null> = {
    email: party.email === null ? null : foldEmail(party.email),
    "customer-number": customerNumber,
    "vat-number": folded(party.vatNumber),
    "organisation-number": folded(party.organisationNumber),
  };
  const identity = (kind: Identity["kind"], value: string | null): readonly Identity[] =>
    value === null ? [] : [{ kind, value }];
  const all = [
    ...identity("debtor", party.debtorId === null ? null : String(party.debtorId)),
    ...identity("email", byKind.email),
    ...identity("vat-number", byKind["vat-number"]),
    ...identity("organisation-number", byKind["organisation-number"]),
    ...identity("customer-number", byKind["customer-number"]),
    ...(party.number === customerNumber ? [] : identity("customer-number", party.number)),
  ];
  return { searchBy: findBy.flatMap((kind) => identity(kind, byKind[kind])), identities: all };
}

function folded(text: string | null): string | null {
  const number = text === null ? "" : foldNumber(text);
  return number === "" ? null : number;
}

/**
 * The order's own party data, as one text: while it is the same as at the last push, the customer
 * is known and unchanged, and neither debtor nor customer is read. The delivery address is the
 * order's own: one that alternates doesn't make another customer each time. Holds personal data: it
 * is hashed before it is kept.
 */
export function partyFingerprint(order: Order): string {
  const address = (of: Address): readonly unknown[] => [
    of.name,
    of.street,
    of.street2,
    of.postCode,
    of.city,
    of.country,
  ];
  return JSON.stringify([
    order.debtorId,
    order.companyName,
    order.attentionTo,
    order.email === null ? null : foldEmail(order.email),
    order.phone,
    order.vatNumber,
    order.organisationNumber,
    order.paymentConditionId,
    address(order.invoiceAddress),
  ]);
}

export const MAX_NAME = 50;
const MAX_DELIVERY_NAME = 100;
const MAX_ADDRESS = 50;
const MAX_CITY = 50;
const MAX_POST_CODE = 10;

type AddressRules = {
  readonly where: "invoice" | "delivery";
  /** Used where the address has no name. */
  readonly name: string;
  /** Replaces a missing post code or city. */
  readonly missing: string;
  /** Used where the address names no country. */
  readonly country: string;
};

/** `recorded` tells what was cut or filled; `errors` what can't be written. */
type PlannedAddress = {
  readonly address: PostalAddress;
  readonly recorded: readonly Reason[];
  readonly errors: readonly Reason[];
};

/**
 * Postal addresses as the ledger takes them: required fields are filled, what is too long is cut
 * and recorded, and a post code that doesn't fit is an error, as half a post code leads a parcel
 * astray.
 */
export function postalAddress(source: Address, rules: AddressRules): PlannedAddress {
  const recorded: Reason[] = [];
  const at = (field: string): string => `${rules.where}.${field}`;
  const fitting = (field: string, text: string | null, max: number): string => {
    const words = oneLine(text ?? "");
    if (words.length <= max) return words;
    recorded.push(reason("text-shortened", { field: at(field), line: null, max }));
    return cutTrimmed(words, max);
  };
  const required = (field: string, text: string | null, max: number): string => {
    const words = fitting(field, text, max);
    if (words !== "") return words;
    recorded.push(reason("address-missing-filled", { field: at(field), with: rules.missing }));
    return rules.missing;
  };
  const postCode = oneLine(source.postCode ?? "");
  const tooLong = postCode.length > MAX_POST_CODE;
  const country = source.country ?? rules.country;
  if (source.country === null)
    recorded.push(reason("address-missing-filled", { field: at("country"), with: country }));
  const address: PostalAddress = {
    name: fitting(
      "name",
      nonBlankOrNull(source.name) ?? rules.name,
      rules.where === "invoice" ? MAX_NAME : MAX_DELIVERY_NAME,
    ),
    address1: fitting("address1", source.street, MAX_ADDRESS),
    address2: fitting("address2", source.street2, MAX_ADDRESS),
    postCode: tooLong ? postCode : required("postCode", postCode, MAX_POST_CODE),
    city: required("city", source.city, MAX_CITY),
    country,
  };
  return {
    address,
    recorded,
    errors: [
      ...(tooLong
        ? [
            reason("post-code-too-long", {
              field: at("postCode"),
              length: postCode.length,
              max: MAX_POST_CODE,
            }),
          ]
        : []),
      // Where goods go decides the VAT: a word that may be a country isn't guessed at.
      ...(isCountryCode(address.country)
        ? []
        : [reason("country-not-read", { field: at("country"), country: address.country })]),
    ],
  };
}

/** It has nothing that a parcel could be sent to. */
export const isEmptyAddress = (address: Address): boolean =>
  [address.street, address.street2, address.postCode, address.city].every(
    (part) => nonBlankOrNull(part) === null,
  );

export function sameAddress(a: Address, b: Address): boolean {
  const parts = (address: Address): string =>
    JSON.stringify(
      [
        address.name,
        address.street,
        address.street2,
        address.postCode,
        address.city,
        address.country,
      ].map((part) => oneLine(part ?? "")),
    );
  return parts(a) === parts(b);
}

/**
 * 8 base-32 characters out of a guest's folded e-mail address, for the customer number that we
 * derive: the same on every run and after every restore. FNV-1a of 64 bits, folded to 40. It hides
 * nothing (the address stands beside it in the ledger) and needn't: two addresses with one code
 * meet as a number that is taken, and the order is held.
 */
const PRIME = 0x100000001b3n;
const BASIS = 0xcbf29ce484222325n;
const CODE_BITS = 40n;

export function guestCode(foldedEmail: string): string {
  const hash = new TextEncoder()
    .encode(foldedEmail)
    .reduce((state, byte) => BigInt.asUintN(64, (state ^ BigInt(byte)) * PRIME), BASIS);
  const bits = BigInt.asUintN(Number(CODE_BITS), hash ^ (hash >> CODE_BITS));
  return Array.from(
    { length: 8 },
    (_, index) => BASE_32[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  ).join("");
}
