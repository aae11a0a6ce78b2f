// Customers: unique number (drawn from the company's series when left out), VAT number checked by form and against the
// EU's register, full replacement, and no deletion while documents name the customer.
import { Big } from "big.js";
import type { Json, JsonObject } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import { toNumber } from "../money/round.ts";
import { sum } from "../money/totals.ts";
import { customerFields } from "../schema/customer.ts";
import { type Act, note } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { VendorFault } from "../vendor/fault.ts";
import { type Resource, SALES } from "../vendor/resource.ts";
import type { Customer } from "../world/entities.ts";
import { checkCustomer } from "./customer-rules.ts";
import { newId } from "./new-id.ts";

export const customers: Resource<Customer> = {
  path: "customers",
  entity: "Customer",
  fields: customerFields,
  scopes: SALES,
  table: (company) => company.customers,
  create(act, body) {
    const value = acceptBody(act, customerFields, body, null);
    return complete(act, value, newId(), null);
  },
  replace(act, stored, body) {
    const value = acceptBody(act, customerFields, body, view(act)(stored));
    return complete(act, value, stored.Id, stored);
  },
  remove(act, stored) {
    const named = (row: JsonObject): boolean => row["CustomerId"] === stored.Id;
    const { orders, invoices, invoiceDrafts, ledgerItems } = act.company;
    if (
      orders.find(named) ??
      invoices.find(named) ??
      invoiceDrafts.find(named) ??
      ledgerItems.find(named)
    ) {
      throw new VendorFault(
        4001,
        "CanNotBeDeletedException - The customer has transactions and can not be deleted.",
      );
    }
  },
  view,
};

/** What is worked out from the customer's documents. */
function view(act: Act): (row: Customer) => JsonObject {
  return (row) => {
    const invoices = act.company.invoices
      .all()
      .filter((invoice) => invoice["CustomerId"] === row.Id);
    return {
      ...row,
      TermsOfPayment: act.company.termsOfPayment.get(row.TermsOfPaymentId),
      UnpaidInvoicesAmount: toNumber(
        sum(invoices.map((invoice) => new Big(Number(invoice["RemainingAmount"] ?? 0)))),
      ),
      LastInvoiceDate:
        invoices
          .map((invoice) => textOf(invoice["InvoiceDate"]))
          .toSorted()
          .at(-1) ?? null,
    };
  };
}

function complete(
  act: Act,
  value: Record<string, Json>,
  id: string,
  stored: Customer | null,
): Customer {
  const customer = {
    ...value,
    Id: id,
    CurrencyCode: value["CurrencyCode"] ?? act.company.settings.CurrencyCode,
    PayToAccountId: null,
    IsFutureInvoiceDateAllowed: false,
    RequiresReferenceNumber: false,
    MessageThreads: [],
    Notes: [],
    ChangedUtc: act.world.stamp(),
    // The schema has just proven the shape.
  } as unknown as Customer;
  const checked = checkCustomer(act, customer);
  // Last, so that a refused customer uses up no number.
  return { ...checked, CustomerNumber: numberOf(act, value, stored) };
}

function numberOf(
  act: Act,
  value: Readonly<Record<string, Json>>,
  stored: Customer | null,
): string {
  const given = value["CustomerNumber"];
  if (typeof given === "string" && given !== "") {
    const taken = byNumber(act, given);
    if (taken === null || taken.Id === stored?.Id) return given;
    throw new VendorFault(
      4000,
      `ConflictException - A customer with number ${given} already exists.`,
    );
  }
  if (stored !== null) {
    note(act, "number-omitted", "CustomerNumber");
    if (act.switches.get("customerNumberOmittedByPut") === "kept") return stored.CustomerNumber;
  }
  const { series } = act.company;
  while (byNumber(act, String(series.customer)) !== null) series.customer += 1;
  series.customer += 1;
  return String(series.customer - 1);
}

/** Numbers are unique whatever their case. */
function byNumber(act: Act, number: string): Customer | null {
  return act.company.customers.find(
    (other) => other.CustomerNumber.toLowerCase() === number.toLowerCase(),
  );
}
