// VAT codes and the chart of accounts of a company, one for each fiscal year, by its country's plan.
import type { Company } from "../company.ts";
import type { FiscalYear } from "../entities.ts";
import { seedId } from "../ids.ts";

export function seedVatCodes(company: Company, at: number): void {
  for (const { code, description, rate, oss, account } of company.plan.vatCodes) {
    company.vatCodes.commit(
      {
        Id: seedId(company.name, "vatcode", code),
        Code: code,
        Description: description,
        VatRate: rate,
        OssCodeType: oss ?? 0,
        RelatedAccounts: {
          AccountNumber1: account ?? null,
          AccountNumber2: null,
          AccountNumber3: null,
        },
      },
      at,
    );
  }
}

export function seedChart(company: Company, year: FiscalYear, at: number, stamp: string): void {
  for (const [number, { name, type, vat, blocked, costCenter }] of Object.entries(
    company.plan.accounts,
  )) {
    company.accounts.commit(
      {
        Id: seedId(company.name, year.Id, "account", number),
        Number: number,
        Name: name,
        FiscalYearId: year.Id,
        VatCodeId: vat === undefined ? null : seedId(company.name, "vatcode", vat),
        IsActive: true,
        Type: type,
        TypeDescription: null,
        ReferenceCode: null,
        Description: null,
        AllowTransactionText: true,
        IsFirstCostCenterMandatory: false,
        IsProjectAllowed: costCenter === true,
        IsCostCenterAllowed: costCenter === true,
        IsBlockedForManualBooking: blocked === true,
        CreatedUtc: stamp,
        ModifiedUtc: stamp,
      },
      at,
    );
  }
}
