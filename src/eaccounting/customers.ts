/**
 * Customers (`/customers`; scope ea:sales). Searched by what identifies them, and compared again
 * here: the vendor's `eq` may ignore case, and one number has several spellings. A caller that
 * finds two has an ambiguity.
 */
import { z } from "zod";
import type { CustomerTax, LedgerCustomer } from "../domain/ledger/ledger.ts";
import {
  type CustomerFields,
  foldEmail,
  type FoundCustomer,
  vatCountry,
  organisationSpellings,
  sameOrganisationNumber,
  sameVatNumber,
  vatSpellings,
  type BuyerSigns,
} from "../domain/parties/party.ts";
import { type VendorAnswer, type VendorRequest, type SendRead } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { customerBody, patchCustomer } from "./customer-body.ts";
import { listQuery, rawRows, readPage } from "./paging.ts";
import {
  afterWrite,
  contains,
  eqAny,
  guid,
  optionalGuid,
  optionalText,
  or,
  rawObject,
  readBody,
  request,
} from "./request.ts";

type Raw = Readonly<Record<string, unknown>>;

export type CustomerSearch = "email" | "customer-number" | "vat-number" | "organisation-number";

const FIELDS: Readonly<Record<CustomerSearch, string>> = {
  email: "EmailAddress",
  "customer-number": "CustomerNumber",
  "vat-number": "VatNumber",
  "organisation-number": "CorporateIdentityNumber",
};

export const customerById = (id: string): VendorRequest =>
  request("GET", "/customers/{id}", "customers", { ids: { id } });

/**
 * Requests all customers, including inactive ones, with this value in each of its usual spellings.
 * `country`: the country of the number, which decides its spellings; `null`: not known.
 */
export function customersBy(
  search: CustomerSearch,
  value: string,
  country: string | null = null,
): VendorRequest {
  return request("GET", "/customers", "customers", {
    query: listQuery({
      filter: eqAny(FIELDS[search], spellings(search, value, country)),
      orderBy: "Id asc",
    }),
  });
}

/** Enough to choose from. */
const MAX_NAMED = 50;

/**
 * Requests customers whose name contains this text, as typed or with capitals: the vendor may
 * distinguish capitals.
 */
export function customersNamed(text: string): VendorRequest {
  const written = text.toLowerCase().replace(/(^|\s)\S/g, (first) => first.toUpperCase());
  const filter = or(
    ...[...new Set([text, text.toLowerCase(), written])].map((spelt) => contains("Name", spelt)),
  );
  return request("GET", "/customers", "customers", {
    query: listQuery({ filter, orderBy: "Id asc", pageSize: MAX_NAMED }),
  });
}

export function readCustomersNamed(
  answer: VendorAnswer,
  text: string,
): Result<
  { readonly customers: readonly Omit<FoundCustomer, "raw">[]; readonly complete: boolean },
  Failure
> {
  const page = readPage(customerSchema, answer);
  return page.ok
    ? ok({
        customers: page.value.items.filter(({ name }) =>
          name.toLowerCase().includes(text.toLowerCase()),
        ),
        complete: page.value.next === null,
      })
    : page;
}

function spellings(
  search: CustomerSearch,
  value: string,
  country: string | null,
): readonly string[] {
  const given = value.trim();
  switch (search) {
    case "email":
      return [given, foldEmail(given)];
    case "customer-number":
      return [given];
    case "vat-number":
      return [given, ...vatSpellings(given, country)];
    case "organisation-number":
      return [given, ...organisationSpellings(given, country)];
  }
}

/**
 * Returns the customers with exactly this value, in any spelling. `complete` is false where the
 * vendor has more than one page of matches: an absence proves nothing then.
 */
export function readCustomersBy(
  answer: VendorAnswer,
  search: CustomerSearch,
  value: string,
  country: string | null = null,
): Result<{ readonly customers: readonly FoundCustomer[]; readonly complete: boolean }, Failure> {
  const page = readPage(customerSchema, answer);
  if (!page.ok) return page;
  const raws = rawRows(answer);
  const found = page.value.items.map((customer, index): FoundCustomer => ({
    ...customer,
    raw: raws[index] ?? {},
  }));
  return ok({
    customers: found.filter((customer) => carries(customer, search, value, country)),
    complete: page.value.next === null,
  });
}

/**
 * Whether a customer has this value. Customer numbers are compared as they are: leading zeros and
 * hyphens make another number. `country` may be assumed; equal numbers of two countries are told
 * apart where a customer is chosen.
 */
function carries(
  { email, number, vatNumber, organisationNumber, country: its }: FoundCustomer,
  search: CustomerSearch,
  value: string,
  country: string | null,
): boolean {
  switch (search) {
    case "email":
      return foldEmail(email ?? "") === foldEmail(value);
    case "customer-number":
      return (number ?? "").trim() === value.trim();
    case "vat-number":
      return sameVatNumber(
        { number: vatNumber ?? "", country: null },
        { number: value, country: null },
      );
    case "organisation-number": {
      const both = (its ?? country) === country ? country : null;
      return sameOrganisationNumber(
        { number: organisationNumber ?? "", country: both },
        { number: value, country: both },
      );
    }
  }
}

export const createCustomer = (fields: CustomerFields): VendorRequest =>
  request("POST", "/customers", "customers", { body: customerBody(fields) });

/**
 * `null`: nothing differs. `raw` is the whole answer of the GET just made; `kept` names fields of
 * ours that keep its values.
 */
export function updateCustomer(
  id: string,
  raw: Raw,
  fields: CustomerFields,
  kept: readonly string[] = [],
): VendorRequest | null {
  const body = patchCustomer(raw, fields, kept);
  return body === null
    ? null
    : request("PUT", "/customers/{id}", "customers", { ids: { id }, body });
}

const customerSchema = z
  .looseObject({
    Id: guid,
    CustomerNumber: optionalText,
    Name: z.string(),
    IsPrivatePerson: z.boolean(),
    IsActive: z.boolean(),
    EmailAddress: optionalText,
    CorporateIdentityNumber: optionalText,
    VatNumber: optionalText,
    InvoiceCountryCode: optionalText,
    TermsOfPaymentId: optionalGuid,
  })
  .transform((customer): Omit<FoundCustomer, "raw"> => ({
    id: customer.Id,
    number: customer.CustomerNumber,
    kind: customer.IsPrivatePerson ? "private" : "company",
    active: customer.IsActive,
    name: customer.Name,
    email: customer.EmailAddress,
    organisationNumber: customer.CorporateIdentityNumber,
    vatNumber: customer.VatNumber,
    country: customer.InvoiceCountryCode,
    termsOfPaymentId: customer.TermsOfPaymentId,
  }));

export function readCustomer(answer: VendorAnswer): Result<FoundCustomer, Failure> {
  const read = readBody(customerSchema, answer);
  return read.ok ? ok({ ...read.value, raw: rawObject(answer) }) : read;
}

/** Reads the customer from a create's or update's answer. Unreadable: the outcome isn't known. */
export const readWrittenCustomer = (answer: VendorAnswer): Result<FoundCustomer, Failure> =>
  afterWrite(readCustomer(answer));

/** Reads a customer as it is now; `null`: the ledger doesn't have it. */
export async function findCustomerById(
  send: SendRead,
  id: string,
): Promise<Result<FoundCustomer | null, Failure>> {
  const answer = await send(customerById(id));
  if (answer.ok) return readCustomer(answer.value);
  return answer.error.kind === "not-found" ? ok(null) : answer;
}

export function toLedgerCustomer(found: FoundCustomer): LedgerCustomer {
  const { id, number, kind, country, vatNumber, termsOfPaymentId } = found;
  return { id, number, kind, country, vatNumber, termsOfPaymentId, tax: taxOf(found) };
}

/** Returns the signs that tell the customer from another buyer. */
export function signsOfCustomer({ name, email, kind, raw }: FoundCustomer): BuyerSigns {
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    name,
    email,
    street: text(raw["InvoiceAddress1"]),
    postCode: text(raw["InvoicePostalCode"]),
    isCompany: kind === "company",
  };
}

/** Returns the flags of an answer. That of Northern Ireland is null where it was never set. */
function taxOf({ raw, vatNumber, country }: FoundCustomer): CustomerTax {
  const { CurrencyCode: currency } = raw;
  return {
    currency: typeof currency === "string" && currency !== "" ? currency.toUpperCase() : null,
    vatCountry: vatCountry(vatNumber, country),
    byDelivery: raw["DeliveryBasedVat"] === true,
    forceVat: raw["ForceBookkeepVat"] === true,
    northernIreland: raw["IsNorthernIreland"] === true,
    reverseConstruction: raw["ReverseChargeOnConstructionServices"] === true,
  };
}
