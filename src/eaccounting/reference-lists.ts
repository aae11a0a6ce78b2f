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
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { listQuery, type Page, readPage } from "./paging.ts";
import { guid, optionalText, request, vatFraction } from "./request.ts";

const all =
  (path: string) =>
  (page = 1): VendorRequest =>
    request("GET", path, "reference-data", { query: listQuery({ orderBy: "Id asc", page }) });

export const codings = all("/articleaccountcodings");
export const units = all("/units");
export const termsOfPayments = all("/termsofpayments");
export const deliveryMethods = all("/deliverymethods");
/** Sorted by code, as currencies have no id. */
export const currencies = (page = 1): VendorRequest =>
  request("GET", "/currencies", "reference-data", {
    query: listQuery({ orderBy: "Code asc", page }),
  });

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

export const readCodings = (answer: VendorAnswer): Result<Page<LedgerCoding>, Failure> =>
  readPage(codingSchema, answer);

type Unit = { readonly id: string; readonly name: string; readonly short: string | null };
const unitSchema = z
  .looseObject({ Id: guid, Name: optionalText, Abbreviation: optionalText })
  .transform((unit): Unit => ({
    id: unit.Id,
    name: unit.Name ?? unit.Abbreviation ?? unit.Id,
    short: unit.Abbreviation,
  }));
export const readUnits = (answer: VendorAnswer): Result<Page<Unit>, Failure> =>
  readPage(unitSchema, answer);

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

/** Returns terms for sales only: others are refused on an order. */
export function readTermsOfPayments(answer: VendorAnswer): Result<Page<TermsOfPayment>, Failure> {
  const page = readPage(termsSchema, answer);
  return page.ok
    ? ok({
        ...page.value,
        items: page.value.items
          .filter((terms) => terms.sales)
          .map(({ id, name, days }) => ({ id, name, days })),
      })
    : page;
}

const methodSchema = z
  .looseObject({ Id: guid, Name: z.string(), Code: optionalText })
  .transform((method): DeliveryMethod => ({ id: method.Id, name: method.Name, code: method.Code }));
export const readDeliveryMethods = (answer: VendorAnswer): Result<Page<DeliveryMethod>, Failure> =>
  readPage(methodSchema, answer);

export const fiscalYears = (page = 1): VendorRequest =>
  request("GET", "/fiscalyears", "reference-data", {
    query: listQuery({ orderBy: "StartDate asc", page }),
  });

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
export const readFiscalYears = (answer: VendorAnswer): Result<Page<FiscalYear>, Failure> =>
  readPage(yearSchema, answer);

const currencySchema = z
  .looseObject({ Code: z.string() })
  .transform((currency) => currency.Code.toUpperCase());
export const readCurrencies = (answer: VendorAnswer): Result<Page<string>, Failure> =>
  readPage(currencySchema, answer);

/** Includes whether the ledger counts a country as EU, by which it computes VAT. */
export const countries = (page = 1): VendorRequest =>
  request("GET", "/countries", "reference-data", {
    query: listQuery({ orderBy: "Code asc", page }),
  });
const countrySchema = z
  .looseObject({ Code: z.string().length(2), IsEuMember: z.boolean() })
  .transform((country): LedgerCountry => ({
    code: country.Code.toUpperCase(),
    eu: country.IsEuMember,
  }));
export const readCountries = (answer: VendorAnswer): Result<Page<LedgerCountry>, Failure> =>
  readPage(countrySchema, answer);
