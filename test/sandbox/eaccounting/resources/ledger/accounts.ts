// Which accounts invoices and payments book to. Sales accounts are the coding's for that kind of sale, and a coding that has none
// is 4024; the others follow the Swedish BAS plan.
import type { SaleKind } from "../../money/sale-kind.ts";
import { VendorFault } from "../../vendor/fault.ts";
import type { PricedLine } from "../invoices/content.ts";

export const RECEIVABLES = 1510;
export const ROUNDING = 3740;
export const BANK_CHARGES = 6570;
export const EXCHANGE_GAIN = 3960;
export const EXCHANGE_LOSS = 7960;
const OSS_VAT = 2670;
/** By rate; other rates of the home country share the first. */
const OUTPUT_VAT: Readonly<Record<string, number>> = { "25": 2611, "12": 2621, "6": 2631 };

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
  throw new VendorFault(4024, `SalesAccountNumberMissingException - The coding ${coding.Name} has no account ${name}.`);
}

export function vatAccount({ kind, rate }: PricedLine): number {
  return kind === "oss" ? OSS_VAT : (OUTPUT_VAT[rate.toString()] ?? 2611);
}

export const VAT_ACCOUNTS: readonly number[] = [...Object.values(OUTPUT_VAT), OSS_VAT];
