// From a body to a whole order: customer, dates, addresses, rows, totals, status and number.
import type { Json, JsonObject } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import { addressFields, NO_MARGIN, orderFields } from "../schema/order.ts";
import { type Act, today } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { invalid, notFound, VendorFault } from "../vendor/fault.ts";
import type { Customer, Order } from "../world/entities.ts";
import { keptFiles } from "./attachments/sales.ts";
import { newId } from "./new-id.ts";
import { buildRows } from "./order-rows.ts";
import { saleOf } from "./order-sale.ts";
import { checkStatus, numberFor, ONGOING, ongoingAs } from "./order-status.ts";
import { orderTotals } from "./order-totals.ts";

export function buildOrder(act: Act, body: JsonObject, stored: Order | null): Order {
  const value = acceptBody(act, orderFields, body, stored);
  const wanted = Number(value["Status"]);
  checkStatus(act, wanted, stored);
  const customer = customerOf(act, textOf(value["CustomerId"]), stored);
  checkHead(act, value);
  const addresses = fillAddresses(value, customer);
  const sale = saleOf(act, customer, {
    currency: textOf(value["CurrencyCode"]),
    euThirdParty: value["EuThirdParty"] === true,
    reverseCharge: value["ReverseChargeOnConstructionServices"] === true,
    deliveryCountry: addresses["DeliveryCountryCode"] ?? null,
  });
  const rows = buildRows(act, sale, value["Rows"], body["Rows"], stored);
  const status = stored === null && wanted === ONGOING ? ongoingAs(act, rows) : wanted;
  const stamp = act.world.stamp();
  return {
    ...value,
    ...addresses,
    ...orderTotals(act, sale, rows),
    Id: stored?.Id ?? newId(),
    Status: status,
    CustomerNumber: customer.CustomerNumber,
    CustomerName: customer.Name,
    CustomerIsPrivatePerson: customer.IsPrivatePerson,
    IncludesVat: sale.includesVat,
    CurrencyCode: sale.currency.toUpperCase(),
    TermsOfPaymentId: value["TermsOfPaymentId"] ?? customer.TermsOfPaymentId,
    ShippedDateTime:
      status === 3 ? (value["ShippedDateTime"] ?? today(act)) : (value["ShippedDateTime"] ?? null),
    DeliveryMethodId: byNameOrCode(
      act.company.deliveryMethods.all(),
      value["DeliveryMethodName"],
      value["DeliveryMethodCode"],
    ),
    DeliveryTermId: byNameOrCode(
      act.company.deliveryTerms.all(),
      value["DeliveryTermName"],
      value["DeliveryTermCode"],
    ),
    Rows: rows,
    Persons: value["Persons"] ?? [],
    MaxAllowedTaxReductionAmount: 0,
    ContributionMargin: NO_MARGIN,
    RotReducedInvoicingPercent: 0,
    IsNotDelivered: false,
    CreatedFromQuoteId: null,
    BackgroundId: null,
    SalesDocumentAttachments: keptFiles(act, stored),
    MessageThreads: [],
    Notes: [],
    CreatedUtc: stored?.CreatedUtc ?? stamp,
    ModifiedUtc: stamp,
    // Last, so that a refused order uses up no number.
    Number: stored?.Number ?? numberFor(act, status),
    // The schema has just proven the shape.
  } as unknown as Order;
}

function customerOf(act: Act, id: string, stored: Order | null): Customer {
  const customer = act.company.customers.get(id);
  if (customer === null) throw notFound("Customer", id);
  // An order made while the customer was active can still be finished.
  if (!customer.IsActive && stored?.CustomerId !== customer.Id)
    throw invalid("CustomerId", `The customer ${customer.CustomerNumber} is not active.`);
  return customer;
}

function checkHead(act: Act, value: Readonly<Record<string, Json>>): void {
  const { company } = act;
  const currency = textOf(value["CurrencyCode"]).toUpperCase();
  if (company.currencies.find((one) => one.Code === currency) === null)
    throw invalid("CurrencyCode", `The currency ${currency} does not exist.`);
  const day = textOf(value["OrderDate"]);
  if (company.fiscalYearOf(day) === null)
    throw new VendorFault(
      3001,
      `FiscalYearDoesNotExistException - There is no fiscal year for the date ${day}.`,
    );
  const terms = value["TermsOfPaymentId"];
  if (typeof terms === "string" && company.termsOfPayment.get(terms) === null)
    throw notFound("TermsOfPayment", terms);
  for (const name of ["InvoiceCountryCode", "DeliveryCountryCode"]) {
    const country = value[name];
    if (typeof country === "string" && country !== "" && company.country(country) === null)
      throw invalid(name, `The country ${country} does not exist.`);
  }
  const propertyName = value["HouseWorkPropertyName"];
  if (value["RotPropertyType"] !== null && (propertyName === null || propertyName === "")) {
    throw invalid(
      "HouseWorkPropertyName",
      "HouseWorkPropertyName must be set when RotPropertyType is set.",
    );
  }
}

/** Null is filled from the customer; an empty text is a text. */
function fillAddresses(
  value: Readonly<Record<string, Json>>,
  customer: Customer,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.keys(addressFields).map((name) => {
      const given = value[name];
      const fromCustomer = customer[name === "InvoiceCustomerName" ? "Name" : name];
      const filled = typeof given === "string" ? given : fromCustomer;
      return [name, typeof filled === "string" ? filled : null];
    }),
  );
}

function byNameOrCode(
  rows: readonly { Id: string; Name: string; Code: string | null }[],
  name: Json | undefined,
  code: Json | undefined,
): string | null {
  return (
    rows.find(
      (row) =>
        (typeof code === "string" && row.Code === code) ||
        (typeof name === "string" && row.Name === name),
    )?.Id ?? null
  );
}
