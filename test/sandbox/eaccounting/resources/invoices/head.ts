// What an invoice and a draft ask of their heads, and what they take from the customer.
import type { Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid, notFound } from "../../vendor/fault.ts";
import type { Customer } from "../../world/entities.ts";
import { saleOf, type Sale } from "../order-sale.ts";

type Values = Readonly<Record<string, Json>>;

export function customerOf(act: Act, id: Json | undefined, storedId: string | null): Customer {
  const customer = act.company.customers.get(textOf(id));
  if (customer === null) throw notFound("Customer", textOf(id));
  if (!customer.IsActive && customer.Id !== storedId)
    throw invalid("CustomerId", `The customer ${customer.CustomerNumber} is not active.`);
  return customer;
}

export function checkHead(act: Act, value: Values, customer: Customer): void {
  const { company } = act;
  const terms = value["TermsOfPaymentId"];
  if (typeof terms === "string" && company.termsOfPayment.get(terms) === null)
    throw notFound("TermsOfPayment", terms);
  for (const name of ["InvoiceCountryCode", "DeliveryCountryCode"]) {
    const country = value[name];
    if (typeof country === "string" && country !== "" && company.country(country) === null)
      throw invalid(name, `The country ${country} does not exist.`);
  }
  if (
    typeof value["ElectronicReference"] === "string" &&
    value["ElectronicReference"] !== "" &&
    customer.IsPrivatePerson
  ) {
    throw invalid(
      "ElectronicReference",
      "ElectronicReference can only be set for customers that are not private individuals.",
    );
  }
  checkReduction(act, value);
}

/** Work reductions (ROT, RUT, green technology), as far as refusing what is incomplete. */
function checkReduction(act: Act, value: Values): void {
  const propertyName = value["RotReducedInvoicingPropertyName"];
  const needsName = value["RotPropertyType"] !== null || value["UsesGreenTechnology"] === true;
  if (needsName && (propertyName === null || propertyName === "")) {
    throw invalid(
      "RotReducedInvoicingPropertyName",
      "RotReducedInvoicingPropertyName must be set when RotPropertyType or UsesGreenTechnology is set.",
    );
  }
  if (value["RotReducedInvoicingType"] === 0) return;
  if (act.company.settings["UsesRotReducedInvoicing"] !== true)
    throw invalid("RotReducedInvoicingType", "The company does not use ROT or RUT.");
  if (!Array.isArray(value["Persons"]) || value["Persons"].length === 0)
    throw invalid("Persons", "Persons are required for domestic services with tax reduction.");
}

/** A draft and an invoice are in the customer's currency; reverse charge is asked for row by row. */
export function saleOfInvoice(
  act: Act,
  customer: Customer,
  value: Values,
  deliveryCountry: Json | undefined,
): Sale {
  return saleOf(act, customer, {
    currency: customer.CurrencyCode,
    euThirdParty: value["EuThirdParty"] === true,
    reverseCharge: true,
    deliveryCountry: typeof deliveryCountry === "string" ? deliveryCountry : null,
  });
}

/**
 * Null is filled from the customer; an empty text is a text. `fixed` are the customer's, whatever
 * was sent.
 */
export function fillFromCustomer(
  value: Values,
  customer: Customer,
  names: readonly string[],
  fixed: readonly string[] = [],
): Record<string, string | null> {
  return Object.fromEntries(
    names.map((name) => {
      const given = value[name];
      const theirs = customer[name === "InvoiceCustomerName" ? "Name" : name];
      const filled = typeof given === "string" && !fixed.includes(name) ? given : theirs;
      return [name, typeof filled === "string" ? filled : null];
    }),
  );
}

/** Name and code of the customer's delivery method and term. */
export function deliveryOf(act: Act, customer: Customer): JsonObject {
  const method = act.company.deliveryMethods.get(customer.DeliveryMethodId ?? "");
  const term = act.company.deliveryTerms.get(customer.DeliveryTermId ?? "");
  return {
    DeliveryMethodName: method?.Name ?? null,
    DeliveryMethodCode: method?.Code ?? null,
    DeliveryTermName: term?.Name ?? null,
    DeliveryTermCode: term?.Code ?? null,
  };
}

/** The document's day and its terms' days. */
export function dueDate(act: Act, day: string, termsId: Json | undefined): string {
  const days = act.company.termsOfPayment.get(textOf(termsId))?.NumberOfDays ?? 0;
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
