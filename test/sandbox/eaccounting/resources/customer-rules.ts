// What the vendor demands of a customer beyond its schema.
import type { Json } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import type { Act } from "../vendor/act.ts";
import { invalid, notFound, VendorFault } from "../vendor/fault.ts";
import type { Customer } from "../world/entities.ts";

const VAT_NUMBER = /^([A-Za-z]{2})[0-9A-Za-z]{8,12}$/;

export function checkCustomer(act: Act, customer: Customer): Customer {
  checkReferences(act, customer);
  checkVatNumber(act, customer);
  checkMail(customer);
  const country = customer.InvoiceCountryCode ?? act.company.settings.CountryCode;
  if (customer.ForceBookkeepVat && act.company.isEuCountry(country)) {
    throw new VendorFault(
      4035,
      "InvalidForceBookkeepVatException - ForceBookkeepVat can not be true for a country inside the EU.",
    );
  }
  if (
    customer.DeliveryBasedVat &&
    [customer.DeliveryCity, customer.DeliveryCountryCode, customer.DeliveryPostalCode].some(isEmpty)
  ) {
    throw invalid(
      "DeliveryBasedVat",
      "DeliveryCity, DeliveryCountryCode and DeliveryPostalCode must be set when DeliveryBasedVat is true.",
    );
  }
  return withLabels(act, customer);
}

function checkReferences(act: Act, customer: Customer): void {
  const { company } = act;
  if (company.termsOfPayment.get(customer.TermsOfPaymentId) === null)
    throw notFound("TermsOfPayment", customer.TermsOfPaymentId);
  if (
    customer.DeliveryMethodId !== null &&
    company.deliveryMethods.get(customer.DeliveryMethodId) === null
  )
    throw notFound("DeliveryMethod", customer.DeliveryMethodId);
  if (
    customer.DeliveryTermId !== null &&
    company.deliveryTerms.get(customer.DeliveryTermId) === null
  )
    throw notFound("DeliveryTerm", customer.DeliveryTermId);
  const code = customer.CurrencyCode.toUpperCase();
  if (company.currencies.find((currency) => currency.Code === code) === null)
    throw invalid("CurrencyCode", `The currency ${customer.CurrencyCode} does not exist.`);
  for (const name of ["InvoiceCountryCode", "DeliveryCountryCode"] as const) {
    const country = customer[name];
    if (country !== null && country !== "" && company.country(country) === null)
      throw invalid(name, `The country ${country} does not exist.`);
  }
}

function checkVatNumber(act: Act, customer: Customer): void {
  if (isEmpty(customer.VatNumber)) {
    if (customer.ReverseChargeOnConstructionServices)
      throw invalid(
        "VatNumber",
        "VatNumber can not be null or empty when using ReverseChargeOnConstructionServices",
      );
    return;
  }
  const number = customer.VatNumber ?? "";
  if (isEmpty(customer.InvoiceCountryCode))
    throw invalid("InvoiceCountryCode", "InvoiceCountryCode must be set when VatNumber is set.");
  const prefix = VAT_NUMBER.exec(number)?.[1]?.toUpperCase();
  if (prefix === undefined)
    throw invalid(
      "VatNumber",
      "VatNumber must be a 2 character country code followed by 8-12 numbers and letters.",
    );
  // Greece is EL in VAT numbers.
  if (!act.company.isEuCountry(prefix === "EL" ? "GR" : prefix)) return;
  const register = act.world.vies.get(number.toUpperCase()) ?? act.switches.get("vies");
  if (register === "invalid")
    throw new VendorFault(
      4025,
      `InvalidVatNumberException - The VAT number ${number} is not valid.`,
    );
  if (register === "down")
    throw new VendorFault(
      4100,
      "ExternalServiceValidationException - The VAT number could not be validated: the external service is not available.",
    );
}

function checkMail(customer: Customer): void {
  const copies = customer.EmailAddresses ?? [];
  if (copies.length > 5)
    throw invalid("EmailAddresses", "A maximum of 5 email addresses can be provided.");
  if (copies.length > 0 && isEmpty(customer.EmailAddress))
    throw invalid("EmailAddresses", "EmailAddress must be set when EmailAddresses is set.");
}

/** Labels are given by id; name and description come from the label itself. */
function withLabels(act: Act, customer: Customer): Customer {
  if (customer.CustomerLabels === null) return { ...customer, CustomerLabels: [] };
  const labels = customer.CustomerLabels.map((given) => {
    const id = textOf(given["Id"] ?? "");
    const label = act.company.customerLabels.get(id);
    if (label === null) throw notFound("CustomerLabel", id);
    return label;
  });
  return { ...customer, CustomerLabels: labels };
}

function isEmpty(value: Json): boolean {
  return value === null || value === "";
}
