/**
 * The small tables that plans choose from, each in one request: they have tens of rows, and a page
 * holds a thousand. `readAll` reads further pages if there are any.
 */
import { z } from "zod";
import type {
  DeliveryMethod,
  FiscalYear,
  LedgerCoding,
  LedgerCountry,
  TermsOfPayment,
} from "../domain/ledger/ledger.ts";
import { expanded, table } from "./paging.ts";
import { guid, optionalText, vatFraction } from "./request.ts";

/**
 * Assumption: the type is the English word, in either number and any case, or the enum value that
 * the article filter names.
 */
const codingKind = z.string().transform((type, context): LedgerCoding["kind"] => {
  if (/^(goods?|1)$/i.test(type.trim())) return "goods";
  if (/^(services?|2)$/i.test(type.trim())) return "service";
  context.addIssue({ code: "custom", message: `unknown type of coding: ${type.slice(0, 40)}` });
  return z.NEVER;
});

const account = z
  .int()
  .nullish()
  .transform((number) => number ?? null);

const codingSchema = z
  .looseObject({
    Id: guid,
    Name: optionalText,
    Type: codingKind,
    VatRatePercent: vatFraction,
    IsActive: z.boolean(),
    DomesticSalesSubjectToVatAccountNumber: account,
    DomesticSalesVatExemptAccountNumber: account,
    ForeignSalesVatExemptWithinEuAccountNumber: account,
    ForeignSalesSubjectToThirdPartySalesAccountNumber: account,
    ForeignSalesVatExemptOutsideEuAccountNumber: account,
    ForeignSalesSubjectToMossAccountNumber: account,
    ForeignSalesSubjectToVatWithinEuAccountNumber: account,
    DomesticSalesSubjectToReversedConstructionVatAccountNumber: account,
  })
  .transform((coding): LedgerCoding => ({
    id: coding.Id,
    name: coding.Name ?? "",
    kind: coding.Type,
    vatRate: coding.VatRatePercent,
    active: coding.IsActive,
    accounts: {
      domestic: coding.DomesticSalesSubjectToVatAccountNumber,
      domesticExempt: coding.DomesticSalesVatExemptAccountNumber,
      withinEu: coding.ForeignSalesVatExemptWithinEuAccountNumber,
      triangular: coding.ForeignSalesSubjectToThirdPartySalesAccountNumber,
      outsideEu: coding.ForeignSalesVatExemptOutsideEuAccountNumber,
      oss: coding.ForeignSalesSubjectToMossAccountNumber,
      withinEuWithVat: coding.ForeignSalesSubjectToVatWithinEuAccountNumber,
      reversed: coding.DomesticSalesSubjectToReversedConstructionVatAccountNumber,
    },
  }));

export const codings = table("/articleaccountcodings", "reference-data", codingSchema);

type Unit = { readonly id: string; readonly name: string; readonly short: string | null };
const unitSchema = z
  .looseObject({ Id: guid, Name: optionalText, Abbreviation: optionalText })
  .transform((unit): Unit => ({
    id: unit.Id,
    name: unit.Name ?? unit.Abbreviation ?? unit.Id,
    short: unit.Abbreviation,
  }));
export const units = table("/units", "reference-data", unitSchema);

const termsSchema = z
  .looseObject({
    Id: guid,
    Name: optionalText,
    NumberOfDays: z.int(),
    AvailableForSales: z.boolean().nullish(),
  })
  .transform((terms): TermsOfPayment & { sales: boolean } => ({
    id: terms.Id,
    name: terms.Name ?? "",
    days: terms.NumberOfDays,
    sales: terms.AvailableForSales ?? true,
  }));

/** Terms for sales only: others are refused on an order. */
export const termsOfPayments = expanded(
  table("/termsofpayments", "reference-data", termsSchema),
  ({ sales, ...terms }): readonly TermsOfPayment[] => (sales ? [terms] : []),
);

const methodSchema = z
  .looseObject({ Id: guid, Name: z.string(), Code: optionalText })
  .transform((method): DeliveryMethod => ({ id: method.Id, name: method.Name, code: method.Code }));
export const deliveryMethods = table("/deliverymethods", "reference-data", methodSchema);

const METHODS = { 0: "invoicing", 1: "cash", 2: "none" } as const;
const yearSchema = z
  .looseObject({
    Id: guid,
    StartDate: z.string().min(10),
    EndDate: z.string().min(10),
    IsLockedForAccounting: z.boolean().nullish(),
    BookkeepingMethod: z.literal([0, 1, 2]).nullish(),
  })
  .transform((year): FiscalYear => ({
    id: year.Id,
    start: year.StartDate.slice(0, 10),
    end: year.EndDate.slice(0, 10),
    locked: year.IsLockedForAccounting ?? false,
    method: METHODS[year.BookkeepingMethod ?? 0],
  }));
export const fiscalYears = table("/fiscalyears", "reference-data", yearSchema, "StartDate asc");

const currencySchema = z
  .looseObject({ Code: z.string() })
  .transform((currency) => currency.Code.toUpperCase());
/** Sorted by code, as currencies have no id. */
export const currencies = table("/currencies", "reference-data", currencySchema, "Code asc");

const countrySchema = z
  .looseObject({ Code: z.string().length(2), IsEuMember: z.boolean() })
  .transform((country): LedgerCountry => ({
    code: country.Code.toUpperCase(),
    eu: country.IsEuMember,
  }));
/** Includes whether the ledger counts a country as EU, by which it computes VAT. */
export const countries = table("/countries", "reference-data", countrySchema, "Code asc");
