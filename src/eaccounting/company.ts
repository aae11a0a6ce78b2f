/**
 * The token's company (`/companysettings`; scope ea:sales): the connection test, and what plans
 * need of it. Fields that change with every document (its next numbers) aren't read.
 */
import { z } from "zod";
import { LEDGER_VARIANTS, type LedgerCompany } from "../domain/ledger/ledger.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { optionalGuid, optionalText, readBody, request } from "./request.ts";

export const companySettings = (): VendorRequest =>
  request("GET", "/companysettings", "company-settings");

const schema = z.looseObject({
  Name: z.string(),
  CorporateIdentityNumber: optionalText,
  CompanyIdentifier: optionalText,
  CountryCode: z.string().length(2),
  CurrencyCode: z.string().length(3),
  ShowPricesExclVatPC: z.boolean(),
  DomesticCurrencyRounding: z.literal([0, 1]).nullish(),
  ProductVariant: z.int().nullish(),
  ActivatedModules: z.array(z.string()).nullish(),
  TermsOfPaymentId: optionalGuid,
  AccountingLockedTo: optionalText,
  CompanyStatus: z.literal([0, 1, 2]).nullish(),
  UsesMoss: z.boolean().nullish(),
  UsesReverseConstructionVat: z.boolean().nullish(),
});

type ReadCompany = {
  readonly company: LedgerCompany;
  /**
   * The vendor's `CompanyIdentifier`. It isn't documented whether it equals the token's
   * `customer_id`, so it is only compared with its earlier value.
   */
  readonly identifier: string | null;
  readonly status: "active" | "inactive" | "read-only";
};

const STATUS = { 0: "inactive", 1: "active", 2: "read-only" } as const;

/** `tokenCompanyId` is the `customer_id` of the token used: the company's identity here. */
export function readCompany(
  answer: VendorAnswer,
  tokenCompanyId: string,
): Result<ReadCompany, Failure> {
  const read = readBody(schema, answer);
  if (!read.ok) return read;
  const settings = read.value;
  const company: LedgerCompany = {
    companyId: tokenCompanyId.toLowerCase(),
    name: settings.Name,
    organisationNumber: settings.CorporateIdentityNumber,
    country: settings.CountryCode.toUpperCase(),
    currency: settings.CurrencyCode.toUpperCase(),
    showPricesExclVatForPrivate: settings.ShowPricesExclVatPC,
    domesticRounding: settings.DomesticCurrencyRounding === 1 ? "whole" : "none",
    modules: settings.ActivatedModules ?? [],
    // 1 Standard, 2 Invoicing, 3 Bookkeeping, 4 Solo, 5 Pro, 6 InvoicingCollaboration.
    variant: LEDGER_VARIANTS[(settings.ProductVariant ?? 0) - 1] ?? null,
    termsOfPaymentId: settings.TermsOfPaymentId,
    lockedTo: settings.AccountingLockedTo?.slice(0, 10) ?? null,
    usesOss: settings.UsesMoss ?? false,
    usesReverseConstruction: settings.UsesReverseConstructionVat ?? false,
  };
  return ok({
    company,
    identifier: settings.CompanyIdentifier,
    status: STATUS[settings.CompanyStatus ?? 1],
  });
}
