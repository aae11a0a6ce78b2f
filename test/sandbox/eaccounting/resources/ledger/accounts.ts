// Which accounts a sale books to. Sales accounts are the coding's for that kind of sale, and a coding that has none is
// 4024; VAT and all others are the country's.
import type { SaleKind } from "../../money/sale-kind.ts";
import { VendorFault } from "../../vendor/fault.ts";
import type { Roles } from "../../world/plan.ts";
import type { PricedLine } from "../invoices/content.ts";

const SALES: Readonly<Record<SaleKind, string>> = {
  domestic: "DomesticSalesSubjectToVatAccountNumber",
  "domestic-reversed": "DomesticSalesSubjectToReversedConstructionVatAccountNumber",
  exempt: "DomesticSalesVatExemptAccountNumber",
  "eu-with-vat": "ForeignSalesSubjectToVatWithinEuAccountNumber",
  "eu-exempt": "ForeignSalesVatExemptWithinEuAccountNumber",
  "eu-third-party": "ForeignSalesSubjectToThirdPartySalesAccountNumber",
  oss: "ForeignSalesSubjectToMossAccountNumber",
  "outside-eu": "ForeignSalesVatExemptOutsideEuAccountNumber",
  "outside-eu-with-vat": "DomesticSalesSubjectToVatAccountNumber",
};

export function salesAccount({ coding, kind }: PricedLine): number {
  const name = kind === "domestic" && coding.VatRatePercent === 0 ? SALES.exempt : SALES[kind];
  const account = coding[name];
  if (typeof account === "number") return account;
  throw new VendorFault(
    4024,
    `SalesAccountNumberMissingException - The coding ${coding.Name} has no account ${name}.`,
  );
}

export function vatAccount(roles: Roles, { kind, rate }: PricedLine): number {
  return kind === "oss" ? roles.ossVat : (roles.outputVat[rate.toString()] ?? roles.otherVat);
}
