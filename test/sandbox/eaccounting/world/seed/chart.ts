// VAT codes and the chart of accounts, one for each fiscal year: the part of the Swedish BAS plan that sales touch.
import type { Company } from "../company.ts";
import type { FiscalYear } from "../entities.ts";
import { seedId } from "../ids.ts";

interface VatCodeSeed {
  readonly code: string;
  readonly description: string;
  readonly rate: number;
  readonly oss?: 1;
  readonly accounts?: readonly [number, number?];
}

const VAT_CODES: readonly VatCodeSeed[] = [
  { code: "SE25", description: "Sverige Momspliktig försäljning", rate: 0.25, accounts: [2611] },
  { code: "SE12", description: "Sverige Momspliktig försäljning", rate: 0.12, accounts: [2621] },
  { code: "SE6", description: "Sverige Momspliktig försäljning", rate: 0.06, accounts: [2631] },
  { code: "SE0", description: "Sverige Momsfri försäljning", rate: 0 },
  { code: "EUG", description: "Varuförsäljning till annat EU-land", rate: 0 },
  { code: "EUS", description: "Tjänsteförsäljning till annat EU-land", rate: 0 },
  { code: "EXP", description: "Försäljning utanför EU", rate: 0 },
  { code: "OSS", description: "OSS Försäljning", rate: 0, oss: 1 },
  { code: "IN25", description: "Ingående moms", rate: 0.25, accounts: [2641] },
];

interface AccountSeed {
  readonly name: string;
  /** 0-9 assets, 10-19 equity and liabilities, 20-23 revenue, 24-27 costs, 28 financial, 30 result. */
  readonly type: number;
  readonly vat?: string;
  readonly blocked?: true;
  readonly costCenter?: true;
}

const ACCOUNTS: Readonly<Record<number, AccountSeed>> = {
  1510: { name: "Kundfordringar", type: 5 },
  1580: { name: "Fordringar för kontokort och kuponger", type: 5 },
  1630: { name: "Avräkning för skatter och avgifter", type: 5 },
  1910: { name: "Kassa", type: 9 },
  1930: { name: "Företagskonto", type: 9 },
  1934: { name: "Valutakonto EUR", type: 9 },
  1940: { name: "Övriga bankkonton", type: 9 },
  2010: { name: "Eget kapital", type: 10 },
  2099: { name: "Årets resultat", type: 10, blocked: true },
  2420: { name: "Förskott från kunder", type: 15 },
  2421: { name: "Ej inlösta presentkort", type: 15 },
  2440: { name: "Leverantörsskulder", type: 15, blocked: true },
  2611: { name: "Utgående moms på försäljning inom Sverige, 25%", type: 16 },
  2621: { name: "Utgående moms på försäljning inom Sverige, 12%", type: 16 },
  2631: { name: "Utgående moms på försäljning inom Sverige, 6%", type: 16 },
  2641: { name: "Debiterad ingående moms", type: 16 },
  2650: { name: "Redovisningskonto för moms", type: 16 },
  2670: { name: "Utgående moms på försäljning inom EU, OSS", type: 16 },
  3001: { name: "Försäljning varor 25% sv", type: 20, vat: "SE25", costCenter: true },
  3002: { name: "Försäljning varor 12% sv", type: 20, vat: "SE12", costCenter: true },
  3003: { name: "Försäljning varor 6% sv", type: 20, vat: "SE6", costCenter: true },
  3004: { name: "Försäljning varor momsfri", type: 20, vat: "SE0", costCenter: true },
  3011: { name: "Försäljning varor 21%", type: 20, costCenter: true },
  3012: { name: "Försäljning varor 9%", type: 20, costCenter: true },
  3041: { name: "Försäljn tjänst 25% sv", type: 20, vat: "SE25", costCenter: true },
  3042: { name: "Försäljn tjänst 12% sv", type: 20, vat: "SE12", costCenter: true },
  3043: { name: "Försäljn tjänst 6% sv", type: 20, vat: "SE6", costCenter: true },
  3044: { name: "Försäljn tjänst momsfri", type: 20, vat: "SE0", costCenter: true },
  3105: { name: "Försäljning varor till land utanför EU", type: 20, vat: "EXP", costCenter: true },
  3106: { name: "Försäljning varor till annat EU-land, momspliktig", type: 20, vat: "SE25", costCenter: true },
  3107: { name: "Försäljning varor, trepartshandel", type: 20, vat: "EUG", costCenter: true },
  3108: { name: "Försäljning varor till annat EU-land, momsfri", type: 20, vat: "EUG", costCenter: true },
  3109: { name: "Försäljning varor OSS", type: 20, vat: "OSS", costCenter: true },
  3231: { name: "Försäljning inom byggsektorn, omvänd moms", type: 20, costCenter: true },
  3305: { name: "Försäljning tjänster till land utanför EU", type: 20, vat: "EXP", costCenter: true },
  3306: { name: "Försäljning tjänster till annat EU-land, momspliktig", type: 20, vat: "SE25", costCenter: true },
  3308: { name: "Försäljning tjänster till annat EU-land, momsfri", type: 20, vat: "EUS", costCenter: true },
  3309: { name: "Försäljning tjänster OSS", type: 20, vat: "OSS", costCenter: true },
  3740: { name: "Öres- och kronutjämning", type: 22 },
  3960: { name: "Valutakursvinster på fordringar och skulder av rörelsekaraktär", type: 23 },
  4000: { name: "Inköp av handelsvaror (gruppkonto)", type: 24, vat: "IN25", costCenter: true },
  6064: { name: "Factoringavgifter", type: 25 },
  6570: { name: "Bankkostnader", type: 25 },
  7960: { name: "Valutakursförluster på fordringar och skulder av rörelsekaraktär", type: 25 },
};

export function seedVatCodes(company: Company, at: number): void {
  for (const { code, description, rate, oss, accounts } of VAT_CODES) {
    company.vatCodes.commit(
      {
        Id: seedId(company.name, "vatcode", code),
        Code: code,
        Description: description,
        VatRate: rate,
        OssCodeType: oss ?? 0,
        RelatedAccounts: { AccountNumber1: accounts?.[0] ?? null, AccountNumber2: accounts?.[1] ?? null, AccountNumber3: null },
      },
      at,
    );
  }
}

export function seedChart(company: Company, year: FiscalYear, at: number, stamp: string): void {
  for (const [number, { name, type, vat, blocked, costCenter }] of Object.entries(ACCOUNTS)) {
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
