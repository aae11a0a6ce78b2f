// The small tables. Read only, except delivery methods and terms, which can be added to (and answer 200), and customer
// labels.
import type { Entity, JsonObject } from "../json.ts";
import { labelFields } from "../schema/customer.ts";
import {
  backgroundFields,
  codingFields,
  countryFields,
  currencyFields,
  deliveryMethodFields,
  deliveryTermFields,
  supplierFields,
  termsOfPaymentFields,
  unitFields,
} from "../schema/reference.ts";
import { acceptBody } from "../vendor/body.ts";
import type { Act } from "../vendor/act.ts";
import { VendorFault } from "../vendor/fault.ts";
import {
  PURCHASE,
  type Resource,
  SALES,
  SALES_ANY,
  SALES_OR_PURCHASE,
} from "../vendor/resource.ts";
import type { Fields } from "../schema/fields.ts";
import type { Coding, Country, Currency, Named, TermsOfPayment, Unit } from "../world/entities.ts";
import { newId } from "./new-id.ts";

export const codings: Resource<Coding> = {
  path: "articleaccountcodings",
  entity: "ArticleAccountCoding",
  fields: codingFields,
  scopes: SALES,
  table: (company) => company.codings,
};

export const units: Resource<Unit> = {
  path: "units",
  entity: "Unit",
  fields: unitFields,
  scopes: SALES,
  table: (company) => company.units,
};

export const termsOfPayments: Resource<TermsOfPayment> = {
  path: "termsofpayments",
  entity: "TermsOfPayment",
  fields: termsOfPaymentFields,
  scopes: SALES_OR_PURCHASE,
  table: (company) => company.termsOfPayment,
};

export const deliveryMethods: Resource<Named> = {
  path: "deliverymethods",
  entity: "DeliveryMethod",
  fields: deliveryMethodFields,
  scopes: SALES_ANY,
  table: (company) => company.deliveryMethods,
  create: (act, body) => named(act, deliveryMethodFields, body),
  createdStatus: 200,
};

export const deliveryTerms: Resource<Named> = {
  path: "deliveryterms",
  entity: "DeliveryTerm",
  fields: deliveryTermFields,
  scopes: SALES_ANY,
  table: (company) => company.deliveryTerms,
  create: (act, body) => named(act, deliveryTermFields, body),
  createdStatus: 200,
};

export const suppliers: Resource<Entity> = {
  path: "suppliers",
  entity: "Supplier",
  fields: supplierFields,
  scopes: PURCHASE,
  table: (company) => company.suppliers,
};

export const backgrounds: Resource<Entity> = {
  path: "backgrounds",
  entity: "Document",
  fields: backgroundFields,
  scopes: { read: SALES_OR_PURCHASE.read, write: [] },
  table: (company) => company.backgrounds,
  noSingle: true,
};

function named(act: Act, fields: Fields, body: JsonObject): Named {
  return { ...acceptBody(act, fields, body, null), Id: newId() } as unknown as Named;
}

/** Told apart by their code; ids are the sandbox's own and not shown. */
export const countries: Resource<Country> = {
  path: "countries",
  entity: "Country",
  fields: countryFields,
  scopes: SALES,
  table: (company) => company.countries,
  view: () => withoutId,
  noSingle: true,
};

export const currencies: Resource<Currency> = {
  path: "currencies",
  entity: "Currency",
  fields: currencyFields,
  scopes: SALES_OR_PURCHASE,
  table: (company) => company.currencies,
  view: () => withoutId,
  noSingle: true,
};

function withoutId(row: Entity): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== "Id"));
}

export const customerLabels: Resource<Entity> = {
  path: "customerlabels",
  entity: "CustomerLabel",
  fields: labelFields,
  scopes: SALES,
  table: (company) => company.customerLabels,
  create: (act, body) => ({ ...acceptBody(act, labelFields, body, null), Id: newId() }),
  replace: (act, stored, body) => ({
    ...acceptBody(act, labelFields, body, stored),
    Id: stored.Id,
  }),
  remove(act, stored) {
    const used = act.company.customers.find(
      (customer) => customer.CustomerLabels?.some((label) => label["Id"] === stored.Id) === true,
    );
    if (used !== null)
      throw new VendorFault(4001, "CanNotBeDeletedException - The label is used by a customer.");
  },
};
