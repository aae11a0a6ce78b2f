/**
 * The customer's owned fields as the ledger takes them, for a create and for an update of the GET's
 * raw answer. A field that the plan leaves at `null` isn't known to the shop: a create doesn't send
 * it, and an update keeps the ledger's value.
 */
import { MAPPED_CUSTOMER } from "../domain/ledger/mapped.ts";
import type { CustomerFields, CustomerUpkeep } from "../domain/parties/party.ts";
import { canonical, knownFields, type PutBody, text, without } from "./body.ts";
import type { CustomerApi } from "./published.ts";
import { CUSTOMER_OBJECTS, CUSTOMER_READ_ONLY } from "./put-fields.ts";

type Raw = Readonly<Record<string, unknown>>;

/**
 * Returns the body of `POST /customers`. Our number is always sent, so that the vendor refuses a
 * second customer.
 */
export function customerBody(fields: CustomerFields): CustomerApi {
  const body: CustomerApi = {
    ...details(fields),
    CustomerNumber: text("CustomerNumber", fields.number, 16),
    IsPrivatePerson: fields.kind === "private",
    IsActive: true,
    TermsOfPaymentId: fields.upkeep?.termsOfPaymentId ?? fields.termsOfPaymentId,
    CurrencyCode: text("CurrencyCode", fields.upkeep?.currency ?? fields.currency ?? null, 3),
    Note: text("Note", fields.note, 4000),
  };
  return knownFields(body);
}

function details(fields: CustomerFields): CustomerApi {
  return {
    Name: text("Name", fields.name, 50),
    ContactPersonName: text("ContactPersonName", fields.contactPerson, 100),
    EmailAddress: text("EmailAddress", fields.email, 255),
    Telephone: text("Telephone", fields.phone, 50),
    MobilePhone: text("MobilePhone", fields.mobile, 50),
    CorporateIdentityNumber: text("CorporateIdentityNumber", fields.organisationNumber, 20),
    VatNumber: text("VatNumber", fields.vatNumber, 20),
    InvoiceAddress1: text("InvoiceAddress1", fields.address1, 50),
    InvoiceAddress2: text("InvoiceAddress2", fields.address2, 50),
    InvoicePostalCode: text("InvoicePostalCode", fields.postCode, 10),
    InvoiceCity: text("InvoiceCity", fields.city, 50),
    InvoiceCountryCode: text("InvoiceCountryCode", fields.country, 2),
    DeliveryCustomerName: text("DeliveryCustomerName", fields.deliveryName, 100),
    DeliveryAddress1: text("DeliveryAddress1", fields.deliveryAddress1, 50),
    DeliveryAddress2: text("DeliveryAddress2", fields.deliveryAddress2, 50),
    DeliveryPostalCode: text("DeliveryPostalCode", fields.deliveryPostCode, 10),
    DeliveryCity: text("DeliveryCity", fields.deliveryCity, 50),
    DeliveryCountryCode: text("DeliveryCountryCode", fields.deliveryCountry, 2),
    CustomerLabels: fields.labels,
    ...upkeep(fields.upkeep),
    ...fields.mapped,
  };
}

function upkeep(of: CustomerUpkeep | null): CustomerApi {
  if (of === null) return {};
  return {
    TermsOfPaymentId: of.termsOfPaymentId,
    CurrencyCode: text("CurrencyCode", of.currency, 3),
    DeliveryMethodId: of.deliveryMethodId,
    SalesDocumentLanguage: text("SalesDocumentLanguage", of.language, 2),
  };
}

/** Returns the planned values for an update. `null`, unknown to the shop, leaves the ledger's. */
export const plannedCustomerFields = (fields: CustomerFields): CustomerApi =>
  knownFields(details(fields));

/**
 * Returns the body of the PUT, or `null` when nothing differs. `kept` names fields of ours that
 * stay as the ledger has them. An update never changes: the number (it may be of the company's own
 * series), company or person (it sets the price basis of every open document), active (a person's
 * decision), terms that weren't chosen for the customer itself (every order has its own), and a
 * person's note.
 */
export function patchCustomer(
  raw: Raw,
  fields: CustomerFields,
  kept: readonly string[] = [],
): PutBody<CustomerApi> | null {
  const note = canonical(raw["Note"]) === null ? text("Note", fields.note, 4000) : null;
  const wanted: CustomerApi = { ...details(fields), Note: note };
  const owned: CustomerApi = without(knownFields(wanted), kept);
  if (Object.keys(differing(raw, owned)).length === 0) return null;
  const absent = CUSTOMER_OBJECTS.filter((name) => raw[name] === null);
  return { ...without(raw, [...CUSTOMER_READ_ONLY, ...absent]), ...owned };
}

/** Returns the fields of `wanted` that differ in the ledger. */
export const differing = (raw: Raw, wanted: CustomerApi): Raw =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => canonicalText(raw[name]) !== canonicalText(value),
    ),
  );

const ADDRESSES: readonly (readonly string[])[] = [
  ["InvoiceAddress1", "InvoiceAddress2", "InvoicePostalCode", "InvoiceCity", "InvoiceCountryCode"],
  [
    "DeliveryCustomerName",
    "DeliveryAddress1",
    "DeliveryAddress2",
    "DeliveryPostalCode",
    "DeliveryCity",
    "DeliveryCountryCode",
  ],
];

/**
 * Returns `kept`, and for each address with a field in it all fields that differ in the ledger: an
 * address must not be half a person's and half the shop's.
 */
export function wholeAddresses(
  kept: readonly string[],
  raw: Raw,
  wanted: CustomerApi,
): readonly string[] {
  const differs = Object.keys(differing(raw, wanted));
  const more = ADDRESSES.filter((address) => kept.some((field) => address.includes(field)))
    .flat()
    .filter((field) => differs.includes(field));
  return [...new Set([...kept, ...more])];
}

/** Returns a field's value as text to compare or hash, in canonical form. */
export const canonicalText = (value: unknown): string => JSON.stringify(canonical(value));

const OWNED = [
  "Name",
  "ContactPersonName",
  "EmailAddress",
  "Telephone",
  "MobilePhone",
  "CorporateIdentityNumber",
  "VatNumber",
  "InvoiceAddress1",
  "InvoiceAddress2",
  "InvoicePostalCode",
  "InvoiceCity",
  "InvoiceCountryCode",
  "DeliveryCustomerName",
  "DeliveryAddress1",
  "DeliveryAddress2",
  "DeliveryPostalCode",
  "DeliveryCity",
  "DeliveryCountryCode",
  "TermsOfPaymentId",
  "CurrencyCode",
  "DeliveryMethodId",
  "SalesDocumentLanguage",
  ...MAPPED_CUSTOMER,
] as const;

/** Returns the fields that are ours, as the ledger has them. */
export const ownedCustomerFields = (raw: Raw): Raw =>
  Object.fromEntries(OWNED.map((name) => [name, raw[name] ?? null]));
